package org.citywall.stream.io;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a partition whose time never goes back (LogAppendTime): every record moves them,
 * and nothing else does.
 *
 * <p>Flink's own monotonous watermarks are sent by the wall clock, so a job that catches up after
 * an outage sees its time jump by minutes. Here time moves in the same small steps however fast the
 * log is read, so timers fire between the same records as they did live.
 */
public final class LogTimeWatermarks<T> implements WatermarkGenerator<T> {
    /** Steps smaller than this are not worth a message to every subtask. */
    private static final long STEP_MS = 20;

    private long sent = Long.MIN_VALUE;

    /** Event time is the time at which the broker appended the record. */
    public static <T> WatermarkStrategy<T> strategy() {
        return WatermarkStrategy.forGenerator(context -> new LogTimeWatermarks<>());
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        long watermark = eventTimestamp - 1; // More records of this millisecond may follow.
        if (sent == Long.MIN_VALUE || watermark - sent >= STEP_MS) {
            sent = watermark;
            output.emitWatermark(new Watermark(watermark));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // The wall clock has no say; ticks of the gateways keep time going.
    }
}
