package org.citywall.stream.ticket.flink;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateInitializationContext;
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
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
        if (restored) {
            begin(); // A sweep that was under way is not remembered.
        }
    }

    @Override
    public void processElement2(StreamRecord<TicketInput> rules) throws Exception {
        super.processElement2(rules);
        begin();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (sweep != null && mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
            for (int i = 0; i < slice && sweep.hasNext(); i++) {
                setCurrentKey(sweep.next());
                timers.registerEventTimeTimer(VoidNamespace.INSTANCE, mark.getTimestamp());
            }
            if (!sweep.hasNext()) {
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

    private void begin() {
        end();
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
