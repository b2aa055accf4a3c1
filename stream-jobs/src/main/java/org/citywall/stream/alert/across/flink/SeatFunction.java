package org.citywall.stream.alert.across.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.alert.flink.KnownRules;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * What all that a seat hears makes together. Alerts are told by several subtasks, in no fixed
 * order: news wait until event time has passed them and are then judged in the order of their time,
 * all that are due at once, so that what is remembered of the seat is read once for all of them.
 *
 * @param <O> what comes out
 */
abstract class SeatFunction<O>
        extends KeyedBroadcastProcessFunction<String, SeatNews, AlertInput, O> {
    private static final Comparator<SeatNews> ORDER =
            Comparator.comparingLong(SeatNews::at).thenComparing(SeatNews::alertId);

    private transient ListState<SeatNews> waiting;

    /** The one timer that the seat has beside those of what waits; null: none. */
    private transient ValueState<Long> timer;

    private transient KnownRules rules;

    /**
     * Judges what is due.
     *
     * @param due in the order of its time
     * @param now event time has come so far, in milliseconds
     * @return when time alone changes something, in milliseconds; 0: never
     */
    abstract long judge(
            List<SeatNews> due,
            long now,
            RuleVersions versions,
            ReadOnlyContext context,
            Collector<O> out)
            throws Exception;

    @Override
    public void open(OpenContext context) throws Exception {
        rules = new KnownRules();
        waiting =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "waiting", TypeInformation.of(SeatNews.class)));
        timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
    }

    @Override
    public void processBroadcastElement(AlertInput input, Context context, Collector<O> out)
            throws Exception {
        rules.learn(input, context.getBroadcastState(AlertFunction.RULES));
    }

    @Override
    public void processElement(SeatNews news, ReadOnlyContext context, Collector<O> out)
            throws Exception {
        waiting.add(news);
        wake(context);
    }

    /** As soon as time goes on: one timer for all that waits. */
    private static void wake(KeyedBroadcastProcessFunction<?, ?, ?, ?>.ReadOnlyContext context) {
        context.timerService()
                .registerEventTimeTimer(context.timerService().currentWatermark() + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
        long now = context.timerService().currentWatermark();
        if (now == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        List<SeatNews> due = new ArrayList<>();
        List<SeatNews> later = new ArrayList<>();
        waiting.get().forEach(each -> (each.at() <= now ? due : later).add(each));
        due.sort(ORDER);
        if (!due.isEmpty()) {
            waiting.update(later);
        }
        if (!later.isEmpty()) {
            wake(context);
        }
        Long standing = timer.value();
        if (due.isEmpty() && (standing == null || standing > now)) {
            return;
        }
        long next =
                judge(
                        due,
                        now,
                        rules.in(context.getBroadcastState(AlertFunction.RULES)),
                        context,
                        out);
        arrange(standing, next == 0 ? null : Math.max(next, now + 1), now, context);
    }

    private void arrange(Long standing, Long next, long now, OnTimerContext context)
            throws Exception {
        if (next == null ? standing == null : next.equals(standing)) {
            return;
        }
        if (standing != null && standing > now) {
            context.timerService().deleteEventTimeTimer(standing);
        }
        if (next == null) {
            timer.clear();
        } else {
            context.timerService().registerEventTimeTimer(next);
            timer.update(next);
        }
    }
}
