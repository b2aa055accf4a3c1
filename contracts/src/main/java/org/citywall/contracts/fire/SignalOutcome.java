package org.citywall.contracts.fire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What became of one fire press: at least one such record for each, so that the raw card of a press
 * is removed by a fact and never by a time-out. A repeat of a press has one of its own, {@code
 * duplicate}; {@code drill} is for registered test windows.
 *
 * @param rawPressId {@link RawPress#id()} of the press
 * @param signalId the sender's event id; null from the alerts job, which knows only the raw id
 * @param deviceId registry id of the device
 * @param point the point inside the device, if any
 * @param outcome what happened to it
 * @param alertId the alert that it opened or joined; null for a duplicate or a drill
 * @param at event time of the decision
 */
public record SignalOutcome(
        String rawPressId,
        @Nullable String signalId,
        String deviceId,
        @Nullable String point,
        Outcome outcome,
        @Nullable String alertId,
        Instant at) {

    /** The three ends of a press. */
    public enum Outcome {
        @JsonProperty("alert")
        ALERT,
        @JsonProperty("drill")
        DRILL,
        @JsonProperty("duplicate")
        DUPLICATE
    }
}
