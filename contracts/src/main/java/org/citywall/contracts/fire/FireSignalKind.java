package org.citywall.contracts.fire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a fire device said. {@code press} is a person's hand; {@code alarm} a detector. */
public enum FireSignalKind {
    @JsonProperty("press")
    PRESS,
    @JsonProperty("alarm")
    ALARM,
    @JsonProperty("restore")
    RESTORE,
    @JsonProperty("reset")
    RESET,
    @JsonProperty("test")
    TEST,
    @JsonProperty("fault")
    FAULT,
    @JsonProperty("shield")
    SHIELD,
    @JsonProperty("supervise")
    SUPERVISE,
    @JsonProperty("start")
    START,
    @JsonProperty("feedback")
    FEEDBACK,
    @JsonProperty("manual-auto")
    MANUAL_AUTO,
    @JsonProperty("analogue")
    ANALOGUE,
    @JsonProperty("operation")
    OPERATION,
    @JsonProperty("low-battery")
    LOW_BATTERY,
    @JsonProperty("tamper")
    TAMPER,
    @JsonProperty("heartbeat")
    HEARTBEAT,
    @JsonProperty("register")
    REGISTER,
    /**
     * Nobody answered a duty check in time; said by the gateway that sent it, not by the device.
     */
    @JsonProperty("duty-unanswered")
    DUTY_UNANSWERED;

    /** A person pressed, or a detector saw fire: red, at once. */
    public boolean isFire() {
        return this == PRESS || this == ALARM;
    }

    /** Only Citywall itself says it: a device that does is not believed. */
    public boolean isInternal() {
        return this == DUTY_UNANSWERED;
    }
}
