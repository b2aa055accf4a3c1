package org.citywall.stream.job;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.stream.alert.dryrun.DryRunLimits;
import org.citywall.stream.alert.dryrun.flink.DryRunFunction;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.insight.HotSpots;
import org.citywall.stream.insight.InsightCase;
import org.citywall.stream.insight.InsightInput;
import org.citywall.stream.insight.InsightPolicy;
import org.citywall.stream.insight.InsightRule;
import org.citywall.stream.insight.Neighbours;
import org.citywall.stream.insight.SameCaller;
import org.citywall.stream.insight.SamePlace;
import org.citywall.stream.insight.flink.InsightFunction;
import org.citywall.stream.insight.flink.NewCases;
import org.citywall.stream.io.KafkaHistories;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.io.RedisLiveSink;
import org.citywall.stream.ticket.TicketInput;

/**
 * What many tickets say together. A job of its own: should it fail, every promise is still watched.
 *
 * <pre>
 *   ticket events ──► drop ticks ──► by case ──► once ─┬► by caller ────► the same again ─┐
 *                                                      ├► by point ─────► the same again ─┼► flags, to
 *                                                      ├► by cell ──────► groups ─────────┤ ticket events
 *                                                      │                  └► may be one ──┼► proposals
 *                                                      └► by cell and ──► hot spots ──────┘
 *                                                         category        └► live view, long record
 *   requests of dry runs ──► history of alert inputs, judged twice ──► results
 * </pre>
 *
 * <p>Dry runs of alert rules are here and not in the alerts job, because nothing may slow an alarm:
 * they read the log by themselves, on a thread of their own.
 */
public final class InsightJob {
    /** Name of the job and of its folder of checkpoints. */
    public static final String NAME = "insight";

    /** A case told again, or by a second system, within this time is known; then it is new. */
    private static final Duration KNOWN = Duration.ofDays(7);

    private final Source<TicketInput, ?, ?> events;
    private final WatermarkStrategy<TicketInput> time;
    private final Sinks sinks;
    private final InsightPolicy policy;
    private final DryRuns dryRuns;

    /** As many as the gateways let run at a time, so that none holds up a checkpoint. */
    private static final int DRY_RUNS_AT_A_TIME = 2;

    /**
     * Trying rules of alerts.
     *
     * @param requests what is asked
     * @param function reads the history and judges it
     * @param limits what a run may cost
     * @param results what was found
     */
    public record DryRuns(
            Source<DryRunRequest, ?, ?> requests,
            DryRunFunction function,
            DryRunLimits limits,
            Sink<DryRunResult> results) {}

    /**
     * Where the job writes.
     *
     * @param flags marks of cases, among the events of tickets
     * @param view hot spots on the map
     * @param hotSpots the same for the long record
     * @param proposals cases that may be one
     */
    public record Sinks(
            Sink<TicketEvent> flags,
            Sink<HotSpot> view,
            Sink<HotSpot> hotSpots,
            Sink<TicketProposal> proposals) {}

    /**
     * @param events what the job reads
     * @param time its event time: that of the log
     * @param sinks where it writes
     * @param policy the numbers of the rules
     * @param dryRuns what is tried beside
     */
    public InsightJob(
            Source<TicketInput, ?, ?> events,
            WatermarkStrategy<TicketInput> time,
            Sinks sinks,
            InsightPolicy policy,
            DryRuns dryRuns) {
        this.events = events;
        this.time = time;
        this.sinks = sinks;
        this.policy = policy;
        this.dryRuns = dryRuns;
    }

    /** Configures the environment and adds the job on Kafka and Redis. */
    public static void build(StreamExecutionEnvironment env, StreamOptions options) {
        env.configure(FlinkSettings.of(options, NAME));
        String kafka = options.kafka();
        new InsightJob(
                        KafkaStreams.newTickets(kafka),
                        LogTimeWatermarks.strategy(),
                        new Sinks(
                                KafkaStreams.toTicketEvents(kafka),
                                new RedisLiveSink<>(options.redis(), LiveWrites::of),
                                KafkaStreams.toHotSpots(kafka),
                                KafkaStreams.toTicketProposals(kafka)),
                        options.insight(),
                        dryRuns(options))
                .define(env);
    }

    private static DryRuns dryRuns(StreamOptions options) {
        String kafka = options.kafka();
        Clock clock = Clock.systemUTC();
        return new DryRuns(
                KafkaStreams.dryRuns(kafka),
                new DryRunFunction(
                        new KafkaHistories(kafka, clock), options.alert(), options.dryRun(), clock),
                options.dryRun(),
                KafkaStreams.toDryRunResults(kafka));
    }

    /** Adds the job to the environment. */
    public void define(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<InsightCase> cases =
                env.fromSource(events, time, "ticket events")
                        .uid("insight-events")
                        .filter(input -> input.event() != null)
                        .name("drop ticks")
                        .uid("insight-drop-ticks")
                        .map(TicketInput::event, TypeInformation.of(TicketEvent.class))
                        .name("events")
                        .uid("insight-only-events")
                        .keyBy(TicketEvent::caseId)
                        .process(new NewCases(KNOWN))
                        .name("new cases")
                        .uid("insight-new-cases");
        flags(stage(cases, new SameCaller(policy)));
        flags(stage(cases, new SamePlace(policy)));
        SingleOutputStreamOperator<TicketEvent> groups = stage(cases, new Neighbours(policy));
        flags(groups);
        groups.getSideOutput(InsightFunction.PROPOSALS)
                .sinkTo(sinks.proposals())
                .name("proposals")
                .uid("insight-to-proposals");
        SingleOutputStreamOperator<TicketEvent> hot = stage(cases, new HotSpots(policy));
        flags(hot);
        // Recordings are in the record, and never on the map of what is.
        hot.getSideOutput(InsightFunction.HOT_SPOTS)
                .filter(spot -> !spot.replay())
                .name("hot spots of now")
                .uid("insight-hot-spots-of-now")
                .sinkTo(sinks.view())
                .name("hot spot view")
                .uid("insight-to-view");
        hot.getSideOutput(InsightFunction.HOT_SPOTS)
                .sinkTo(sinks.hotSpots())
                .name("hot spots")
                .uid("insight-to-hot-spots");
        tryRules(env);
    }

    private void tryRules(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<DryRunRequest> requests =
                env.fromSource(
                                dryRuns.requests(),
                                WatermarkStrategy.noWatermarks(),
                                "requests of dry runs")
                        .uid("insight-dry-runs")
                        .setParallelism(1);
        AsyncDataStream.unorderedWait(
                        requests,
                        dryRuns.function(),
                        dryRuns.limits().timeout().toMillis(),
                        TimeUnit.MILLISECONDS,
                        DRY_RUNS_AT_A_TIME)
                .name("dry run of alert rules")
                .uid("insight-dry-run")
                .setParallelism(1)
                .sinkTo(dryRuns.results())
                .name("results of dry runs")
                .uid("insight-to-dry-run-results")
                .setParallelism(1);
    }

    private <S> SingleOutputStreamOperator<TicketEvent> stage(
            SingleOutputStreamOperator<InsightCase> cases, InsightRule<S> rule) {
        return cases.flatMap(
                        (InsightCase matter, Collector<InsightInput> out) ->
                                rule.inputs(matter).forEach(out::collect),
                        TypeInformation.of(InsightInput.class))
                .name("keys of " + rule.name())
                .uid("insight-keys-" + rule.name())
                .keyBy(InsightInput::key)
                .process(
                        new InsightFunction<>(rule, policy.reorder()),
                        TypeInformation.of(TicketEvent.class))
                .name(rule.name())
                .uid("insight-" + rule.name());
    }

    private void flags(SingleOutputStreamOperator<TicketEvent> stage) {
        stage.sinkTo(sinks.flags())
                .name("flags of " + stage.getName())
                .uid("insight-flags-" + stage.getName());
    }
}
