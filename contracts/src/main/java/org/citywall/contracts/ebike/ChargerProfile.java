package org.citywall.contracts.ebike;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What people have set for one charging site. It travels among the site's readings, so that which
 * version a reading was judged by is decided in one order. What is null has the rules' default.
 *
 * @param siteId the site
 * @param version rises with every change; an older one has no effect
 * @param portRatingW what one port may give, W
 * @param siteLimitW what the whole site may draw, W
 * @param floatW below this a battery counts as full, W
 * @param heartbeatS how often a charger of the site is heard at the latest, s
 * @param meterIdleW what the meters of the site show at least while nothing is drawn, W; a cut-off
 *     is proven below the limit of proof and this. Declared by a person who has looked, never
 *     learnt (docs/domain/ebike.md, "A meter that never shows zero")
 * @param autoCutOff whether a red detection of a port cuts it off without a person; off by default
 *     (docs/domain/ebike.md, "Why nothing is cut off by itself")
 * @param contact account or name of the property that is called when a cut-off fails
 * @param by who changed it last
 * @param at when
 */
public record ChargerProfile(
        String siteId,
        int version,
        @Nullable Double portRatingW,
        @Nullable Double siteLimitW,
        @Nullable Double floatW,
        @Nullable Integer heartbeatS,
        @Nullable Double meterIdleW,
        boolean autoCutOff,
        @Nullable String contact,
        @Nullable String by,
        @Nullable Instant at) {
    /** A site for which nobody has set anything. */
    public static ChargerProfile unset(String siteId) {
        return new ChargerProfile(siteId, 0, null, null, null, null, null, false, null, null, null);
    }
}
