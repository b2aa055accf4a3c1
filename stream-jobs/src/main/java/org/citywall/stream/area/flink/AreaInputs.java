package org.citywall.stream.area.flink;

import java.time.Instant;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.area.AreaFire;
import org.citywall.stream.area.AreaPolicy;
import org.citywall.stream.area.AreaRule;

/** Tells each cell that is near of every fire alarm. */
public final class AreaInputs extends ProcessFunction<AlertInput, AreaFire> {
    private final AreaPolicy policy;

    public AreaInputs(AreaPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void processElement(AlertInput input, Context context, Collector<AreaFire> out) {
        if (input.detection() != null && AreaRule.concerns(input.detection())) {
            Instant at = Instant.ofEpochMilli(context.timestamp());
            AreaRule.inputs(input.detection(), at, policy).forEach(out::collect);
        }
    }
}
