package org.citywall.contracts.ebike;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a session is on the curve of constant current, then constant voltage. */
public enum ChargingPhase {
    /** Less than it takes to know its plateau. */
    @JsonProperty("start")
    START("起始"),
    /** Near its greatest power: constant current. */
    @JsonProperty("plateau")
    PLATEAU("恒流"),
    /** Falling: constant voltage. */
    @JsonProperty("taper")
    TAPER("恒压下降"),
    /** Full: below the limit of float. */
    @JsonProperty("float")
    FLOAT("浮充");

    private final String words;

    ChargingPhase(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
