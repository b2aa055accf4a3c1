package org.citywall.stream.alert.across.flink;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.InhibitSum;
import org.citywall.stream.alert.across.InhibitVerdict;

/** Runs {@link InhibitSum} per target: one fact, whatever the number of rules. */
public final class InhibitSumFunction
        extends KeyedProcessFunction<String, InhibitVerdict, AlertInput> {
    private final InhibitSum.About about;
    private transient ValueState<byte[]> sum;
    private transient InOrder<InhibitVerdict> verdicts;

    public InhibitSumFunction(InhibitSum.About about) {
        this.about = about;
    }

    @Override
    public void open(OpenContext context) {
        sum =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "sum",
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        verdicts =
                new InOrder<>(
                        getRuntimeContext()
                                .getListState(
                                        new ListStateDescriptor<>(
                                                "verdicts",
                                                TypeInformation.of(InhibitVerdict.class))),
                        InhibitVerdict::at,
                        InhibitVerdict::meeting,
                        // A rule that takes over comes before one that ends.
                        Comparator.comparing((InhibitVerdict each) -> each.by().isEmpty())
                                .thenComparing(InhibitVerdict::meeting));
    }

    @Override
    public void processElement(InhibitVerdict verdict, Context context, Collector<AlertInput> out)
            throws Exception {
        verdicts.add(verdict, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertInput> out)
            throws Exception {
        TimerService timers = context.timerService();
        if (timers.currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        List<InhibitVerdict> due = verdicts.due(timers);
        if (due.isEmpty()) {
            return;
        }
        byte[] json = sum.value();
        InhibitSum known = json == null ? InhibitSum.EMPTY : Json.read(json, InhibitSum.class);
        for (int i = 0; i < due.size(); ) {
            InhibitSum before = known;
            Optional<AlertFact> fact = Optional.empty();
            long at = due.get(i).at();
            for (; i < due.size() && due.get(i).at() == at; i++) { // One moment, one fact.
                InhibitSum.Decision decision = known.with(due.get(i), about);
                known = decision.sum();
                fact = decision.fact().isPresent() ? decision.fact() : fact;
            }
            if (!known.toldBy().equals(before.toldBy())) {
                fact.map(AlertInput::of).ifPresent(out::collect);
            }
        }
        if (known.isEmpty()) {
            sum.clear();
        } else {
            sum.update(Json.bytes(known));
        }
    }
}
