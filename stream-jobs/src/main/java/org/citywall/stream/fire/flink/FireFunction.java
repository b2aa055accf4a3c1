package org.citywall.stream.fire.flink;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.stream.fire.FireDecision;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.fire.FirePolicy;
import org.citywall.stream.fire.FireRule;
import org.citywall.stream.fire.FireSiteState;
import org.citywall.stream.fire.LogTime;
import org.citywall.stream.flink.KeyMemory;
import org.citywall.stream.log.LogPause;
import org.citywall.stream.log.flink.PauseListener;

/** Runs {@link FireRule} per site: get state, ask the rule, store, set the timer, emit. */
public final class FireFunction extends KeyedProcessFunction<String, FireInput, AlertInput>
        implements PauseListener {
    public static final OutputTag<SignalOutcome> OUTCOMES =
            new OutputTag<>("signal-outcomes", TypeInformation.of(SignalOutcome.class));
    public static final OutputTag<DeviceStatus> STATUSES =
            new OutputTag<>("device-statuses", TypeInformation.of(DeviceStatus.class));

    private final FirePolicy policy;
    private transient KeyMemory<FireSiteState> site;

    /** The newest in the time of this subtask; timers do not carry it themselves. */
    private transient LogPause pause;

    public FireFunction(FirePolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        ValueState<FireSiteState> state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "site", TypeInformation.of(FireSiteState.class)));
        site = new KeyMemory<>(state, FireSiteState.EMPTY, FireSiteState::timer);
    }

    @Override
    public void paused(LogPause newest) {
        pause = newest;
    }

    @Override
    public void processElement(FireInput input, Context context, Collector<AlertInput> out)
            throws Exception {
        if (input.canary() != null) {
            out.collect(AlertInput.of(input.canary()));
            return;
        }
        FireSiteState before = site.get();
        LogTime time = new LogTime(Instant.ofEpochMilli(context.timestamp()), input.pause());
        FireDecision decision =
                input.window() != null
                        ? FireRule.register(before, input.window(), time, policy)
                        : FireRule.apply(before, input.signal(), time, policy);
        carryOut(before, decision, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertInput> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        FireSiteState before = site.get();
        LogTime time =
                LogTime.atTimer(
                        Instant.ofEpochMilli(timestamp),
                        Instant.ofEpochMilli(watermark),
                        pause,
                        policy);
        carryOut(before, FireRule.advanceTo(before, time, policy), context, out);
    }

    private void carryOut(
            FireSiteState before, FireDecision decision, Context context, Collector<AlertInput> out)
            throws Exception {
        FireSiteState after = decision.state();
        site.replace(before, after, after.isEmpty(), context.timerService());
        decision.detections().forEach(detection -> out.collect(AlertInput.of(detection)));
        decision.outcomes().forEach(outcome -> context.output(OUTCOMES, outcome));
        decision.statuses().forEach(status -> context.output(STATUSES, status));
    }
}
