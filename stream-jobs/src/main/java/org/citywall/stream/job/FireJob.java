package org.citywall.stream.job;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.stream.area.AreaFire;
import org.citywall.stream.area.AreaPolicy;
import org.citywall.stream.area.flink.AreaFunction;
import org.citywall.stream.area.flink.AreaInputs;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.fire.FirePolicy;
import org.citywall.stream.fire.flink.FireFunction;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.io.RedisLiveSink;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.flink.PauseFunction;
import org.citywall.stream.log.flink.PauseOperator;

/**
 * Fire signals to detections.
 *
 * <pre>
 *   fire signals, ──► pauses ─────► by site ──► FireRule ─┬► detections, canaries ──► alert inputs
 *   tests                                           │      └► by cell ► AreaRule ────► alert inputs
 *                                                   ├───────► repeats, drills ───────► outcomes
 *                                                   └───────► device statuses ───────► live view
 * </pre>
 */
public final class FireJob {
    /** Name of the job and of its folder of checkpoints. */
    public static final String NAME = "fire";

    private final Source<FromLog<FireInput>, ?, ?> signals;
    private final WatermarkStrategy<FromLog<FireInput>> time;
    private final Sinks sinks;
    private final FirePolicy policy;
    private final AreaPolicy area;

    /**
     * Where the job writes.
     *
     * @param alertInputs detections and canaries
     * @param outcomes what became of presses that raise nothing
     * @param statuses devices of the live view
     */
    public record Sinks(
            Sink<AlertInput> alertInputs,
            Sink<SignalOutcome> outcomes,
            Sink<DeviceStatus> statuses) {}

    /**
     * @param signals what the job reads
     * @param time its event time
     * @param sinks where it writes
     * @param policy the numbers of the fire rules
     * @param area the numbers of the area rules
     */
    public FireJob(
            Source<FromLog<FireInput>, ?, ?> signals,
            WatermarkStrategy<FromLog<FireInput>> time,
            Sinks sinks,
            FirePolicy policy,
            AreaPolicy area) {
        this.signals = signals;
        this.time = time;
        this.sinks = sinks;
        this.policy = policy;
        this.area = area;
    }

    /** Configures the environment and adds the job on Kafka and Redis. */
    public static void build(StreamExecutionEnvironment env, StreamOptions options) {
        env.configure(FlinkSettings.of(options, NAME));
        Sinks sinks =
                new Sinks(
                        KafkaStreams.toAlertInputs(options.kafka()),
                        KafkaStreams.toSignalOutcomes(options.kafka()),
                        new RedisLiveSink<>(options.redis(), LiveWrites::of));
        new FireJob(
                        KafkaStreams.fireSignals(options.kafka()),
                        LogTimeWatermarks.strategy(),
                        sinks,
                        options.fire(),
                        options.area())
                .define(env);
    }

    /** Adds the job to the environment. */
    public void define(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<AlertInput> decisions =
                env.fromSource(signals, time, "fire signals")
                        .uid("fire-signals")
                        .process(
                                new PauseFunction<>(policy.standstill()),
                                TypeInformation.of(FireInput.class))
                        .name("drop ticks, notice pauses")
                        .uid("fire-drop-ticks")
                        .keyBy(FireInput::key)
                        .transform(
                                "fire rule",
                                TypeInformation.of(AlertInput.class),
                                new PauseOperator<>(new FireFunction(policy), policy.standstill()))
                        .uid("fire-rule");

        decisions.sinkTo(sinks.alertInputs()).name("alert inputs").uid("fire-to-alert-inputs");
        incidents(decisions)
                .sinkTo(sinks.alertInputs())
                .name("area incidents to alert inputs")
                .uid("fire-area-to-alert-inputs");
        decisions
                .getSideOutput(FireFunction.OUTCOMES)
                .sinkTo(sinks.outcomes())
                .name("signal outcomes")
                .uid("fire-to-signal-outcomes");
        decisions
                .getSideOutput(FireFunction.STATUSES)
                .sinkTo(sinks.statuses())
                .name("device view")
                .uid("fire-to-device-view");
    }

    /** What it makes goes to the log only, never back into this stage. */
    private SingleOutputStreamOperator<AlertInput> incidents(
            SingleOutputStreamOperator<AlertInput> decisions) {
        return decisions
                .process(new AreaInputs(area))
                .name("near cells")
                .uid("fire-near-cells")
                .keyBy(AreaFire::cell)
                .process(new AreaFunction(area))
                .name("area rule")
                .uid("fire-area-rule");
    }
}
