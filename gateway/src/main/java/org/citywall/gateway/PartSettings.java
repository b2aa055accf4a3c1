package org.citywall.gateway;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;

/** Variables of where a gateway listens and what it talks to. */
final class PartSettings {
    private static final int MAX_PORT = 65_535;
    private static final String AUTO = "auto";

    static final Setting<String> GATEWAY_ID =
            Setting.text(
                    "CITYWALL_GATEWAY_ID",
                    "gateway",
                    "Name of this gateway; each of its lives gets a suffix of its own.");
    static final Setting<String> HOST =
            Setting.text("CITYWALL_HOST", "127.0.0.1", "Address that all ports bind to.");
    static final Setting<Integer> HTTP_PORT =
            port("CITYWALL_HTTP_PORT", 8080, 0, "Web, API, WebSocket. 0: any.");
    static final Setting<Integer> MQTT_PORT = port("CITYWALL_MQTT_PORT", 1883, 0, "MQTT. 0: any.");
    static final Setting<Integer> GB26875_PORT =
            port("CITYWALL_GB26875_PORT", 26_875, 0, "GB/T 26875.3 (fire panels). 0: any.");
    static final Setting<Integer> CHARGER_PORT =
            port(
                    "CITYWALL_CHARGER_PORT",
                    26_885,
                    0,
                    "Chargers that speak `5A A5` over TCP. 0: any.");
    static final Setting<Integer> OPS_PORT =
            port("CITYWALL_OPS_PORT", 9464, 0, "Metrics and health. 0: any.");
    static final Setting<Integer> EVENT_LOOPS =
            new Setting<>(
                    "CITYWALL_EVENT_LOOPS",
                    "threads, 1 to 64, or `auto`",
                    AUTO,
                    "Threads that serve the web port. `auto`: one per core, at least 2, at most 4.",
                    PartSettings::loops);
    static final Setting<Boolean> SECURE_COOKIE =
            Setting.flag(
                    "CITYWALL_SECURE_COOKIE",
                    "Session cookies only over TLS; to be set where a proxy terminates it.");
    static final Setting<Boolean> WS_COMPRESSION =
            Setting.flag(
                    "CITYWALL_WS_COMPRESSION",
                    "Compression of WebSocket messages: costs time, spares bandwidth.");
    static final Setting<String> CERTIFICATE =
            Setting.text(
                    "CITYWALL_CERTIFICATE",
                    "",
                    "PEM file with the certificate of the proxy before the web port. Only read, each"
                            + " hour, for the metric of its end; empty: there is none to watch.");
    static final Setting<String> MAP_DIR =
            Setting.text("CITYWALL_MAP_DIR", "map", "Directory with `base.geojson`.");

    static final Setting<String> KAFKA =
            Setting.text("CITYWALL_KAFKA", "127.0.0.1:19092", "Bootstrap servers of Kafka.");
    static final Setting<Integer> KAFKA_REPLICATION =
            Setting.whole(
                    "CITYWALL_KAFKA_REPLICATION",
                    "copies",
                    1,
                    1,
                    9,
                    "Copies of each record of a topic that is created; more than 1 also demands 2"
                            + " in sync.");
    static final Setting<String> REDIS =
            Setting.text(
                    "CITYWALL_REDIS", "redis://127.0.0.1:16379", "URI of Redis, the live view.");
    static final Setting<String> POSTGRES_HOST =
            Setting.text("CITYWALL_POSTGRES_HOST", "127.0.0.1", "PostgreSQL: host.");
    static final Setting<Integer> POSTGRES_PORT =
            port("CITYWALL_POSTGRES_PORT", 15_432, 1, "PostgreSQL: port.");
    static final Setting<String> POSTGRES_DATABASE =
            Setting.text("CITYWALL_POSTGRES_DATABASE", "postgres", "PostgreSQL: database.");
    static final Setting<String> POSTGRES_USER =
            Setting.text("CITYWALL_POSTGRES_USER", "postgres", "PostgreSQL: user.");
    static final Setting<String> POSTGRES_PASSWORD =
            Setting.required(
                    "CITYWALL_POSTGRES_PASSWORD",
                    "PostgreSQL: password of the user. No secret has a default.");
    static final Setting<Duration> POSTGRES_STATEMENT =
            Setting.duration(
                    "CITYWALL_POSTGRES_STATEMENT_S",
                    ChronoUnit.SECONDS,
                    Duration.ofSeconds(30),
                    1,
                    600,
                    "PostgreSQL: no statement may take longer, nor a transaction stand still for"
                            + " longer; what sends pages gives up after 5 s already.");

    static final SettingGroup LISTENING =
            new SettingGroup(
                    "Listening",
                    List.of(
                            GATEWAY_ID,
                            HOST,
                            HTTP_PORT,
                            MQTT_PORT,
                            GB26875_PORT,
                            CHARGER_PORT,
                            OPS_PORT,
                            EVENT_LOOPS,
                            SECURE_COOKIE,
                            WS_COMPRESSION,
                            CERTIFICATE,
                            MAP_DIR));
    static final SettingGroup PARTS =
            new SettingGroup(
                    "Kafka, Redis, PostgreSQL",
                    List.of(
                            KAFKA,
                            KAFKA_REPLICATION,
                            REDIS,
                            POSTGRES_HOST,
                            POSTGRES_PORT,
                            POSTGRES_DATABASE,
                            POSTGRES_USER,
                            POSTGRES_PASSWORD,
                            POSTGRES_STATEMENT));

    private PartSettings() {}

    private static Setting<Integer> port(String name, int byDefault, int least, String meaning) {
        return Setting.whole(name, "port", byDefault, least, MAX_PORT, meaning);
    }

    private static int loops(String text) {
        if (text.equals(AUTO)) {
            return Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
        }
        if (text.matches("[1-9]|[1-5]\\d|6[0-4]")) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("must be between 1 and 64 or auto: " + text);
    }
}
