package org.citywall.contracts.slope;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why there is no failure forecast by inverse velocity, or that there is one. */
public enum ForecastGate {
    /** There is a forecast. */
    @JsonProperty("open")
    OPEN("可用"),
    @JsonProperty("too-few-points")
    TOO_FEW_POINTS("噪声以上的速率点不足"),
    @JsonProperty("below-noise")
    BELOW_NOISE("速率未超过测量噪声"),
    @JsonProperty("no-onset")
    NO_ONSET("未见持续加速"),
    @JsonProperty("not-falling")
    NOT_FALLING("速率倒数没有下降"),
    @JsonProperty("poor-fit")
    POOR_FIT("速率倒数与直线不符"),
    @JsonProperty("out-of-horizon")
    OUT_OF_HORIZON("预测时间超出可信范围");

    private final String words;

    ForecastGate(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
