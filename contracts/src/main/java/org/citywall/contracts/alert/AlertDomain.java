package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an alert is about. */
public enum AlertDomain {
    @JsonProperty("fire")
    FIRE,
    @JsonProperty("slope")
    SLOPE,
    @JsonProperty("ebike")
    EBIKE,
    @JsonProperty("ticket")
    TICKET,
    @JsonProperty("system")
    SYSTEM
}
