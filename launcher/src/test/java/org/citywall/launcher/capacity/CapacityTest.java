package org.citywall.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CapacityTest {
    static List<Town> towns() {
        return Town.ALL;
    }

    /**
     * By hand: 1,500 ÷ 60 + 100 ÷ 60 + 5,000 ÷ 60 + 500 × 8 ÷ 86,400 = 110.05; twice at the peak.
     */
    @Test
    void aStreetIsWhatTheFormulasGiveByHand() {
        Capacity street = Capacity.of(Town.STREET);

        assertThat(street.ingest()).isCloseTo(220.1, within(0.1));
        assertThat(street.chainCores()).isCloseTo(220.1 * 2 / 2_125 / 0.5, within(0.01));
        assertThat(street.ebikeCores()).isCloseTo(83.33 * 2 * 10.8e-6 / 0.5, within(0.0001));
        assertThat(street.partitions()).isEqualTo(1);
        assertThat(street.gateways()).isEqualTo(1);
        assertThat(street.memoryGib()).isEqualTo(1 + 2 + 22);
        // 25 × 470 + 1.67 × 465 + 83.3 × 604 + 0.046 × 2,564 B/s, and 5,000 sessions of 350 B a day
        assertThat(street.brokerDiskGib()).isCloseTo(35.5, within(0.5));
    }

    @ParameterizedTest
    @MethodSource("towns")
    void whatEndsFirstStandsFirstAndNothingIsNothing(Town town) {
        assertThat(Capacity.of(town).limits())
                .isSortedAccordingTo(Comparator.comparingDouble(Capacity.Limit::share).reversed())
                .allMatch(limit -> limit.needed() > 0 && limit.most() > 0);
    }

    @Test
    void eightTimesTheDistrictIsEightTimesTheLoad() {
        assertThat(Capacity.of(Town.CITY).ingest())
                .isCloseTo(8 * Capacity.of(Town.DISTRICT).ingest(), within(1e-6));
        assertThat(Town.CITY.people()).isEqualTo(20_000_000);
    }

    @Test
    void numbersAreRoundedToWhatTheyMean() {
        assertThat(CapacityPage.number(0.000_123)).isEqualTo("< 0.01");
        assertThat(CapacityPage.number(0.0123)).isEqualTo("0.012");
        assertThat(CapacityPage.number(1.26)).isEqualTo("1.3");
        assertThat(CapacityPage.number(12_345.6)).isEqualTo("12,346");
        assertThat(CapacityPage.number(4)).isEqualTo("4");
    }
}
