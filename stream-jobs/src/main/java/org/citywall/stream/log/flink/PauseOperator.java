package org.citywall.stream.log.flink;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.LogPause;
import org.citywall.stream.log.PartitionTime;

/**
 * Runs a function per key, and tells it when its own time stood still: watermarks of a log with
 * ticks come in small steps. An input knows the pause of its partition ({@link PauseFunction}), a
 * timer that is due right behind the pause has no input to tell it.
 *
 * <p>The time is state, as that of partitions is: the pause may begin at a checkpoint and end with
 * the first watermark after the start from it. Of all subtasks of then the one that was furthest
 * counts: a pause must not be seen where there was none.
 */
public final class PauseOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {
    private static final long serialVersionUID = 1L;

    private final PauseListener listener;
    private final Duration standstill;
    private transient ListState<PartitionTime> kept;
    private transient PartitionTime time;

    /**
     * @param function the rules
     * @param standstill a larger jump of time means that nobody could be heard
     */
    public <F extends KeyedProcessFunction<K, I, O> & PauseListener> PauseOperator(
            F function, Duration standstill) {
        super(function);
        this.listener = function;
        this.standstill = standstill;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        kept =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(
                                        "log-time", TypeInformation.of(PartitionTime.class)));
        for (PartitionTime each : kept.get()) {
            time = time == null ? each : time.orNewer(each);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (time != null && time.pause() != null) {
            listener.paused(time.pause());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        kept.update(time == null ? List.of() : List.of(time));
        super.snapshotState(context);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
            pass(mark.getTimestamp());
        }
        super.processWatermark(mark);
    }

    private void pass(long to) {
        LogPause known = time == null ? null : time.pause();
        time =
                time == null
                        ? new PartitionTime(FromLog.NO_TIME, to, null)
                        : time.next(to, standstill);
        if (!Objects.equals(time.pause(), known)) {
            listener.paused(time.pause());
        }
    }
}
