package org.citywall.stream.alert.flink;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.AlertRule;
import org.citywall.stream.flink.KeyMemory;

/** Runs {@link AlertRule} per group: get state, ask the rule, store, set the timer, emit. */
public final class AlertFunction extends KeyedProcessFunction<String, AlertInput, AlertChange> {
    public static final OutputTag<CommandResult> RESULTS =
            new OutputTag<>("command-results", TypeInformation.of(CommandResult.class));
    public static final OutputTag<SignalOutcome> OUTCOMES =
            new OutputTag<>("signal-outcomes", TypeInformation.of(SignalOutcome.class));
    public static final OutputTag<Canary> CANARIES =
            new OutputTag<>("canaries", TypeInformation.of(Canary.class));

    private final AlertPolicy policy;
    private final Incarnations incarnations;
    private transient KeyMemory<AlertGroupState> group;
    private transient long incarnation;

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
                                        "group", TypeInformation.of(AlertGroupState.class)));
        group = new KeyMemory<>(state, AlertGroupState.EMPTY, AlertGroupState::nextTimer);
        incarnation = incarnations.next(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public void processElement(AlertInput input, Context context, Collector<AlertChange> out)
            throws Exception {
        if (input.canary() != null) {
            context.output(CANARIES, input.canary());
            return;
        }
        AlertGroupState before = group.get();
        Instant now = Instant.ofEpochMilli(context.timestamp());
        carryOut(before, AlertRule.apply(before, input, now, policy, incarnation), context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertChange> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        AlertGroupState before = group.get();
        Instant now = Instant.ofEpochMilli(watermark);
        carryOut(before, AlertRule.advanceTo(before, now, policy, incarnation), context, out);
    }

    private void carryOut(
            AlertGroupState before,
            AlertDecision decision,
            Context context,
            Collector<AlertChange> out)
            throws Exception {
        AlertGroupState after = decision.state();
        group.replace(before, after, after.isEmpty(), context.timerService());
        decision.changes().forEach(out::collect);
        decision.commandResults().forEach(result -> context.output(RESULTS, result));
        decision.outcomes().forEach(outcome -> context.output(OUTCOMES, outcome));
    }
}
