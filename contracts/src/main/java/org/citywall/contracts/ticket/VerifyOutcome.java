package org.citywall.contracts.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a check or call-back found. */
public enum VerifyOutcome {
    /** It is done. */
    @JsonProperty("passed")
    PASSED("合格"),
    /** It is not done. */
    @JsonProperty("failed")
    FAILED("不合格"),
    /** Nobody answered. */
    @JsonProperty("unreachable")
    UNREACHABLE("未接通");

    private final String words;

    VerifyOutcome(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
