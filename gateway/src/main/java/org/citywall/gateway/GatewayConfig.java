package org.citywall.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.access.Accounts;
import org.citywall.gateway.privacy.PrivacyKeys;

/**
 * What a gateway must know. Variables, defaults and reasons: {@link #SETTINGS}, docs/config.md. All
 * but the password of PostgreSQL and the key of personal data have a default that fits one machine.
 *
 * @param clock the only source of the time
 * @param gatewayId name of this life of this gateway, never used twice
 * @param host address to bind to
 * @param httpPort web, API, WebSocket; 0: any
 * @param mqttPort MQTT; 0: any
 * @param gb26875Port GB/T 26875.3; 0: any
 * @param chargerPort chargers that speak {@code 5A A5}; 0: any
 * @param opsPort metrics and health; 0: any
 * @param eventLoops threads that serve connections
 * @param kafka bootstrap servers
 * @param kafkaReplication copies of each record of a topic that is created
 * @param redis URI
 * @param postgres the record and the registry
 * @param mapDir directory with base.geojson
 * @param certificate PEM file whose end is told; empty: none
 * @param firstPasswords environment variables with first passwords (see {@link Accounts})
 * @param secureCookie session cookies only over TLS; where a proxy terminates it
 * @param webSocketCompression permessage-deflate; costs time, spares bandwidth
 * @param rawGrace how long the jobs may take before a press is shown without them
 * @param rawLookBack how far before the start presses without outcome are looked for
 * @param commandPatience how long a client waits for the alerts job
 * @param privacy secrets from which keys for personal data are derived
 * @param limits what people, devices and walls may cost
 */
public record GatewayConfig(
        Clock clock,
        String gatewayId,
        String host,
        int httpPort,
        int mqttPort,
        int gb26875Port,
        int chargerPort,
        int opsPort,
        int eventLoops,
        String kafka,
        short kafkaReplication,
        String redis,
        Postgres postgres,
        Path mapDir,
        String certificate,
        Map<String, String> firstPasswords,
        boolean secureCookie,
        boolean webSocketCompression,
        Duration rawGrace,
        Duration rawLookBack,
        Duration commandPatience,
        PrivacyKeys privacy,
        GatewayLimits limits) {

    /**
     * Every environment variable that {@link #fromEnv} reads, but for the first passwords, which
     * only {@link Accounts} understands.
     */
    public static final List<SettingGroup> SETTINGS =
            List.of(
                    PartSettings.LISTENING,
                    PartSettings.PARTS,
                    LimitSettings.ACCESS,
                    LimitSettings.HTTP,
                    LimitSettings.DEVICES,
                    FireSettings.GROUP,
                    SlopeSettings.GROUP,
                    ChargerSettings.GROUP,
                    TicketSettings.GROUP,
                    TicketSourceSettings.GROUP,
                    AlertRuleSettings.GROUP,
                    NotifySettings.GROUP,
                    OnCallSettings.GROUP,
                    ChannelSettings.GROUP,
                    PhotoSettings.GROUP,
                    LiveSettings.GROUP);

    /**
     * A PostgreSQL database.
     *
     * @param longestStatement of the web's requests
     */
    public record Postgres(
            String host,
            int port,
            String database,
            String user,
            String password,
            Duration longestStatement) {
        /** Of 15 s that a red page has on a channel, a hanging statement takes a third. */
        private static final Duration URGENT = Duration.ofSeconds(5);

        /** How long a statement may take that sends pages. */
        public Duration urgent() {
            return longestStatement.compareTo(URGENT) < 0 ? longestStatement : URGENT;
        }

        /** The same for JDBC. */
        public String jdbcUrl() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }

        @Override
        public String toString() {
            return user + "@" + host + ":" + port + "/" + database;
        }
    }

    /**
     * Reads {@code CITYWALL_*} variables; a launcher may hand in a map of its own.
     *
     * @throws IllegalArgumentException naming the variable that is wrong or missing
     */
    public static GatewayConfig fromEnv(Map<String, String> env, Clock clock) {
        return new GatewayConfig(
                clock,
                PartSettings.GATEWAY_ID.in(env) + "-" + life(),
                PartSettings.HOST.in(env),
                PartSettings.HTTP_PORT.in(env),
                PartSettings.MQTT_PORT.in(env),
                PartSettings.GB26875_PORT.in(env),
                PartSettings.CHARGER_PORT.in(env),
                PartSettings.OPS_PORT.in(env),
                PartSettings.EVENT_LOOPS.in(env),
                PartSettings.KAFKA.in(env),
                PartSettings.KAFKA_REPLICATION.in(env).shortValue(),
                PartSettings.REDIS.in(env),
                new Postgres(
                        PartSettings.POSTGRES_HOST.in(env),
                        PartSettings.POSTGRES_PORT.in(env),
                        PartSettings.POSTGRES_DATABASE.in(env),
                        PartSettings.POSTGRES_USER.in(env),
                        PartSettings.POSTGRES_PASSWORD.in(env),
                        PartSettings.POSTGRES_STATEMENT.in(env)),
                Path.of(PartSettings.MAP_DIR.in(env)),
                PartSettings.CERTIFICATE.in(env),
                firstPasswords(env),
                PartSettings.SECURE_COOKIE.in(env),
                PartSettings.WS_COMPRESSION.in(env),
                LiveSettings.RAW_GRACE.in(env),
                LiveSettings.RAW_LOOK_BACK.in(env),
                LiveSettings.COMMAND_PATIENCE.in(env),
                TicketSourceSettings.privacy(env),
                GatewayLimits.fromEnv(env));
    }

    private static Map<String, String> firstPasswords(Map<String, String> env) {
        Map<String, String> found = new HashMap<>(env);
        found.keySet().retainAll(List.of(Accounts.ADMIN_PASSWORD, Accounts.OFFICER_PASSWORD));
        return Map.copyOf(found);
    }

    /** Without secrets: configurations end up in logs. */
    @Override
    public String toString() {
        return "GatewayConfig[%s on %s, http %d, mqtt %d, gb26875 %d, chargers %d, ops %d, kafka %s, postgres %s]"
                .formatted(
                        gatewayId,
                        host,
                        httpPort,
                        mqttPort,
                        gb26875Port,
                        chargerPort,
                        opsPort,
                        kafka,
                        postgres);
    }

    private static String life() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
