package org.citywall.stream.job;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.ticket.TicketBoard;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.stream.alert.flink.Incarnations;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.config.TicketOptions;
import org.citywall.stream.io.KafkaIncarnations;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.io.NoTimeOfItsOwn;
import org.citywall.stream.io.RedisLiveSink;
import org.citywall.stream.ticket.BoardDelta;
import org.citywall.stream.ticket.TicketInput;
import org.citywall.stream.ticket.flink.BoardFunction;
import org.citywall.stream.ticket.flink.TicketFunction;
import org.citywall.stream.ticket.flink.TicketOperator;

/**
 * Events of tickets to cases, with every clock that was promised.
 *
 * <pre>
 *   events ──► drop ticks ──► by case ─┬► TicketRule ─┬► changes ────► record
 *   rules ───► broadcast ──────────────┘              ├► results ────► answers to commands
 *                                                     ├► orders ─────► departments
 *                                                     ├► alerts ─────► alert inputs
 *                                                     └► by place ──► BoardRule ──► live view
 * </pre>
 */
public final class TicketJob {
    /** Name of the job and of its folder of checkpoints. */
    public static final String NAME = "tickets";

    private final Source<TicketInput, ?, ?> events;
    private final Source<TicketInput, ?, ?> rules;
    private final WatermarkStrategy<TicketInput> time;
    private final Sinks sinks;
    private final TicketOptions options;
    private final Incarnations incarnations;

    /**
     * Where the job writes.
     *
     * @param changes every revision of every case
     * @param results answers to commands
     * @param orders to departments
     * @param alertInputs broken promises
     * @param boards what the wall shows
     */
    public record Sinks(
            Sink<TicketChange> changes,
            Sink<TicketResult> results,
            Sink<TicketOrder> orders,
            Sink<AlertInput> alertInputs,
            Sink<TicketBoard> boards) {}

    /**
     * @param events what the job reads
     * @param rules versions of the rules
     * @param time event time of the events: that of the log
     * @param sinks where it writes
     * @param options its numbers
     * @param incarnations numbers its starts
     */
    public TicketJob(
            Source<TicketInput, ?, ?> events,
            Source<TicketInput, ?, ?> rules,
            WatermarkStrategy<TicketInput> time,
            Sinks sinks,
            TicketOptions options,
            Incarnations incarnations) {
        this.events = events;
        this.rules = rules;
        this.time = time;
        this.sinks = sinks;
        this.options = options;
        this.incarnations = incarnations;
    }

    /** Configures the environment and adds the job on Kafka and Redis. */
    public static void build(StreamExecutionEnvironment env, StreamOptions options) {
        env.configure(settings(options));
        String kafka = options.kafka();
        Sinks sinks =
                new Sinks(
                        KafkaStreams.toTicketChanges(kafka),
                        KafkaStreams.toTicketResults(kafka),
                        KafkaStreams.toOrders(kafka),
                        KafkaStreams.toAlertInputs(kafka),
                        new RedisLiveSink<>(options.redis(), LiveWrites::of));
        new TicketJob(
                        KafkaStreams.ticketEvents(kafka),
                        KafkaStreams.ticketRules(kafka),
                        LogTimeWatermarks.strategy(),
                        sinks,
                        options.ticket(),
                        new KafkaIncarnations(kafka, NAME, Clock.systemUTC()))
                .define(env);
    }

    /** The settings of this job: its state may be a million cases, so it may lie on disk. */
    public static Configuration settings(StreamOptions options) {
        Configuration settings = FlinkSettings.of(options, NAME);
        settings.set(StateBackendOptions.STATE_BACKEND, options.ticket().backend());
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        // The cluster manages next to no memory for state: the other jobs keep theirs on the heap.
        settings.set(
                RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE,
                MemorySize.ofMebiBytes(options.ticket().rocksMb()));
        URI checkpoints = URI.create(options.checkpointDir());
        if (checkpoints.getScheme() == null || checkpoints.getScheme().equals("file")) {
            // Beside the checkpoints: a temporary folder may be in memory, or too small.
            Path work = Path.of(checkpoints.getPath()).resolve("work").resolve(NAME);
            settings.set(RocksDBOptions.LOCAL_DIRECTORIES, work.toString());
        }
        return settings;
    }

    /** Adds the job to the environment. */
    public void define(StreamExecutionEnvironment env) {
        DataStream<TicketInput> versions =
                env.fromSource(rules, NoTimeOfItsOwn.strategy(), "ticket rules")
                        .uid("ticket-rules")
                        .filter(input -> input.rules() != null)
                        .name("versions of rules")
                        .uid("ticket-rule-versions");
        SingleOutputStreamOperator<TicketChange> changes =
                env.fromSource(events, time, "ticket events")
                        .uid("ticket-events")
                        .filter(input -> input.event() != null)
                        .name("drop ticks")
                        .uid("ticket-drop-ticks")
                        .keyBy(TicketInput::key)
                        .connect(versions.broadcast())
                        .transform(
                                "ticket rule",
                                TypeInformation.of(TicketChange.class),
                                new TicketOperator(
                                        new TicketFunction(options.policy(), incarnations),
                                        options.rulesSlice()))
                        .uid("ticket-rule");
        changes.getSideOutput(TicketFunction.RESULTS)
                .sinkTo(sinks.results())
                .name("ticket results")
                .uid("ticket-to-results");
        changes.sinkTo(sinks.changes()).name("ticket changes").uid("ticket-to-changes");
        changes.getSideOutput(TicketFunction.ORDERS)
                .sinkTo(sinks.orders())
                .name("orders")
                .uid("ticket-to-orders");
        changes.getSideOutput(TicketFunction.ALERTS)
                .sinkTo(sinks.alertInputs())
                .name("alert inputs")
                .uid("ticket-to-alert-inputs");
        changes.getSideOutput(TicketFunction.BOARDS)
                .keyBy(BoardDelta::place)
                .process(new BoardFunction())
                .name("ticket boards")
                .uid("ticket-boards")
                .sinkTo(sinks.boards())
                .name("ticket view")
                .uid("ticket-to-view");
    }
}
