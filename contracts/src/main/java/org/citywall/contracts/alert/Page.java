package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Somebody must be told. The rules decide that; channels carry it.
 *
 * @param id of alert, cycle, step and recipient: the same in a replay, so that it is sent once. A
 *     cycle begins when the alert is raised, reopened or no longer explained away
 * @param alertId about which alert
 * @param to account, post or department, or id of a seat
 * @param step why this one
 * @param level of the alert: 1 (red) to 4 (blue)
 * @param quiet may wait for a digest, because the alert is inhibited, part of a flood, shelved or
 *     under something announced; never for red outside a drill
 * @param reason in words
 * @param at event time of the decision
 */
public record Page(
        String id,
        String alertId,
        String to,
        Step step,
        int level,
        boolean quiet,
        String reason,
        Instant at) {
    /** Why somebody is told. */
    public enum Step {
        /** there is a new alarm, or it is raised anew */
        @JsonProperty("raised")
        RAISED,
        /** its level rose */
        @JsonProperty("risen")
        RISEN,
        /** nobody acknowledged */
        @JsonProperty("escalated")
        ESCALATED,
        /** is to go there */
        @JsonProperty("dispatched")
        DISPATCHED,
        /** the responder did not accept, arrive or call back in time */
        @JsonProperty("overdue")
        OVERDUE,
        /** must answer (叫应) */
        @JsonProperty("called")
        CALLED,
        /** a department refused an order, or did not reply in time */
        @JsonProperty("order")
        ORDER,
        /** it is over */
        @JsonProperty("recovered")
        RECOVERED
    }
}
