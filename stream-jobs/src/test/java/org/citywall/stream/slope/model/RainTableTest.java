package org.citywall.stream.slope.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.RainView;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;

class RainTableTest {
    @Test
    void nationalSignals() {
        assertThat(steady(12, 50 / 12.0).level()).isEqualTo(Level.BLUE);
        assertThat(steady(6, 50 / 6.0).level()).isEqualTo(Level.YELLOW);
        assertThat(steady(3, 50 / 3.0).level()).isEqualTo(Level.ORANGE);
        assertThat(steady(3, 100 / 3.0).level()).isEqualTo(Level.RED);
        assertThat(steady(24, 2).level()).isEqualTo(SlopeView.NO_LEVEL);
    }

    @Test
    void aDayOfRainReachesTheInitiationOfLandslides() {
        RainView rain = steady(24, 8.34);

        assertThat(rain.level()).isEqualTo(Level.ORANGE);
        assertThat(rain.reason()).isEqualTo("24 小时雨量 200 mm ≥ 200 mm（滑坡启动雨量）");
        assertThat(rain.hours6()).isBetween(50.0, 50.1);
    }

    @Test
    void caineIsAnOption() {
        assertThat(RainTable.of(hours -> 4.4 * Math.min(hours, 24), true).level())
                .isEqualTo(Level.ORANGE);
        assertThat(RainTable.of(hours -> 4.1 * Math.min(hours, 24), false).level())
                .isEqualTo(SlopeView.NO_LEVEL);
    }

    @Test
    void aGaugeSumsWhatItsTotalGrewAndCountsFromZeroAfterAReset() {
        RainGauge gauge = RainGauge.EMPTY;
        double[] totals = {100, 104, 104, 3, 5};
        for (int i = 0; i < totals.length; i++) {
            gauge = gauge.with(1_000 + i, false, Map.of("totalValue", totals[i], "value", 99.0));
        }

        assertThat(gauge.sum(1, 1_004)).isEqualTo(9);
        assertThat(gauge.slots()).hasSize(3);
    }

    @Test
    void aGaugeTakesLateReadingsAndForgetsTheOldestSlot() {
        RainGauge gauge = RainGauge.EMPTY;
        for (int slot = 0; slot < 600; slot++) {
            gauge = gauge.with(10_000 + slot, false, Map.of("value", 1.0));
        }
        gauge = gauge.with(10_590, true, Map.of("value", 2.0));

        assertThat(gauge.slots()).hasSize(432);
        assertThat(gauge.sum(72, 10_599)).isEqualTo(434);
        assertThat(gauge.sum(1, 10_589)).isEqualTo(6);
    }

    /** Two messages of one slot, the later one first: its total did not fall to the earlier one. */
    @Test
    void aTotalThatComesLateIsNoReset() {
        RainGauge gauge = RainGauge.EMPTY.with(1_000, false, Map.of("totalValue", 300.0));
        gauge = gauge.with(1_001, false, Map.of("totalValue", 300.4));
        gauge = gauge.with(1_001, true, Map.of("totalValue", 300.2));

        assertThat(gauge.sum(1, 1_001)).isBetween(0.39, 0.41);
        assertThat(gauge.total()).isEqualTo(300.4);
    }

    private static RainView steady(int hoursOfRain, double mmPerHour) {
        return RainTable.of(hours -> mmPerHour * Math.min(hours, hoursOfRain), false);
    }
}
