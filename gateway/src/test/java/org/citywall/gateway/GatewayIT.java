package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.TimelineEntry;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.TopicTail;
import org.citywall.gateway.live.ws.WallClient;
import org.citywall.gateway.record.AlertSamples;
import org.citywall.gateway.testing.LinkPrefetcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class GatewayIT {
    private static final Duration SECONDS = Duration.ofSeconds(15);

    private static final String REASON = "{\"reason\":\"called back: nothing there\"}";

    /** A machine that is busy elsewhere may need longer than the patience of this rig. */
    private static final int BUSY = 504;

    private static GatewayRig rig;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        rig = new GatewayRig(directory);
        await().atMost(SECONDS)
                .until(() -> rig.ops("/health/ready").path("status").asText().equals("ready"));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void canariesComeBackAndTheBeatSaysSo() throws Exception {
        WallClient wall = rig.wall("alerts");
        await().atMost(SECONDS)
                .until(
                        () ->
                                wall.messages("beat").stream()
                                        .anyMatch(b -> b.at("/canary/latencyMs").isNumber()));
        await().atMost(SECONDS).until(rig.gateway::canariesPassed);
    }

    @Test
    void pressWithoutOutcomeIsShownUntilItComes() throws Exception {
        WallClient wall = rig.wall("alerts");
        wall.awaitSnapshot("signals");
        String id = RawPress.idOf("test", "P-1", "press-1");
        long before = System.nanoTime();
        assertThat(rig.press("press-1")).isEqualTo(202);
        await().atMost(SECONDS)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> wall.ids("signals").contains(id));

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(700));
        assertThat(wall.item("signals", id).path("state").asText()).isEqualTo("unaggregated");
        assertThat(rig.dismiss(id, REASON)).as("Kafka has it").isEqualTo(409);
        outcome(id, "press-1");
        await().atMost(SECONDS).until(() -> !wall.ids("signals").contains(id));
        wall.assertNoGap();
        assertThat(rig.dismiss(id, REASON)).as("gone already").isEqualTo(404);
    }

    @Test
    void healthTellsTheAgeOfTheFeedAndTheStateOfTheParts() throws Exception {
        WallClient wall = rig.wall("health", "alerts");
        assertThat(rig.press("press-h")).isEqualTo(202);
        outcome(RawPress.idOf("test", "P-1", "press-h"), "press-h");

        await().atMost(SECONDS)
                .until(
                        () ->
                                isOk(wall, "feed:fire")
                                        && isOk(wall, "part:kafka")
                                        && isOk(wall, "part:redis")
                                        && isOk(wall, "part:postgres"));
        assertThat(wall.item("health", "feed:fire").path("newestAt").asText()).isNotEmpty();
        assertThat(wall.item("health", "feed:slope").path("ok").asBoolean(true)).isFalse();
        assertThat(wall.item("health", "feed:ebike").path("ok").asBoolean(true)).isFalse();
        assertThat(wall.item("health", "feed:slope").path("detail").asText())
                .isEqualTo("尚未收到边坡监测数据");
    }

    @Test
    void alertIsSeenListedCommandedAndRecorded() throws Exception {
        WallClient wall = rig.wall("alerts");
        wall.awaitSnapshot("alerts");
        Alert alert = raise("fire/alarm/B-1");
        wall.awaitItem("alerts", alert.id(), alert.rev());
        assertThat(rig.get("/api/v1/alerts").path("items").findValuesAsText("groupKey"))
                .contains("fire/alarm/B-1");

        var accepted =
                await().atMost(SECONDS)
                        .until(
                                () -> rig.command(alert.id(), "acknowledge"),
                                answer -> answer.statusCode() != BUSY);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
        assertThat(Json.read(accepted.body(), JsonNode.class).path("rev").asLong())
                .isEqualTo(1_000_002);
        assertThat(rig.command(alert.id(), "comment").statusCode()).isEqualTo(504);
        assertThat(rig.command("nothing", "acknowledge").statusCode()).isEqualTo(404);
        await().atMost(SECONDS)
                .until(() -> rig.get("/api/v1/alerts/" + alert.id()).path("timeline").size() == 1);
    }

    @Test
    void aSlopeReachesTheWallAndTheLogOfReadingsTicksInEveryPartition() throws Exception {
        WallClient wall = rig.wall("slopes");
        wall.awaitSnapshot("slopes");
        rig.redis.write(
                RedisKeys.SLOPES,
                "S-007",
                1_000_001,
                "{\"id\":\"S-007\",\"rev\":1000001,\"level\":3,\"place\":\"yw/sp\"}");
        wall.awaitItem("slopes", "S-007", 1_000_001);
        Set<Integer> ticked = ConcurrentHashMap.newKeySet();
        TopicTail tail =
                new TopicTail(
                        rig.kafka.bootstrap(),
                        Topics.SLOPE_READINGS,
                        TopicTail.From.end(),
                        tick -> ticked.add(tick.partition()));
        tail.start();
        await().atMost(SECONDS).until(() -> ticked.size() == Topics.ALARM_PARTITIONS);
        tail.stop();
    }

    @Test
    void boardsOfTicketsAndHotSpotsReachTheWallAndAreResumed() throws Exception {
        WallClient wall = rig.wall("tickets", "hot-spots");
        wall.awaitSnapshot("tickets");
        wall.awaitSnapshot("hot-spots");
        rig.redis.write(RedisKeys.TICKETS, "*", 1_000_001, "{\"id\":\"*\",\"rev\":1000001}");
        rig.redis.write(
                RedisKeys.HOT_SPOTS,
                "H-1",
                1_000_001,
                "{\"id\":\"H-1\",\"rev\":1000001,\"place\":\"yw/sp\"}");
        wall.awaitItem("tickets", "*", 1_000_001);
        wall.awaitItem("hot-spots", "H-1", 1_000_001);
    }

    @Test
    void pagesOfTheLogReachTheirContact() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        int port =
                rig.vertx
                        .createHttpServer()
                        .requestHandler(
                                request -> {
                                    received.add(request.getHeader("idempotency-key"));
                                    request.response().end();
                                })
                        .listen(0, "127.0.0.1")
                        .await(5, TimeUnit.SECONDS)
                        .actualPort();
        contact("seat-1", "http://127.0.0.1:" + port + "/in");
        Instant now = Clock.systemUTC().instant();
        AlertChange change = AlertSamples.of("paged", "fire/alarm/B-3", Response.UNACKNOWLEDGED);
        Page page = new Page("page-1", "paged", "seat-1", Page.Step.RAISED, 1, false, "火警", now);
        rig.append(
                Topics.ALERT_CHANGES,
                "paged",
                EventTypes.ALERT_CHANGE,
                new AlertChange(change.alert(), change.entry(), false, List.of(page)));

        await().atMost(SECONDS).until(() -> received.equals(List.of("page-1")));
        await().atMost(SECONDS)
                .until(
                        () ->
                                rig.get("/api/v1/alerts/paged/notifications")
                                        .at("/items/0/state")
                                        .asText()
                                        .equals("sent"));
    }

    @Test
    void anAnswerByLinkIsInTheLogOnceHoweverOftenItsLinkIsOpenedAndPressed() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        int port =
                rig.vertx
                        .createHttpServer()
                        .requestHandler(
                                request ->
                                        request.body()
                                                .onSuccess(
                                                        body -> {
                                                            received.add(body.toString());
                                                            request.response().end();
                                                        }))
                        .listen(0, "127.0.0.1")
                        .await(5, TimeUnit.SECONDS)
                        .actualPort();
        contact("officer", "http://127.0.0.1:" + port + "/in");
        Alert alert = raise("fire/alarm/B-link");
        List<AlertCommand> written = new CopyOnWriteArrayList<>();
        TopicTail log =
                new TopicTail(
                        rig.kafka.bootstrap(),
                        Topics.ALERT_INPUTS,
                        TopicTail.From.end(),
                        input -> addCommand(written, alert.id(), input.value()));
        log.start();
        Instant now = Clock.systemUTC().instant();
        Page page =
                new Page("by-link", alert.id(), "officer", Page.Step.RAISED, 1, false, "火警", now);
        TimelineEntry raised = AlertSamples.of("x", "g", Response.UNACKNOWLEDGED).entry();
        rig.append(
                Topics.ALERT_CHANGES,
                alert.id(),
                EventTypes.ALERT_CHANGE,
                new AlertChange(alert, raised, false, List.of(page)));
        await().atMost(SECONDS).until(() -> received.size() == 1);
        URI gateway = URI.create("http://127.0.0.1:" + rig.gateway.httpPort() + "/");
        LinkPrefetcher person = new LinkPrefetcher(gateway);
        URI link = person.answerLink(received.get(0));

        assertThat(new LinkPrefetcher(gateway).visit(received.get(0))).isGreaterThan(9);
        assertThat(person.press(link, "do=acknowledge").statusCode()).isEqualTo(303);
        assertThat(person.press(link, "do=acknowledge").statusCode()).isEqualTo(409);
        new LinkPrefetcher(gateway).visit(received.get(0));

        assertThat(person.open(link).body()).contains("officer 于", "已生效");
        await().atMost(SECONDS).until(() -> !written.isEmpty());
        rig.command(alert.id(), "acknowledge"); // what stands before it in the log was read
        await().atMost(SECONDS).until(() -> written.size() > 1);
        assertThat(written).hasSize(2);
        assertThat(written.get(0).reason()).startsWith("经通知链接");
        log.stop();
    }

    private static void addCommand(List<AlertCommand> to, String alertId, byte[] input) {
        AlertCommand command = Json.read(input, AlertInput.class).command();
        if (command != null && command.alertId().equals(alertId)) {
            to.add(command);
        }
    }

    private static void contact(String name, String url) throws Exception {
        try (Connection db =
                        DriverManager.getConnection(
                                rig.postgres.jdbcUrl(), "postgres", "postgres");
                Statement statement = db.createStatement()) {
            statement.execute("INSERT INTO contact VALUES ('%s', 'test', now())".formatted(name));
            statement.execute(
                    "INSERT INTO contact_channel VALUES ('%s', 1, 'webhook', '%s', '%s', true)"
                            .formatted(name, url, "0123456789abcdef"));
            statement.execute(
                    "INSERT INTO contact_lane VALUES ('%1$s', 1, true), ('%1$s', 1, false)"
                            .formatted(name));
        }
    }

    @Test
    void everyMeterOfThePageIsServed() throws Exception {
        rig.wall("alerts").awaitSnapshot("alerts");
        assertThat(rig.press("press-m")).isEqualTo(202);
        outcome(RawPress.idOf("test", "P-1", "press-m"), "press-m");
        Alert alert = raise("fire/alarm/B-9");
        await().atMost(SECONDS)
                .until(() -> rig.command(alert.id(), "acknowledge").statusCode() == 200);

        await().atMost(SECONDS)
                .untilAsserted(
                        () -> {
                            List<String> lines = rig.opsText("/metrics").lines().toList();
                            assertThat(MetricsPage.names())
                                    .allSatisfy(name -> assertThat(lines).anyMatch(sample(name)));
                        });
    }

    /** A line of a sample; a timer has no sample of its bare name. */
    private static Predicate<String> sample(String name) {
        return Pattern.compile("^" + name + "(_count)?[{ ]").asPredicate();
    }

    @Test
    void killedRedisIsToldAndHealsByResync() throws Exception {
        WallClient wall = rig.wall("alerts", "health");
        wall.awaitSnapshot("alerts");
        Alert alert = raise("fire/alarm/B-7");
        wall.awaitItem("alerts", alert.id(), alert.rev());
        rig.redis.kill();
        await().atMost(SECONDS)
                .until(() -> !wall.item("health", "part:redis").path("ok").asBoolean(true));
        assertThat(rig.get("/api/v1/alerts").path("items").size()).isPositive();
        rig.redis.start();
        await().atMost(SECONDS).until(() -> !wall.messages("resync").isEmpty());
        wall.awaitItem("alerts", alert.id(), alert.rev());
        await().atMost(SECONDS).until(() -> isOk(wall, "part:redis"));
    }

    @Test
    void pressReachesTheWallWhileKafkaIsDown() throws Exception {
        WallClient wall = rig.wall("alerts", "health");
        wall.awaitSnapshot("signals");
        rig.kafka.stop();
        String lost = RawPress.idOf("test", "P-1", "press-lost");
        assertThat(rig.press("press-lost")).isNotEqualTo(202);
        await().atMost(SECONDS).until(() -> wall.ids("signals").contains(lost));
        assertThat(wall.item("signals", lost).path("state").asText()).isEqualTo("unrecorded");
        await().atMost(SECONDS)
                .until(() -> !wall.item("health", "part:kafka").path("ok").asBoolean(true));

        dismissPresses(wall);

        rig.kafka.start();
        await().atMost(Duration.ofSeconds(40)).until(() -> rig.press("press-again") == 202);
        outcome(RawPress.idOf("test", "P-1", "press-again"), "press-again");
        await().atMost(SECONDS).until(() -> !wall.ids("signals").contains(lost));
        await().atMost(SECONDS).until(() -> isOk(wall, "part:kafka"));
    }

    /** Two more that Kafka never had: one is dismissed here, one at another gateway. */
    private static void dismissPresses(WallClient wall) throws Exception {
        String here = RawPress.idOf("test", "P-1", "press-here");
        String elsewhere = RawPress.idOf("test", "P-1", "press-elsewhere");
        assertThat(rig.press("press-here")).isNotEqualTo(202);
        assertThat(rig.press("press-elsewhere")).isNotEqualTo(202);
        await().atMost(SECONDS)
                .until(() -> wall.ids("signals").containsAll(List.of(here, elsewhere)));
        assertThat(rig.dismiss(here, "{}")).as("without a reason").isEqualTo(400);

        assertThat(rig.dismiss(here, REASON)).isEqualTo(204);
        assertThat(rig.dismiss(here, REASON)).as("again").isEqualTo(204);
        rig.redis.call(redis -> redis.publish(RedisKeys.RAW_DISMISSAL_CHANNEL, elsewhere));

        await().atMost(SECONDS)
                .until(
                        () ->
                                !wall.ids("signals").contains(here)
                                        && !wall.ids("signals").contains(elsewhere));
        assertThat(rig.trail(here))
                .containsOnlyOnce("officer,dismiss")
                .contains("called back", "P-1");
    }

    private static boolean isOk(WallClient wall, String part) {
        JsonNode line = wall.item("health", part);
        return line != null && line.path("ok").asBoolean();
    }

    private static Alert raise(String groupKey) throws Exception {
        String id = Ids.alertId(Ids.groupHash(groupKey), groupKey);
        AlertChange change = AlertSamples.of(id, groupKey, Response.UNACKNOWLEDGED);
        Alert alert = change.alert();
        rig.append(Topics.ALERTS, id, EventTypes.ALERT, alert);
        rig.append(Topics.ALERT_CHANGES, id, EventTypes.ALERT_CHANGE, change);
        rig.redis.write("alerts", id, alert.rev(), Json.string(alert));
        return alert;
    }

    private static void outcome(String pressId, String signalId) throws Exception {
        rig.append(
                Topics.SIGNAL_OUTCOMES,
                "B-1",
                EventTypes.SIGNAL_OUTCOME,
                new SignalOutcome(
                        pressId,
                        signalId,
                        "P-1",
                        null,
                        SignalOutcome.Outcome.ALERT,
                        "a",
                        Instant.now()));
    }
}
