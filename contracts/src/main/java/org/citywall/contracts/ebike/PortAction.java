package org.citywall.contracts.ebike;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person, or a site's automatic, can order of a port. */
public enum PortAction {
    /** Take its power away, and lock it. */
    @JsonProperty("cut-off")
    CUT_OFF("断电"),
    /** Lift the lock of a port that was cut off; not by the person who cut it. */
    @JsonProperty("enable")
    ENABLE("恢复使用");

    private final String words;

    PortAction(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
