package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.ebike.OrderLimits;

/** Variables of {@link OrderLimits}; the reasons are in docs/domain/ebike.md. */
final class EbikeOrderSettings {
    private static final OrderLimits BY_DEFAULT = OrderLimits.DEFAULT;

    private static final Setting<Double> PROVEN =
            Setting.decimal(
                    "CITYWALL_EBIKE_PROVEN_BELOW_W",
                    "W",
                    BY_DEFAULT.provenBelowW(),
                    0.5,
                    100,
                    "A port that is measured below this after the charger has answered "
                            + "is off.");

    private static final Setting<Duration> SEND =
            Setting.duration(
                    "CITYWALL_EBIKE_SEND_WITHIN_S",
                    SECONDS,
                    BY_DEFAULT.sendWithin(),
                    1,
                    600,
                    "A gateway must have written an attempt within so long.");

    private static final Setting<Duration> ANSWER =
            Setting.duration(
                    "CITYWALL_EBIKE_ANSWER_WITHIN_S",
                    SECONDS,
                    BY_DEFAULT.answerWithin(),
                    1,
                    600,
                    "The charger must have answered it within so long: chargers resend "
                            + "after 10 s.");

    private static final Setting<Duration> MEASURE =
            Setting.duration(
                    "CITYWALL_EBIKE_MEASURE_WITHIN_S",
                    SECONDS,
                    BY_DEFAULT.measureWithin(),
                    1,
                    600,
                    "The port must have been measured within so long after the answer.");

    private static final Setting<Double> MEASURE_INTERVALS =
            Setting.decimal(
                    "CITYWALL_EBIKE_MEASURE_INTERVALS",
                    "intervals",
                    BY_DEFAULT.measureIntervals(),
                    1,
                    10,
                    "A charger that reports more rarely cannot prove it so soon: it is waited for so"
                            + " many of its own intervals, which are learnt from its readings.");

    private static final Setting<Duration> MEASURE_MOST =
            Setting.duration(
                    "CITYWALL_EBIKE_MEASURE_AT_MOST_S",
                    SECONDS,
                    BY_DEFAULT.measureAtMost(),
                    1,
                    3600,
                    "But never longer; 400 s is what a report each 5 min takes with some delay. The"
                            + " second sample of a proof is waited for as long again.");

    private static final Setting<Duration> CONFIRM =
            Setting.duration(
                    "CITYWALL_EBIKE_CONFIRM_S",
                    SECONDS,
                    BY_DEFAULT.confirmAfter(),
                    1,
                    60,
                    "Two samples in a row, so far apart at least, say that it is off.");

    private static final Setting<Integer> ATTEMPTS =
            Setting.whole(
                    "CITYWALL_EBIKE_ATTEMPTS",
                    "attempts",
                    BY_DEFAULT.attempts(),
                    1,
                    10,
                    "Most of one order: one retry, then somebody goes there.");

    private static final Setting<Duration> REMEMBERED =
            Setting.duration(
                    "CITYWALL_EBIKE_ORDER_MEMORY_S",
                    SECONDS,
                    BY_DEFAULT.remembered(),
                    3600,
                    7776000,
                    "How long the id of an order is remembered (7 days, as long as the " + "log).");

    private static final Setting<Integer> MAX_REMEMBERED =
            Setting.whole(
                    "CITYWALL_EBIKE_MAX_ORDER_IDS",
                    "ids",
                    BY_DEFAULT.maxRemembered(),
                    20,
                    100000,
                    "Most ids of one site.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "E-bike rules: orders",
                    List.of(
                            PROVEN,
                            SEND,
                            ANSWER,
                            MEASURE,
                            MEASURE_INTERVALS,
                            MEASURE_MOST,
                            CONFIRM,
                            ATTEMPTS,
                            REMEMBERED,
                            MAX_REMEMBERED));

    private EbikeOrderSettings() {}

    static OrderLimits limits(Map<String, String> env) {
        return new OrderLimits(
                PROVEN.in(env),
                SEND.in(env),
                ANSWER.in(env),
                MEASURE.in(env),
                MEASURE_INTERVALS.in(env),
                MEASURE_MOST.in(env),
                CONFIRM.in(env),
                ATTEMPTS.in(env),
                REMEMBERED.in(env),
                MAX_REMEMBERED.in(env));
    }
}
