package org.citywall.stream.alert.dryrun;

import java.io.Serializable;
import java.time.Instant;

/** Where histories come from. */
@FunctionalInterface
public interface Histories extends Serializable {
    /**
     * Opens the history from a moment to the end that the log has now.
     *
     * @param until when to stop reading, however much is left
     * @throws Exception if it cannot be read
     */
    Opened open(Instant from, Instant until) throws Exception;

    /** A history that holds on to something. */
    interface Opened extends History, AutoCloseable {
        @Override
        void close();
    }
}
