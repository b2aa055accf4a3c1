package org.citywall.launcher.bench;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.job.FlinkSettings;

/**
 * Runs a job over a whole log as fast as it goes, in a Flink of its own. The first readings only
 * build the state; counted are those behind them.
 */
final class Drain {
    private static final String LOOPBACK = "127.0.0.1";

    /** Only one drain runs at a time, in this JVM. */
    private static final AtomicLong SEEN = new AtomicLong();

    /** Results that came out of the job. */
    private static final AtomicLong SUNK = new AtomicLong();

    private static volatile long countedFrom;
    private static volatile long countedTo = Long.MAX_VALUE;
    private static volatile Mark begin;
    private static volatile Mark last;

    private Drain() {}

    /**
     * How fast the counted readings went through.
     *
     * @param perSecond of them
     * @param cpuMicros CPU of the whole process for each, with the broker's part
     */
    record Result(double perSecond, double cpuMicros) {}

    /** Which records count. */
    interface Counts<T> extends Predicate<T>, Serializable {}

    /** Adds a job to an environment. */
    interface Build {
        void into(StreamExecutionEnvironment env);
    }

    private record Mark(long nanos, long cpuNanos) {
        static Mark now() {
            var system =
                    (com.sun.management.OperatingSystemMXBean)
                            ManagementFactory.getOperatingSystemMXBean();
            return new Mark(System.nanoTime(), system.getProcessCpuTime());
        }
    }

    /** Runs the job to its end; those behind the first {@code from} are counted. */
    static Result run(StreamOptions options, String name, long from, Build build) throws Exception {
        return run(options, name, from, Long.MAX_VALUE, build);
    }

    /** The same up to so many results ({@link #sunk}). */
    @SuppressWarnings("try") // An interrupt at its close is one of the bench.
    static Result run(StreamOptions options, String name, long from, long results, Build build)
            throws Exception {
        countFrom(from);
        countTo(results);
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(
                        options.parallelism(), cluster())) {
            Configuration job = FlinkSettings.of(options, name);
            job.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
            env.configure(job);
            build.into(env);
            env.execute(name);
        }
        Mark end = last == null ? Mark.now() : last;
        if (begin == null) {
            throw new IllegalStateException(name + ": the log is shorter than " + from);
        }
        if (results != Long.MAX_VALUE && last == null) {
            throw new IllegalStateException(
                    "%s: %d results, not %d".formatted(name, SUNK.get(), results));
        }
        double counted = SEEN.get() - from;
        return new Result(
                counted * 1e9 / (end.nanos() - begin.nanos()),
                (end.cpuNanos() - begin.cpuNanos()) / 1e3 / counted);
    }

    /** Begins to count anew. */
    static void countFrom(long from) {
        SEEN.set(0);
        SUNK.set(0);
        countedFrom = from;
        countedTo = Long.MAX_VALUE;
        begin = null;
        last = null;
    }

    /**
     * The clock stops at so many results, not at the end of the job: then all timers of its state
     * fire at once, as many as there are keys, which no event has to pay.
     */
    static void countTo(long results) {
        countedTo = results;
    }

    /** A result came out. */
    static void sunk() {
        if (SUNK.incrementAndGet() == countedTo) {
            last = Mark.now();
        }
    }

    /** Readings that the job has read so far. */
    static long seen() {
        return SEEN.get();
    }

    private static Configuration cluster() {
        Configuration cluster = new Configuration();
        cluster.set(RestOptions.ADDRESS, LOOPBACK);
        cluster.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        cluster.set(RestOptions.BIND_PORT, "0");
        cluster.set(JobManagerOptions.ADDRESS, LOOPBACK);
        cluster.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        cluster.set(TaskManagerOptions.HOST, LOOPBACK);
        cluster.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        cluster.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        cluster.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
        cluster.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(24));
        cluster.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(24));
        return cluster;
    }

    /** Time of the log, and the count. */
    static <T> WatermarkStrategy<T> counted(Counts<T> counts) {
        return WatermarkStrategy.forGenerator(context -> new Counting<>(counts));
    }

    /** Counts where the source hands over: the end of the job is the end of what is behind it. */
    private static final class Counting<T> implements WatermarkGenerator<T> {
        private final LogTimeWatermarks<T> time = new LogTimeWatermarks<>();
        private final Counts<T> counts;

        Counting(Counts<T> counts) {
            this.counts = counts;
        }

        @Override
        public void onEvent(T event, long timestamp, WatermarkOutput output) {
            if (counts.test(event) && SEEN.incrementAndGet() == countedFrom) {
                begin = Mark.now();
            }
            time.onEvent(event, timestamp, output);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            time.onPeriodicEmit(output);
        }
    }
}
