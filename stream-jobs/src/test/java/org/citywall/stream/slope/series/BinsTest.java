package org.citywall.stream.slope.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinsTest {
    @Test
    void readingsOfASlotAreAveraged() {
        Bins bins = Bins.empty(2).with(7, new double[] {1, 10}).with(7, new double[] {3, 20});

        assertThat(bins.size()).isEqualTo(1);
        assertThat(bins.value(0, 0)).isEqualTo(2);
        assertThat(bins.value(0, 1)).isEqualTo(15);
    }

    @Test
    void lateReadingsFindTheirPlace() {
        Bins bins = of(1, 5, 9).with(3, new double[] {3});

        assertThat(bins.slots()).containsExactly(1, 3, 5, 9);
        assertThat(bins.values()).containsExactly(1, 3, 5, 9);
        assertThat(bins.mean(3, 9)).containsExactly(4);
        assertThat(bins.mean(6, 9)).isNull();
    }

    @Test
    void theOldestGoesWhenItIsFull() {
        Bins bins = Bins.empty(1);
        for (int slot = 0; slot < 1_000; slot++) {
            bins = bins.with(slot, new double[] {slot});
        }
        assertThat(bins.size()).isEqualTo(Bins.MOST);
        assertThat(bins.slot(0)).isEqualTo(1_000 - Bins.MOST);
        assertThat(bins.isTooOld(500)).isTrue();

        Bins sparse = Bins.empty(1);
        for (int slot = 0; slot < 2_000; slot += 2) {
            sparse = sparse.with(slot, new double[] {slot});
        }
        sparse = sparse.with(1_501, new double[] {-1});
        assertThat(sparse.size()).isEqualTo(Bins.MOST);
        assertThat(sparse.slots()).isSorted();
        assertThat(sparse.value(sparse.from(1_501), 0)).isEqualTo(-1);
        assertThat(sparse.lastSlot()).isEqualTo(1_998);
    }

    private static Bins of(int... slots) {
        Bins bins = Bins.empty(1);
        for (int slot : slots) {
            bins = bins.with(slot, new double[] {slot});
        }
        return bins;
    }
}
