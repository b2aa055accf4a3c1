package org.citywall.contracts.slope;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The mark that a reading gets. The raw value is never altered, whatever its mark. */
public enum SlopeQuality {
    /** Used by the models. */
    @JsonProperty("ok")
    OK,
    /** Came after newer ones; used. */
    @JsonProperty("late")
    LATE,
    /** Stands apart from its neighbours; not used unless the next ones go the same way. */
    @JsonProperty("outlier")
    OUTLIER,
    /** The series jumped and stays; used without the jump until a person has judged it. */
    @JsonProperty("step")
    STEP,
    /** A power of ten beside its neighbours; not used. */
    @JsonProperty("unit")
    UNIT,
    /** Has not changed for too long; the instrument counts as silent. */
    @JsonProperty("frozen")
    FROZEN,
    /** Repeats an earlier one; no effect. */
    @JsonProperty("duplicate")
    DUPLICATE,
    /** Older than what the models remember; no effect. */
    @JsonProperty("too-old")
    TOO_OLD,
    /** Device time in the future; refused. */
    @JsonProperty("future")
    FUTURE,
    /** Device time of a dead clock; refused. */
    @JsonProperty("dead-clock")
    DEAD_CLOCK,
    /** None of the values that the channel is known by; no effect. */
    @JsonProperty("no-value")
    NO_VALUE;

    /** Whether the models see it. */
    public boolean used() {
        return this == OK || this == LATE || this == STEP || this == FROZEN;
    }
}
