package org.citywall.stream.alert.across.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitPart;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.alert.flink.KnownRules;

/** Runs {@link InhibitPart} per alert: which rules of inhibition it has a part in. */
public final class InhibitPartFunction
        extends KeyedBroadcastProcessFunction<String, AlertChange, AlertInput, InhibitNews> {
    /** As JSON, so that alerts may grow without old state being lost. */
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
    public void processBroadcastElement(
            AlertInput input, Context context, Collector<InhibitNews> out) throws Exception {
        rules.learn(input, context.getBroadcastState(AlertFunction.RULES));
    }

    @Override
    public void processElement(
            AlertChange change, ReadOnlyContext context, Collector<InhibitNews> out)
            throws Exception {
        store(read().accept(change.alert(), context.timestamp()));
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<InhibitNews> out)
            throws Exception {
        long passed = context.timerService().currentWatermark();
        if (passed == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        InhibitPart before = read();
        InhibitPart.Decision decision =
                before.advanceTo(
                        timestamp,
                        passed,
                        rules.in(context.getBroadcastState(AlertFunction.RULES)));
        InhibitPart after = decision.part();
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

    private static boolean waitsFor(InhibitPart part, long moment) {
        return part.waiting().stream().anyMatch(each -> each.at() == moment);
    }

    private InhibitPart read() throws Exception {
        byte[] json = part.value();
        return json == null ? InhibitPart.EMPTY : Json.read(json, InhibitPart.class);
    }

    private void store(InhibitPart after) throws Exception {
        if (after.isEmpty()) {
            part.clear();
        } else {
            part.update(Json.bytes(after));
        }
    }
}
