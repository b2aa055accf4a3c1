package org.citywall.stream.job;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.io.RedisLiveSink;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.flink.PauseFunction;
import org.citywall.stream.log.flink.PauseOperator;
import org.citywall.stream.slope.SlopeInput;
import org.citywall.stream.slope.SlopePolicy;
import org.citywall.stream.slope.flink.SlopeFunction;

/**
 * Slope readings to levels.
 *
 * <pre>
 *   readings, settings ──► pauses, ─────► by slope, ──► SlopeRule ─┬► detections ──► alert inputs
 *                          address         by replay               ├► slope pages ──► live view
 *                                                                  └► hours ──► long record
 * </pre>
 */
public final class SlopeJob {
    /** Name of the job and of its folder of checkpoints. */
    public static final String NAME = "slope";

    private final Source<FromLog<SlopeInput>, ?, ?> readings;
    private final WatermarkStrategy<FromLog<SlopeInput>> time;
    private final Sinks sinks;
    private final SlopePolicy policy;
    private final Duration standstill;
    private final Duration remembered;

    /**
     * Where the job writes.
     *
     * @param alertInputs levels reached and left, faults of instruments
     * @param views what the slope pages show
     * @param hours what is new in the long record
     */
    public record Sinks(
            Sink<AlertInput> alertInputs, Sink<SlopeView> views, Sink<SlopeHour> hours) {}

    /**
     * @param readings what the job reads
     * @param time its event time: that of the log
     * @param sinks where it writes
     * @param policy the numbers of the rules
     * @param standstill a larger jump of the log's time means that nobody could be heard
     * @param remembered how long the alerts job knows the ids of detections
     */
    public SlopeJob(
            Source<FromLog<SlopeInput>, ?, ?> readings,
            WatermarkStrategy<FromLog<SlopeInput>> time,
            Sinks sinks,
            SlopePolicy policy,
            Duration standstill,
            Duration remembered) {
        this.readings = readings;
        this.time = time;
        this.sinks = sinks;
        this.policy = policy;
        this.standstill = standstill;
        this.remembered = remembered;
    }

    /** Configures the environment and adds the job on Kafka and Redis. */
    public static void build(StreamExecutionEnvironment env, StreamOptions options) {
        Configuration settings = FlinkSettings.of(options, NAME);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.slopeCheckpointEvery());
        env.configure(settings);
        Sinks sinks =
                new Sinks(
                        KafkaStreams.toAlertInputs(options.kafka()),
                        new RedisLiveSink<>(options.redis(), LiveWrites::of),
                        KafkaStreams.toSlopeHours(options.kafka()));
        new SlopeJob(
                        KafkaStreams.slopeReadings(options.kafka()),
                        LogTimeWatermarks.strategy(),
                        sinks,
                        options.slope(),
                        options.fire().standstill(),
                        options.alert().memory())
                .define(env);
    }

    /** Adds the job to the environment. */
    public void define(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<AlertInput> levels =
                env.fromSource(readings, time, "slope readings")
                        .uid("slope-readings")
                        .process(
                                new PauseFunction<>(standstill),
                                TypeInformation.of(SlopeInput.class))
                        .name("notice pauses, address")
                        .uid("slope-address")
                        .keyBy(SlopeInput::key)
                        .transform(
                                "slope rule",
                                TypeInformation.of(AlertInput.class),
                                new PauseOperator<>(
                                        new SlopeFunction(policy, standstill, remembered),
                                        standstill))
                        .uid("slope-rule");
        levels.sinkTo(sinks.alertInputs()).name("alert inputs").uid("slope-to-alert-inputs");
        levels.getSideOutput(SlopeFunction.VIEWS)
                .sinkTo(sinks.views())
                .name("slope view")
                .uid("slope-to-view");
        levels.getSideOutput(SlopeFunction.HOURS)
                .sinkTo(sinks.hours())
                .name("slope hours")
                .uid("slope-to-hours");
    }
}
