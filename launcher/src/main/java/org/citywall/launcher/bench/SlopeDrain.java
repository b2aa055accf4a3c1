package org.citywall.launcher.bench;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.job.SlopeJob;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.flink.PauseFunction;
import org.citywall.stream.slope.SlopeInput;

/**
 * Reads the whole log of slope readings as fast as it goes, by the slope job and by a job that does
 * nothing with them.
 */
final class SlopeDrain {
    private final StreamOptions options;
    private final String bootstrap;

    SlopeDrain(StreamOptions options, String bootstrap) {
        this.options = options;
        this.bootstrap = bootstrap;
    }

    /** The real job; its pages become JSON and go nowhere, so do its detections. */
    Drain.Result slopeJob(long from) throws Exception {
        return Drain.run(
                options,
                "slope drain",
                from,
                env ->
                        new SlopeJob(
                                        KafkaStreams.slopeBacklog(bootstrap),
                                        counted(),
                                        new SlopeJob.Sinks(
                                                new DiscardingSink<>(),
                                                new ToNowhere<>(
                                                        view -> LiveWrites.of(view).rev() > 0),
                                                new DiscardingSink<>()),
                                        options.slope(),
                                        options.fire().standstill(),
                                        options.alert().memory())
                                .define(env));
    }

    /** The same source, the same addressing and the same exchange by key, and nothing behind it. */
    Drain.Result passThrough(long from) throws Exception {
        return Drain.run(
                options,
                "pass-through drain",
                from,
                env ->
                        env.fromSource(
                                        KafkaStreams.slopeBacklog(bootstrap),
                                        counted(),
                                        "slope readings")
                                .uid("slope-readings")
                                .process(
                                        new PauseFunction<>(options.fire().standstill()),
                                        TypeInformation.of(SlopeInput.class))
                                .uid("slope-address")
                                .keyBy(SlopeInput::key)
                                .sinkTo(new DiscardingSink<>())
                                .uid("nowhere"));
    }

    private static WatermarkStrategy<FromLog<SlopeInput>> counted() {
        return Drain.counted(read -> read.input().reading() != null);
    }
}
