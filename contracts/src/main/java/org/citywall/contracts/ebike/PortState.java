package org.citywall.contracts.ebike;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a charger says of one of its ports. The wire names are those of inbound readings. */
public enum PortState {
    /** Nothing is charged. */
    @JsonProperty("idle")
    IDLE("空闲"),
    @JsonProperty("charging")
    CHARGING("充电中"),
    /** The battery takes only the trickle that keeps it full. */
    @JsonProperty("float")
    FLOAT("浮充"),
    /** The port's fuse has blown. */
    @JsonProperty("fuse")
    FUSE("保险丝熔断"),
    /** The relay does not open: the port cannot be cut from afar. */
    @JsonProperty("relay-stuck")
    RELAY_STUCK("继电器粘连"),
    /** Taken out of use. */
    @JsonProperty("disabled")
    DISABLED("禁用"),
    @JsonProperty("fault")
    FAULT("故障");

    private final String words;

    PortState(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether the charger means to give power. */
    public boolean isOn() {
        return this == CHARGING || this == FLOAT;
    }
}
