package org.citywall.stream.insight.flink;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.stream.insight.InsightPolicy;
import org.citywall.stream.insight.Proactive;

/**
 * Runs {@link Proactive} per alert: one timer while it waits, and a mark when it has its ticket.
 */
public final class ProactiveFunction
        extends KeyedProcessFunction<String, AlertChange, TicketEvent> {
    private final InsightPolicy policy;

    /** The newest revision while a ticket may follow. */
    private transient ValueState<Alert> waiting;

    private transient ValueState<Long> timer;

    /** Set when the ticket was made, until the alert is closed. */
    private transient ValueState<Boolean> made;

    public ProactiveFunction(InsightPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        waiting =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "waiting", TypeInformation.of(Alert.class)));
        timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
        made = getRuntimeContext().getState(new ValueStateDescriptor<>("made", Types.BOOLEAN));
    }

    @Override
    public void processElement(AlertChange change, Context context, Collector<TicketEvent> out)
            throws Exception {
        Alert alert = change.alert();
        if (change.forgotten() || alert.response() == Response.CLOSED) {
            made.clear();
        }
        Instant due = made.value() == null ? Proactive.dueAt(alert, policy) : null;
        if (timer.value() != null) {
            context.timerService().deleteEventTimeTimer(timer.value());
            timer.clear();
        }
        if (due == null) {
            waiting.clear();
            return;
        }
        waiting.update(alert);
        long at = Math.max(due.toEpochMilli(), context.timerService().currentWatermark() + 1);
        context.timerService().registerEventTimeTimer(at);
        timer.update(at);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TicketEvent> out)
            throws Exception {
        if (context.timerService().currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        Alert alert = waiting.value();
        waiting.clear();
        timer.clear();
        if (alert != null) {
            made.update(true);
            Proactive.ticket(alert, Instant.ofEpochMilli(timestamp)).forEach(out::collect);
        }
    }
}
