package org.citywall.contracts.alertrule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What people announced for a time. */
public enum StandingKind {
    /** maintenance: no page */
    @JsonProperty("silence")
    SILENCE,
    /** an exercise: marked as such */
    @JsonProperty("drill")
    DRILL,
    /** a device that says nothing true; two persons agreed */
    @JsonProperty("out-of-service")
    OUT_OF_SERVICE
}
