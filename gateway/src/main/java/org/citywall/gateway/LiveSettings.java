package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.live.raw.RawPressTracker;
import org.citywall.gateway.live.ws.LiveOptions;

/** Variables of the live view and its sessions. */
final class LiveSettings {
    private static final LiveOptions LIVE = LiveOptions.defaults();
    private static final int MANY = 1_000_000;

    static final Setting<Duration> RAW_GRACE =
            Setting.duration(
                    "CITYWALL_RAW_GRACE_MS",
                    MILLIS,
                    RawPressTracker.Limits.defaults().grace(),
                    0,
                    60_000,
                    "How long the jobs may take before a press is shown without them.");
    static final Setting<Duration> RAW_LOOK_BACK =
            Setting.duration(
                    "CITYWALL_RAW_LOOK_BACK_S",
                    SECONDS,
                    Duration.ofMinutes(10),
                    0,
                    86_400,
                    "How far before the start of a gateway presses without outcome are looked for.");
    static final Setting<Duration> COMMAND_PATIENCE =
            Setting.duration(
                    "CITYWALL_COMMAND_PATIENCE_MS",
                    MILLIS,
                    Duration.ofSeconds(5),
                    100,
                    60_000,
                    "How long a client waits for the alerts job's answer to a command, then 504.");
    static final Setting<Duration> CANARY_STALE =
            ms(
                    "CITYWALL_LIVE_CANARY_STALE_MS",
                    LIVE.canaryStaleMs(),
                    2_100,
                    "Age of the canary at which walls are told without waiting for the next beat;"
                            + " canaries are sent each 2 s.");
    static final Setting<Integer> MAX_SESSIONS =
            Setting.whole(
                    "CITYWALL_LIVE_MAX_SESSIONS",
                    "sessions",
                    LIVE.maxSessions(),
                    1,
                    MANY,
                    "WebSocket sessions of one gateway.");
    static final Setting<Integer> OUTBOX_ITEMS =
            Setting.whole(
                    "CITYWALL_LIVE_OUTBOX_ITEMS",
                    "items",
                    LIVE.outboxItems(),
                    10,
                    MANY,
                    "Items that may wait for one session before it is resynchronised.");
    static final Setting<Duration> SLOW =
            ms(
                    "CITYWALL_LIVE_SLOW_MS",
                    LIVE.slowMs(),
                    100,
                    "A session whose socket took nothing for so long is resynchronised when it"
                            + " drains.");
    static final Setting<Duration> STUCK =
            ms(
                    "CITYWALL_LIVE_STUCK_MS",
                    LIVE.stuckMs(),
                    1_000,
                    "A session whose socket took nothing for so long is closed.");
    static final Setting<Duration> CONFLATE =
            ms(
                    "CITYWALL_LIVE_CONFLATE_MS",
                    LIVE.conflateMs(),
                    10,
                    "Period at which topics that are not urgent are sent: 5 a second.");
    static final Setting<Duration> AUTH =
            ms(
                    "CITYWALL_LIVE_AUTH_MS",
                    LIVE.authMs(),
                    100,
                    "Time that a new session has to sign in.");
    static final Setting<Duration> RECHECK =
            ms(
                    "CITYWALL_LIVE_RECHECK_MS",
                    LIVE.recheckMs(),
                    1_000,
                    "Period at which credentials of open sessions are asked again, so that a revoked"
                            + " one ends.");
    static final Setting<Integer> MESSAGE_BURST =
            Setting.whole(
                    "CITYWALL_LIVE_MESSAGE_BURST",
                    "messages",
                    LIVE.messageBurst(),
                    10,
                    MANY,
                    "Messages that a client may send at once.");
    static final Setting<Integer> MESSAGES_PER_SECOND =
            Setting.whole(
                    "CITYWALL_LIVE_MESSAGES_PER_S",
                    "messages/s",
                    LIVE.messagesPerSecond(),
                    1,
                    MANY,
                    "Messages that it may send in the long run.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Live view",
                    List.of(
                            RAW_GRACE,
                            RAW_LOOK_BACK,
                            COMMAND_PATIENCE,
                            CANARY_STALE,
                            MAX_SESSIONS,
                            OUTBOX_ITEMS,
                            SLOW,
                            STUCK,
                            CONFLATE,
                            AUTH,
                            RECHECK,
                            MESSAGE_BURST,
                            MESSAGES_PER_SECOND));

    private LiveSettings() {}

    private static Setting<Duration> ms(String name, long byDefault, long least, String meaning) {
        return Setting.duration(
                name, MILLIS, Duration.ofMillis(byDefault), least, 600_000, meaning);
    }
}
