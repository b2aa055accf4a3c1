package org.citywall.stream.ticket.flink;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.stream.ticket.TicketInput;

/**
 * Runs {@link TicketFunction}, and after a new version of the rules looks at every case once, in
 * slices: with each step of time so many cases get a timer that is due at once. All at a time would
 * let events wait for as long as a million cases take.
 */
public final class TicketOperator
        extends CoBroadcastWithKeyedOperator<String, TicketInput, TicketInput, TicketChange> {
    private static final long serialVersionUID = 1L;

    private final int slice;
    private transient Stream<String> keys;
    private transient Iterator<String> sweep;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient boolean restored;
    private transient ListState<Long> sweptState;

    /** Version of the rules for which every case was looked at. */
    private transient long swept;

    /** Version of the rules for which the sweep looks. */
    private transient long sweeping;

    /**
     * @param function the rules
     * @param slice cases per step of time
     */
    public TicketOperator(TicketFunction function, int slice) {
        super(function, List.of(TicketFunction.RULES));
        this.slice = slice;
    }

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
        if (swept < version()) {
            begin(); // Where in its course a sweep was is not remembered.
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        sweptState.update(List.of(swept));
        super.snapshotState(context);
    }

    /** A case may come from any of the subtasks that were: the one that was least far counts. */
    private long leastSwept() throws Exception {
        long least = Long.MAX_VALUE;
        for (long each : sweptState.get()) {
            least = Math.min(least, each);
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    private long version() throws Exception {
        return TicketFunction.version(
                getOperatorStateBackend().getBroadcastState(TicketFunction.RULES));
    }

    @Override
    public void processElement2(StreamRecord<TicketInput> rules) throws Exception {
        super.processElement2(rules);
        long version = version();
        if (version > swept && (sweep == null || version > sweeping)) {
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

    boolean isSweeping() {
        return sweep != null;
    }

    private void begin() throws Exception {
        end();
        sweeping = version();
        keys =
                this.<String>getKeyedStateBackend()
                        .getKeys(TicketFunction.STATE, VoidNamespace.INSTANCE);
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
