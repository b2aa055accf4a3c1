package org.citywall.gateway.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.contracts.alert.Response.ACKNOWLEDGED;
import static org.citywall.contracts.alert.Response.CLOSED;
import static org.citywall.contracts.alert.Response.UNACKNOWLEDGED;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.FakeAccess;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.testing.OnePartition;
import org.citywall.gateway.testing.RestServer;
import org.citywall.gateway.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class RecordIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres = TestPostgres.create();
    private final Pool pool = postgres.pool(vertx);
    private final OnePartition changes = new OnePartition(Topics.ALERT_CHANGES);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveTopic open = new LiveTopic("alerts", 100);
    private GroupReader<AlertChange> writer;
    private RestServer rest;

    @BeforeEach
    void start() throws Exception {
        writer =
                RecordWriter.of(
                        () -> changes.consumer,
                        new RecordStore(postgres.jdbcUrl(), "postgres", "postgres"),
                        Duration.ofMillis(100),
                        meters);
        writer.start();
        changes.awaitAssigned();
        open.load("e", "1-0", List.of());
        FakeAccess access =
                new FakeAccess()
                        .with("all", Role.VIEWER, "")
                        .with("shapu", Role.VIEWER, "yunwan/shapu");
        Router router = Router.router(vertx);
        new AlertRoutes(open, new AlertHistory(pool), new Guard(access)).mount(router);
        rest = new RestServer(vertx, router);
    }

    @AfterEach
    void stop() throws Exception {
        writer.stop();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void changesBecomeAnAlertWithItsTimeline() throws Exception {
        log(AlertSamples.change("a", 0, 1, 1, "raised", UNACKNOWLEDGED));
        log(AlertSamples.change("a", 0, 1, 2, "acknowledge", ACKNOWLEDGED));
        changes.awaitCommitted();

        JsonNode alert = get("/api/v1/alerts/a", "all", 200);
        assertThat(alert.path("rev").asLong()).isEqualTo(1_000_002);
        assertThat(alert.path("timeline").findValuesAsText("action"))
                .containsExactly("raised", "acknowledge");
    }

    @Test
    void changesThatComeTwiceOrFromAPredecessorChangeNothing() throws Exception {
        log(AlertSamples.change("a", 0, 1, 1, "raised", UNACKNOWLEDGED));
        log(AlertSamples.change("a", 0, 1, 2, "acknowledge", ACKNOWLEDGED));
        log(AlertSamples.change("a", 0, 1, 3, "close", CLOSED));
        log(AlertSamples.change("a", 0, 1, 1, "raised", UNACKNOWLEDGED));
        changes.awaitCommitted();
        log(AlertSamples.change("a", 0, 2, 2, "comment", UNACKNOWLEDGED));
        log(AlertSamples.change("a", 0, 1, 4, "comment", CLOSED));
        changes.awaitCommitted();
        log(AlertSamples.change("a", 0, 1, 5, "comment", CLOSED));
        changes.awaitCommitted();

        JsonNode alert = get("/api/v1/alerts/a", "all", 200);
        assertThat(alert.path("rev").asLong()).isEqualTo(2_000_002);
        assertThat(alert.path("timeline").findValuesAsText("rev"))
                .startsWith("1000001", "2000002")
                .doesNotContain("1000003", "1000005");
    }

    @Test
    void outageOfPostgresDelaysTheRecordAndNothingElse() throws Exception {
        log(AlertSamples.change("a", 0, 1, 1, "raised", UNACKNOWLEDGED));
        changes.awaitCommitted();
        open.apply(
                "2-0", List.of(item(AlertSamples.change("b", 5, 1, 1, "raised", UNACKNOWLEDGED))));
        postgres.down();
        log(AlertSamples.change("b", 5, 1, 1, "raised", UNACKNOWLEDGED));
        await().until(() -> !changes.consumer.paused().isEmpty());

        JsonNode list = get("/api/v1/alerts", "all", 200);
        assertThat(list.path("items").findValuesAsText("groupKey")).containsExactly("fire/alarm/b");
        assertThat(list.path("recordUnavailable").asBoolean()).isTrue();
        JsonNode one = get("/api/v1/alerts/b", "all", 200);
        assertThat(one.path("timelineUnavailable").asBoolean()).isTrue();
        assertThat(get("/api/v1/alerts?response=unacknowledged", "all", 200).path("items"))
                .hasSize(1);

        postgres.up();
        changes.awaitCommitted();
        await().untilAsserted(
                        () ->
                                assertThat(
                                                get("/api/v1/alerts/b", "all", 200)
                                                        .path("timeline")
                                                        .size())
                                        .isEqualTo(1));
        assertThat(changes.consumer.paused()).isEmpty();
    }

    @Test
    void badRecordStopsNoOther() throws Exception {
        changes.add("not json".getBytes(UTF_8));
        changes.add("{}".getBytes(UTF_8));
        log(AlertSamples.change("nul\0", 0, 1, 1, "raised", UNACKNOWLEDGED));
        log(AlertSamples.change("a", 0, 1, 1, "raised", UNACKNOWLEDGED));
        changes.awaitCommitted();

        assertThat(get("/api/v1/alerts/a", "all", 200).path("id").asText()).isEqualTo("a");
        assertThat(meters.get(MetricNames.RECORD_WRITES).counter().count()).isEqualTo(1);
        assertThat(leftOut("unreadable")).isEqualTo(2);
        assertThat(leftOut("refused")).isEqualTo(1);
    }

    @Test
    void listJoinsOpenAndClosedNewestFirstInPages() throws Exception {
        for (int i = 0; i < 6; i++) {
            log(AlertSamples.change("c" + i, i * 10, 1, 1, "close", CLOSED));
        }
        changes.awaitCommitted();
        open.apply(
                "2-0", List.of(item(AlertSamples.change("n", 25, 1, 1, "raised", UNACKNOWLEDGED))));

        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/alerts?limit=3&cursor=" + cursor, "all", 200);
            ids.addAll(page.path("items").findValuesAsText("groupKey"));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());
        assertThat(ids)
                .containsExactly(
                        "fire/alarm/c5",
                        "fire/alarm/c4",
                        "fire/alarm/c3",
                        "fire/alarm/n",
                        "fire/alarm/c2",
                        "fire/alarm/c1",
                        "fire/alarm/c0");
    }

    @Test
    void filtersAndPlacesCutTheList() throws Exception {
        log(AlertSamples.change("a", 0, 1, 1, "close", CLOSED));
        log(AlertSamples.change("o", 10, 1, 1, "close", CLOSED));
        log(AlertSamples.change("ax", 20, 1, 1, "close", CLOSED));
        changes.awaitCommitted();
        open.apply(
                "2-0",
                List.of(item(AlertSamples.change("ox", 30, 1, 1, "raised", UNACKNOWLEDGED))));

        assertThat(ids("?level=2", "all")).containsExactlyInAnyOrder("o", "ox");
        assertThat(ids("?condition=active", "all")).containsExactly("ox");
        assertThat(ids("?response=closed&place=yunwan/x", "all")).containsExactly("ax");
        assertThat(ids("?domain=slope", "all")).isEmpty();
        assertThat(ids("?since=2026-11-21T10:00:15Z", "all")).containsExactlyInAnyOrder("ax", "ox");
        assertThat(ids("", "shapu")).containsExactlyInAnyOrder("a", "o");
        get("/api/v1/alerts/ax", "shapu", 404);
        get("/api/v1/alerts?place=yunwan", "shapu", 403);
        get("/api/v1/alerts?level=9", "all", 400);
        get("/api/v1/alerts?since=yesterday", "all", 400);
        get("/api/v1/alerts?cursor=eA", "all", 400);
        get("/api/v1/alerts", "nobody", 401);
    }

    private Set<String> ids(String query, String token) throws Exception {
        return Set.copyOf(
                get("/api/v1/alerts" + query, token, 200)
                        .path("items")
                        .findValuesAsText("groupKey")
                        .stream()
                        .map(key -> key.replace("fire/alarm/", ""))
                        .toList());
    }

    private JsonNode get(String path, String token, int status) throws Exception {
        return rest.get(path, token, status);
    }

    private double leftOut(String reason) {
        return meters.get(MetricNames.RECORD_LEFT_OUT).tag("reason", reason).counter().count();
    }

    private void log(AlertChange change) {
        changes.add(Json.bytes(change));
    }

    private static Item item(AlertChange change) {
        return new Item(
                change.alert().id(),
                change.alert().rev(),
                change.alert().level(),
                change.alert().place(),
                change.alert().receivedAt(),
                Json.string(change.alert()));
    }
}
