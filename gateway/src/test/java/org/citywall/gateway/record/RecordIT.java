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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.FakeAccess;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class RecordIT {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ALERT_CHANGES, 0);

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres = TestPostgres.create();
    private final Pool pool = postgres.pool(vertx);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final LiveTopic open = new LiveTopic("alerts", 100);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RecordWriter writer;
    private long offset;
    private int port;

    @BeforeEach
    void start() throws Exception {
        String address =
                pool.query("SELECT inet_server_port() || '/' || current_database()")
                        .execute()
                        .await(10, TimeUnit.SECONDS)
                        .iterator()
                        .next()
                        .getString(0);
        RecordStore store =
                new RecordStore("jdbc:postgresql://127.0.0.1:" + address, "postgres", "postgres");
        consumer.schedulePollTask(
                () -> {
                    consumer.rebalance(List.of(PARTITION));
                    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
                });
        writer =
                new RecordWriter(
                        () -> consumer, store, Duration.ofMillis(100), new SimpleMeterRegistry());
        writer.start();
        await().until(() -> !consumer.assignment().isEmpty());
        open.load("e", "1-0", List.of());
        FakeAccess access =
                new FakeAccess()
                        .with("all", Role.VIEWER, "")
                        .with("shapu", Role.VIEWER, "yunwan/shapu");
        Router router = Router.router(vertx);
        new AlertRoutes(open, new AlertHistory(pool), new Guard(access)).mount(router);
        port =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .await(5, TimeUnit.SECONDS)
                        .actualPort();
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
        awaitCommitted();

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
        awaitCommitted();
        log(AlertSamples.change("a", 0, 2, 2, "comment", UNACKNOWLEDGED));
        log(AlertSamples.change("a", 0, 1, 4, "comment", CLOSED));
        awaitCommitted();
        log(AlertSamples.change("a", 0, 1, 5, "comment", CLOSED));
        awaitCommitted();

        JsonNode alert = get("/api/v1/alerts/a", "all", 200);
        assertThat(alert.path("rev").asLong()).isEqualTo(2_000_002);
        assertThat(alert.path("timeline").findValuesAsText("rev"))
                .startsWith("1000001", "2000002")
                .doesNotContain("1000003", "1000005");
    }

    @Test
    void outageOfPostgresDelaysTheRecordAndNothingElse() throws Exception {
        log(AlertSamples.change("a", 0, 1, 1, "raised", UNACKNOWLEDGED));
        awaitCommitted();
        open.apply(
                "2-0", List.of(item(AlertSamples.change("b", 5, 1, 1, "raised", UNACKNOWLEDGED))));
        postgres.down();
        log(AlertSamples.change("b", 5, 1, 1, "raised", UNACKNOWLEDGED));
        await().until(() -> !consumer.paused().isEmpty());

        JsonNode list = get("/api/v1/alerts", "all", 200);
        assertThat(list.path("items").findValuesAsText("groupKey")).containsExactly("fire/alarm/b");
        assertThat(list.path("recordUnavailable").asBoolean()).isTrue();
        JsonNode one = get("/api/v1/alerts/b", "all", 200);
        assertThat(one.path("timelineUnavailable").asBoolean()).isTrue();
        assertThat(get("/api/v1/alerts?response=unacknowledged", "all", 200).path("items"))
                .hasSize(1);

        postgres.up();
        awaitCommitted();
        await().untilAsserted(
                        () ->
                                assertThat(
                                                get("/api/v1/alerts/b", "all", 200)
                                                        .path("timeline")
                                                        .size())
                                        .isEqualTo(1));
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void badRecordStopsNoOther() throws Exception {
        raw("not json".getBytes(UTF_8));
        raw("{}".getBytes(UTF_8));
        log(AlertSamples.change("nul\0", 0, 1, 1, "raised", UNACKNOWLEDGED));
        log(AlertSamples.change("a", 0, 1, 1, "raised", UNACKNOWLEDGED));
        awaitCommitted();

        assertThat(get("/api/v1/alerts/a", "all", 200).path("id").asText()).isEqualTo("a");
    }

    @Test
    void listJoinsOpenAndClosedNewestFirstInPages() throws Exception {
        for (int i = 0; i < 6; i++) {
            log(AlertSamples.change("c" + i, i * 10, 1, 1, "close", CLOSED));
        }
        awaitCommitted();
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
        awaitCommitted();
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
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(15))
                        .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return Json.read(response.body(), JsonNode.class);
    }

    private void log(AlertChange change) {
        raw(Json.bytes(change));
    }

    private void raw(byte[] value) {
        consumer.addRecord(
                new ConsumerRecord<>(Topics.ALERT_CHANGES, 0, offset++, new byte[0], value));
    }

    private void awaitCommitted() {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            var committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
                            return committed != null && committed.offset() == offset;
                        });
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
