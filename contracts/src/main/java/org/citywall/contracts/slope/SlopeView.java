package org.citywall.contracts.slope;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.place.SiteRef;

/**
 * What the wall and the slope page show of one slope.
 *
 * @param id the slope's site id
 * @param rev rises with every view of the slope
 * @param site where
 * @param place grid path
 * @param placeName the same in words
 * @param at the slope's own clock: device time of its newest reading
 * @param level 1 (red) to 4 (blue), {@link #NO_LEVEL}: none
 * @param support how many instruments stand behind it
 * @param reasons why it has this level, in words and numbers
 * @param next the next thing that would change it
 * @param since device time at which it got this level; null: it has none
 * @param rain rolling rain
 * @param instruments its instruments, by station and channel
 * @param profileVersion version of the settings; 0: there are none
 * @param responsible who must answer for orange and red
 * @param replay from recorded events
 * @param angles limits of the tangent angle that its levels go by
 * @param releaseTo the level to which a person may take it down now, because only the time of
 *     waiting holds what is graver; null: the instruments show its level, or it is below orange
 * @param released what a person took back to give it its present level; null: nobody did
 * @param profileUnset no person has set anything: the settings are the defaults and what the
 *     software found
 */
public record SlopeView(
        String id,
        long rev,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        Instant at,
        int level,
        SlopeSupport support,
        List<String> reasons,
        String next,
        @Nullable Instant since,
        RainView rain,
        List<InstrumentView> instruments,
        int profileVersion,
        @Nullable String responsible,
        boolean replay,
        AngleLimits angles,
        @Nullable Integer releaseTo,
        @Nullable SlopeRelease released,
        boolean profileUnset) {
    /** No level: below blue. */
    public static final int NO_LEVEL = 5;
}
