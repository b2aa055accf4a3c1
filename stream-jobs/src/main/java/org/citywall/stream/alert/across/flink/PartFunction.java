package org.citywall.stream.alert.across.flink;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.AlertPart;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.alert.flink.KnownRules;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * Keeps an {@link AlertPart} per alert: changes are judged when event time has passed them, and all
 * of it anew when another version of the rules takes over.
 *
 * @param <C> a change of an alert
 * @param <N> what a change means for the stage behind
 * @param <P> what is remembered of an alert
 */
abstract class PartFunction<C, N, P extends AlertPart>
        extends KeyedBroadcastProcessFunction<String, C, AlertInput, N> {
    /** Name of the state of an alert. */
    public static final String STATE = "part";

    private final Class<P> type;

    /** As JSON, so that it may grow without old state being lost. */
    private transient ValueState<byte[]> part;

    private transient KnownRules rules;

    PartFunction(Class<P> type) {
        this.type = type;
    }

    /**
     * What follows.
     *
     * @param part the alert as it is now known
     * @param news of it
     */
    record Step<P, N>(P part, List<N> news) {}

    /** Nothing remembered. */
    abstract P empty();

    /** A change arrives at its event time, in milliseconds. */
    abstract P accept(P part, C change, long at);

    /** Event time has passed a moment, in milliseconds. */
    abstract Step<P, N> advance(P part, String alertId, long now, RuleVersions versions);

    @Override
    public final void open(OpenContext context) {
        rules = new KnownRules();
        part =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        STATE,
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public final void processBroadcastElement(AlertInput input, Context context, Collector<N> out)
            throws Exception {
        rules.learn(input, context.getBroadcastState(AlertFunction.RULES));
    }

    @Override
    public final void processElement(C change, ReadOnlyContext context, Collector<N> out)
            throws Exception {
        store(accept(read(), change, context.timestamp()));
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public final void onTimer(long timestamp, OnTimerContext context, Collector<N> out)
            throws Exception {
        if (context.timerService().currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        P before = read();
        Step<P, N> step =
                advance(
                        before,
                        context.getCurrentKey(),
                        timestamp,
                        rules.in(context.getBroadcastState(AlertFunction.RULES)));
        P after = step.part();
        if (before.lookAt() != after.lookAt()) {
            if (before.lookAt() > timestamp && !after.waitsFor(before.lookAt())) {
                context.timerService().deleteEventTimeTimer(before.lookAt());
            }
            if (after.lookAt() != 0) {
                context.timerService().registerEventTimeTimer(after.lookAt());
            }
        }
        store(after);
        step.news().forEach(out::collect);
    }

    private P read() throws Exception {
        byte[] json = part.value();
        return json == null ? empty() : Json.read(json, type);
    }

    private void store(P after) throws Exception {
        if (after.isEmpty()) {
            part.clear();
        } else {
            part.update(Json.bytes(after));
        }
    }
}
