package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.insight.InsightPolicy;

/** Variables of the rules of insight; the reasons are in docs/domain/ticket-insight.md. */
final class InsightSettings {
    private static final InsightPolicy BY_DEFAULT = InsightPolicy.defaults();
    private static final long DAY = 24 * 3_600;

    private static final Setting<Duration> REPEAT =
            Setting.duration(
                    "CITYWALL_TICKET_REPEAT_S",
                    SECONDS,
                    BY_DEFAULT.repeatWithin(),
                    3_600,
                    90 * DAY,
                    "The same caller with the same category within so long repeats; so long others"
                            + " at the same place make a group (30 days).");
    private static final Setting<Duration> SAME_PLACE =
            Setting.duration(
                    "CITYWALL_TICKET_SAME_PLACE_S",
                    SECONDS,
                    BY_DEFAULT.samePlaceWithin(),
                    60,
                    30 * DAY,
                    "Where nobody says who called, the same category at the same point within so"
                            + " long of the first repeats it (24 h).");
    private static final Setting<Integer> NEAR =
            Setting.whole(
                    "CITYWALL_TICKET_NEAR_M",
                    "m",
                    BY_DEFAULT.nearM(),
                    1,
                    500,
                    "No farther apart is the same place, for groups and for cases that may be one.");
    private static final Setting<Integer> GROUP_CALLERS =
            Setting.whole(
                    "CITYWALL_TICKET_GROUP_CALLERS",
                    "callers",
                    BY_DEFAULT.groupCallers(),
                    2,
                    100,
                    "So many distinct callers of one category at one place are a group.");
    private static final Setting<Duration> LIKE_WITHIN =
            Setting.duration(
                    "CITYWALL_TICKET_LIKE_WITHIN_S",
                    SECONDS,
                    BY_DEFAULT.likeWithin(),
                    60,
                    30 * DAY,
                    "Two cases may be one if they happened no longer apart (72 h).");
    private static final Setting<Double> LIKENESS =
            Setting.decimal(
                    "CITYWALL_TICKET_LIKENESS",
                    "share of pairs of characters in common",
                    BY_DEFAULT.likeness(),
                    0.3,
                    1,
                    "And if their texts are at least so alike (Dice); a person decides.");
    private static final Setting<Integer> LIKE_LENGTH =
            Setting.whole(
                    "CITYWALL_TICKET_LIKE_LENGTH",
                    "characters",
                    BY_DEFAULT.likeLength(),
                    2,
                    300,
                    "Shorter texts say too little to be compared.");
    private static final Setting<Integer> MOST_NEAR =
            Setting.whole(
                    "CITYWALL_TICKET_MOST_NEAR",
                    "cases",
                    BY_DEFAULT.mostNear(),
                    10,
                    10_000,
                    "Newest cases that a cell of ten times CITYWALL_TICKET_NEAR_M remembers.");
    private static final Setting<Integer> HOT_CELL =
            Setting.whole(
                    "CITYWALL_TICKET_HOT_CELL_M",
                    "m",
                    BY_DEFAULT.hotCellM(),
                    50,
                    10_000,
                    "Side of the cells in which hot spots are counted.");
    private static final Setting<Integer> HOT_COUNT =
            Setting.whole(
                    "CITYWALL_TICKET_HOT_COUNT",
                    "cases",
                    BY_DEFAULT.hotCount(),
                    2,
                    1_000,
                    "A hot spot has at least so many cases of one category in 24 hours,");
    private static final Setting<Double> HOT_SIGMAS =
            Setting.decimal(
                    "CITYWALL_TICKET_HOT_SIGMAS",
                    "square roots of the mean",
                    BY_DEFAULT.hotSigmas(),
                    0,
                    10,
                    "more than the mean of the same weekday of four weeks by so much: counts scatter"
                            + " by the root of their mean,");
    private static final Setting<Double> HOT_KEEP =
            Setting.decimal(
                    "CITYWALL_TICKET_HOT_KEEP",
                    "share",
                    BY_DEFAULT.hotKeep(),
                    0.1,
                    1,
                    "stays one down to this share of what it had to reach,");
    private static final Setting<Integer> HOT_CALLERS =
            Setting.whole(
                    "CITYWALL_TICKET_HOT_CALLERS",
                    "callers",
                    BY_DEFAULT.hotCallers(),
                    1,
                    100,
                    "and has at least so many callers; each unknown one counts as one.");
    private static final Setting<Duration> REORDER =
            Setting.duration(
                    "CITYWALL_TICKET_REORDER_MS",
                    MILLIS,
                    BY_DEFAULT.reorder(),
                    0,
                    60_000,
                    "Cases wait so long for older ones of other partitions before they are counted.");
    private static final Setting<Duration> PROACTIVE_ALARM =
            Setting.duration(
                    "CITYWALL_TICKET_PROACTIVE_ALARM_S",
                    SECONDS,
                    BY_DEFAULT.proactiveAlarm(),
                    60,
                    7 * DAY,
                    "A red or orange alarm that is still active after so long becomes a ticket (30"
                            + " min).");
    private static final Setting<Duration> PROACTIVE_FAULT =
            Setting.duration(
                    "CITYWALL_TICKET_PROACTIVE_FAULT_S",
                    SECONDS,
                    BY_DEFAULT.proactiveFault(),
                    60,
                    30 * DAY,
                    "So does a fault that is still there after so long (24 h).");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Insight of tickets",
                    List.of(
                            REPEAT,
                            SAME_PLACE,
                            NEAR,
                            GROUP_CALLERS,
                            LIKE_WITHIN,
                            LIKENESS,
                            LIKE_LENGTH,
                            MOST_NEAR,
                            HOT_CELL,
                            HOT_COUNT,
                            HOT_SIGMAS,
                            HOT_KEEP,
                            HOT_CALLERS,
                            REORDER,
                            PROACTIVE_ALARM,
                            PROACTIVE_FAULT));

    private InsightSettings() {}

    static InsightPolicy policy(Map<String, String> env) {
        return new InsightPolicy(
                REPEAT.in(env),
                SAME_PLACE.in(env),
                NEAR.in(env),
                GROUP_CALLERS.in(env),
                LIKE_WITHIN.in(env),
                LIKENESS.in(env),
                LIKE_LENGTH.in(env),
                MOST_NEAR.in(env),
                HOT_CELL.in(env),
                HOT_COUNT.in(env),
                HOT_SIGMAS.in(env),
                HOT_KEEP.in(env),
                HOT_CALLERS.in(env),
                REORDER.in(env),
                PROACTIVE_ALARM.in(env),
                PROACTIVE_FAULT.in(env));
    }
}
