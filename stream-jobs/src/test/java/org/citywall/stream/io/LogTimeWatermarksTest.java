package org.citywall.stream.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class LogTimeWatermarksTest {
    private final LogTimeWatermarks<String> watermarks = new LogTimeWatermarks<>();
    private final List<Long> sent = new ArrayList<>();

    @Test
    void recordsMoveTimeInSmallSteps() {
        for (long time : new long[] {1_000, 1_000, 1_005, 1_019, 1_020, 1_250, 1_200, 1_500}) {
            watermarks.onEvent("", time, output());
        }

        assertThat(sent).containsExactly(999L, 1_019L, 1_249L, 1_499L);
    }

    @Test
    void theWallClockDoesNot() {
        watermarks.onEvent("", 1_000, output());
        watermarks.onPeriodicEmit(output());

        assertThat(sent).hasSize(1);
    }

    private WatermarkOutput output() {
        return new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                sent.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {
                throw new AssertionError("a partition is never idle");
            }

            @Override
            public void markActive() {}
        };
    }
}
