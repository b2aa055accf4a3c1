package org.citywall.stream.insight.flink;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.stream.insight.InsightCase;

/** Lets each case through once: events come again, and a second system tells of the same case. */
public final class NewCases extends KeyedProcessFunction<String, TicketEvent, InsightCase> {
    private final Duration remembered;
    private transient ValueState<Boolean> seen;

    /**
     * @param remembered how long a case is known again, in time of the log
     */
    public NewCases(Duration remembered) {
        this.remembered = remembered;
    }

    @Override
    public void open(OpenContext context) {
        seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
    }

    @Override
    public void processElement(TicketEvent event, Context context, Collector<InsightCase> out)
            throws Exception {
        InsightCase matter = InsightCase.of(event, Instant.ofEpochMilli(context.timestamp()));
        if (matter == null || seen.value() != null) {
            return;
        }
        seen.update(true);
        context.timerService().registerEventTimeTimer(context.timestamp() + remembered.toMillis());
        out.collect(matter);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<InsightCase> out) {
        if (context.timerService().currentWatermark() != Watermark.MAX_WATERMARK.getTimestamp()) {
            seen.clear();
        }
    }
}
