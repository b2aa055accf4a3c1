package org.citywall.gateway.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.FakeAccess;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.record.DeviceTestStore;
import org.citywall.gateway.record.DeviceTestWriter;
import org.citywall.gateway.record.GroupReader;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;
import org.citywall.gateway.registry.SiteContact;
import org.citywall.gateway.testing.OnePartition;
import org.citywall.gateway.testing.RestServer;
import org.citywall.gateway.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class CoverageIT {
    private static final byte[] PRESS = "press".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres = TestPostgres.create();
    private final Pool pool = postgres.pool(vertx);
    private final OnePartition signals = new OnePartition(Topics.FIRE_SIGNALS);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveTopic alerts = new LiveTopic("alerts", 100);
    private final LiveTopic devices = new LiveTopic("devices", 100);
    private GroupReader<FireSignal> writer;
    private RestServer rest;

    @BeforeEach
    void start() throws Exception {
        writer =
                DeviceTestWriter.of(
                        () -> signals.consumer,
                        new DeviceTestStore(postgres.jdbcUrl(), "postgres", "postgres"),
                        Duration.ofMillis(100),
                        meters);
        writer.start();
        signals.awaitAssigned();
        Router router = Router.router(vertx);
        new CoverageRoutes(
                        CoverageIT::registry,
                        alerts,
                        devices,
                        CoverageIT::status,
                        new CoverageRecord(pool),
                        () -> NOW.minusSeconds(2),
                        new Guard(
                                new FakeAccess()
                                        .with("all", Role.VIEWER, "")
                                        .with("c01", Role.VIEWER, "yw/c01")),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .mount(router);
        rest = new RestServer(vertx, router);
    }

    @AfterEach
    void stop() throws Exception {
        writer.stop();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void aPressAnAlarmOrATestProvesADeviceAndAHeartbeatOrAReplayDoesNot() throws Exception {
        signal("D1", FireSignalKind.PRESS, NOW.minusSeconds(9), false);
        signal("D2", FireSignalKind.TEST, NOW.minusSeconds(8), false);
        signal("D3", FireSignalKind.HEARTBEAT, NOW.minusSeconds(7), false);
        signal("D3", FireSignalKind.PRESS, NOW.minusSeconds(6), true);
        signal("D4", FireSignalKind.ALARM, NOW.minus(Duration.ofDays(200)), false);
        signals.awaitCommitted();

        JsonNode found = get("all").path("devices");
        assertThat(found.path("registered").asInt()).isEqualTo(4);
        assertThat(found.path("testedWithin6Months").asInt()).isEqualTo(2);
    }

    @Test
    void anOlderTestNeverReplacesANewerOne() throws Exception {
        signal("D1", FireSignalKind.PRESS, NOW.minusSeconds(9), false);
        signals.awaitCommitted();
        signal("D1", FireSignalKind.TEST, NOW.minus(Duration.ofDays(300)), false);
        signals.awaitCommitted();

        assertThat(get("all").path("devices").path("testedWithin6Months").asInt()).isEqualTo(1);
    }

    @Test
    void aSignalThatTheTableDoesNotTakeIsLeftOutAlone() throws Exception {
        postgres.down();
        signal("D1", FireSignalKind.PRESS, NOW.minusSeconds(9), false);
        signals.awaitPaused();
        signal("D\0", FireSignalKind.PRESS, NOW.minusSeconds(8), false);
        signals.add("not json".getBytes(UTF_8), new RecordHeader(KafkaHeaders.SIGNAL, PRESS));
        signals.add("{}".getBytes(UTF_8), new RecordHeader(KafkaHeaders.SIGNAL, PRESS));
        signal("D4", FireSignalKind.ALARM, NOW.minusSeconds(7), false);
        postgres.up();
        signals.awaitCommitted();

        assertThat(get("all").path("devices").path("testedWithin6Months").asInt()).isEqualTo(2);
        assertThat(count(MetricNames.RECORD_WRITES)).isEqualTo(2);
        assertThat(count(MetricNames.RECORD_LEFT_OUT, "reason", "refused")).isEqualTo(1);
        assertThat(count(MetricNames.RECORD_LEFT_OUT, "reason", "unreadable")).isEqualTo(2);
    }

    private double count(String name, String... tags) {
        return meters.get(name).tags(tags).tag("table", "device_test").counter().count();
    }

    @Test
    void whatTheLiveViewCannotTellIsNullAndNotZero() throws Exception {
        JsonNode before = get("all");
        assertThat(before.path("devices").path("online").isNull()).isTrue();
        assertThat(before.path("shieldedPoints").isNull()).isTrue();
        assertThat(before.path("dutyChecks").isNull()).isTrue();
        assertThat(before.path("falseAlarms").path("rate").isNull()).isTrue();

        devices.load("e", "1-0", List.of());
        alerts.load("e", "1-0", List.of(shielded("a", "yw/c01"), shielded("b", "yw/c02")));
        JsonNode after = get("all");
        assertThat(after.path("devices").path("online").asInt()).isEqualTo(1);
        assertThat(after.path("devices").path("seen").asInt()).isEqualTo(2);
        assertThat(after.path("shieldedPoints").asInt()).isEqualTo(2);
        assertThat(after.path("dataAsOf").asText()).isEqualTo("2026-11-21T09:59:58.000Z");
        assertThat(get("c01").path("shieldedPoints").asInt()).isEqualTo(1);
        assertThat(get("c01").path("devices").path("registered").asInt()).isEqualTo(3);
    }

    @Test
    void falseAlarmsAreCountedByCauseAndByBuildingWithoutDrillsAndReplays() throws Exception {
        for (int i = 0; i < 3; i++) {
            alarm(
                    "f" + i,
                    "B-1",
                    1,
                    "\"disposition\":\"false-alarm\",\"falseAlarmCause\":\"fumes\"");
        }
        alarm("g", "B-2", 1, "\"disposition\":\"false-alarm\",\"falseAlarmCause\":\"works\"");
        alarm("r", "B-2", 1, "\"disposition\":\"real\"");
        alarm("d", "B-2", 1, "\"disposition\":\"drill\"");
        alarm("p", "B-2", 1, "\"disposition\":\"false-alarm\",\"tags\":[\"replay\"]");
        alarm("o", "B-1", 31, "\"disposition\":\"false-alarm\",\"falseAlarmCause\":\"malice\"");

        JsonNode found = get("all");
        JsonNode counts = found.path("falseAlarms");
        assertThat(counts.path("alarms").asInt()).isEqualTo(5);
        assertThat(counts.path("falseAlarms").asInt()).isEqualTo(4);
        assertThat(counts.path("rate").asDouble()).isEqualTo(0.8);
        assertThat(counts.path("byCause").toString()).isEqualTo("{\"fumes\":3,\"works\":1}");
        assertThat(found.path("repeatedBuildings").toString())
                .isEqualTo("[{\"siteId\":\"B-1\",\"name\":\"一号楼\",\"falseAlarms\":3}]");
        assertThat(get("c01").path("falseAlarms").path("falseAlarms").asInt()).isEqualTo(3);
    }

    @Test
    void dutyChecksOfThePlaceAreCountedOnceTheyReachedTheirPanelAndAreOver() throws Exception {
        duty("a1", "yw/c01", 1, "answered");
        duty("a2", "yw/c01", 2, "unanswered");
        duty("a3", "yw/c02", 2, "answered");
        duty("a4", "yw/c02", 2, "answered");
        duty("sent", "yw/c01", 0, "sent");
        duty("away", "yw/c01", 1, "undelivered");
        duty("old", "yw/c01", 31, "unanswered");

        assertThat(get("all").path("dutyChecks").toString())
                .isEqualTo("{\"days\":30,\"ended\":4,\"answered\":3,\"rate\":0.75}");
        assertThat(get("c01").path("dutyChecks").path("rate").asDouble()).isEqualTo(0.5);
    }

    private void duty(String id, String place, int daysAgo, String state) throws Exception {
        var at = NOW.minus(Duration.ofDays(daysAgo)).atOffset(ZoneOffset.UTC);
        pool.preparedQuery(
                        "INSERT INTO device_command (command_id, device_id, place, kind, params,"
                                + " ordered_by, ordered_at, expires_at, state) VALUES ($1, 'GB-1',"
                                + " $2, 'duty-check', '{}', 'officer', $3, $3, $4)")
                .execute(Tuple.of(id, place, at, state))
                .await(5, TimeUnit.SECONDS);
    }

    private void alarm(String id, String site, int daysAgo, String body) throws Exception {
        var at = NOW.minus(Duration.ofDays(daysAgo)).atOffset(ZoneOffset.UTC);
        pool.preparedQuery(
                        "INSERT INTO alert (id, rev, domain, class, level, condition, response,"
                                + " place, site_id, raised_at, updated_at, body) VALUES ($1, 1,"
                                + " 'fire', 'alarm', 1, 'active', 'closed', $2, $3, $4, $4,"
                                + " $5::text::jsonb)")
                .execute(
                        Tuple.of(
                                id,
                                site.equals("B-1") ? "yw/c01" : "yw/c02",
                                site,
                                at,
                                "{" + body + "}"))
                .await(5, TimeUnit.SECONDS);
    }

    private static Item shielded(String id, String place) {
        return Item.plain(
                id,
                1,
                place,
                "{\"sources\":[{\"kind\":\"shield\",\"active\":true},"
                        + "{\"kind\":\"shield\",\"active\":false},"
                        + "{\"kind\":\"fault\",\"active\":true}]}");
    }

    private void signal(String device, FireSignalKind kind, Instant at, boolean replay) {
        FireSignal signal =
                new FireSignal(
                        "e-" + device + at,
                        "urn:t",
                        device,
                        null,
                        kind,
                        null,
                        null,
                        null,
                        null,
                        null,
                        at,
                        null,
                        null,
                        null,
                        true,
                        replay);
        signals.add(
                Json.bytes(signal),
                new RecordHeader(
                        KafkaHeaders.SIGNAL,
                        Json.mapper().convertValue(kind, String.class).getBytes(UTF_8)));
    }

    private JsonNode get(String token) throws Exception {
        return rest.get("/api/v1/fire/coverage", token, 200);
    }

    private static DeviceStatus status(String id) {
        return switch (id) {
            case "D1" -> new DeviceStatus(id, 1, AlertDomain.FIRE, "B-1", "yw/c01", true, NOW);
            case "D2" -> new DeviceStatus(id, 1, AlertDomain.FIRE, "B-1", "yw/c01", false, NOW);
            default -> null;
        };
    }

    private static RegistrySnapshot registry() {
        return new RegistrySnapshot(
                1,
                List.of(),
                List.of(
                        new Site(
                                "B-1",
                                "一号楼",
                                "yw/c01",
                                "building",
                                114,
                                22,
                                null,
                                SiteContact.NONE),
                        new Site(
                                "B-2",
                                "二号楼",
                                "yw/c02",
                                "building",
                                114,
                                22,
                                null,
                                SiteContact.NONE)),
                List.of(
                        device("D1", "B-1"),
                        device("D2", "B-1"),
                        device("D3", "B-1"),
                        device("D4", "B-2")),
                Map.of());
    }

    private static Device device(String id, String site) {
        return new Device(id, AlertDomain.FIRE, "button", site, null, null);
    }
}
