package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.ebike.PowerLimits;

/** Variables of {@link PowerLimits}; the reasons are in docs/domain/ebike.md. */
final class EbikePowerSettings {
    private static final PowerLimits BY_DEFAULT = PowerLimits.DEFAULT;

    private static final Setting<Double> PORT_MAX =
            Setting.decimal(
                    "CITYWALL_EBIKE_PORT_MAX_W",
                    "W",
                    BY_DEFAULT.portMaxW(),
                    50,
                    5000,
                    "No port may give more, where its site has no rating set: e-bike "
                            + "chargers draw 60 to 400, some 600.");

    private static final Setting<Double> RATING =
            Setting.decimal(
                    "CITYWALL_EBIKE_RATING_SHARE",
                    "ratio",
                    BY_DEFAULT.ratingShare(),
                    1,
                    3,
                    "A port may give so many times the rating that is set for its site.");

    private static final Setting<Duration> OVER_FOR =
            Setting.duration(
                    "CITYWALL_EBIKE_OVER_FOR_S",
                    SECONDS,
                    BY_DEFAULT.overFor(),
                    0,
                    3600,
                    "Too much power counts after so long (60 s): inrush is over.");

    private static final Setting<Double> FALL_SHARE =
            Setting.decimal(
                    "CITYWALL_EBIKE_FALL_SHARE",
                    "share",
                    BY_DEFAULT.fallShare(),
                    0.5,
                    1,
                    "What was over a limit of power is so until it is below this share "
                            + "of it.");

    private static final Setting<Double> STUCK =
            Setting.decimal(
                    "CITYWALL_EBIKE_STUCK_W",
                    "W",
                    BY_DEFAULT.stuckW(),
                    1,
                    200,
                    "A port that is off and gives more has a relay that does not open,");

    private static final Setting<Duration> STUCK_FOR =
            Setting.duration(
                    "CITYWALL_EBIKE_STUCK_FOR_S",
                    SECONDS,
                    BY_DEFAULT.stuckFor(),
                    0,
                    600,
                    "for so long: state and power do not change in one moment.");

    private static final Setting<Double> FLOAT =
            Setting.decimal(
                    "CITYWALL_EBIKE_FLOAT_W",
                    "W",
                    BY_DEFAULT.floatW(),
                    2,
                    200,
                    "Below this a battery counts as full, where its site has nothing "
                            + "set. Chargers take 15 to 45.");

    private static final Setting<Double> NOTHING =
            Setting.decimal(
                    "CITYWALL_EBIKE_NOTHING_W",
                    "W",
                    BY_DEFAULT.nothingW(),
                    0,
                    50,
                    "Below this nothing at all is drawn.");

    private static final Setting<Double> UNPLUGGED =
            Setting.decimal(
                    "CITYWALL_EBIKE_UNPLUGGED_W",
                    "W",
                    BY_DEFAULT.unpluggedW(),
                    0.5,
                    50,
                    "Below this nothing is plugged in, or the battery has cut itself "
                            + "off (1.5 to 8 in firmwares).");

    private static final Setting<Double> START =
            Setting.decimal(
                    "CITYWALL_EBIKE_START_W",
                    "W",
                    BY_DEFAULT.startW(),
                    2,
                    200,
                    "Above this something is charged again.");

    private static final Setting<Double> LEAST_PLATEAU =
            Setting.decimal(
                    "CITYWALL_EBIKE_LEAST_PLATEAU_W",
                    "W",
                    BY_DEFAULT.leastPlateauW(),
                    5,
                    500,
                    "The shape of a session below this is not judged: lamps and "
                            + "telephones never taper.");

    private static final Setting<Double> PLATEAU =
            Setting.decimal(
                    "CITYWALL_EBIKE_PLATEAU_SHARE",
                    "share",
                    BY_DEFAULT.plateauShare(),
                    0.5,
                    1,
                    "Constant current: above this share of the greatest sustained " + "power.");

    private static final Setting<Duration> LATE_AFTER =
            Setting.duration(
                    "CITYWALL_EBIKE_LATE_AFTER_S",
                    SECONDS,
                    BY_DEFAULT.lateAfter(),
                    0,
                    36000,
                    "A battery that was at its plateau for less has no late phase (10 "
                            + "min): chargers test before they charge.");

    private static final Setting<Double> LATE_FALL =
            Setting.decimal(
                    "CITYWALL_EBIKE_LATE_FALL",
                    "share",
                    BY_DEFAULT.lateFall(),
                    0.1,
                    0.9,
                    "A session is late when it was below this share of its plateau,");

    private static final Setting<Integer> LATE_FALL_MINUTES =
            Setting.whole(
                    "CITYWALL_EBIKE_LATE_FALL_MINUTES",
                    "minutes",
                    BY_DEFAULT.lateFallMinutes(),
                    1,
                    30,
                    "for so many minutes.");

    private static final Setting<Double> LATE_RISE =
            Setting.decimal(
                    "CITYWALL_EBIKE_LATE_RISE",
                    "share",
                    BY_DEFAULT.lateRise(),
                    0.05,
                    1,
                    "It rises again by this share of its plateau,");

    private static final Setting<Integer> LATE_RISE_MINUTES =
            Setting.whole(
                    "CITYWALL_EBIKE_LATE_RISE_MINUTES",
                    "minutes",
                    BY_DEFAULT.lateRiseMinutes(),
                    1,
                    30,
                    "for so many minutes: balancing and pulses are shorter.");

    private static final Setting<Double> NEARLY_FULL =
            Setting.decimal(
                    "CITYWALL_EBIKE_NEARLY_FULL",
                    "share",
                    BY_DEFAULT.nearlyFull(),
                    0,
                    1,
                    "A battery below this share of its plateau is nearly full,");

    private static final Setting<Integer> TOP_UP_MINUTES =
            Setting.whole(
                    "CITYWALL_EBIKE_TOP_UP_MINUTES",
                    "minutes",
                    BY_DEFAULT.topUpMinutes(),
                    1,
                    240,
                    "and may be topped up for so many minutes: until then a late rise is only"
                            + " yellow.");

    private static final Setting<Duration> SWAP_GAP =
            Setting.duration(
                    "CITYWALL_EBIKE_SWAP_GAP_S",
                    SECONDS,
                    BY_DEFAULT.swapGap(),
                    1,
                    600,
                    "Between samples closer than this nobody can change the battery "
                            + "unseen; else a late rise in one step is only yellow.");

    private static final Setting<Double> FLUCTUATION =
            Setting.decimal(
                    "CITYWALL_EBIKE_FLUCTUATION",
                    "ratio",
                    BY_DEFAULT.fluctuation(),
                    0.01,
                    5,
                    "Standard deviation over mean of ten minutes that is yellow,");

    private static final Setting<Integer> LEAST_SWINGS =
            Setting.whole(
                    "CITYWALL_EBIKE_LEAST_SWINGS",
                    "swings",
                    BY_DEFAULT.leastSwings(),
                    0,
                    100,
                    "with at least so many swings: one fall and one return is a plug.");

    private static final Setting<Double> SWING =
            Setting.decimal(
                    "CITYWALL_EBIKE_SWING",
                    "share",
                    BY_DEFAULT.swing(),
                    0.05,
                    1,
                    "A swing is so large a share of the greatest sustained power.");

    private static final Setting<Integer> SWINGS =
            Setting.whole(
                    "CITYWALL_EBIKE_SWINGS",
                    "swings",
                    BY_DEFAULT.swings(),
                    1,
                    100,
                    "More swings in ten minutes are yellow whatever the deviation is.");

    private static final Setting<Double> SITE_YELLOW =
            Setting.decimal(
                    "CITYWALL_EBIKE_SITE_YELLOW",
                    "share",
                    BY_DEFAULT.siteYellow(),
                    0.1,
                    2,
                    "Share of the limit of a site that is yellow.");

    private static final Setting<Double> SITE_ORANGE =
            Setting.decimal(
                    "CITYWALL_EBIKE_SITE_ORANGE",
                    "share",
                    BY_DEFAULT.siteOrange(),
                    0.1,
                    2,
                    "Share of the limit of a site that is orange.");

    private static final Setting<Duration> SITE_FOR =
            Setting.duration(
                    "CITYWALL_EBIKE_SITE_FOR_S",
                    SECONDS,
                    BY_DEFAULT.siteFor(),
                    0,
                    3600,
                    "for so long (60 s).");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "E-bike rules: power and shape",
                    List.of(
                            PORT_MAX,
                            RATING,
                            OVER_FOR,
                            FALL_SHARE,
                            STUCK,
                            STUCK_FOR,
                            FLOAT,
                            NOTHING,
                            UNPLUGGED,
                            START,
                            LEAST_PLATEAU,
                            PLATEAU,
                            LATE_AFTER,
                            LATE_FALL,
                            LATE_FALL_MINUTES,
                            LATE_RISE,
                            LATE_RISE_MINUTES,
                            NEARLY_FULL,
                            TOP_UP_MINUTES,
                            SWAP_GAP,
                            FLUCTUATION,
                            LEAST_SWINGS,
                            SWING,
                            SWINGS,
                            SITE_YELLOW,
                            SITE_ORANGE,
                            SITE_FOR));

    private EbikePowerSettings() {}

    static PowerLimits limits(Map<String, String> env) {
        Ascending.check(env, List.of(SITE_YELLOW, SITE_ORANGE));
        return new PowerLimits(
                PORT_MAX.in(env),
                RATING.in(env),
                OVER_FOR.in(env),
                FALL_SHARE.in(env),
                STUCK.in(env),
                STUCK_FOR.in(env),
                FLOAT.in(env),
                NOTHING.in(env),
                UNPLUGGED.in(env),
                START.in(env),
                LEAST_PLATEAU.in(env),
                PLATEAU.in(env),
                LATE_AFTER.in(env),
                LATE_FALL.in(env),
                LATE_FALL_MINUTES.in(env),
                LATE_RISE.in(env),
                LATE_RISE_MINUTES.in(env),
                NEARLY_FULL.in(env),
                TOP_UP_MINUTES.in(env),
                SWAP_GAP.in(env),
                FLUCTUATION.in(env),
                LEAST_SWINGS.in(env),
                SWING.in(env),
                SWINGS.in(env),
                SITE_YELLOW.in(env),
                SITE_ORANGE.in(env),
                SITE_FOR.in(env));
    }
}
