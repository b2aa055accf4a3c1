package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.charger.ChargerHistoryLimits;
import org.citywall.gateway.ingest.charger.ChargerLimits;

/** Variables of the chargers' port and of their record. */
final class ChargerSettings {
    private static final ChargerLimits LIMITS = ChargerLimits.defaults();
    private static final ChargerHistoryLimits HISTORY = ChargerHistoryLimits.defaults();
    private static final int MANY = 1_000_000;
    private static final long DAY_S = 24 * 3_600;
    private static final long LONGEST_DAYS = 36_525;

    static final Setting<Duration> IDLE =
            Setting.duration(
                    "CITYWALL_CHARGER_IDLE_S",
                    SECONDS,
                    LIMITS.idle(),
                    2,
                    DAY_S,
                    "A charger's connection without any byte is closed.");
    static final Setting<Duration> LOGIN =
            Setting.duration(
                    "CITYWALL_CHARGER_LOGIN_S",
                    SECONDS,
                    LIMITS.login(),
                    1,
                    300,
                    "A new connection must have logged in by then.");
    static final Setting<Integer> MAX_CONNECTIONS =
            Setting.whole(
                    "CITYWALL_CHARGER_MAX_CONNECTIONS",
                    "connections",
                    LIMITS.maxConnections(),
                    1,
                    MANY,
                    "More are closed at once.");
    static final Setting<Integer> IN_FLIGHT =
            Setting.whole(
                    "CITYWALL_CHARGER_MAX_IN_FLIGHT",
                    "frames",
                    LIMITS.maxInFlight(),
                    1,
                    1_000,
                    "Frames of one connection that may wait for Kafka; then it is not read.");
    static final Setting<Integer> RATE =
            Setting.whole(
                    "CITYWALL_CHARGER_READINGS_PER_S",
                    "readings/s",
                    LIMITS.perSecond(),
                    0,
                    MANY,
                    "Of one connection; two seconds' worth may come at once, then it is read no"
                            + " faster than this. A charger of 20 ports sends some 80 a minute."
                            + " 0: no limit.");
    static final Setting<Duration> HALF_FRAME =
            Setting.duration(
                    "CITYWALL_CHARGER_HALF_FRAME_MS",
                    MILLIS,
                    LIMITS.halfFrame(),
                    100,
                    60_000,
                    "A frame that has begun must have ended by then, or is given up: what comes"
                            + " behind it waits with it.");
    static final Setting<Duration> HEARTBEAT =
            Setting.duration(
                    "CITYWALL_CHARGER_HEARTBEAT_S",
                    SECONDS,
                    LIMITS.heartbeat(),
                    10,
                    250,
                    "Interval of heartbeats and live data that chargers are told at their log-in."
                            + " Firmware in the field does 30, 60 or 90 s.");
    static final Setting<Duration> PROOF =
            Setting.duration(
                    "CITYWALL_CHARGER_PROOF_S",
                    SECONDS,
                    LIMITS.proof(),
                    0,
                    250,
                    "For so long after its answer to a cut-off a charger is asked each 3 s what"
                            + " its ports draw: as long as the job waits for the proof.");
    static final Setting<Duration> KEEP_SESSIONS =
            Setting.duration(
                    "CITYWALL_CHARGER_SESSION_DAYS",
                    DAYS,
                    HISTORY.sessions(),
                    1,
                    LONGEST_DAYS,
                    "How long ended sessions are kept. 100,000 ports with two sessions a day make"
                            + " some 20 GB a year.");
    static final Setting<Duration> KEEP_REPLAYED =
            Setting.duration(
                    "CITYWALL_CHARGER_SESSION_REPLAY_DAYS",
                    DAYS,
                    HISTORY.replayed(),
                    1,
                    LONGEST_DAYS,
                    "How long those of a recording are kept after it was replayed, whatever its"
                            + " own time is.");
    static final Setting<Duration> KEEP_ORDERS =
            Setting.duration(
                    "CITYWALL_CHARGER_ORDER_DAYS",
                    DAYS,
                    HISTORY.orders(),
                    31,
                    LONGEST_DAYS,
                    "How long orders for ports are kept: who cut whom off, why, and with what"
                            + " proof.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Chargers",
                    List.of(
                            IDLE,
                            LOGIN,
                            MAX_CONNECTIONS,
                            IN_FLIGHT,
                            RATE,
                            HALF_FRAME,
                            HEARTBEAT,
                            PROOF,
                            KEEP_SESSIONS,
                            KEEP_REPLAYED,
                            KEEP_ORDERS));

    private ChargerSettings() {}

    static ChargerLimits limits(Map<String, String> env) {
        return new ChargerLimits(
                IDLE.in(env),
                LOGIN.in(env),
                MAX_CONNECTIONS.in(env),
                IN_FLIGHT.in(env),
                RATE.in(env),
                HALF_FRAME.in(env),
                HEARTBEAT.in(env),
                PROOF.in(env));
    }

    static ChargerHistoryLimits history(Map<String, String> env) {
        return new ChargerHistoryLimits(
                KEEP_SESSIONS.in(env), KEEP_REPLAYED.in(env), KEEP_ORDERS.in(env));
    }
}
