package org.citywall.stream.alert.across.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.InhibitSum;
import org.citywall.stream.alert.across.InhibitVerdict;

/** Runs {@link InhibitSum} per target: one fact, whatever the number of rules. */
public final class InhibitSumFunction
        extends KeyedProcessFunction<String, InhibitVerdict, AlertInput> {
    private final InhibitSum.About about;
    private transient ValueState<byte[]> sum;

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
    }

    @Override
    public void processElement(InhibitVerdict verdict, Context context, Collector<AlertInput> out)
            throws Exception {
        byte[] json = sum.value();
        InhibitSum before = json == null ? InhibitSum.EMPTY : Json.read(json, InhibitSum.class);
        InhibitSum.Decision decision = before.with(verdict, about);
        if (decision.sum().isEmpty()) {
            sum.clear();
        } else {
            sum.update(Json.bytes(decision.sum()));
        }
        decision.fact().ifPresent(fact -> out.collect(AlertInput.of(fact)));
    }
}
