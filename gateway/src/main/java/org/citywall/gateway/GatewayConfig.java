package org.citywall.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.citywall.gateway.access.Accounts;

/**
 * What a gateway must know. Every value has a default that fits one machine; the environment
 * variable of each is named in {@link #fromEnv}.
 *
 * @param clock the only source of the time
 * @param gatewayId name of this life of this gateway, never used twice
 * @param host address to bind to
 * @param httpPort web, API, WebSocket; 0: any
 * @param mqttPort MQTT; 0: any
 * @param opsPort metrics and health; 0: any
 * @param eventLoops threads that serve connections
 * @param kafka bootstrap servers
 * @param kafkaReplication copies of each record of a topic that is created
 * @param redis URI
 * @param postgres the record and the registry
 * @param mapDir directory with base.geojson
 * @param firstPasswords environment variables with first passwords (see {@link Accounts})
 * @param secureCookie session cookies only over TLS; where a proxy terminates it
 * @param webSocketCompression permessage-deflate; costs time, spares bandwidth
 * @param rawGrace how long the jobs may take before a press is shown without them
 * @param rawLookBack how far before the start presses without outcome are looked for
 * @param commandPatience how long a client waits for the alerts job
 */
public record GatewayConfig(
        Clock clock,
        String gatewayId,
        String host,
        int httpPort,
        int mqttPort,
        int opsPort,
        int eventLoops,
        String kafka,
        short kafkaReplication,
        String redis,
        Postgres postgres,
        Path mapDir,
        Map<String, String> firstPasswords,
        boolean secureCookie,
        boolean webSocketCompression,
        Duration rawGrace,
        Duration rawLookBack,
        Duration commandPatience) {

    /** A PostgreSQL database. */
    public record Postgres(String host, int port, String database, String user, String password) {
        /** The same for JDBC. */
        public String jdbcUrl() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }

        @Override
        public String toString() {
            return user + "@" + host + ":" + port + "/" + database;
        }
    }

    /** Reads {@code CITYWALL_*} variables; a launcher may hand in a map of its own. */
    public static GatewayConfig fromEnv(Map<String, String> env, Clock clock) {
        Env vars = new Env(env);
        int loops = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
        return new GatewayConfig(
                clock,
                vars.text("CITYWALL_GATEWAY_ID", "gateway") + "-" + life(),
                vars.text("CITYWALL_HOST", "127.0.0.1"),
                vars.number("CITYWALL_HTTP_PORT", 8080),
                vars.number("CITYWALL_MQTT_PORT", 1883),
                vars.number("CITYWALL_OPS_PORT", 9464),
                vars.number("CITYWALL_EVENT_LOOPS", loops),
                vars.text("CITYWALL_KAFKA", "127.0.0.1:19092"),
                (short) vars.number("CITYWALL_KAFKA_REPLICATION", 1),
                vars.text("CITYWALL_REDIS", "redis://127.0.0.1:16379"),
                new Postgres(
                        vars.text("CITYWALL_POSTGRES_HOST", "127.0.0.1"),
                        vars.number("CITYWALL_POSTGRES_PORT", 15432),
                        vars.text("CITYWALL_POSTGRES_DATABASE", "postgres"),
                        vars.text("CITYWALL_POSTGRES_USER", "postgres"),
                        vars.text("CITYWALL_POSTGRES_PASSWORD", "postgres")),
                Path.of(vars.text("CITYWALL_MAP_DIR", "map")),
                vars.only(Accounts.ADMIN_PASSWORD, Accounts.OFFICER_PASSWORD),
                vars.flag("CITYWALL_SECURE_COOKIE"),
                vars.flag("CITYWALL_WS_COMPRESSION"),
                Duration.ofMillis(vars.number("CITYWALL_RAW_GRACE_MS", 800)),
                Duration.ofSeconds(vars.number("CITYWALL_RAW_LOOK_BACK_S", 600)),
                Duration.ofMillis(vars.number("CITYWALL_COMMAND_PATIENCE_MS", 5_000)));
    }

    /** Without secrets: configurations end up in logs. */
    @Override
    public String toString() {
        return "GatewayConfig[%s on %s, http %d, mqtt %d, ops %d, kafka %s, postgres %s]"
                .formatted(gatewayId, host, httpPort, mqttPort, opsPort, kafka, postgres);
    }

    private static String life() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private record Env(Map<String, String> env) {
        String text(String name, String otherwise) {
            String value = env.get(name);
            return value == null || value.isBlank() ? otherwise : value.strip();
        }

        int number(String name, int otherwise) {
            String value = text(name, Integer.toString(otherwise));
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + " must be a whole number", e);
            }
        }

        boolean flag(String name) {
            return Boolean.parseBoolean(text(name, "false"));
        }

        Map<String, String> only(String... names) {
            Map<String, String> found = new HashMap<>();
            for (String name : names) {
                if (env.containsKey(name)) {
                    found.put(name, env.get(name));
                }
            }
            return Map.copyOf(found);
        }
    }
}
