package org.citywall.stream.alert.across.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.Json;
import org.citywall.stream.alert.across.InhibitMeeting;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitVerdict;

/**
 * Where causes and targets of a rule meet ({@link InhibitMeeting}). A cause or target that comes or
 * goes costs the same however many there are; all targets are told only of the first cause, of the
 * end of the last, and of a change between them as often as their number allows.
 */
public final class InhibitFunction
        extends KeyedProcessFunction<String, InhibitNews, InhibitVerdict> {
    /** Cause → its place in the queue. An earlier release wrote since when it lasts. */
    private transient MapState<String, Long> causes;

    /** Place → cause. */
    private transient MapState<Long, String> queue;

    private transient MapState<String, Boolean> targets;

    /** The cause that an earlier release told. */
    private transient ValueState<String> stands;

    /** As JSON, so that it may grow without old state being lost. */
    private transient ValueState<byte[]> meeting;

    private transient InOrder<InhibitNews> news;

    @Override
    public void open(OpenContext context) {
        causes = map("causes", Types.STRING, Types.LONG);
        queue = map("queue", Types.LONG, Types.STRING);
        targets = map("targets", Types.STRING, Types.BOOLEAN);
        stands = getRuntimeContext().getState(new ValueStateDescriptor<>("stands", Types.STRING));
        meeting =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "meeting",
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        news =
                new InOrder<>(
                        getRuntimeContext()
                                .getListState(
                                        new ListStateDescriptor<>(
                                                "news", TypeInformation.of(InhibitNews.class))),
                        InhibitNews::at,
                        each -> each.link().cause() + each.alertId(),
                        Comparator.comparingInt(InhibitFunction::rank)
                                .thenComparing(InhibitNews::alertId));
    }

    /** Who takes over comes before who ends, and nobody hears of an end who leaves with it. */
    private static int rank(InhibitNews news) {
        if (news.joined()) {
            return news.link().cause() ? 0 : 1;
        }
        return news.link().cause() ? 3 : 2;
    }

    private <K, V> MapState<K, V> map(
            String name, TypeInformation<K> keys, TypeInformation<V> values) {
        return getRuntimeContext().getMapState(new MapStateDescriptor<>(name, keys, values));
    }

    @Override
    public void processElement(InhibitNews one, Context context, Collector<InhibitVerdict> out)
            throws Exception {
        news.add(one, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<InhibitVerdict> out)
            throws Exception {
        TimerService timers = context.timerService();
        long now = timers.currentWatermark();
        if (now == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        InhibitMeeting before = read(context.getCurrentKey());
        InhibitMeeting after = before;
        for (InhibitNews each : news.due(timers)) {
            after = change(after, each.at(), out).of(each.link());
            after = each.link().cause() ? cause(after, each, out) : target(after, each, out);
        }
        after = change(after, now, out);
        store(before, after, timers);
    }

    private InhibitMeeting cause(
            InhibitMeeting before, InhibitNews news, Collector<InhibitVerdict> out)
            throws Exception {
        String id = news.alertId();
        Long place = causes.get(id);
        if (news.joined() == (place != null)) {
            return before;
        }
        if (news.joined()) {
            causes.put(id, before.tail());
            queue.put(before.tail(), id);
            InhibitMeeting after = before.causes(1);
            return before.causes() == 0 ? tell(after, id, news.at(), out) : after;
        }
        causes.remove(id);
        queue.remove(place);
        InhibitMeeting after = before.causes(-1);
        if (after.causes() == 0) {
            return tell(after, null, news.at(), out);
        }
        return id.equals(after.told()) && after.changeAt() == 0
                ? change(after.toldCauseEnded(news.at()), news.at(), out)
                : after;
    }

    private InhibitMeeting target(
            InhibitMeeting before, InhibitNews news, Collector<InhibitVerdict> out)
            throws Exception {
        String id = news.alertId();
        InhibitMeeting after = before;
        if (news.joined() != targets.contains(id)) {
            after = before.targets(news.joined() ? 1 : -1);
        }
        if (news.joined()) {
            targets.put(id, true);
        } else {
            targets.remove(id);
        }
        if (after.causes() == 0) {
            return after;
        }
        after = passed(after);
        String by = news.joined() ? queue.get(after.head()) : null;
        // Who changes sides at this moment does not explain itself.
        out.collect(verdict(after, id, id.equals(by) ? null : by, news.open(), news.at()));
        return after;
    }

    /** All targets hear of the cause that stands now, if it is time. */
    private InhibitMeeting change(InhibitMeeting before, long now, Collector<InhibitVerdict> out)
            throws Exception {
        if (before.changeAt() == 0 || before.changeAt() > now) {
            return before;
        }
        InhibitMeeting after = passed(before);
        return tell(after, queue.get(after.head()), before.changeAt(), out);
    }

    private InhibitMeeting tell(
            InhibitMeeting of, String cause, long at, Collector<InhibitVerdict> out)
            throws Exception {
        for (String target : targets.keys()) {
            if (!target.equals(cause)) {
                out.collect(verdict(of, target, cause, true, at));
            }
        }
        return of.tells(cause, at);
    }

    /** With the head of the queue where its first cause stands; there must be one. */
    private InhibitMeeting passed(InhibitMeeting before) throws Exception {
        long head = before.head();
        while (!queue.contains(head)) {
            head++;
        }
        return head == before.head() ? before : before.passedTo(head);
    }

    private static InhibitVerdict verdict(
            InhibitMeeting of, String target, String by, boolean open, long at) {
        return new InhibitVerdict(
                target, of.rule(), by == null ? "" : by, of.reason(), open, at, of.key());
    }

    private InhibitMeeting read(String key) throws Exception {
        byte[] json = meeting.value();
        return json == null ? earlier(key) : Json.read(json, InhibitMeeting.class);
    }

    private void store(InhibitMeeting before, InhibitMeeting after, TimerService timers)
            throws Exception {
        if (after.isEmpty()) {
            meeting.clear();
        } else if (!after.equals(before)) {
            meeting.update(Json.bytes(after));
        }
        if (before.changeAt() != after.changeAt()) {
            if (before.changeAt() != 0) {
                timers.deleteEventTimeTimer(before.changeAt());
            }
            if (after.changeAt() != 0) {
                timers.registerEventTimeTimer(after.changeAt());
            }
        }
    }

    /** What an earlier release remembered, whose causes stood in no queue. */
    private InhibitMeeting earlier(String key) throws Exception {
        InhibitMeeting all = InhibitMeeting.at(key);
        List<Map.Entry<String, Long>> since = new ArrayList<>();
        for (Map.Entry<String, Long> each : causes.entries()) {
            since.add(Map.entry(each.getKey(), each.getValue()));
        }
        since.sort(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey));
        for (Map.Entry<String, Long> each : since) {
            causes.put(each.getKey(), all.tail());
            queue.put(all.tail(), each.getKey());
            all = all.causes(1);
        }
        int known = 0;
        for (Iterator<String> each = targets.keys().iterator(); each.hasNext(); each.next()) {
            known++;
        }
        String told = stands.value();
        stands.clear();
        return all.targets(known).tells(told, 0);
    }
}
