package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** 处置: what people did. The legal moves are in AlertTransitions (stream-jobs). */
public enum Response {
    /** 待确认 */
    @JsonProperty("unacknowledged")
    UNACKNOWLEDGED,
    /** 已确认: an officer has seen it */
    @JsonProperty("acknowledged")
    ACKNOWLEDGED,
    /** 核实中: somebody is finding out whether it is real */
    @JsonProperty("verifying")
    VERIFYING,
    /** 已派遣: somebody was sent */
    @JsonProperty("dispatched")
    DISPATCHED,
    /** 已到场 */
    @JsonProperty("on-site")
    ON_SITE,
    /** 已处置 */
    @JsonProperty("resolved")
    RESOLVED,
    /** 已关闭 */
    @JsonProperty("closed")
    CLOSED
}
