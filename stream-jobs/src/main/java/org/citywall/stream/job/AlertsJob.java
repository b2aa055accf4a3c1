package org.citywall.stream.job;

import java.time.Clock;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitSum;
import org.citywall.stream.alert.across.InhibitVerdict;
import org.citywall.stream.alert.across.LoadChange;
import org.citywall.stream.alert.across.SeatChange;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.across.flink.FloodFunction;
import org.citywall.stream.alert.across.flink.InhibitFunction;
import org.citywall.stream.alert.across.flink.InhibitPartFunction;
import org.citywall.stream.alert.across.flink.InhibitSumFunction;
import org.citywall.stream.alert.across.flink.LoadFunction;
import org.citywall.stream.alert.across.flink.SeatPartFunction;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.alert.flink.AlertRulesOperator;
import org.citywall.stream.alert.flink.Incarnations;
import org.citywall.stream.alert.flink.InputsOfGroups;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.insight.InsightPolicy;
import org.citywall.stream.insight.flink.ProactiveFunction;
import org.citywall.stream.io.CanarySink;
import org.citywall.stream.io.KafkaIncarnations;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.io.RedisLiveSink;

/**
 * Detections and commands to alerts.
 *
 * <pre>
 *   alert inputs ──► drop ticks ──► by group ──► AlertRule ──► changes ──► live view, log of
 *                                                   │                      changes, compacted alerts
 *                                                   ├────────► answers to commands
 *                                                   ├────────► outcomes of presses
 *                                                   ├────────► canaries ──► publish
 *                                                   ├────────► detections of another group ──► alert inputs
 *                                                   ├────────► orders to departments
 *                                                   ├─ by alert ► its parts in rules ► causes meet
 *                                                   │      targets ► by target ► facts ► alert inputs
 *                                                   ├─ by alert ► its seats ► by seat ┬► floods ► alert inputs
 *                                                   │                                 └► load ► live view
 *                                                   └─ by alert ► still open after a while ──► ticket
 * </pre>
 */
public final class AlertsJob {
    /** Name of the job and of its folder of checkpoints. */
    public static final String NAME = "alerts";

    /**
     * What the stages across groups hear of waits so long for more: they look at event time, which
     * comes in steps of this size anyway, and to wake three tasks for each of 2,000 changes a
     * second would take the processor from the rule that people wait for.
     */
    private static final long BEHIND_THE_SINKS_MS = 20;

    private final Source<AlertInput, ?, ?> inputs;
    private final WatermarkStrategy<AlertInput> time;
    private final Sinks sinks;
    private final AlertPolicy policy;
    private final InsightPolicy insight;
    private final Incarnations incarnations;

    /**
     * Where the job writes.
     *
     * @param view the live view
     * @param changes every revision
     * @param alerts the newest revision, compacted
     * @param results answers to commands
     * @param outcomes what became of presses
     * @param canaries the end of the chain
     * @param inputs back into the log: detections that belong to another group, and what stages
     *     across groups found
     * @param orders what departments are told
     * @param tickets alarms that became tickets before anybody called
     * @param loads how much seats have to bear
     */
    public record Sinks(
            Sink<AlertChange> view,
            Sink<AlertChange> changes,
            Sink<AlertChange> alerts,
            Sink<CommandResult> results,
            Sink<SignalOutcome> outcomes,
            Sink<Canary> canaries,
            Sink<AlertInput> inputs,
            Sink<TicketOrder> orders,
            Sink<TicketEvent> tickets,
            Sink<LoadChange> loads) {}

    /**
     * @param inputs what the job reads
     * @param time its event time
     * @param sinks where it writes
     * @param policy the numbers of the rules
     * @param insight when an alarm becomes a ticket
     * @param incarnations numbers its starts
     */
    public AlertsJob(
            Source<AlertInput, ?, ?> inputs,
            WatermarkStrategy<AlertInput> time,
            Sinks sinks,
            AlertPolicy policy,
            InsightPolicy insight,
            Incarnations incarnations) {
        this.inputs = inputs;
        this.time = time;
        this.sinks = sinks;
        this.policy = policy;
        this.insight = insight;
        this.incarnations = incarnations;
    }

    /** Configures the environment and adds the job on Kafka and Redis. */
    public static void build(StreamExecutionEnvironment env, StreamOptions options) {
        Configuration settings = FlinkSettings.of(options, NAME);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.alertCheckpointEvery());
        env.configure(settings);
        String kafka = options.kafka();
        Sinks sinks =
                new Sinks(
                        new RedisLiveSink<>(options.redis(), LiveWrites::of),
                        KafkaStreams.toAlertChanges(kafka),
                        KafkaStreams.toAlerts(kafka),
                        KafkaStreams.toCommandResults(kafka),
                        KafkaStreams.toSignalOutcomes(kafka),
                        new CanarySink(options.redis()),
                        KafkaStreams.toAlertInputs(kafka),
                        KafkaStreams.toOrders(kafka),
                        KafkaStreams.toTicketEvents(kafka),
                        new RedisLiveSink<>(options.redis(), LiveWrites::of));
        new AlertsJob(
                        KafkaStreams.alertInputs(kafka),
                        LogTimeWatermarks.strategy(),
                        sinks,
                        options.alert(),
                        options.insight(),
                        new KafkaIncarnations(kafka, NAME, Clock.systemUTC()))
                .define(env);
    }

    /** Adds the job to the environment. */
    public void define(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<AlertInput> groups =
                env.fromSource(inputs, time, "alert inputs")
                        .uid("alert-inputs")
                        .process(new InputsOfGroups())
                        .name("drop ticks")
                        .uid("alerts-drop-ticks");
        DataStream<AlertInput> rules = groups.getSideOutput(InputsOfGroups.RULES);
        SingleOutputStreamOperator<AlertChange> changes =
                groups.keyBy(AlertInput::groupHash)
                        .connect(rules.broadcast())
                        .transform(
                                "alert rule",
                                TypeInformation.of(AlertChange.class),
                                new AlertRulesOperator<>(
                                        new AlertFunction(policy, incarnations),
                                        AlertFunction.STATE,
                                        policy.rulesSlice()))
                        .uid("alert-rule")
                        .setBufferTimeout(BEHIND_THE_SINKS_MS);

        // The view comes first: sinks of one task are called in this order, and people wait for it.
        changes.sinkTo(sinks.view()).name("alert view").uid("alerts-to-view");
        changes.sinkTo(sinks.changes()).name("alert changes").uid("alerts-to-changes");
        changes.sinkTo(sinks.alerts()).name("alerts, compacted").uid("alerts-to-compacted");
        changes.getSideOutput(AlertFunction.RESULTS)
                .sinkTo(sinks.results())
                .name("command results")
                .uid("alerts-to-command-results");
        changes.getSideOutput(AlertFunction.OUTCOMES)
                .sinkTo(sinks.outcomes())
                .name("signal outcomes")
                .uid("alerts-to-signal-outcomes");
        changes.getSideOutput(AlertFunction.CANARIES)
                .sinkTo(sinks.canaries())
                .name("canaries")
                .uid("alerts-to-canaries");
        changes.getSideOutput(AlertFunction.FORWARDED)
                .sinkTo(sinks.inputs())
                .name("detections of other groups")
                .uid("alerts-to-alert-inputs");
        changes.getSideOutput(AlertFunction.ORDERS)
                .sinkTo(sinks.orders())
                .name("orders to departments")
                .uid("alerts-to-orders");

        // Here, where changes of an alert have the time of its inputs: read from their own log they
        // have none that goes on by itself.
        changes.keyBy(change -> change.alert().id())
                .process(new ProactiveFunction(insight))
                .name("tickets from alarms")
                .uid("alerts-proactive")
                .sinkTo(sinks.tickets())
                .name("ticket events")
                .uid("alerts-to-ticket-events");
        inhibit(changes, rules);
        seats(changes, rules);
    }

    /**
     * Behind the sinks: no alert waits for it. Its facts change no part that an alert has in it.
     */
    private void inhibit(
            SingleOutputStreamOperator<AlertChange> changes, DataStream<AlertInput> rules) {
        changes.keyBy(change -> change.alert().id())
                .connect(rules.broadcast())
                .transform(
                        "parts in inhibition",
                        TypeInformation.of(InhibitNews.class),
                        new AlertRulesOperator<>(
                                new InhibitPartFunction(),
                                InhibitPartFunction.STATE,
                                policy.rulesSlice()))
                .uid("alerts-inhibit-parts")
                .keyBy(news -> news.link().key())
                .process(new InhibitFunction())
                .name("inhibition")
                .uid("alerts-inhibit")
                .keyBy(InhibitVerdict::alertId)
                .process(new InhibitSumFunction(InhibitSum.About.INHIBITION))
                .name("inhibition of an alert")
                .uid("alerts-inhibit-sum")
                .sinkTo(sinks.inputs())
                .name("facts across groups")
                .uid("alerts-to-facts");
    }

    /** What seats hear of: floods, and how much they have to bear. Behind the sinks too. */
    private void seats(
            SingleOutputStreamOperator<AlertChange> changes, DataStream<AlertInput> rules) {
        BroadcastStream<AlertInput> bySeat = rules.broadcast(AlertFunction.RULES);
        KeyedStream<SeatNews, String> seats =
                changes.map(SeatChange::of)
                        .returns(SeatChange.class)
                        .name("changes as seats see them")
                        .uid("alerts-seat-changes")
                        .setBufferTimeout(BEHIND_THE_SINKS_MS)
                        .keyBy(change -> change.alert().id())
                        .connect(rules.broadcast())
                        .transform(
                                "seats of an alert",
                                TypeInformation.of(SeatNews.class),
                                new AlertRulesOperator<>(
                                        new SeatPartFunction(),
                                        SeatPartFunction.STATE,
                                        policy.rulesSlice()))
                        .uid("alerts-seat-parts")
                        .setBufferTimeout(BEHIND_THE_SINKS_MS)
                        .keyBy(SeatNews::seat);
        SingleOutputStreamOperator<AlertInput> floods =
                seats.connect(bySeat)
                        .process(new FloodFunction())
                        .name("floods")
                        .uid("alerts-floods");
        floods.sinkTo(sinks.inputs()).name("parents of floods").uid("alerts-to-flood-parents");
        floods.getSideOutput(FloodFunction.VERDICTS)
                .keyBy(InhibitVerdict::alertId)
                .process(new InhibitSumFunction(InhibitSum.About.FLOOD))
                .name("flood of an alert")
                .uid("alerts-flood-sum")
                .sinkTo(sinks.inputs())
                .name("parts of floods")
                .uid("alerts-to-flood-facts");
        seats.connect(bySeat)
                .process(new LoadFunction())
                .name("load of seats")
                .uid("alerts-load")
                .sinkTo(sinks.loads())
                .name("load view")
                .uid("alerts-load-to-view");
    }
}
