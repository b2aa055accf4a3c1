package org.citywall.gateway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.quarantine.QuarantineWriter;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.TestKafka;
import org.citywall.gateway.testing.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event log, tails, topics and the quarantine's writer against a real Kafka. */
class KafkaIT {
    @TempDir static Path directory;
    private static final Vertx VERTX = Vertx.vertx();
    private static TestKafka kafka;
    private static KafkaEventLog log;

    @BeforeAll
    static void start() throws Exception {
        kafka = new TestKafka(directory.resolve("kafka"));
        kafka.start();
        TopicSetup.ensure(kafka.bootstrap(), TopicSetup.Options.defaults());
        log =
                new KafkaEventLog(
                        VERTX, KafkaEventLog.Options.of(kafka.bootstrap()), Clock.systemUTC());
        IngestRig.await(log.start(Topics.ALL.stream().map(Topics.Spec::name).toList()));
    }

    @AfterAll
    static void stop() {
        IngestRig.await(log.stop());
        IngestRig.await(VERTX.close());
        kafka.stop();
    }

    private static EventLog.Entry entry(String topic, String id) {
        return new EventLog.Entry(
                topic, null, "key", "type", id, "source", id.getBytes(UTF_8), Map.of("x", "y"));
    }

    private static Future<Void> append(String topic, String id) {
        return log.append(entry(topic, id));
    }

    @Test
    void topicsAreMadeAsTheirSpecSaysAndASecondTimeIsHarmless() throws Exception {
        TopicSetup.ensure(kafka.bootstrap(), TopicSetup.Options.defaults());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            var signals = new ConfigResource(ConfigResource.Type.TOPIC, Topics.FIRE_SIGNALS);
            var alerts = new ConfigResource(ConfigResource.Type.TOPIC, Topics.ALERTS);
            var configs = admin.describeConfigs(List.of(signals, alerts)).all().get();
            assertThat(configs.get(signals).get("message.timestamp.type").value())
                    .isEqualTo("LogAppendTime");
            assertThat(Long.parseLong(configs.get(signals).get("retention.ms").value()))
                    .isGreaterThanOrEqualTo(Duration.ofDays(7).toMillis());
            assertThat(configs.get(alerts).get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    @Test
    void appendCompletesOnTheCallersContextAndCarriesTheHeaders() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> seen = new CopyOnWriteArrayList<>();
        TopicTail tail =
                new TopicTail(
                        kafka.bootstrap(), Topics.ALERT_CHANGES, TopicTail.From.end(), seen::add);
        tail.start();
        awaitHeard(seen, Topics.ALERT_CHANGES);
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        VERTX.runOnContext(
                nothing -> {
                    Context mine = Vertx.currentContext();
                    append(Topics.ALERT_CHANGES, "ctx")
                            .onComplete(
                                    done ->
                                            same.complete(
                                                    done.succeeded()
                                                            && Vertx.currentContext() == mine));
                });

        assertThat(same.get(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> idOfLast(seen).equals("ctx"));
        ConsumerRecord<byte[], byte[]> record = seen.get(seen.size() - 1);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("key");
        assertThat(header(record, KafkaHeaders.SPEC_VERSION)).isEqualTo("1.0");
        assertThat(header(record, KafkaHeaders.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(header(record, "x")).isEqualTo("y");
        tail.stop();
    }

    /**
     * A tail begins at the end that it finds some time after its start: it is there once it hears.
     */
    private static void awaitHeard(List<?> seen, String topic) {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            IngestRig.await(append(topic, "heard?"));
                            return !seen.isEmpty();
                        });
    }

    private static String idOfLast(List<ConsumerRecord<byte[], byte[]>> seen) {
        return header(seen.get(seen.size() - 1), KafkaHeaders.ID);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void tailRepeatsWhatItsHandlerCouldNotDigestAndReadToEndSeesAll() throws Exception {
        for (int i = 0; i < 10; i++) {
            IngestRig.await(append(Topics.COMMAND_RESULTS, "c" + i));
        }
        List<String> digested = new CopyOnWriteArrayList<>();
        AtomicInteger failures = new AtomicInteger(2);
        TopicTail tail =
                new TopicTail(
                        kafka.bootstrap(),
                        Topics.COMMAND_RESULTS,
                        TopicTail.From.offset(3),
                        record -> {
                            if (record.offset() == 5 && failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("not now");
                            }
                            digested.add(new String(record.value(), UTF_8));
                        });
        tail.start();
        await().atMost(Duration.ofSeconds(15)).until(() -> digested.size() >= 7);
        tail.stop();
        assertThat(digested).containsExactly("c3", "c4", "c5", "c6", "c7", "c8", "c9");

        List<String> all = new ArrayList<>();
        long count =
                TopicTail.readToEnd(
                        kafka.bootstrap(),
                        Topics.COMMAND_RESULTS,
                        Duration.ofSeconds(20),
                        record -> all.add(new String(record.value(), UTF_8)));
        assertThat(count).isEqualTo(10);
        assertThat(all).startsWith("c0").endsWith("c9");
    }

    @Test
    void brokerRestartIsSurvivedAndMeanwhileAppendsFailInTime() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        TopicTail tail =
                new TopicTail(
                        kafka.bootstrap(),
                        Topics.SIGNAL_OUTCOMES,
                        TopicTail.From.earliest(),
                        record -> seen.add(new String(record.value(), UTF_8)));
        tail.start();
        IngestRig.await(append(Topics.SIGNAL_OUTCOMES, "before"));
        kafka.stop();
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        long[] blocked = new long[1];
        VERTX.runOnContext(
                nothing -> {
                    long from = System.nanoTime();
                    Future<Void> appended = append(Topics.SIGNAL_OUTCOMES, "lost");
                    blocked[0] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
                    appended.onComplete(done -> failed.complete(done.failed()));
                });
        assertThat(failed.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(blocked[0])
                .as("ms of the event loop; Kafka's own is a minute")
                .isLessThan(1_000);
        kafka.start();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> tryAppend(Topics.SIGNAL_OUTCOMES, "after"));
        await().atMost(Duration.ofSeconds(20)).until(() -> seen.contains("after"));
        assertThat(seen.get(0)).isEqualTo("before");
        tail.stop();
    }

    private static boolean tryAppend(String topic, String id) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        append(topic, id).onComplete(result -> done.complete(result.succeeded()));
        return done.get(20, TimeUnit.SECONDS);
    }

    @Test
    void anUnreachedTopicIsRefusedAtOnce() {
        Future<Void> refused = log.append(entry("citywall.no-such-topic", "x"));

        assertThat(refused.failed()).isTrue();
    }

    @Test
    void quarantineIsWrittenOnceAlsoAcrossAnOutageOfPostgres() throws Exception {
        TestPostgres postgres = TestPostgres.create();
        Pool pool = postgres.pool(VERTX);
        QuarantineWriter first = writer(pool, 3);
        IngestRig.await(first.start());
        reject("q-1", "{\"signal\":\"heartbeat\"}\0");
        await().atMost(Duration.ofSeconds(15)).until(() -> rows(pool).equals(List.of("q-1")));
        postgres.down();
        reject("q-2", "{\"signal\":\"press\"}");
        reject("q-2", "{\"signal\":\"press\"}");
        Thread.sleep(1_000);
        postgres.up();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rows(pool).equals(List.of("q-1", "q-2")));
        IngestRig.await(first.stop());

        reject("q-bad", null, "{}"); // the table takes none without a reason
        reject("q-3", "{}");
        QuarantineWriter second = writer(pool, 3);
        IngestRig.await(second.start());
        await().atMost(Duration.ofSeconds(15))
                .until(() -> rows(pool).equals(List.of("q-1", "q-2", "q-3")));
        for (int i = 4; i < 210; i++) {
            reject("q-" + i, "{\"signal\":\"heartbeat\"}");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> rows(pool).contains("q-209"));
        assertThat(rows(pool)).as("the press outlives the heartbeats").contains("q-2");
        assertThat(rows(pool)).hasSizeLessThan(30);
        IngestRig.await(second.stop());
        IngestRig.await(pool.close());
    }

    private static QuarantineWriter writer(Pool pool, int perDevice) {
        return new QuarantineWriter(
                VERTX,
                pool,
                kafka.bootstrap(),
                Clock.systemUTC(),
                new QuarantineWriter.Options(perDevice, Duration.ofDays(30)),
                new IngestMeters(new SimpleMeterRegistry()));
    }

    private static void reject(String id, String payload) {
        reject(id, "unknown-device", payload);
    }

    private static void reject(String id, String reason, String payload) {
        IngestRig.await(
                new RejectedLog(log)
                        .append(
                                new RejectedEvent(
                                        id,
                                        Instant.now(),
                                        "mqtt",
                                        "integration",
                                        reason,
                                        "/deviceId",
                                        "not registered",
                                        "citywall.fire.signal.v1",
                                        "X-1",
                                        id,
                                        "mqtt/X-1",
                                        payload)));
    }

    private static List<String> rows(Pool pool) {
        CompletableFuture<List<String>> found = new CompletableFuture<>();
        pool.query("SELECT id FROM quarantine ORDER BY received_at, id")
                .execute()
                .onComplete(
                        done -> {
                            List<String> ids = new ArrayList<>();
                            if (done.succeeded()) {
                                for (Row row : done.result()) {
                                    ids.add(row.getString(0));
                                }
                            }
                            found.complete(ids);
                        });
        return found.join();
    }

    @Test
    void tailFromATimeSkipsWhatIsOlderAndLazilyBringsTheRest() throws Exception {
        Clock clock = Clock.systemUTC();
        IngestRig.await(append(Topics.FIRE_SIGNALS, "older"));
        Thread.sleep(100);
        Instant since = clock.instant();
        IngestRig.await(append(Topics.FIRE_SIGNALS, "newer"));
        List<String> seen = new CopyOnWriteArrayList<>();
        List<String> ofLater = new CopyOnWriteArrayList<>();
        TopicTail tail = lazyTail(since, seen);
        TopicTail later = lazyTail(since.plusSeconds(3_600), ofLater);
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> !seen.isEmpty());
            awaitHeard(ofLater, Topics.FIRE_SIGNALS);
            IngestRig.await(append(Topics.FIRE_SIGNALS, "newest"));
            await().atMost(Duration.ofSeconds(20)).until(() -> ofLater.contains("newest"));
            await().atMost(Duration.ofSeconds(20)).until(() -> seen.contains("newest"));
        } finally {
            tail.stop();
            later.stop();
        }
        assertThat(seen).startsWith("newer").endsWith("newest");
        assertThat(ofLater)
                .as("nothing is so new: it begins at the end")
                .doesNotContain("older", "newer")
                .endsWith("newest");
    }

    private static TopicTail lazyTail(Instant since, List<String> seen) {
        TopicTail tail =
                new TopicTail(
                        kafka.bootstrap(),
                        Topics.FIRE_SIGNALS,
                        TopicTail.From.since(since),
                        TopicTail.Fetch.LAZILY,
                        record -> seen.add(new String(record.value(), UTF_8)));
        tail.start();
        return tail;
    }
}
