package org.citywall.stream.alert.across.flink;

import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitVerdict;

/**
 * Where causes and targets of a rule meet. A target costs the same however many there are; only the
 * first cause and the end of the one that stands are told to all targets.
 */
public final class InhibitFunction
        extends KeyedProcessFunction<String, InhibitNews, InhibitVerdict> {
    /** Cause → since when, in milliseconds. */
    private transient MapState<String, Long> causes;

    private transient MapState<String, Boolean> targets;

    /** The cause that stands; it stays while it lasts, so that targets do not go to and fro. */
    private transient ValueState<String> stands;

    @Override
    public void open(OpenContext context) {
        causes =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("causes", Types.STRING, Types.LONG));
        targets =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>("targets", Types.STRING, Types.BOOLEAN));
        stands = getRuntimeContext().getState(new ValueStateDescriptor<>("stands", Types.STRING));
    }

    @Override
    public void processElement(InhibitNews news, Context context, Collector<InhibitVerdict> out)
            throws Exception {
        if (news.link().cause()) {
            cause(news, out);
        } else {
            target(news, out);
        }
    }

    private void cause(InhibitNews news, Collector<InhibitVerdict> out) throws Exception {
        String before = stands.value();
        if (news.joined()) {
            causes.put(news.alertId(), news.at());
            if (before != null) {
                return;
            }
        } else {
            causes.remove(news.alertId());
            if (!news.alertId().equals(before)) {
                return;
            }
        }
        String after = eldest();
        stands.update(after);
        for (String target : targets.keys()) {
            out.collect(verdict(target, after, true, news));
        }
    }

    private void target(InhibitNews news, Collector<InhibitVerdict> out) throws Exception {
        String by = stands.value();
        if (news.joined()) {
            targets.put(news.alertId(), true);
        } else {
            targets.remove(news.alertId());
        }
        if (by != null) {
            out.collect(verdict(news.alertId(), news.joined() ? by : null, news.open(), news));
        }
    }

    private static InhibitVerdict verdict(
            String target, String by, boolean open, InhibitNews news) {
        return new InhibitVerdict(
                target,
                news.link().rule(),
                by == null ? "" : by,
                news.link().reason(),
                open,
                news.at());
    }

    /** The cause that began first; null: there is none. */
    private String eldest() throws Exception {
        String eldest = null;
        long since = Long.MAX_VALUE;
        for (Map.Entry<String, Long> each : causes.entries()) {
            boolean same = each.getValue() == since;
            if (each.getValue() < since || (same && each.getKey().compareTo(eldest) < 0)) {
                eldest = each.getKey();
                since = each.getValue();
            }
        }
        return eldest;
    }
}
