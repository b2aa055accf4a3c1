package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slope that fails at day 100 after 60 uniform days: when each level comes. */
class FukuzonoTest {
    private static final String KEY = "C1/L1_LF_1";
    private static final int HOURS = 2_399;

    private final SlopeRun run = new SlopeRun(true);
    private double orange = Double.POSITIVE_INFINITY;
    private double red = Double.POSITIVE_INFINITY;
    private SlopeForecast atDay95;

    @Test
    void exactHourlySeriesIsOrangeAtDay93AndRedBeforeDay97() {
        for (int hour = 0; hour < HOURS; hour++) {
            take(hour / 24.0, Series.fukuzono(hour / 24.0));
        }

        assertOnTime();
    }

    @Test
    void recordedExactSeriesGivesTheSame() throws IOException {
        for (String line : Outside.lines("slope_fukuzono_exact.csv")) {
            String[] cells = line.split(",", -1);
            take(Double.parseDouble(cells[0]) / 24, Double.parseDouble(cells[1]));
        }

        assertOnTime();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void noiseAndOutliersNeitherRaiseItEarlyNorHoldItBack(int seed) {
        Random random = new Random(seed);
        for (int hour = 0; hour < HOURS; hour++) {
            double day = hour / 24.0;
            take(day, Series.noisy(Series.fukuzono(day), random, 2, 0.05));
        }

        assertThat(orange).isGreaterThan(85);
        assertThat(red).isBetween(96.0, 98.5);
        assertThat(run.motion(KEY).own().mmPerDay()).isBetween(0.45, 0.55);
    }

    @Test
    void uniformStageRaisesNothing() {
        for (int hour = 0; hour < 60 * 24; hour++) {
            take(hour / 24.0, Series.fukuzono(hour / 24.0));
            assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        }
    }

    /** The same slope seen by GNSS whose axes lie across the movement. */
    @Test
    void vectorOfGnssIsJudgedByItsLength() {
        for (int hour = 0; hour < HOURS; hour++) {
            double mm = Series.fukuzono(hour / 24.0);
            var at = SlopeRun.day(hour / 24.0);
            var values =
                    java.util.Map.of(
                            "gpsTotalX",
                            0.6 * mm,
                            "gpsTotalY",
                            -0.64 * mm,
                            "gpsTotalZ",
                            -0.48 * mm);
            run.read("G1", SlopeInstrument.GNSS, "L1_GP_1", values, at, at);
            remember(hour / 24.0);
        }

        assertThat(orange).isBetween(92.9, 93.5);
        assertThat(red).isBetween(96.5, 97.0);
    }

    /** Every level says why, with numbers, and what would change it. */
    @Test
    void levelsCarryTheirReasonsAndTheNextThing() {
        List<String> reasons = new ArrayList<>();
        List<String> next = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            int before = run.level();
            take(hour / 24.0, Series.fukuzono(hour / 24.0));
            if (run.level() < before) {
                reasons.add(String.join("；", run.view.reasons()));
                next.add(run.view.next());
            }
        }

        assertThat(reasons.get(3))
                .contains("C1 L1_LF_1：速率 5.86±0.09 mm/d（6 h 窗） → 橙色")
                .contains("切线角 85.1°（匀速速率 0.50 mm/d，第 1 版，未批准） → 红色")
                .contains("加速度仍在增大")
                .contains("近 5 次评估 3 次达到红色");
        assertThat(next.get(2)).contains("速率 2.87，升到 5.72 mm/d且加速度继续增大（5 次评估中 3 次）：升为红色");
        assertThat(next.get(3)).isEqualTo("连续 6 次评估低于红色且满 48 小时：降级");
    }

    private void take(double day, double mm) {
        run.crack("C1", SlopeRun.day(day), mm);
        remember(day);
        if (Math.abs(day - 95) < 1e-9) {
            atDay95 = run.forecast(KEY);
        }
    }

    private void remember(double day) {
        if (run.level() <= Level.ORANGE && orange > day) {
            orange = day;
        }
        if (run.level() == Level.RED && red > day) {
            red = day;
        }
    }

    private void assertOnTime() {
        assertThat(orange).isBetween(92.9, 93.5);
        assertThat(red).isBetween(96.5, 97.0);
        assertThat(atDay95.open()).isTrue();
        assertThat(SlopeRun.dayOf(atDay95.failAt())).isBetween(99.9, 100.1);
        ReferenceRate own = run.motion(KEY).own();
        assertThat(own.mmPerDay()).isBetween(0.499, 0.501);
        assertThat(own.version()).isEqualTo(1);
        assertThat(own.approvedBy()).isNull();
    }
}
