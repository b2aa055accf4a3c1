package org.citywall.stream.slope.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.citywall.contracts.slope.RainView;
import org.junit.jupiter.api.Test;

/** A running total grows by rain, and by nothing else. */
class RainGaugeTest {
    private static final Offset<Double> ROUNDED = Offset.offset(0.001);
    private static final int DAY = 144;

    private RainGauge gauge = RainGauge.EMPTY;

    @Test
    void aTotalThatFallsALittleIsNoResetAndDoesNotRainWhenItRisesAgain() {
        totals(1_000, 300, 300.6, 300.4, 300.6, 300.8);

        assertThat(gauge.sum(24, 1_004)).isCloseTo(0.8, ROUNDED);
    }

    @Test
    void aTotalThatFallsFarButNotToNothingIsAnotherGauge() {
        totals(1_000, 300, 300, 104, 105);

        assertThat(gauge.sum(24, 1_003)).isCloseTo(1, ROUNDED);
    }

    @Test
    void aResetCountsFromZero() {
        totals(1_000, 300, 302, 3, 5);

        assertThat(gauge.sum(24, 1_003)).isCloseTo(7, ROUNDED);
    }

    /** 110 mm in the 23 h of a gap are not 110 mm in ten minutes. */
    @Test
    void whatFellInAGapIsSpreadOverIt() {
        totals(1_000, 100);
        totals(1_000 + 138, 210);

        assertThat(gauge.sum(1, 1_138)).isCloseTo(110 / 23.0, ROUNDED);
        assertThat(gauge.sum(24, 1_138)).isCloseTo(110, ROUNDED);
        assertThat(table(1_138).level()).isGreaterThan(2);
    }

    @Test
    void ofAGapLongerThanTheMemoryTheEndIsKept() {
        totals(1_000, 100);
        totals(1_000 + 10 * DAY, 200);

        assertThat(gauge.slots()).hasSize(432);
        assertThat(gauge.sum(72, 1_000 + 10 * DAY)).isCloseTo(30, Offset.offset(0.01));
    }

    @Test
    void moreThanCanFallInTenMinutesIsAFaultOfTheGauge() {
        totals(1_000, 100, 201, 202);
        assertThat(gauge.sum(1, 1_002)).isCloseTo(1, ROUNDED);

        gauge = gauge.with(1_003, false, Map.of("value", 120.0));
        assertThat(gauge.sum(1, 1_003)).isCloseTo(1, ROUNDED);
    }

    /** An amount tells when it fell: in the message's own ten minutes or hour. */
    @Test
    void anAmountIsNotSpread() {
        gauge = gauge.with(1_000, false, Map.of("value", 1.0));
        gauge = gauge.with(1_006, false, Map.of("value", 60.0));

        assertThat(gauge.sum(1, 1_006)).isCloseTo(60, ROUNDED);
    }

    @Test
    void anAmountBetweenTotalsIsNotCountedAgainByTheNextTotal() {
        totals(1_000, 100);
        gauge = gauge.with(1_001, false, Map.of("value", 4.0));
        totals(1_002, 105);

        assertThat(gauge.sum(1, 1_002)).isCloseTo(5, ROUNDED);
    }

    private RainView table(int slot) {
        return RainTable.of(hours -> gauge.sum(hours, slot), false);
    }

    private void totals(int slot, double... totals) {
        for (int i = 0; i < totals.length; i++) {
            gauge = gauge.with(slot + i, false, Map.of("totalValue", totals[i]));
        }
    }
}
