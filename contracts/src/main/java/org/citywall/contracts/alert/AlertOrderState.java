package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of an order to a department. */
public enum AlertOrderState {
    /** no reply yet */
    @JsonProperty("sent")
    SENT,
    /** the department does it */
    @JsonProperty("accepted")
    ACCEPTED,
    /** the department does not; somebody at the centre must decide */
    @JsonProperty("refused")
    REFUSED,
    /** nobody replied in time */
    @JsonProperty("overdue")
    OVERDUE,
    /** the department did it */
    @JsonProperty("done")
    DONE
}
