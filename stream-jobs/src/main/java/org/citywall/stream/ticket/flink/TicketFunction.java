package org.citywall.stream.ticket.flink;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.contracts.ticket.TicketRulesReader;
import org.citywall.stream.alert.flink.Incarnations;
import org.citywall.stream.ticket.Alerts;
import org.citywall.stream.ticket.BoardDelta;
import org.citywall.stream.ticket.Promises;
import org.citywall.stream.ticket.TicketCodec;
import org.citywall.stream.ticket.TicketDecision;
import org.citywall.stream.ticket.TicketInput;
import org.citywall.stream.ticket.TicketMemory;
import org.citywall.stream.ticket.TicketPolicy;
import org.citywall.stream.ticket.TicketRule;

/**
 * Runs {@link TicketRule} per case: unpack the memory, ask the rule, pack it, set the one timer,
 * emit. Rules are broadcast; a case that was counted by older ones is counted anew when it is next
 * looked at, for which {@link TicketOperator} sees to it.
 */
public final class TicketFunction
        extends KeyedBroadcastProcessFunction<String, TicketInput, TicketInput, TicketChange> {
    public static final OutputTag<TicketResult> RESULTS =
            new OutputTag<>("ticket-results", TypeInformation.of(TicketResult.class));
    public static final OutputTag<TicketOrder> ORDERS =
            new OutputTag<>("ticket-orders", TypeInformation.of(TicketOrder.class));
    public static final OutputTag<AlertInput> ALERTS =
            new OutputTag<>("ticket-alerts", TypeInformation.of(AlertInput.class));
    public static final OutputTag<BoardDelta> BOARDS =
            new OutputTag<>("ticket-boards", TypeInformation.of(BoardDelta.class));

    /** The newest version of the rules under {@link #NEWEST}. */
    public static final MapStateDescriptor<Integer, TicketRules> RULES =
            new MapStateDescriptor<>(
                    "ticket-rules", Types.INT, TypeInformation.of(TicketRules.class));

    /** Name of the state of a case. */
    static final String STATE = "case";

    private static final int NEWEST = 0;

    private final TicketPolicy policy;
    private final Incarnations incarnations;
    private transient ValueState<byte[]> ticket;
    private transient Promises shipped;
    private transient Promises newest;
    private transient Set<Integer> missingYears;
    private transient long incarnation;
    private transient Counter repeats;
    private transient Counter refused;
    private transient Counter early;
    private transient Counter missing;

    public TicketFunction(TicketPolicy policy, Incarnations incarnations) {
        this.policy = policy;
        this.incarnations = incarnations;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        ticket =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        STATE,
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        shipped = new Promises(TicketRulesReader.shipped());
        missingYears = new HashSet<>();
        incarnation = incarnations.next(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        repeats = metrics.counter("ticketRepeats");
        refused = metrics.counter("ticketRefused");
        early = metrics.counter("ticketEarly");
        missing = metrics.counter("ticketCalendarMissing");
    }

    @Override
    public void processElement(
            TicketInput input, ReadOnlyContext context, Collector<TicketChange> out)
            throws Exception {
        String caseId = context.getCurrentKey();
        byte[] packed = ticket.value();
        TicketMemory memory =
                packed == null ? TicketMemory.empty(caseId) : TicketCodec.unpack(caseId, packed);
        Instant now = Instant.ofEpochMilli(context.timestamp());
        Promises rules = rules(context.getBroadcastState(RULES));
        TicketDecision decision =
                TicketRule.apply(memory, input.event(), now, rules, policy, incarnation);
        count(decision.verdict());
        carryOut(memory, decision, context, out);
        schedule(memory, decision, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TicketChange> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        byte[] packed = ticket.value();
        if (packed == null || watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        TicketMemory memory = TicketCodec.unpack(context.getCurrentKey(), packed);
        if (memory.timer == timestamp) {
            memory.timer = 0;
        }
        Promises rules = rules(context.getBroadcastState(RULES));
        Instant now = Instant.ofEpochMilli(watermark);
        TicketDecision decision = TicketRule.advanceTo(memory, now, rules, policy, incarnation);
        carryOut(memory, decision, context, out);
        schedule(memory, decision, context.timerService());
    }

    @Override
    public void processBroadcastElement(
            TicketInput input, Context context, Collector<TicketChange> out) throws Exception {
        TicketRules rules = input.rules();
        long version = version(context.getBroadcastState(RULES));
        if (rules == null || rules.version() <= version) {
            return;
        }
        context.getBroadcastState(RULES).put(NEWEST, rules);
        newest = new Promises(rules);
        missingYears.clear();
        Instant now = Instant.ofEpochMilli(Math.max(0, context.timestamp()));
        rules.calendar()
                .years()
                .forEach(
                        year ->
                                context.output(
                                        ALERTS,
                                        AlertInput.of(Alerts.calendar(year.year(), false, now))));
    }

    /** Version by which cases are counted now. */
    static long version(ReadOnlyBroadcastState<Integer, TicketRules> state) throws Exception {
        TicketRules known = state.get(NEWEST);
        return known == null ? TicketRulesReader.shipped().version() : known.version();
    }

    private Promises rules(ReadOnlyBroadcastState<Integer, TicketRules> state) throws Exception {
        if (newest == null) {
            TicketRules known = state.get(NEWEST);
            newest = known == null ? shipped : new Promises(known);
        }
        return newest;
    }

    private void count(TicketDecision.Verdict verdict) {
        switch (verdict) {
            case REPEAT, ECHO -> repeats.inc();
            case REFUSED -> refused.inc();
            case EARLY -> early.inc();
            case TAKEN, TIME -> {}
        }
    }

    private void carryOut(
            TicketMemory memory,
            TicketDecision decision,
            ReadOnlyContext context,
            Collector<TicketChange> out) {
        if (decision.result() != null) {
            context.output(RESULTS, decision.result());
        }
        if (decision.change() != null) {
            out.collect(decision.change());
        }
        decision.orders().forEach(order -> context.output(ORDERS, order));
        decision.detections().forEach(d -> context.output(ALERTS, AlertInput.of(d)));
        decision.boards().forEach(delta -> context.output(BOARDS, delta));
        if (decision.missingYear() != 0) {
            missing.inc();
            if (!memory.replay && missingYears.add(decision.missingYear())) {
                Instant at = Instant.ofEpochMilli(memory.lookedAt);
                context.output(
                        ALERTS, AlertInput.of(Alerts.calendar(decision.missingYear(), true, at)));
            }
        }
    }

    /** The one timer stands where the memory says; with the memory it goes. */
    private void schedule(TicketMemory memory, TicketDecision decision, TimerService timers)
            throws Exception {
        Instant next = decision.forgotten() ? null : decision.nextTimer();
        long due = 0;
        if (next != null) {
            due = Math.max(next.toEpochMilli(), timers.currentWatermark() + 1);
        }
        if (due != memory.timer) {
            if (memory.timer != 0) {
                timers.deleteEventTimeTimer(memory.timer);
            }
            if (due != 0) {
                timers.registerEventTimeTimer(due);
            }
            memory.timer = due;
        }
        if (decision.forgotten()) {
            ticket.clear();
        } else {
            ticket.update(TicketCodec.pack(memory));
        }
    }
}
