package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What it turned out to be. */
public enum Disposition {
    /** 真实 */
    @JsonProperty("real")
    REAL,
    /** 误报 */
    @JsonProperty("false-alarm")
    FALSE_ALARM,
    /** 演练 */
    @JsonProperty("drill")
    DRILL,
    /** 测试 */
    @JsonProperty("test")
    TEST,
    /** 原因不明 */
    @JsonProperty("unknown")
    UNKNOWN
}
