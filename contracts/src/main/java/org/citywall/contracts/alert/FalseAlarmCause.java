package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** 误报原因: why a fire alarm was none. */
public enum FalseAlarmCause {
    /** 误触 */
    @JsonProperty("mistaken-touch")
    MISTAKEN_TOUCH,
    /** 设备故障 */
    @JsonProperty("device-fault")
    DEVICE_FAULT,
    /** 油烟水汽 */
    @JsonProperty("fumes")
    FUMES,
    /** 施工 */
    @JsonProperty("works")
    WORKS,
    /** 恶意 */
    @JsonProperty("malice")
    MALICE,
    /** 演练未报备 */
    @JsonProperty("unreported-drill")
    UNREPORTED_DRILL,
    /** 原因不明 */
    @JsonProperty("unknown")
    UNKNOWN
}
