package org.citywall.stream.flink;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs a function that is judged by broadcast rules, and after new rules looks at every key once,
 * in slices: with each step of time so many keys get a timer that is due at once. All at a time
 * would let inputs wait for as long as all keys take. A sweep that a failure cut short begins anew:
 * to look twice changes nothing.
 */
public abstract class SweepOperator<IN, RULE, OUT>
        extends CoBroadcastWithKeyedOperator<String, IN, RULE, OUT> {
    private static final long serialVersionUID = 1L;

    private final String state;
    private final int slice;
    private transient Stream<String> keys;
    private transient Iterator<String> sweep;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient boolean restored;
    private transient ListState<Long> sweptState;

    /** What the rules were for which every key was looked at. */
    private transient long swept;

    /** What the rules are for which the sweep looks. */
    private transient long sweeping;

    /**
     * @param function what is run
     * @param rules its broadcast state
     * @param state name of the keyed state whose keys are looked at
     * @param slice keys per step of time
     */
    protected SweepOperator(
            KeyedBroadcastProcessFunction<String, IN, RULE, OUT> function,
            MapStateDescriptor<?, ?> rules,
            String state,
            int slice) {
        super(function, List.of(rules));
        this.state = state;
        this.slice = slice;
    }

    /** A number that is another for other rules; not 0. */
    protected abstract long version() throws Exception;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
        sweptState =
                context.getOperatorStateStore()
                        .getUnionListState(new ListStateDescriptor<>("swept", Types.LONG));
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
        swept = restored ? leastSwept() : version();
        if (swept != version()) {
            begin(); // Where in its course a sweep was is not remembered.
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        sweptState.update(List.of(swept));
        super.snapshotState(context);
    }

    /** A key may come from any of the subtasks that were: one that was not as far counts. */
    private long leastSwept() throws Exception {
        long version = version();
        boolean any = false;
        for (long each : sweptState.get()) {
            if (each != version) {
                return each;
            }
            any = true;
        }
        return any ? version : 0;
    }

    @Override
    public void processElement2(StreamRecord<RULE> rules) throws Exception {
        super.processElement2(rules);
        if (version() != (sweep == null ? swept : sweeping)) {
            begin();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (sweep != null && mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
            for (int i = 0; i < slice && sweep.hasNext(); i++) {
                setCurrentKey(sweep.next());
                timers.registerEventTimeTimer(VoidNamespace.INSTANCE, mark.getTimestamp());
            }
            if (!sweep.hasNext()) {
                swept = sweeping;
                end();
            }
        }
        super.processWatermark(mark);
    }

    @Override
    public void close() throws Exception {
        end();
        super.close();
    }

    /** Whether keys are still to be looked at. */
    public boolean isSweeping() {
        return sweep != null;
    }

    private void begin() throws Exception {
        end();
        sweeping = version();
        keys = this.<String>getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE);
        if (getKeyedStateBackend() instanceof HeapKeyedStateBackend) {
            // A map cannot change under its own iterator; a snapshot of RocksDB does not mind.
            List<String> all = keys.toList();
            end();
            sweep = all.iterator();
        } else {
            sweep = keys.iterator();
        }
    }

    private void end() {
        sweep = null;
        if (keys != null) {
            keys.close();
            keys = null;
        }
    }
}
