package org.citywall.stream.log.flink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.LogInput;
import org.citywall.stream.log.LogPause;
import org.citywall.stream.log.PartitionTime;

/**
 * Stands right behind the source: drops ticks, and tells each input of the newest pause of its
 * partition.
 *
 * <p>The time of each partition is state. A checkpoint at the very end of the log, and a start that
 * finds the log as it was, see no other record before the pause. It is union state: whoever is
 * given a partition after a restore must know it, and who that is only the source decides.
 */
public final class PauseFunction<T extends LogInput<T>> extends ProcessFunction<FromLog<T>, T>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final Duration standstill;
    private transient Map<Integer, PartitionTime> times;
    private transient ListState<PartitionTime> kept;

    /**
     * @param standstill a larger jump of a partition's time means that nobody could be heard
     */
    public PauseFunction(Duration standstill) {
        this.standstill = standstill;
    }

    /** How Flink knows what it reads. */
    @SuppressWarnings("unchecked") // A class literal knows no type arguments.
    public static <T> TypeInformation<FromLog<T>> typeOf(TypeInformation<T> input) {
        return (TypeInformation<FromLog<T>>)
                (TypeInformation<?>)
                        Types.POJO(FromLog.class, Map.of("partition", Types.INT, "input", input));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        kept =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(
                                        "partition-times",
                                        TypeInformation.of(PartitionTime.class)));
        times = new HashMap<>();
        for (PartitionTime time : kept.get()) {
            times.merge(time.partition(), time, PartitionTime::orNewer);
        }
    }

    /** Also of partitions that others read: what none has read since would be forgotten else. */
    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        kept.update(new ArrayList<>(times.values()));
    }

    @Override
    public void processElement(FromLog<T> read, Context context, Collector<T> out) {
        LogPause pause = pauseBefore(read.partition(), context.timestamp());
        List<T> addressed = read.input().addressed();
        for (T input : addressed) {
            out.collect(pause == null ? input : input.after(pause));
        }
    }

    private LogPause pauseBefore(int partition, long timeMs) {
        if (partition == FromLog.NO_TIME) {
            return null;
        }
        PartitionTime before = times.get(partition);
        PartitionTime now =
                before == null
                        ? new PartitionTime(partition, timeMs, null)
                        : before.next(timeMs, standstill);
        times.put(partition, now);
        return now.pause();
    }
}
