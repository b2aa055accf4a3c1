package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** 核实结果: what the call back to the building said. */
public enum VerifyResult {
    /** 属实 */
    @JsonProperty("confirmed")
    CONFIRMED,
    /** 不属实; the alert is only ended by the command false-alarm, which states the cause */
    @JsonProperty("false")
    FALSE,
    /** 联系不上: a result of the call, but no verdict */
    @JsonProperty("unreachable")
    UNREACHABLE
}
