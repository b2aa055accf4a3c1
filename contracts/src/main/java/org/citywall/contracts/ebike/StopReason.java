package org.citywall.contracts.ebike;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a charger ended a session (docs/domain/ebike.md, "Why a session ends"). */
public enum StopReason {
    @JsonProperty("full")
    FULL("充满"),
    /** The time that was paid for. */
    @JsonProperty("time")
    TIME("时间到"),
    @JsonProperty("money")
    MONEY("余额用完"),
    /** By hand or from afar. */
    @JsonProperty("manual")
    MANUAL("手动停止"),
    /** The energy that was paid for. */
    @JsonProperty("energy")
    ENERGY("电量到"),
    @JsonProperty("over-power")
    OVER_POWER("功率过大"),
    /** Unplugged, or never plugged in. */
    @JsonProperty("no-charger")
    NO_CHARGER("未接充电器"),
    @JsonProperty("over-temperature")
    OVER_TEMPERATURE("温度过高"),
    @JsonProperty("smoke")
    SMOKE("烟雾"),
    /** By the charger's own programme. */
    @JsonProperty("smart")
    SMART("智能停止"),
    /** A word that we do not know; it stands in the reading's faults. */
    @JsonProperty("other")
    OTHER("其他");

    private final String words;

    StopReason(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
