package org.citywall.stream.alert.across.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.SeatChange;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.across.SeatPart;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.alert.flink.KnownRules;

/** Runs {@link SeatPart} per alert: which seats hear of it. */
public final class SeatPartFunction
        extends KeyedBroadcastProcessFunction<String, SeatChange, AlertInput, SeatNews> {
    /** As JSON, so that it may grow without old state being lost. */
    private transient ValueState<byte[]> part;

    private transient KnownRules rules;

    @Override
    public void open(OpenContext context) {
        rules = new KnownRules();
        part =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "part",
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processBroadcastElement(AlertInput input, Context context, Collector<SeatNews> out)
            throws Exception {
        rules.learn(input, context.getBroadcastState(AlertFunction.RULES));
    }

    @Override
    public void processElement(SeatChange change, ReadOnlyContext context, Collector<SeatNews> out)
            throws Exception {
        store(read().accept(change, context.timestamp()));
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SeatNews> out)
            throws Exception {
        long passed = context.timerService().currentWatermark();
        if (passed == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        SeatPart before = read();
        SeatPart.Decision decision =
                before.advanceTo(
                        timestamp,
                        passed,
                        rules.in(context.getBroadcastState(AlertFunction.RULES)));
        SeatPart after = decision.part();
        if (before.lookAt() != after.lookAt()) {
            if (before.lookAt() > timestamp && !waitsFor(after, before.lookAt())) {
                context.timerService().deleteEventTimeTimer(before.lookAt());
            }
            if (after.lookAt() != 0) {
                context.timerService().registerEventTimeTimer(after.lookAt());
            }
        }
        store(after);
        decision.news().forEach(out::collect);
    }

    private static boolean waitsFor(SeatPart part, long moment) {
        return part.waiting().stream().anyMatch(each -> each.at() == moment);
    }

    private SeatPart read() throws Exception {
        byte[] json = part.value();
        return json == null ? SeatPart.EMPTY : Json.read(json, SeatPart.class);
    }

    private void store(SeatPart after) throws Exception {
        if (after.isEmpty()) {
            part.clear();
        } else {
            part.update(Json.bytes(after));
        }
    }
}
