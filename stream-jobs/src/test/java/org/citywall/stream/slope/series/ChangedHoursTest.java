package org.citywall.stream.slope.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChangedHoursTest {
    private static Bins dense(int size) {
        Bins bins = Bins.empty(2);
        for (int slot = 600; slot < 600 + size; slot++) {
            bins = bins.with(slot, new double[] {slot, -slot});
        }
        return bins;
    }

    @Test
    void oneReadingChangesItsHour() {
        Bins old = dense(60);

        assertThat(ChangedHours.of(old, old)).isEmpty();
        assertThat(ChangedHours.of(null, dense(7))).containsExactly(100, 101);
        assertThat(ChangedHours.of(old, old.with(660, new double[] {1, 1}))).containsExactly(110);
        assertThat(ChangedHours.of(old, old.with(619, new double[] {1, 1}))).containsExactly(103);
        assertThat(ChangedHours.of(old, old.with(590, new double[] {1, 1}))).containsExactly(98);
    }

    @Test
    void aShiftChangesEveryHourSince() {
        Bins old = dense(60);

        assertThat(ChangedHours.of(old, old.shifted(655, new double[] {0, 3})))
                .containsExactly(109);
        assertThat(ChangedHours.of(old, old.shifted(640, new double[] {5, 0})))
                .containsExactly(106, 107, 108, 109);
    }

    @Test
    void whatIsDroppedForItsAgeIsNoChange() {
        Bins old = dense(Bins.MOST);
        Bins now = old.with(600 + Bins.MOST, new double[] {1, 1});

        assertThat(now.size()).isEqualTo(Bins.MOST);
        assertThat(ChangedHours.of(old, now)).containsExactly((600 + Bins.MOST) / 6);
        assertThat(ChangedHours.of(now, now.with(602, new double[] {1, 1})))
                .as("the first hour has lost a bin")
                .isEmpty();
    }

    /** Against the plain definition, bin by bin. */
    @Test
    void itFindsWhatAPlainComparisonFinds() {
        Random random = new Random(7);
        Bins bins = Bins.empty(1);
        for (int i = 0; i < 3_000; i++) {
            Bins before = bins;
            int slot = 600 + i / 5 - random.nextInt(random.nextInt(10) == 0 ? 300 : 2);
            if (!bins.isTooOld(slot)) {
                bins = bins.with(slot, new double[] {random.nextGaussian()});
            }
            assertThat(ChangedHours.of(before, bins)).isEqualTo(plain(before, bins));
        }
    }

    private static Set<Integer> plain(Bins old, Bins now) {
        Set<Integer> hours = new TreeSet<>();
        int lost = now.size() == Bins.MOST ? now.slot(0) / Slots.PER_HOUR : -1;
        for (int i = 0; i < now.size(); i++) {
            int j = old.from(now.slot(i));
            boolean same =
                    j < old.size()
                            && old.slot(j) == now.slot(i)
                            && old.counts()[j] == now.counts()[i]
                            && old.value(j, 0) == now.value(i, 0);
            if (!same && now.slot(i) / Slots.PER_HOUR > lost) {
                hours.add(now.slot(i) / Slots.PER_HOUR);
            }
        }
        return hours;
    }
}
