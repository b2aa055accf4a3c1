package org.citywall.contracts.alertrule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;

/**
 * The same history under the rules that judge now and under others.
 *
 * @param headline first of all, in words: red alerts that would have been paged less, or that there
 *     are none
 * @param redPagedLess number of incidents with red pages that would be fewer or later
 * @param from begin of the history that was asked for
 * @param to its end; if a limit was hit, the time of the last input that was read
 * @param firstAt log time of the first input; null: there was none
 * @param lastAt log time of the last input; null: there was none
 * @param inputs detections and commands that both rules judged
 * @param dropped what was read and left out, by why: {@code fact}, {@code forwarded} and {@code
 *     stage} are made anew under each rules, {@code malformed} could not be read
 * @param limit what ended the reading before {@code to} was reached; null: nothing
 * @param current under the rules that judge now
 * @param proposed under the others
 * @param differing number of incidents that differ
 * @param examples the gravest of them, at most 50
 */
public record DryRunReport(
        String headline,
        int redPagedLess,
        Instant from,
        Instant to,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        long inputs,
        Map<String, Long> dropped,
        @Nullable Limit limit,
        DryRunCounts current,
        DryRunCounts proposed,
        int differing,
        List<DryRunDifference> examples) {
    /** Why not all of the history was read. */
    public enum Limit {
        /** as many inputs as a run may read */
        @JsonProperty("inputs")
        INPUTS,
        /** as many alerts as a run may hold */
        @JsonProperty("alerts")
        ALERTS,
        /** as long as a run may read */
        @JsonProperty("time")
        TIME
    }
}
