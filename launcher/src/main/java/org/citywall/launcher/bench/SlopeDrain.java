package org.citywall.launcher.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.job.FlinkSettings;
import org.citywall.stream.job.SlopeJob;
import org.citywall.stream.slope.SlopeInput;

/**
 * Reads the whole log of slope readings as fast as it goes, by the slope job and by a job that does
 * nothing with them, in a Flink of their own. The first readings only build the state; counted are
 * those behind them.
 */
final class SlopeDrain {
    private static final String LOOPBACK = "127.0.0.1";

    /** Only one drain runs at a time, in this JVM. */
    private static final AtomicLong SEEN = new AtomicLong();

    private static volatile long countedFrom;
    private static volatile Mark begin;

    private final StreamOptions options;
    private final String bootstrap;

    /**
     * How fast the counted readings went through.
     *
     * @param perSecond of them
     * @param cpuMicros CPU of the whole process for each, with the broker's part and the city's
     */
    record Result(double perSecond, double cpuMicros) {}

    private record Mark(long nanos, long cpuNanos) {
        static Mark now() {
            var system =
                    (com.sun.management.OperatingSystemMXBean)
                            ManagementFactory.getOperatingSystemMXBean();
            return new Mark(System.nanoTime(), system.getProcessCpuTime());
        }
    }

    SlopeDrain(StreamOptions options, String bootstrap) {
        this.options = options;
        this.bootstrap = bootstrap;
    }

    /** The real job; its pages become JSON and go nowhere, so do its detections. */
    Result slopeJob(long from) throws Exception {
        return run(
                "slope drain",
                from,
                env ->
                        new SlopeJob(
                                        KafkaStreams.slopeBacklog(
                                                bootstrap, options.fire().standstill()),
                                        counted(),
                                        new SlopeJob.Sinks(
                                                new DiscardingSink<>(),
                                                new JsonToNowhere(),
                                                new DiscardingSink<>()),
                                        options.slope(),
                                        options.fire().standstill(),
                                        options.alert().memory())
                                .define(env));
    }

    /** The same source, the same addressing and the same exchange by key, and nothing behind it. */
    Result passThrough(long from) throws Exception {
        return run(
                "pass-through drain",
                from,
                env ->
                        env.fromSource(
                                        KafkaStreams.slopeBacklog(
                                                bootstrap, options.fire().standstill()),
                                        counted(),
                                        "slope readings")
                                .uid("slope-readings")
                                .flatMap(
                                        (SlopeInput input, Collector<SlopeInput> out) ->
                                                input.addressed().forEach(out::collect),
                                        TypeInformation.of(SlopeInput.class))
                                .uid("slope-address")
                                .keyBy(SlopeInput::key)
                                .sinkTo(new DiscardingSink<>())
                                .uid("nowhere"));
    }

    private interface Build {
        void into(StreamExecutionEnvironment env);
    }

    @SuppressWarnings("try") // An interrupt at its close is one of the bench.
    private Result run(String name, long from, Build build) throws Exception {
        SEEN.set(0);
        countedFrom = from;
        begin = null;
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(
                        options.parallelism(), cluster())) {
            Configuration job = FlinkSettings.of(options, name);
            job.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
            env.configure(job);
            build.into(env);
            env.execute(name);
        }
        Mark end = Mark.now();
        if (begin == null) {
            throw new IllegalStateException(name + ": the log is shorter than " + from);
        }
        double counted = SEEN.get() - from;
        return new Result(
                counted * 1e9 / (end.nanos() - begin.nanos()),
                (end.cpuNanos() - begin.cpuNanos()) / 1e3 / counted);
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

    private static WatermarkStrategy<SlopeInput> counted() {
        return WatermarkStrategy.forGenerator(context -> new Counting());
    }

    /** Counts where the source hands over: the end of the job is the end of what is behind it. */
    private static final class Counting implements WatermarkGenerator<SlopeInput> {
        private final LogTimeWatermarks<SlopeInput> time = new LogTimeWatermarks<>();

        @Override
        public void onEvent(SlopeInput event, long timestamp, WatermarkOutput output) {
            if (event.reading() != null && SEEN.incrementAndGet() == countedFrom) {
                begin = Mark.now();
            }
            time.onEvent(event, timestamp, output);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            time.onPeriodicEmit(output);
        }
    }

    /** What the writer of the live view does before Redis. */
    private static final class JsonToNowhere implements Sink<SlopeView> {
        @Override
        public SinkWriter<SlopeView> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                private long written;

                @Override
                public void write(SlopeView view, Context unused) {
                    written += LiveWrites.of(view).rev() > 0 ? 1 : 0;
                }

                @Override
                public void flush(boolean endOfInput) {
                    // Nothing waits.
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
