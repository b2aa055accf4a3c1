package org.citywall.launcher;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.citywall.gateway.Gateway;
import org.citywall.gateway.GatewayConfig;
import org.citywall.launcher.embedded.EmbeddedKafka;
import org.citywall.launcher.embedded.EmbeddedPostgres;
import org.citywall.launcher.embedded.EmbeddedRedis;
import org.citywall.launcher.embedded.Ports;

/**
 * Gateways of one embedded city: all with the same Kafka, Redis, PostgreSQL and map, each on ports
 * of its own.
 *
 * @param environment CITYWALL_* settings of the user
 * @param map where the base map is
 * @param privacyKey from which the keys of personal data are derived
 */
record Gateways(
        Map<String, String> environment,
        EmbeddedKafka kafka,
        EmbeddedRedis redis,
        EmbeddedPostgres postgres,
        Path map,
        String privacyKey) {
    /** Starts one on these ports; whoever asks for it stops it. */
    Gateway start(Ports ports) {
        return Citywall.await(
                Gateway.start(GatewayConfig.fromEnv(settings(ports), Clock.systemUTC())));
    }

    private Map<String, String> settings(Ports ports) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("CITYWALL_HTTP_PORT", "" + ports.web());
        settings.put("CITYWALL_MQTT_PORT", "" + ports.mqtt());
        settings.put("CITYWALL_GB26875_PORT", "" + ports.gb26875());
        settings.put("CITYWALL_CHARGER_PORT", "" + ports.chargers());
        settings.put("CITYWALL_OPS_PORT", "" + ports.ops());
        settings.put("CITYWALL_KAFKA", kafka.bootstrapServers());
        settings.put("CITYWALL_REDIS", redis.uri());
        settings.put("CITYWALL_POSTGRES_HOST", postgres.host());
        settings.put("CITYWALL_POSTGRES_PORT", "" + postgres.port());
        settings.put("CITYWALL_POSTGRES_DATABASE", postgres.database());
        settings.put("CITYWALL_POSTGRES_USER", postgres.user());
        settings.put("CITYWALL_POSTGRES_PASSWORD", postgres.password());
        settings.put("CITYWALL_MAP_DIR", map.toString());
        settings.put("CITYWALL_PRIVACY_KEY", privacyKey);
        // The simulated departments are on this machine.
        settings.putIfAbsent("CITYWALL_TICKET_WEBHOOK_PRIVATE", "true");
        settings.putIfAbsent("CITYWALL_NOTIFY_WEBHOOK_PRIVATE", "true");
        return settings;
    }
}
