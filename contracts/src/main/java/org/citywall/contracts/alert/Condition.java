package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** 工况: what the world says. Independent of {@link Response}. */
public enum Condition {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("cleared")
    CLEARED
}
