package org.citywall.stream.area.flink;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.area.AreaDecision;
import org.citywall.stream.area.AreaFire;
import org.citywall.stream.area.AreaPolicy;
import org.citywall.stream.area.AreaRule;
import org.citywall.stream.area.AreaState;
import org.citywall.stream.flink.KeyMemory;

/** Runs {@link AreaRule} per cell: keep inputs until time has passed them, then judge and emit. */
public final class AreaFunction extends KeyedProcessFunction<String, AreaFire, AlertInput> {
    private final AreaPolicy policy;
    private transient KeyMemory<AreaState> cell;

    public AreaFunction(AreaPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        ValueState<AreaState> state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "cell", TypeInformation.of(AreaState.class)));
        cell = new KeyMemory<>(state, AreaState.EMPTY, AreaState::timer);
    }

    @Override
    public void processElement(AreaFire fire, Context context, Collector<AlertInput> out)
            throws Exception {
        AreaState before = cell.get();
        AreaState after = AreaRule.accept(before, fire);
        cell.replace(before, after, after.isEmpty(), context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertInput> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        AreaState before = cell.get();
        Instant now = Instant.ofEpochMilli(watermark);
        AreaDecision decision = AreaRule.advanceTo(before, context.getCurrentKey(), now, policy);
        AreaState after = decision.state();
        cell.replace(before, after, after.isEmpty(), context.timerService());
        decision.detections().forEach(detection -> out.collect(AlertInput.of(detection)));
    }
}
