package org.citywall.stream.alert.across.flink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlarmLoad;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.stream.alert.across.LoadChange;
import org.citywall.stream.alert.across.LoadMemory;
import org.citywall.stream.alert.across.LoadRule;
import org.citywall.stream.alert.across.LoadSource;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.rules.RuleVersions;

/** Runs {@link LoadRule} per seat; shows it each 10 s, also when nothing happens. */
public final class LoadFunction extends SeatFunction<LoadChange> {
    /** As JSON, so that it may grow without old state being lost. */
    private transient ValueState<byte[]> load;

    /** Device → what it raised in the last day, as JSON. */
    private transient MapState<String, byte[]> sources;

    /** By seat: what Prometheus reads. */
    private transient Map<String, SeatGauges> gauges;

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        load =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "load",
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        sources =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "sources",
                                        Types.STRING,
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        gauges = new HashMap<>();
    }

    @Override
    long judge(
            List<SeatNews> due,
            long now,
            RuleVersions versions,
            ReadOnlyContext context,
            Collector<LoadChange> out)
            throws Exception {
        byte[] json = load.value();
        LoadMemory memory = json == null ? new LoadMemory() : Json.read(json, LoadMemory.class);
        for (SeatNews news : due) {
            LoadRule.apply(memory, news);
            if (news.fresh()) {
                count(memory, news);
            }
        }
        if (LoadRule.mustWalk(memory, now)) {
            walk(memory, now);
        }
        FloodRule rule = versions.at(Instant.ofEpochMilli(now)).flood();
        String id = context.getCurrentKey();
        FloodRule.Seat seat = seat(rule, id);
        if (seat == null) {
            end(memory, new FloodRule.Seat(id, id, ""), rule, now, out);
            return 0;
        }
        if (LoadRule.isShowable(memory, now)) {
            AlarmLoad shown = LoadRule.show(memory, seat, rule, now);
            gauge(id).show(shown);
            out.collect(new LoadChange(shown, false));
        }
        load.update(Json.bytes(memory));
        return memory.shownAt + LoadRule.SHOWN_EVERY_MS;
    }

    private void count(LoadMemory memory, SeatNews news) throws Exception {
        String device = news.after().deviceId();
        byte[] json = sources.get(device);
        LoadSource known = json == null ? null : Json.read(json, LoadSource.class);
        LoadSource after = LoadRule.count(memory, news, known);
        if (after != null) {
            sources.put(device, Json.bytes(after));
        }
    }

    /** Once in ten minutes. */
    private void walk(LoadMemory memory, long now) throws Exception {
        LoadRule.beginWalk(memory, now);
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, byte[]> each : sources.entries()) {
            LoadSource source = Json.read(each.getValue(), LoadSource.class);
            LoadSource kept = LoadRule.walk(memory, source, now);
            if (kept == null) {
                over.add(each.getKey());
            } else if (kept.slices().size() < source.slices().size()) {
                each.setValue(Json.bytes(kept));
            }
        }
        for (String device : over) {
            sources.remove(device);
        }
    }

    /** The rules have no such seat any more: neither has the wall. */
    private void end(
            LoadMemory memory,
            FloodRule.Seat seat,
            FloodRule rule,
            long now,
            Collector<LoadChange> out) {
        if (memory.rev != 0) {
            out.collect(new LoadChange(LoadRule.show(memory, seat, rule, now), true));
        }
        SeatGauges shown = gauges.get(seat.id());
        if (shown != null) {
            shown.end();
        }
        load.clear();
        sources.clear();
    }

    private SeatGauges gauge(String seat) {
        return gauges.computeIfAbsent(
                seat, id -> new SeatGauges(getRuntimeContext().getMetricGroup(), id));
    }

    private static FloodRule.Seat seat(FloodRule rule, String id) {
        return rule.seats().stream().filter(s -> s.id().equals(id)).findFirst().orElse(null);
    }
}
