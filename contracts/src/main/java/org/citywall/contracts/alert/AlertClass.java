package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether somebody is in danger, or a device needs care. */
public enum AlertClass {
    @JsonProperty("alarm")
    ALARM,
    @JsonProperty("maintenance")
    MAINTENANCE
}
