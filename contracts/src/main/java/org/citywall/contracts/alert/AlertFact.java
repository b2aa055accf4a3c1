package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What a stage that sees several groups found out about one alert. It is written into the inputs of
 * that alert's group, so that a replay finds it where it was. A fact never feeds the stage that
 * made it.
 *
 * @param id deterministic: the same inputs and rules give the same id in a replay
 * @param kind what
 * @param alertId of which alert
 * @param by the alert behind it: the cause, or the parent of the flood
 * @param rule rule that decided
 * @param reason why, in words
 * @param flood flood-counted: what the parent stands for; null otherwise
 * @param at event time of the decision
 */
public record AlertFact(
        String id,
        Kind kind,
        String alertId,
        String by,
        String rule,
        String reason,
        @Nullable FloodSummary flood,
        Instant at) {
    /** The kinds of facts. */
    public enum Kind {
        /** a cause explains it */
        @JsonProperty("inhibited")
        INHIBITED,
        /** no cause explains it any more */
        @JsonProperty("released")
        RELEASED,
        /** it is part of a flood */
        @JsonProperty("flooded")
        FLOODED,
        /** the flood is over */
        @JsonProperty("flood-over")
        FLOOD_OVER,
        /** of the parent: what it stands for now */
        @JsonProperty("flood-counted")
        FLOOD_COUNTED
    }
}
