package org.citywall.contracts.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In what time a promise is counted. */
public enum ClockKind {
    /** Every minute counts; the amount is in minutes. */
    @JsonProperty("natural")
    NATURAL("自然时"),
    /** Minutes of working hours count; the amount is in minutes. */
    @JsonProperty("working-hours")
    WORKING_HOURS("工作时"),
    /** Working days count, the day of the start not among them; the amount is in days. */
    @JsonProperty("working-days")
    WORKING_DAYS("工作日");

    private final String words;

    ClockKind(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
