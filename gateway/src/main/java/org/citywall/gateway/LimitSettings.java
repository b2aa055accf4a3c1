package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.access.LocalAccess;
import org.citywall.gateway.access.LoginLimits;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.ConnectionGuard;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.ingest.gb26875.PanelLimits;
import org.citywall.gateway.ingest.http.HttpIngest;
import org.citywall.gateway.ingest.mqtt.MqttLimits;
import org.citywall.gateway.ingest.quarantine.QuarantineWriter;

/** Variables of what people and devices may cost; the defaults are those of the option records. */
final class LimitSettings {
    private static final int MANY = 1_000_000;
    private static final int MAX_BYTES = 64 << 20;
    private static final long DAY = 24 * 3_600;
    private static final LoginLimits LOGIN = LoginLimits.defaults();
    private static final ConnectionGuard.Options WEB = ConnectionGuard.Options.defaults();
    private static final RateLimits.Options RATES = RateLimits.Options.defaults();
    private static final MqttLimits MQTT = MqttLimits.defaults();
    private static final PanelLimits PANELS = PanelLimits.defaults();
    private static final QuarantineWriter.Options QUARANTINE = QuarantineWriter.Options.defaults();

    static final Setting<Integer> LOGIN_MAX_FAILURES =
            Setting.whole(
                    "CITYWALL_LOGIN_MAX_FAILURES",
                    "log-ins",
                    LOGIN.maxFailures(),
                    1,
                    100,
                    "Failures in a row of one name from one client address, after which that address"
                            + " is locked for that name (GB/T 22239-2019 8.1.4).");
    static final Setting<Duration> LOGIN_LOCK =
            Setting.duration(
                    "CITYWALL_LOGIN_LOCK_S",
                    SECONDS,
                    LOGIN.lockFor(),
                    1,
                    DAY,
                    "How long it is locked.");
    static final Setting<Integer> LOGIN_MAX_FAILURES_OF_NAME =
            Setting.whole(
                    "CITYWALL_LOGIN_MAX_FAILURES_OF_NAME",
                    "log-ins",
                    LOGIN.maxFailuresOfName(),
                    1,
                    10_000,
                    "Failures of one name from all addresses, after which the name is locked"
                            + " everywhere, and then after each further one.");
    static final Setting<Duration> LOGIN_NAME_LOCK =
            Setting.duration(
                    "CITYWALL_LOGIN_NAME_LOCK_S",
                    SECONDS,
                    LOGIN.nameLockFor(),
                    1,
                    DAY,
                    "How long it is locked: short, because it keeps the officer out too.");
    static final Setting<Boolean> FORWARDED_FOR =
            Setting.flag(
                    "CITYWALL_FORWARDED_FOR",
                    "The client's address is the last one of `X-Forwarded-For`; to be set behind a"
                            + " proxy that writes it (else all clients have the proxy's), and only"
                            + " there.");
    static final Setting<Duration> SESSION_IDLE =
            Setting.duration(
                    "CITYWALL_SESSION_IDLE_S",
                    SECONDS,
                    LocalAccess.Options.defaults().idleLimit(),
                    60,
                    30 * DAY,
                    "A session that its officer did not use for this long has ended; a desk that is only"
                            + " open does not use it. 12 h: the longest shift.");

    static final Setting<Integer> HTTP_MAX_CONNECTIONS =
            Setting.whole(
                    "CITYWALL_HTTP_MAX_CONNECTIONS",
                    "connections",
                    WEB.maxConnections(),
                    1,
                    MANY,
                    "More are closed at once.");
    static final Setting<Duration> HTTP_HEAD_TIMEOUT =
            Setting.duration(
                    "CITYWALL_HTTP_HEAD_TIMEOUT_S",
                    SECONDS,
                    WEB.headTimeout(),
                    1,
                    300,
                    "From the first byte of a request to the end of its head, then 408.");
    static final Setting<Duration> HTTP_SILENT_TIMEOUT =
            Setting.duration(
                    "CITYWALL_HTTP_SILENT_TIMEOUT_S",
                    SECONDS,
                    WEB.silentTimeout(),
                    1,
                    300,
                    "A new connection must have sent its first request head by then.");
    static final Setting<Duration> HTTP_IDLE_TIMEOUT =
            Setting.duration(
                    "CITYWALL_HTTP_IDLE_TIMEOUT_S",
                    SECONDS,
                    WEB.idleTimeout(),
                    15,
                    DAY,
                    "A used connection without any byte is closed; the beat of 2 s keeps a wall's"
                            + " open.");
    static final Setting<Duration> BODY_TIMEOUT =
            Setting.duration(
                    "CITYWALL_HTTP_BODY_TIMEOUT_MS",
                    ChronoUnit.MILLIS,
                    Bodies.DEFAULT_TIMEOUT,
                    100,
                    600_000,
                    "The body of a request must be complete by then, else 408.");

    static final Setting<Integer> EVENTS_MAX_BODY =
            Setting.whole(
                    "CITYWALL_EVENTS_MAX_BODY_BYTES",
                    "bytes",
                    HttpIngest.DEFAULT_MAX_BODY_BYTES,
                    1_024,
                    MAX_BYTES,
                    "A longer body of events gets 413. 1 MiB.");
    static final Setting<Integer> DEVICE_RATE =
            Setting.whole(
                    "CITYWALL_DEVICE_EVENTS_PER_S",
                    "events/s",
                    RATES.perSecondOfDevice(),
                    0,
                    MANY,
                    "Of a credential that speaks for one device; two seconds' worth may come at"
                            + " once. Faster: 429 over HTTP; over MQTT its connection is read no"
                            + " faster than this. 0: no limit.");
    static final Setting<Integer> INTEGRATION_RATE =
            Setting.whole(
                    "CITYWALL_INTEGRATION_EVENTS_PER_S",
                    "events/s",
                    RATES.perSecondOfIntegration(),
                    0,
                    MANY,
                    "The same for a credential that speaks for all devices. 0: no limit.");
    static final Setting<Integer> INGEST_IN_FLIGHT =
            Setting.whole(
                    "CITYWALL_INGEST_MAX_IN_FLIGHT",
                    "events",
                    Ingest.DEFAULT_MAX_IN_FLIGHT,
                    1,
                    MANY,
                    "Events of all protocols that may wait for Kafka; more are told to come again."
                            + " Fires have as many places again of their own; one that is refused"
                            + " all the same is shown to the walls first.");
    static final Setting<Integer> MQTT_MAX_MESSAGE =
            Setting.whole(
                    "CITYWALL_MQTT_MAX_MESSAGE_BYTES",
                    "bytes",
                    MQTT.maxMessageBytes(),
                    1_024,
                    MAX_BYTES,
                    "A longer packet closes the connection. 2 MiB.");
    static final Setting<Duration> MQTT_CONNECT_TIMEOUT =
            Setting.duration(
                    "CITYWALL_MQTT_CONNECT_TIMEOUT_S",
                    SECONDS,
                    MQTT.connectTimeout(),
                    1,
                    300,
                    "A new connection must have sent its CONNECT by then.");
    static final Setting<Duration> MQTT_IDLE_TIMEOUT =
            Setting.duration(
                    "CITYWALL_MQTT_IDLE_TIMEOUT_S",
                    SECONDS,
                    MQTT.maxIdle(),
                    2,
                    DAY,
                    "A connection without any packet is closed, whatever keep-alive it asked for."
                            + " 20 min.");
    static final Setting<Integer> MQTT_MAX_CONNECTIONS =
            Setting.whole(
                    "CITYWALL_MQTT_MAX_CONNECTIONS",
                    "connections",
                    MQTT.maxConnections(),
                    1,
                    MANY,
                    "More are closed at once.");
    static final Setting<Integer> MQTT_IN_FLIGHT =
            Setting.whole(
                    "CITYWALL_MQTT_MAX_IN_FLIGHT",
                    "publishes",
                    MQTT.maxInFlight(),
                    1,
                    65_535,
                    "Publishes of one connection that may wait for Kafka.");
    static final Setting<Duration> GB26875_IDLE =
            Setting.duration(
                    "CITYWALL_GB26875_IDLE_S",
                    SECONDS,
                    PANELS.idle(),
                    2,
                    DAY,
                    "A panel's connection without any byte is closed; panels send a sign of life"
                            + " each 20 to 30 s.");
    static final Setting<Integer> GB26875_MAX_CONNECTIONS =
            Setting.whole(
                    "CITYWALL_GB26875_MAX_CONNECTIONS",
                    "connections",
                    PANELS.maxConnections(),
                    1,
                    MANY,
                    "More are closed at once.");
    static final Setting<Integer> GB26875_IN_FLIGHT =
            Setting.whole(
                    "CITYWALL_GB26875_MAX_IN_FLIGHT",
                    "frames",
                    PANELS.maxInFlight(),
                    1,
                    1_000,
                    "Frames of one connection that may wait for Kafka; then it is not read.");
    static final Setting<Integer> GB26875_RATE =
            Setting.whole(
                    "CITYWALL_GB26875_SIGNALS_PER_S",
                    "signals/s",
                    PANELS.perSecond(),
                    0,
                    MANY,
                    "Of one connection; two seconds' worth may come at once, then it is read no"
                            + " faster than this, and a fire waits with the rest. Far above what a"
                            + " panel uploads after a power cut. 0: no limit.");
    static final Setting<Duration> GB26875_HALF_FRAME =
            Setting.duration(
                    "CITYWALL_GB26875_HALF_FRAME_MS",
                    ChronoUnit.MILLIS,
                    PANELS.halfFrame(),
                    100,
                    60_000,
                    "A frame that has begun must have ended by then, or is given up: what comes"
                            + " behind it, perhaps a fire, waits with it. More only for lines on which"
                            + " a frame of 1 KB takes longer.");
    static final Setting<Duration> GB26875_CLOCK_LIMIT =
            Setting.duration(
                    "CITYWALL_GB26875_CLOCK_LIMIT_S",
                    SECONDS,
                    PANELS.clockLimit(),
                    1,
                    30 * DAY,
                    "A panel whose clock is wrong by more gets our time (at most once in 10 min) and"
                            + " a maintenance alert, unless its profile has a limit of its own.");
    static final Setting<Integer> QUARANTINE_PER_DEVICE =
            Setting.whole(
                    "CITYWALL_QUARANTINE_PER_DEVICE",
                    "events",
                    QUARANTINE.perDevice(),
                    1,
                    MANY,
                    "Unprocessed events of one unknown device that are kept; fires are the last"
                            + " to go.");
    static final Setting<Duration> QUARANTINE_KEEP =
            Setting.duration(
                    "CITYWALL_QUARANTINE_KEEP_DAYS",
                    DAYS,
                    QUARANTINE.keep(),
                    1,
                    3_650,
                    "How long any event of the quarantine is kept.");

    static final SettingGroup ACCESS =
            new SettingGroup(
                    "Log-in",
                    List.of(
                            LOGIN_MAX_FAILURES,
                            LOGIN_LOCK,
                            LOGIN_MAX_FAILURES_OF_NAME,
                            LOGIN_NAME_LOCK,
                            FORWARDED_FOR,
                            SESSION_IDLE));
    static final SettingGroup HTTP =
            new SettingGroup(
                    "Web port",
                    List.of(
                            HTTP_MAX_CONNECTIONS,
                            HTTP_HEAD_TIMEOUT,
                            HTTP_SILENT_TIMEOUT,
                            HTTP_IDLE_TIMEOUT,
                            BODY_TIMEOUT));
    static final SettingGroup DEVICES =
            new SettingGroup(
                    "Devices",
                    List.of(
                            EVENTS_MAX_BODY,
                            DEVICE_RATE,
                            INTEGRATION_RATE,
                            INGEST_IN_FLIGHT,
                            MQTT_MAX_MESSAGE,
                            MQTT_CONNECT_TIMEOUT,
                            MQTT_IDLE_TIMEOUT,
                            MQTT_MAX_CONNECTIONS,
                            MQTT_IN_FLIGHT,
                            GB26875_IDLE,
                            GB26875_MAX_CONNECTIONS,
                            GB26875_IN_FLIGHT,
                            GB26875_RATE,
                            GB26875_HALF_FRAME,
                            GB26875_CLOCK_LIMIT,
                            QUARANTINE_PER_DEVICE,
                            QUARANTINE_KEEP));

    private LimitSettings() {}
}
