package org.citywall.stream.slope.quality;

import java.util.List;
import org.citywall.contracts.slope.SlopeQuality;

/**
 * What the checks made of a reading.
 *
 * @param state what to remember
 * @param quality its mark
 * @param reason why, in words and numbers; null: nothing to say
 * @param accepted readings that the models may see now: this one, or held ones with it
 */
public record Filtered(
        FilterState state, SlopeQuality quality, String reason, List<Accepted> accepted) {
    /**
     * One reading for the models.
     *
     * @param time device time, ms since 1970
     * @param values since the first reading, without steps
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives for one call; nobody compares.
    public record Accepted(long time, double[] values) {}

    Filtered with(FilterState newState) {
        return new Filtered(newState, quality, reason, accepted);
    }

    static Filtered refused(FilterState state, SlopeQuality quality, String reason) {
        return new Filtered(state, quality, reason, List.of());
    }
}
