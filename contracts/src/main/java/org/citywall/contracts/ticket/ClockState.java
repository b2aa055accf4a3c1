package org.citywall.contracts.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a promise. */
public enum ClockState {
    /** Time runs. */
    @JsonProperty("running")
    RUNNING("计时中"),
    /** Time stands. */
    @JsonProperty("paused")
    PAUSED("暂停"),
    /** Kept. */
    @JsonProperty("met")
    MET("按期"),
    /** Kept too late, or broken and still open. */
    @JsonProperty("missed")
    MISSED("超期"),
    /** No longer owed: merged, void, or another class. */
    @JsonProperty("dropped")
    DROPPED("取消");

    private final String words;

    ClockState(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
