package org.citywall.contracts.alertrule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * Alerts that would differ. Detections that are one alert under either rules hold alerts of both
 * together: what is compared is such an incident.
 *
 * @param alertId the first of its alerts under the rules that judge now; null: there is none
 * @param title of its gravest alert
 * @param level gravest level: 1 (red) to 4 (blue)
 * @param at when its first alert was raised
 * @param redPagedLess red pages would be fewer or later
 * @param changes what differs
 * @param words the same in words
 */
public record DryRunDifference(
        @Nullable String alertId,
        String title,
        int level,
        Instant at,
        boolean redPagedLess,
        List<Change> changes,
        String words) {
    /** What of an incident can differ. */
    public enum Measure {
        /** how many alerts it is */
        @JsonProperty("alerts")
        ALERTS,
        /** gravest level */
        @JsonProperty("level")
        LEVEL,
        /** loud pages of red */
        @JsonProperty("red-pages")
        RED_PAGES,
        /** seconds from the raise to the first loud page of red; -1: none */
        @JsonProperty("red-page-after")
        RED_PAGE_AFTER,
        /** loud pages to somebody */
        @JsonProperty("loud")
        LOUD,
        /** quiet pages to somebody */
        @JsonProperty("quiet")
        QUIET,
        /** alerts that a cause explained */
        @JsonProperty("inhibited")
        INHIBITED,
        /** alerts that were part of a flood */
        @JsonProperty("flooded")
        FLOODED,
        /** alerts whose source came and went too often */
        @JsonProperty("chattering")
        CHATTERING,
        /** alerts that were active for too long */
        @JsonProperty("stale")
        STALE,
        /** alerts under something announced */
        @JsonProperty("standing")
        STANDING
    }

    /**
     * One thing that differs.
     *
     * @param what which
     * @param to pages: to whom; null otherwise
     * @param current under the rules that judge now
     * @param proposed under the others
     */
    public record Change(Measure what, @Nullable String to, long current, long proposed) {}
}
