package org.citywall.stream.alert.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.alert.AlertInput;

/** Drops ticks, which have done their work at the source, and parts rules from what they judge. */
public final class InputsOfGroups extends ProcessFunction<AlertInput, AlertInput> {
    public static final OutputTag<AlertInput> RULES =
            new OutputTag<>("alert-rules", TypeInformation.of(AlertInput.class));

    @Override
    public void processElement(AlertInput input, Context context, Collector<AlertInput> out) {
        switch (input.kind()) {
            case TICK -> {}
            case RULES -> context.output(RULES, input);
            case DETECTION, COMMAND, CANARY, FACT -> out.collect(input);
        }
    }
}
