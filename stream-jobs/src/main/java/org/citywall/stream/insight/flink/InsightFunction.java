package org.citywall.stream.insight.flink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.stream.insight.InsightDraft;
import org.citywall.stream.insight.InsightInput;
import org.citywall.stream.insight.InsightRule;

/**
 * Runs one {@link InsightRule}: keeps cases until time has passed them, then hands them to the rule
 * in the order in which they happened. Cases of one place lie in different partitions of the log,
 * which are read in no fixed order; so a replay after a failure finds the same.
 */
public final class InsightFunction<S>
        extends KeyedProcessFunction<String, InsightInput, TicketEvent> {
    public static final OutputTag<HotSpot> HOT_SPOTS =
            new OutputTag<>("hot-spots", TypeInformation.of(HotSpot.class));

    public static final OutputTag<TicketProposal> PROPOSALS =
            new OutputTag<>("proposals", TypeInformation.of(TicketProposal.class));

    private static final Comparator<InsightInput> ORDER =
            Comparator.comparing((InsightInput input) -> input.matter().at())
                    .thenComparing(input -> input.matter().caseId());

    private final InsightRule<S> rule;
    private final Duration reorder;
    private transient ListState<InsightInput> waiting;
    private transient ValueState<S> memory;
    private transient ValueState<Long> timer;

    /**
     * @param rule what is looked for
     * @param reorder how long a case waits for older ones
     */
    public InsightFunction(InsightRule<S> rule, Duration reorder) {
        this.rule = rule;
        this.reorder = reorder;
    }

    @Override
    public void open(OpenContext context) {
        waiting =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "waiting", TypeInformation.of(InsightInput.class)));
        memory =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "memory", TypeInformation.of(rule.memory())));
        timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
    }

    @Override
    public void processElement(InsightInput input, Context context, Collector<TicketEvent> out)
            throws Exception {
        waiting.add(input);
        schedule(ripeAt(input), context.timerService());
    }

    private Instant ripeAt(InsightInput input) {
        return input.matter().heardAt().plus(reorder);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TicketEvent> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        timer.clear();
        Instant now = Instant.ofEpochMilli(watermark);
        InsightDraft draft = new InsightDraft(now);
        S known = memory.value();
        if (known != null && isDue(rule.nextTimer(known), now)) {
            known = rule.advance(known, draft);
        }
        List<InsightInput> ripe = new ArrayList<>();
        List<InsightInput> unripe = new ArrayList<>();
        for (InsightInput input : waiting.get()) {
            (ripeAt(input).isAfter(now) ? unripe : ripe).add(input);
        }
        ripe.sort(ORDER);
        for (InsightInput input : ripe) {
            known = rule.take(known, input, draft);
        }
        store(known, unripe, context.timerService());
        draft.flags().forEach(out::collect);
        draft.hotSpots().forEach(spot -> context.output(HOT_SPOTS, spot));
        draft.proposals().forEach(proposal -> context.output(PROPOSALS, proposal));
    }

    private static boolean isDue(Instant due, Instant now) {
        return due != null && !due.isAfter(now);
    }

    private void store(S known, List<InsightInput> unripe, TimerService timers) throws Exception {
        waiting.update(unripe);
        for (InsightInput input : unripe) {
            schedule(ripeAt(input), timers);
        }
        if (known == null) {
            memory.clear();
            return;
        }
        memory.update(known);
        Instant next = rule.nextTimer(known);
        if (next != null) {
            schedule(next, timers);
        }
    }

    /** One timer, the earliest; what comes later is looked at again when it fires. */
    private void schedule(Instant due, TimerService timers) throws Exception {
        long at = Math.max(due.toEpochMilli(), timers.currentWatermark() + 1);
        Long standing = timer.value();
        if (standing != null) {
            if (standing <= at) {
                return;
            }
            timers.deleteEventTimeTimer(standing);
        }
        timers.registerEventTimeTimer(at);
        timer.update(at);
    }
}
