package org.citywall.launcher.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka in this JVM: one node that is broker and controller (KRaft), on loopback. What it
 * acknowledged is with the operating system, so the death of the JVM loses nothing; after one, the
 * logs are checked from the last recovery point when it starts.
 */
public final class EmbeddedKafka {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final Path directory;
    private final int port;
    private KafkaRaftServer server;

    /**
     * @param dataDir the launcher's data directory; Kafka keeps to {@code kafka/} in it
     * @param port the broker's port on 127.0.0.1; the controller takes any free one
     */
    public EmbeddedKafka(Path dataDir, int port) {
        this.directory = dataDir.toAbsolutePath().resolve("kafka");
        this.port = port;
    }

    /**
     * Kafka halts the whole JVM when its disk fails, and no shutdown hook runs then; this does.
     *
     * @param last ends what must not outlive this JVM; it may fail
     */
    public static void beforeHalt(Runnable last) {
        Exit.setHaltProcedure(
                (code, message) -> {
                    LOG.error("Kafka halts this process with {}: {}", code, message);
                    try {
                        last.run();
                    } catch (RuntimeException e) {
                        LOG.error("What Kafka's end leaves behind, the next start ends", e);
                    } finally {
                        Runtime.getRuntime().halt(code);
                    }
                });
    }

    /** Starts Kafka, first formatting its storage when it is new; returns when it serves. */
    public void start() {
        Ports.requireFree(port, "embedded Kafka");
        format();
        try {
            KafkaConfig config = new KafkaConfig(settings(Ports.freePort()), false);
            server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
        } catch (RuntimeException e) {
            // Its controller may already run.
            stop();
            throw new EmbeddedException(
                    "Kafka cannot be started from %s: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** Stops Kafka in order, so that the next start need not check its logs. */
    public void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Its mark is written last, so a format that was killed half-way is simply done again. */
    private void format() {
        if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException e) {
            throw new EmbeddedException("Kafka cannot write its data to " + directory, e);
        } catch (Exception e) {
            throw new EmbeddedException(
                    "Kafka's storage cannot be formatted in " + directory + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * The voter list is static: a quorum that keeps its own addresses in its log would not find
     * itself again after a start with other ports.
     */
    private Map<String, String> network(int controllerPort) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                CONTROLLER,
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, controllerPort),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port);
    }

    /** Few threads and small buffers: the load is one district, and the heap is shared. */
    private static final Map<String, String> SIZES =
            Map.ofEntries(
                    Map.entry("num.network.threads", "2"),
                    Map.entry("num.io.threads", "2"),
                    Map.entry("background.threads", "2"),
                    Map.entry("num.recovery.threads.per.data.dir", "2"),
                    Map.entry("group.coordinator.threads", "1"),
                    Map.entry("share.coordinator.threads", "1"),
                    Map.entry("log.cleaner.threads", "1"),
                    Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
                    Map.entry("log.cleaner.io.buffer.size", Integer.toString(128 << 10)),
                    Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
                    Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
                    Map.entry("offsets.topic.segment.bytes", Integer.toString(8 << 20)),
                    Map.entry("metadata.log.segment.bytes", Integer.toString(16 << 20)),
                    Map.entry("metric.reporters", ""));

    /** One broker: one replica of everything, and no waiting for others that will not come. */
    private static final Map<String, String> BEHAVIOUR =
            Map.ofEntries(
                    Map.entry("auto.create.topics.enable", "false"),
                    Map.entry("default.replication.factor", "1"),
                    Map.entry("min.insync.replicas", "1"),
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("offsets.topic.num.partitions", "4"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("transaction.state.log.num.partitions", "2"),
                    Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                    Map.entry("share.coordinator.state.topic.min.isr", "1"),
                    Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    // After a kill -9 the broker is let in again only when its old session is over.
                    Map.entry("broker.session.timeout.ms", "3000"),
                    Map.entry("broker.heartbeat.interval.ms", "500"),
                    Map.entry("log.retention.hours", Integer.toString(8 * 24)),
                    Map.entry("offsets.retention.minutes", Integer.toString(8 * 24 * 60)),
                    // A batch of a megabyte of events is one record's upper bound, with its
                    // headers.
                    Map.entry("message.max.bytes", Integer.toString(2 << 20)));

    private Map<String, String> settings(int controllerPort) {
        Map<String, String> settings = new TreeMap<>(network(controllerPort));
        settings.putAll(SIZES);
        settings.putAll(BEHAVIOUR);
        settings.put("log.dirs", directory.toString());
        return settings;
    }
}
