package org.citywall.stream.job;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerSite;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.ebike.EbikeInput;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.flink.EbikeFunction;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.io.RedisLiveSink;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.flink.PauseFunction;
import org.citywall.stream.log.flink.PauseOperator;

/**
 * Readings of chargers to dangers, and orders to proofs.
 *
 * <pre>
 *   readings (as bytes),  ──► pauses, ─────► by site, ──► read JSON, ─┬► detections ──► alert inputs
 *   settings, orders,         address         by replay    EbikeRule   ├► lines, pages ► live view
 *   answers, who looks,                                                ├► sessions ────► long record
 *   cameras                                                            ├► orders ──────► long record
 *                                                                      └► commands ────► chargers
 * </pre>
 */
public final class EbikeJob {
    /** Name of the job and of its folder of checkpoints. */
    public static final String NAME = "ebike";

    private final Source<FromLog<EbikeInput>, ?, ?> inputs;
    private final WatermarkStrategy<FromLog<EbikeInput>> time;
    private final Sinks sinks;
    private final EbikePolicy policy;
    private final Duration standstill;

    /**
     * Where the job writes.
     *
     * @param alertInputs dangers and faults
     * @param sites what the wall shows
     * @param pages what the pages of sites show
     * @param sessions sessions that ended
     * @param orders changes of orders
     * @param commands to chargers
     */
    public record Sinks(
            Sink<AlertInput> alertInputs,
            Sink<ChargerSite> sites,
            Sink<ChargerPage> pages,
            Sink<ChargingSession> sessions,
            Sink<PortOrderView> orders,
            Sink<DeviceCommand> commands) {}

    /**
     * @param inputs what the job reads
     * @param time its event time: that of the log
     * @param sinks where it writes
     * @param policy the numbers of the rules
     * @param standstill a larger jump of the log's time means that nobody could be heard
     */
    public EbikeJob(
            Source<FromLog<EbikeInput>, ?, ?> inputs,
            WatermarkStrategy<FromLog<EbikeInput>> time,
            Sinks sinks,
            EbikePolicy policy,
            Duration standstill) {
        this.inputs = inputs;
        this.time = time;
        this.sinks = sinks;
        this.policy = policy;
        this.standstill = standstill;
    }

    /** Configures the environment and adds the job on Kafka and Redis. */
    public static void build(StreamExecutionEnvironment env, StreamOptions options) {
        env.configure(settings(options));
        String kafka = options.kafka();
        Sinks sinks =
                new Sinks(
                        KafkaStreams.toAlertInputs(kafka),
                        new RedisLiveSink<>(options.redis(), LiveWrites::of),
                        new RedisLiveSink<>(options.redis(), LiveWrites::of),
                        KafkaStreams.toChargingSessions(kafka),
                        KafkaStreams.toPortOrders(kafka),
                        KafkaStreams.toDeviceCommands(kafka));
        Duration standstill = options.fire().standstill();
        new EbikeJob(
                        KafkaStreams.ebike(kafka),
                        LogTimeWatermarks.strategy(),
                        sinks,
                        options.ebike(),
                        standstill)
                .define(env);
    }

    /** The settings of this job: how long its readings wait for others. */
    public static Configuration settings(StreamOptions options) {
        Configuration settings = FlinkSettings.of(options, NAME);
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, options.ebikeBufferTimeout());
        return settings;
    }

    /** Adds the job to the environment. */
    public void define(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<AlertInput> dangers =
                env.fromSource(inputs, time, "chargers and cameras")
                        .uid("ebike-inputs")
                        .process(
                                new PauseFunction<>(standstill),
                                TypeInformation.of(EbikeInput.class))
                        .name("notice pauses, address")
                        .uid("ebike-address")
                        .keyBy(EbikeInput::key)
                        .transform(
                                "ebike rule",
                                TypeInformation.of(AlertInput.class),
                                new PauseOperator<>(
                                        new EbikeFunction(policy, standstill), standstill))
                        .uid("ebike-rule");
        dangers.sinkTo(sinks.alertInputs()).name("alert inputs").uid("ebike-to-alert-inputs");
        dangers.getSideOutput(EbikeFunction.SITES)
                .sinkTo(sinks.sites())
                .name("charger view")
                .uid("ebike-to-charger-view");
        dangers.getSideOutput(EbikeFunction.PAGES)
                .sinkTo(sinks.pages())
                .name("charger pages")
                .uid("ebike-to-charger-pages");
        dangers.getSideOutput(EbikeFunction.SESSIONS)
                .sinkTo(sinks.sessions())
                .name("charging sessions")
                .uid("ebike-to-sessions");
        dangers.getSideOutput(EbikeFunction.ORDERS)
                .sinkTo(sinks.orders())
                .name("port orders")
                .uid("ebike-to-orders");
        dangers.getSideOutput(EbikeFunction.COMMANDS)
                .sinkTo(sinks.commands())
                .name("charger commands")
                .uid("ebike-to-commands");
    }
}
