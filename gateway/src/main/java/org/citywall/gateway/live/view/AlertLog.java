package org.citywall.gateway.live.view;

import java.util.function.BiConsumer;

/** The compacted log of alerts, from which the view is rebuilt. */
@FunctionalInterface
public interface AlertLog {
    /**
     * Reads from the oldest record to the end that the log has now.
     *
     * @param records takes alert id and JSON, null JSON for a forgotten alert
     * @throws Exception if the end was not reached
     */
    void readToEnd(BiConsumer<String, String> records) throws Exception;
}
