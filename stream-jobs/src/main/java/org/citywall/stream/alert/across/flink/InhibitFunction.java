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
import org.citywall.stream.alert.across.InhibitMeeting;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitVerdict;

/** Runs {@link InhibitMeeting} per rule and values of its fields. */
public final class InhibitFunction
        extends KeyedProcessFunction<String, InhibitNews, InhibitVerdict> {
    private transient InhibitMeeting.Memory memory;

    @Override
    public void open(OpenContext context) {
        memory =
                new Kept(
                        getRuntimeContext()
                                .getMapState(
                                        new MapStateDescriptor<>(
                                                "causes", Types.STRING, Types.LONG)),
                        getRuntimeContext()
                                .getMapState(
                                        new MapStateDescriptor<>(
                                                "targets", Types.STRING, Types.BOOLEAN)),
                        getRuntimeContext()
                                .getState(new ValueStateDescriptor<>("stands", Types.STRING)));
    }

    @Override
    public void processElement(InhibitNews news, Context context, Collector<InhibitVerdict> out)
            throws Exception {
        InhibitMeeting.apply(memory, news, out::collect);
    }

    private record Kept(
            MapState<String, Long> causesKept,
            MapState<String, Boolean> targetsKept,
            ValueState<String> standing)
            implements InhibitMeeting.Memory {
        @Override
        public Iterable<Map.Entry<String, Long>> causes() throws Exception {
            return causesKept.entries();
        }

        @Override
        public void putCause(String alertId, long since) throws Exception {
            causesKept.put(alertId, since);
        }

        @Override
        public void removeCause(String alertId) throws Exception {
            causesKept.remove(alertId);
        }

        @Override
        public Iterable<String> targets() throws Exception {
            return targetsKept.keys();
        }

        @Override
        public void putTarget(String alertId) throws Exception {
            targetsKept.put(alertId, true);
        }

        @Override
        public void removeTarget(String alertId) throws Exception {
            targetsKept.remove(alertId);
        }

        @Override
        public String stands() throws Exception {
            return standing.value();
        }

        @Override
        public void stands(String alertId) throws Exception {
            standing.update(alertId);
        }
    }
}
