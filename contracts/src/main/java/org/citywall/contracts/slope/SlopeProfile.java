package org.citywall.contracts.slope;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;

/**
 * The settings of one slope. It travels among the slope's readings, so that which version an
 * evaluation used is decided in one order.
 *
 * @param siteId the slope
 * @param version rises with every change; an older one has no effect
 * @param name what people call it
 * @param rates reference rates that a person set, and the software's first estimates
 * @param limits absolute limits
 * @param aliases earlier name of a station → its name, so that a renamed one stays one series
 * @param channels what is known of single channels
 * @param verdicts what jumps were found to be
 * @param responsible account that must answer for orange and red
 * @param approvedBy the person who last changed anything; null: nobody has, 未批准
 * @param at when
 * @param limitsBy who set the limits; null: nobody has, they are the defaults
 */
public record SlopeProfile(
        String siteId,
        int version,
        String name,
        List<ReferenceRate> rates,
        RateLimits limits,
        Map<String, String> aliases,
        List<ChannelSetting> channels,
        List<StepVerdict> verdicts,
        @Nullable String responsible,
        @Nullable String approvedBy,
        @Nullable Instant at,
        @Nullable LimitsBy limitsBy) {
    /** What is absent in an older record is empty. */
    public SlopeProfile {
        rates = rates == null ? List.of() : rates;
        limits = limits == null ? RateLimits.DEFAULT : limits;
        aliases = aliases == null ? Map.of() : aliases;
        channels = channels == null ? List.of() : channels;
        verdicts = verdicts == null ? List.of() : verdicts;
    }

    /** A slope for which nobody has set anything. */
    public static SlopeProfile unset(String siteId) {
        return new SlopeProfile(
                siteId, 0, null, null, null, null, null, null, null, null, null, null);
    }
}
