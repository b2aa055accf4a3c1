package org.citywall.stream.slope.flink;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.log.LogPause;
import org.citywall.stream.log.flink.PauseListener;
import org.citywall.stream.slope.SlopeDecision;
import org.citywall.stream.slope.SlopeInput;
import org.citywall.stream.slope.SlopePolicy;
import org.citywall.stream.slope.SlopeRule;
import org.citywall.stream.slope.SlopeState;

/** Runs {@link SlopeRule} per slope: get state, ask the rule, store, set the timer, emit. */
public final class SlopeFunction extends KeyedProcessFunction<String, SlopeInput, AlertInput>
        implements CheckpointedFunction, PauseListener {
    public static final OutputTag<SlopeView> VIEWS =
            new OutputTag<>("slope-views", TypeInformation.of(SlopeView.class));

    public static final OutputTag<SlopeHour> HOURS =
            new OutputTag<>("slope-hours", TypeInformation.of(SlopeHour.class));

    private final SlopePolicy policy;
    private final Duration standstill;
    private final Duration remembered;
    private transient ValueState<SlopeState> slope;

    /** Log time of the one timer of this slope; a beat that is not due yet need not be moved. */
    private transient ValueState<Instant> timer;

    /** Set while this slope is only learnt again. */
    private transient ValueState<Boolean> silent;

    /** End of the newest pause in the time of this subtask; null: none is known. */
    private transient Instant awakeSince;

    private transient EvaluationTimes times;
    private transient Relearning relearning;

    /**
     * @param policy the numbers of the rules
     * @param standstill a larger jump of the log's time means that nobody could be heard
     * @param remembered how long the alerts job knows the ids of detections
     */
    public SlopeFunction(SlopePolicy policy, Duration standstill, Duration remembered) {
        this.policy = policy;
        this.standstill = standstill;
        this.remembered = remembered;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        relearning = new Relearning(context, remembered);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // All of it is in state already.
    }

    @Override
    public void open(OpenContext context) {
        times = new EvaluationTimes(getRuntimeContext().getMetricGroup());
        slope =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "slope", TypeInformation.of(SlopeState.class)));
        timer =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "timer", TypeInformation.of(Instant.class)));
        silent = getRuntimeContext().getState(new ValueStateDescriptor<>("silent", Types.BOOLEAN));
    }

    @Override
    public void paused(LogPause newest) {
        awakeSince = newest.until();
    }

    @Override
    public void processElement(SlopeInput input, Context context, Collector<AlertInput> out)
            throws Exception {
        // Beats that are due come before the input, also if the watermark is not there yet: so a
        // restore decides in the same order.
        Instant now = Instant.ofEpochMilli(context.timestamp());
        SlopeState before = advance(now, input.awakeSince(), context, out);
        before = standing(before, now, context, out);
        carryOut(decide(before, input, now), context, out);
        if (input.reading() != null) {
            times.add(context.timerService().currentProcessingTime() - context.timestamp());
        }
    }

    /** The first time after it was only learnt again, a slope tells how it stands. */
    private SlopeState standing(
            SlopeState before, Instant now, Context context, Collector<AlertInput> out)
            throws Exception {
        if (silent.value() == null
                || relearning.isSilentAt(now.toEpochMilli(), context.timerService())) {
            return before;
        }
        silent.clear();
        SlopeDecision decision = SlopeRule.standing(before, now, policy);
        carryOut(decision, context, out);
        return decision.state();
    }

    private SlopeDecision decide(SlopeState before, SlopeInput input, Instant now) {
        if (input.profile() != null) {
            return SlopeRule.apply(before, input.profile(), now, policy);
        }
        return input.release() != null
                ? SlopeRule.apply(before, input.release(), now, policy)
                : SlopeRule.apply(before, input.reading(), now, policy);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertInput> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        timer.clear();
        // Time comes in small steps, unless nobody wrote it: then the timer itself slept.
        Instant now = Instant.ofEpochMilli(watermark);
        boolean slept = watermark - timestamp > standstill.toMillis();
        SlopeState after = advance(now, slept ? now : awakeSince, context, out);
        schedule(SlopeRule.nextTimer(after, policy), context.timerService());
    }

    private SlopeState advance(
            Instant now, Instant awake, Context context, Collector<AlertInput> out)
            throws Exception {
        SlopeState before = state(context.getCurrentKey());
        if (!isDue(SlopeRule.nextTimer(before, policy), now)) {
            return before;
        }
        // A pause that lies ahead was told by a partition that is ahead.
        if (isDue(SlopeRule.nextBeat(before), now) && isDue(awake, now)) {
            before = SlopeRule.sleepUntil(before, awake);
            slope.update(before);
        }
        before = standing(before, now, context, out);
        SlopeDecision decision = SlopeRule.advanceTo(before, now, policy);
        carryOut(decision, context, out);
        return decision.state();
    }

    private static boolean isDue(Instant time, Instant now) {
        return time != null && !time.isAfter(now);
    }

    private SlopeState state(String key) throws Exception {
        SlopeState known = slope.value();
        return known == null ? SlopeState.empty(siteOf(key)) : known;
    }

    private static String siteOf(String key) {
        return key.endsWith(SlopeState.REPLAY)
                ? key.substring(0, key.length() - SlopeState.REPLAY.length())
                : key;
    }

    private void carryOut(SlopeDecision decision, Context context, Collector<AlertInput> out)
            throws Exception {
        slope.update(decision.state());
        schedule(decision.nextTimer(), context.timerService());
        if (relearning.isSilentAt(context.timestamp(), context.timerService())) {
            silent.update(true);
            return;
        }
        decision.detections().forEach(detection -> out.collect(AlertInput.of(detection)));
        decision.hours().forEach(hour -> context.output(HOURS, hour));
        if (decision.view() != null) {
            context.output(VIEWS, decision.view());
        }
    }

    /**
     * Each reading moves the beat, thousands of times a second over all slopes; so a timer that
     * stands already stays unless it is too late, and its firing finds that nothing is due and asks
     * again.
     */
    private void schedule(Instant due, TimerService timers) throws Exception {
        if (due == null) {
            return;
        }
        long at = Math.max(due.toEpochMilli(), timers.currentWatermark() + 1);
        Instant standing = timer.value();
        if (standing != null) {
            if (standing.toEpochMilli() <= at) {
                return;
            }
            timers.deleteEventTimeTimer(standing.toEpochMilli());
        }
        timers.registerEventTimeTimer(at);
        timer.update(Instant.ofEpochMilli(at));
    }
}
