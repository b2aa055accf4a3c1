package org.citywall.launcher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.place.SiteRef;
import org.citywall.gateway.kafka.TopicSetup;
import org.citywall.launcher.embedded.Children;
import org.citywall.launcher.embedded.EmbeddedFlink;
import org.citywall.launcher.embedded.EmbeddedKafka;
import org.citywall.launcher.embedded.EmbeddedRedis;
import org.citywall.launcher.embedded.FlinkSettings;
import org.citywall.launcher.embedded.Ports;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.job.AlertsJob;

/**
 * How long the alerts job takes from a detection in the log to the change of its alert in the log,
 * at a constant rate whatever the answers do. Each device is raised in one round and clears in the
 * next, so every detection changes an alert.
 *
 * <p>What is measured begins before the write of the detection and ends after the read of the
 * change: it has two hops through Kafka in it, which are measured beside it under the same load.
 * Nobody else is at work here: of a whole city in one process, two processors would measure who
 * reads the changes rather than who makes them.
 */
public final class DetectionsBench {
    /** What is measured. */
    public record Plan(int rounds, int perSecond, int roundSeconds) {
        /** The project's aim: 2,000 detections a second. */
        public static Plan standard(int rounds) {
            return new Plan(rounds, 2_000, 20);
        }
    }

    /** A fresh JVM reads so much slower than what it will be asked for. */
    private static final int SLOWER_AT_FIRST = 4;

    /** Raises and clears before the first that are measured. */
    private static final int WARM_UPS = 4;

    private static final Duration WITHIN = Duration.ofMinutes(2);

    private static final int BURSTS_PER_SECOND = 200;
    private static final int AIM_MS = 20;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String DEVICE_FIELD = "\"deviceId\":\"";
    private static final long SETTLE_MS = 500;
    private static final int HOPS = 2;
    private static final int DEVICES_PER_SITE = 10;
    private static final int YELLOW = 3;
    private static final double LON = 114.05;
    private static final double LAT = 22.53;

    private final String bootstrap;
    private final Plan plan;
    private final BenchReport report = new BenchReport("detections");
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private volatile Latencies latencies = new Latencies();
    private final AtomicLong within = new AtomicLong();
    private final AtomicLong heard = new AtomicLong();
    private long sequence;

    private DetectionsBench(String bootstrap, Plan plan) {
        this.bootstrap = bootstrap;
        this.plan = plan;
    }

    /** Starts a Kafka, a Redis and a Flink with the alerts job alone, and measures. */
    public static BenchReport run(Plan plan, int portOffset) throws Exception {
        Path data = Files.createTempDirectory("citywall-detections");
        Ports ports = Ports.offset(portOffset);
        EmbeddedKafka kafka = new EmbeddedKafka(data, ports.kafka());
        EmbeddedRedis redis = new EmbeddedRedis(data, ports.redis(), Children.open(data));
        Map<String, String> settings = new HashMap<>(System.getenv());
        settings.put("CITYWALL_KAFKA", kafka.bootstrapServers());
        settings.put("CITYWALL_REDIS", redis.uri());
        StreamOptions options = StreamOptions.fromEnv(settings);
        EmbeddedFlink flink =
                new EmbeddedFlink(
                        new FlinkSettings(
                                data,
                                ports.flinkRest(),
                                ports.flinkMetrics(),
                                options.parallelism()));
        try {
            kafka.start();
            TopicSetup.ensure(kafka.bootstrapServers(), TopicSetup.Options.defaults());
            redis.start();
            flink.start();
            flink.submit(AlertsJob.NAME, env -> AlertsJob.build(env, options));
            return new DetectionsBench(kafka.bootstrapServers(), plan)
                    .measure(new JobCheckpoints(flink));
        } finally {
            flink.stop();
            redis.stop();
            kafka.stop();
            StartupBench.delete(data);
        }
    }

    private BenchReport measure(JobCheckpoints checkpoints)
            throws IOException, InterruptedException {
        KafkaConsumer<byte[], byte[]> changes = changes(bootstrap);
        Thread reader = new Thread(() -> read(changes), "bench-changes");
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                Map.of(
                                        "bootstrap.servers",
                                        bootstrap,
                                        "acks",
                                        "all",
                                        "linger.ms",
                                        "0"),
                                new ByteArraySerializer(),
                                new ByteArraySerializer());
                BareKafkaHop hop = new BareKafkaHop(bootstrap, new Latencies())) {
            reader.start();
            boolean raised = true;
            for (int i = 0; i < WARM_UPS; i++) {
                int pace = i == 0 ? plan.perSecond() / SLOWER_AT_FIRST : plan.perSecond();
                send(producer, hop, pace, raised);
                settle();
                raised = !raised;
            }
            for (int round = 0; round < plan.rounds(); round++) {
                Latencies ofJob = new Latencies();
                Latencies ofHop = new Latencies();
                sent.clear();
                heard.set(0);
                within.set(0);
                latencies = ofJob;
                hop.recordInto(ofHop);
                long total = send(producer, hop, plan.perSecond(), raised);
                settle();
                if (raised) { // all devices are; what was raised before them has ended
                    checkpoints.await(2, System.nanoTime() + WITHIN.toNanos());
                    report.metric(
                            "state.perActiveAlert", "byte", 1.0 * checkpoints.bytes() / total);
                }
                raised = !raised;
                double job = ofJob.report(report, "detection.to.change");
                double bare = ofHop.report(report, "bare.kafka.hop");
                report.metric("within20ms", "%", 100.0 * within.get() / total);
                report.ratio("twoHops", job / (HOPS * bare));
                report.oracle().add(total, total - heard.get(), 0, total - within.get());
                report.endRound();
            }
        } finally {
            changes.wakeup();
            Threads.join(reader);
        }
        return report;
    }

    private static KafkaConsumer<byte[], byte[]> changes(String bootstrap) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap, "fetch.min.bytes", "1"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> all =
                consumer.partitionsFor(Topics.ALERT_CHANGES).stream()
                        .map(each -> new TopicPartition(each.topic(), each.partition()))
                        .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        return consumer;
    }

    private void read(KafkaConsumer<byte[], byte[]> changes) {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> each : changes.poll(POLL)) {
                    hear(deviceOf(new String(each.value(), UTF_8)), System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            // measure() asked for the end.
        } finally {
            changes.close();
        }
    }

    /** Its first device: what is measured shares the processors with whoever parses all of it. */
    @Nullable
    private static String deviceOf(String change) {
        int begin = change.indexOf(DEVICE_FIELD);
        if (begin < 0) {
            return null;
        }
        begin += DEVICE_FIELD.length();
        return change.substring(begin, change.indexOf('"', begin));
    }

    /** The first change of a device's alert after its detection; later ones are of timers. */
    private void hear(@Nullable String device, long now) {
        Long began = device == null ? null : sent.remove(device);
        if (began != null) {
            latencies.recordNanos(now - began);
            heard.incrementAndGet();
            if (now - began <= TimeUnit.MILLISECONDS.toNanos(AIM_MS)) {
                within.incrementAndGet();
            }
        }
    }

    /** Until every change was heard; what is not heard by then counts as lost. */
    private void settle() throws InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!sent.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
        }
    }

    private long send(
            KafkaProducer<byte[], byte[]> producer, BareKafkaHop hop, int perSecond, boolean raised)
            throws InterruptedException {
        int burst = perSecond / BURSTS_PER_SECOND;
        long period = TimeUnit.SECONDS.toNanos(1) / BURSTS_PER_SECOND;
        long start = System.nanoTime();
        int bursts = plan.perSecond() * plan.roundSeconds() / burst;
        for (int i = 0; i < bursts; i++) {
            TimeUnit.NANOSECONDS.sleep(start + i * period - System.nanoTime());
            for (int j = 0; j < burst; j++) {
                int number = i * burst + j;
                append(producer, "device-" + number, number, raised);
            }
            hop.send();
        }
        return (long) bursts * burst;
    }

    private void append(
            KafkaProducer<byte[], byte[]> producer, String device, int number, boolean raised) {
        String site = "bench-" + number / DEVICES_PER_SITE;
        Instant now = clock.instant();
        String id = "bench-" + sequence++;
        Detection detection =
                new Detection(
                        id,
                        "ebike/maintenance/" + device,
                        AlertDomain.EBIKE,
                        AlertClass.MAINTENANCE,
                        "port-fault",
                        YELLOW,
                        raised,
                        device,
                        null,
                        "端口故障",
                        "端口故障",
                        Map.of(),
                        new SiteRef(site, site, LON, LAT),
                        "bench/" + site,
                        site,
                        now,
                        now,
                        null,
                        false,
                        List.of());
        AlertInput input = AlertInput.of(detection);
        sent.put(device, System.nanoTime());
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                Topics.ALERT_INPUTS,
                                null,
                                now.toEpochMilli(),
                                input.groupHash().getBytes(UTF_8),
                                Json.bytes(input),
                                List.of(
                                        header(KafkaHeaders.SPEC_VERSION, "1.0"),
                                        header(KafkaHeaders.ID, id),
                                        header(KafkaHeaders.SOURCE, "citywall/bench"),
                                        header(KafkaHeaders.TYPE, EventTypes.DETECTION),
                                        header(KafkaHeaders.CONTENT_TYPE, "application/json"))));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
