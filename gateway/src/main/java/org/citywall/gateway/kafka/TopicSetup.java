package org.citywall.gateway.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.citywall.contracts.names.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing. Blocks: call it on a worker thread. Closing it from another
 * thread ends what is under way.
 */
public final class TopicSetup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private static final long ASK_AGAIN_MS = 100;

    private final Options options;
    private final int timeoutMs;
    private final Admin admin;

    /** Connects; nothing is asked yet. */
    public TopicSetup(String bootstrap, Options options) {
        this.options = options;
        this.timeoutMs = (int) options.timeout().toMillis();
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    /**
     * How topics are kept.
     *
     * @param replication copies of each record; more than 1 also demands 2 in sync for an
     *     acknowledgement
     * @param retention how long records are kept; longer than the oldest checkpoint that may be
     *     restored, and at least 7 days
     * @param timeout for all calls together
     */
    public record Options(short replication, Duration retention, Duration timeout) {
        /** The least that replay needs. */
        public static final Duration MIN_RETENTION = Duration.ofDays(7);

        public Options {
            if (retention.compareTo(MIN_RETENTION) < 0) {
                throw new IllegalArgumentException("retention must be at least 7 days");
            }
        }

        /** One broker, 7 days, 30 s. */
        public static Options defaults() {
            return new Options((short) 1, MIN_RETENTION, Duration.ofSeconds(30));
        }
    }

    /** {@link #ensure()} on a connection of its own. */
    public static void ensure(String bootstrap, Options options)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (TopicSetup setup = new TopicSetup(bootstrap, options)) {
            setup.ensure();
        }
    }

    /**
     * Creates what is missing of {@link Topics#ALL}.
     *
     * @throws IllegalStateException if a topic exists with another number of partitions: its keys
     *     would be routed wrongly
     */
    public void ensure() throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> present = admin.listTopics().names().get(timeoutMs, TimeUnit.MILLISECONDS);
        List<NewTopic> missing = new ArrayList<>();
        for (Topics.Spec spec : Topics.ALL) {
            if (!present.contains(spec.name())) {
                missing.add(topic(spec, options));
            }
        }
        create(missing);
        check();
        if (!missing.isEmpty()) {
            awaitLeaders();
        }
    }

    /**
     * Asks each partition for its end, which only its leader can say: a broker that has just been
     * told of a partition refuses writes to it for a moment, and every producer would complain.
     */
    private void awaitLeaders() throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topics.Spec spec : Topics.ALL) {
            for (int partition = 0; partition < spec.partitions(); partition++) {
                ends.put(new TopicPartition(spec.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(ends).all().get(timeoutMs, TimeUnit.MILLISECONDS);
    }

    private void create(List<NewTopic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (var created : admin.createTopics(missing).values().entrySet()) {
            try {
                created.getValue().get(timeoutMs, TimeUnit.MILLISECONDS);
                LOG.info("created topic {}", created.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // another gateway was first
                    throw e;
                }
            }
        }
    }

    private void check() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, TopicDescription> found = describe();
        for (Topics.Spec spec : Topics.ALL) {
            int partitions = found.get(spec.name()).partitions().size();
            if (partitions != spec.partitions()) {
                throw new IllegalStateException(
                        "topic %s has %d partitions, but %d are needed"
                                .formatted(spec.name(), partitions, spec.partitions()));
            }
        }
    }

    /** A broker may not know yet what the controller has just created: it is asked again. */
    private Map<String, TopicDescription> describe()
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> names = Topics.ALL.stream().map(Topics.Spec::name).toList();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (true) {
            try {
                return admin.describeTopics(names)
                        .allTopicNames()
                        .get(timeoutMs, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                boolean isYoung = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!isYoung || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(ASK_AGAIN_MS);
            }
        }
    }

    private static NewTopic topic(Topics.Spec spec, Options options) {
        Map<String, String> config = new HashMap<>();
        config.put(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                spec.logAppendTime() ? "LogAppendTime" : "CreateTime");
        if (spec.compacted()) {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            // A rebuild reads the whole topic: keep its uncompacted head short.
            config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(hours(1)));
            config.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(hours(24)));
        } else {
            long kept =
                    spec.keepHours() == 0
                            ? options.retention().toMillis()
                            : hours(spec.keepHours());
            config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept));
        }
        if (options.replication() > 1) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(spec.name(), spec.partitions(), options.replication()).configs(config);
    }

    private static long hours(int hours) {
        return Duration.ofHours(hours).toMillis();
    }
}
