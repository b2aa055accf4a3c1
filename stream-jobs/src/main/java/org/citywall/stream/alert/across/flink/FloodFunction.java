package org.citywall.stream.alert.across.flink;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.FloodDecision;
import org.citywall.stream.alert.across.FloodHead;
import org.citywall.stream.alert.across.FloodMember;
import org.citywall.stream.alert.across.Floods;
import org.citywall.stream.alert.across.InhibitVerdict;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * Runs {@link Floods} per seat. An alert costs the same however many there are; all are told only
 * when the parent comes and when the flood is over.
 */
public final class FloodFunction extends SeatFunction<AlertInput> {
    /** What floods say of single alerts. */
    public static final OutputTag<InhibitVerdict> VERDICTS =
            new OutputTag<>("flood-verdicts", TypeInformation.of(InhibitVerdict.class));

    /** As JSON, so that it may grow without old state being lost. */
    private transient ValueState<byte[]> head;

    /** Open alerts of the flood that goes on, as JSON. */
    private transient MapState<String, byte[]> members;

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        head =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "head",
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        members =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "members",
                                        Types.STRING,
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    long judge(
            List<SeatNews> due,
            long now,
            RuleVersions versions,
            ReadOnlyContext context,
            Collector<AlertInput> out)
            throws Exception {
        String seat = context.getCurrentKey();
        byte[] json = head.value();
        FloodHead known = json == null ? FloodHead.EMPTY : Json.read(json, FloodHead.class);
        for (SeatNews news : due) {
            known = carryOut(Floods.advanceTo(seat, known, news.at(), versions), context, out);
            FloodMember member = member(members.get(news.alertId()));
            known = carryOut(Floods.apply(seat, known, news, member, versions), context, out);
        }
        known = carryOut(Floods.advanceTo(seat, known, now, versions), context, out);
        if (known.isEmpty()) {
            head.clear();
        } else {
            head.update(Json.bytes(known));
        }
        return Floods.nextAt(seat, known, versions);
    }

    private FloodHead carryOut(
            FloodDecision decision, ReadOnlyContext context, Collector<AlertInput> out)
            throws Exception {
        if (decision.all() != null) {
            tellAll(decision.all(), context);
        }
        for (Map.Entry<String, FloodMember> each : decision.members().entrySet()) {
            if (each.getValue() == null) {
                members.remove(each.getKey());
            } else {
                members.put(each.getKey(), Json.bytes(each.getValue()));
            }
        }
        decision.verdicts().forEach(verdict -> context.output(VERDICTS, verdict));
        decision.inputs().forEach(out::collect);
        return decision.head();
    }

    private void tellAll(InhibitVerdict verdict, ReadOnlyContext context) throws Exception {
        for (Map.Entry<String, byte[]> each : members.entries()) {
            if (member(each.getValue()).part()) {
                context.output(VERDICTS, verdict.of(each.getKey()));
            }
        }
        if (verdict.by().isEmpty()) {
            members.clear();
        }
    }

    private static FloodMember member(byte[] json) throws Exception {
        return json == null ? null : Json.read(json, FloodMember.class);
    }
}
