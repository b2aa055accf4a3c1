package org.citywall.contracts.slope;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Length of the steps of a {@link SlopeHistory}. */
public enum HistoryStep {
    @JsonProperty("hour")
    HOUR,
    /** Of the city's time. */
    @JsonProperty("day")
    DAY
}
