package org.citywall.stream.alert.flink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.AlertRule;
import org.citywall.stream.alert.rules.RuleVersions;
import org.citywall.stream.flink.KeyMemory;

/**
 * Runs {@link AlertRule} per group: get state, ask the rule, store, set the timer, emit.
 *
 * <p>Versions of the rules are broadcast. They come over another channel than inputs, so an input
 * may be here before a version that was in front of it on the log: it then waits, and all of its
 * group behind it, until the time of the log has passed it on both channels.
 */
public final class AlertFunction
        extends KeyedBroadcastProcessFunction<String, AlertInput, AlertInput, AlertChange> {
    public static final OutputTag<CommandResult> RESULTS =
            new OutputTag<>("command-results", TypeInformation.of(CommandResult.class));
    public static final OutputTag<SignalOutcome> OUTCOMES =
            new OutputTag<>("signal-outcomes", TypeInformation.of(SignalOutcome.class));
    public static final OutputTag<Canary> CANARIES =
            new OutputTag<>("canaries", TypeInformation.of(Canary.class));

    /** Detections that belong to another group, for the log of inputs. */
    public static final OutputTag<AlertInput> FORWARDED =
            new OutputTag<>("forwarded", TypeInformation.of(AlertInput.class));

    public static final OutputTag<TicketOrder> ORDERS =
            new OutputTag<>("orders", TypeInformation.of(TicketOrder.class));

    /** Version → rules, as JSON: their form may grow without their old state being lost. */
    public static final MapStateDescriptor<Long, byte[]> RULES =
            new MapStateDescriptor<>(
                    "alert-rules",
                    Types.LONG,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /** Name of the state of a group. */
    public static final String STATE = "group";

    private final AlertPolicy policy;
    private final Incarnations incarnations;
    private transient KeyMemory<AlertGroupState> group;
    private transient ListState<HeldInput> held;
    private transient long incarnation;
    private transient KnownRules rules;

    public AlertFunction(AlertPolicy policy, Incarnations incarnations) {
        this.policy = policy;
        this.incarnations = incarnations;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        ValueState<AlertGroupState> state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        STATE, TypeInformation.of(AlertGroupState.class)));
        group = new KeyMemory<>(state, AlertGroupState.EMPTY, AlertGroupState::nextTimer);
        held =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "held", TypeInformation.of(HeldInput.class)));
        rules = new KnownRules();
        incarnation = incarnations.next(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public void processBroadcastElement(
            AlertInput input, Context context, Collector<AlertChange> out) throws Exception {
        rules.learn(input, context.getBroadcastState(RULES));
    }

    @Override
    public void processElement(
            AlertInput input, ReadOnlyContext context, Collector<AlertChange> out)
            throws Exception {
        if (input.canary() != null) {
            context.output(CANARIES, input.canary());
            return;
        }
        RuleVersions known = rules.in(context.getBroadcastState(RULES));
        if (input.rulesVersion() > known.newest() || held.get().iterator().hasNext()) {
            held.add(new HeldInput(context.timestamp(), input));
            context.timerService().registerEventTimeTimer(context.timestamp());
            return;
        }
        apply(input, context.timestamp(), known, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertChange> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        RuleVersions known = rules.in(context.getBroadcastState(RULES));
        release(watermark, known, context, out);
        AlertGroupState before = group.get();
        Instant now = Instant.ofEpochMilli(watermark);
        carryOut(
                before, AlertRule.advanceTo(before, now, policy, known, incarnation), context, out);
    }

    /** What waited, in the order in which it came. */
    private void release(
            long watermark, RuleVersions known, OnTimerContext context, Collector<AlertChange> out)
            throws Exception {
        List<HeldInput> waiting = new ArrayList<>();
        held.get().forEach(waiting::add);
        if (waiting.isEmpty()) {
            return;
        }
        held.clear();
        for (HeldInput each : waiting) {
            if (each.at() <= watermark) {
                apply(each.input(), each.at(), known, context, out);
            } else {
                held.add(each);
            }
        }
    }

    private void apply(
            AlertInput input,
            long at,
            RuleVersions known,
            ReadOnlyContext context,
            Collector<AlertChange> out)
            throws Exception {
        AlertGroupState before = group.get();
        Instant now = Instant.ofEpochMilli(at);
        carryOut(
                before,
                AlertRule.apply(before, input, now, policy, known, incarnation),
                context,
                out);
    }

    private void carryOut(
            AlertGroupState before,
            AlertDecision decision,
            ReadOnlyContext context,
            Collector<AlertChange> out)
            throws Exception {
        AlertGroupState after = decision.state();
        group.replace(before, after, after.isEmpty(), context.timerService());
        decision.changes().forEach(out::collect);
        decision.commandResults().forEach(result -> context.output(RESULTS, result));
        decision.outcomes().forEach(outcome -> context.output(OUTCOMES, outcome));
        decision.forwarded().forEach(input -> context.output(FORWARDED, input));
        decision.orders().forEach(order -> context.output(ORDERS, order));
    }
}
