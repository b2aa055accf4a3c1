package org.citywall.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.gateway.kafka.TopicSetup;
import org.citywall.launcher.embedded.Children;
import org.citywall.launcher.embedded.EmbeddedKafka;
import org.citywall.launcher.embedded.EmbeddedPostgres;
import org.citywall.launcher.embedded.EmbeddedRedis;
import org.citywall.launcher.embedded.Ports;

/**
 * What telling people needs, without the jobs: Kafka, Redis, PostgreSQL, and gateways in processes
 * of their own. The bench writes what the alerts job would say.
 */
final class NotifyCity implements AutoCloseable {
    private static final String SECRET = "of the receiver of a bench";
    private static final int BETWEEN_GATEWAYS = 30;

    private final Path data;
    private final int portOffset;
    private final EmbeddedKafka kafka;
    private final EmbeddedRedis redis;
    private final EmbeddedPostgres postgres;
    private final List<GatewayProcess> gateways = new ArrayList<>();

    /** Starts the servers, and no gateway. */
    NotifyCity(int portOffset) throws Exception {
        this.portOffset = portOffset;
        data = Files.createTempDirectory("citywall-notify");
        Ports ports = Ports.offset(portOffset);
        Children children = Children.open(data);
        kafka = new EmbeddedKafka(data, ports.kafka());
        redis = new EmbeddedRedis(data, ports.redis(), children);
        postgres = new EmbeddedPostgres(data, ports.postgres(), children);
        try {
            kafka.start();
            TopicSetup.ensure(kafka.bootstrapServers(), TopicSetup.Options.defaults());
            redis.start();
            postgres.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    String bootstrap() {
        return kafka.bootstrapServers();
    }

    /** Another connection to the database, as its owner. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /**
     * Starts another gateway; returns at once.
     *
     * @param jvm options of its JVM
     * @param more settings
     */
    GatewayProcess gateway(List<String> jvm, Map<String, String> more) throws IOException {
        int n = gateways.size();
        Ports ports = Ports.offset(portOffset + n * BETWEEN_GATEWAYS);
        Map<String, String> settings = new HashMap<>();
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
        settings.put("CITYWALL_MAP_DIR", data.toString());
        settings.put("CITYWALL_PRIVACY_KEY", "0123456789abcdef0123456789abcdef");
        settings.put("CITYWALL_NOTIFY_WEBHOOK_PRIVATE", "true");
        // Who is told of what is measured; that an alert may be explained after 2 s is not.
        settings.put("CITYWALL_NOTIFY_SETTLE_S", "0");
        settings.putAll(more);
        GatewayProcess gateway =
                new GatewayProcess(
                        "gateway " + (n + 1),
                        jvm,
                        settings,
                        ports.ops(),
                        data.resolve("gateway-" + (n + 1) + ".log"));
        gateways.add(gateway);
        gateway.start();
        return gateway;
    }

    /** Who is paged under this name is heard there. */
    void contact(String name, String url) throws SQLException {
        try (Connection db = connect()) {
            db.setAutoCommit(false);
            run(
                    db,
                    "INSERT INTO contact (name, updated_by, updated_at)"
                            + " VALUES (?, 'bench', now()) ON CONFLICT DO NOTHING",
                    name);
            run(
                    db,
                    "INSERT INTO contact_channel VALUES (?, 1, 'webhook', ?, ?, true)"
                            + " ON CONFLICT (contact, position) DO UPDATE"
                            + " SET address = excluded.address",
                    name,
                    url,
                    SECRET);
            run(
                    db,
                    "INSERT INTO contact_lane (contact, position, red)"
                            + " VALUES (?, 1, true), (?, 1, false) ON CONFLICT DO NOTHING",
                    name,
                    name);
            db.commit();
        }
    }

    private static void run(Connection db, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /** One number. */
    static long count(Connection db, String sql) throws SQLException {
        try (Statement statement = db.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Processor time of the database, with its backends. */
    Duration databaseCpu() {
        ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        for (GatewayProcess gateway : gateways) {
            gateway.stop();
        }
        postgres.stop();
        redis.stop();
        kafka.stop();
        StartupBench.delete(data);
    }
}
