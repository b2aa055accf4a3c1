package org.citywall.stream.slope.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeenTimesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aTimeIsKnownToTenSeconds() {
        SeenTimes seen = SeenTimes.NONE.with(START.plusSeconds(13));

        assertThat(seen.contains(START.plusSeconds(13))).isTrue();
        assertThat(seen.contains(START.plusSeconds(19))).isTrue();
        assertThat(seen.contains(START.plusSeconds(9))).isFalse();
        assertThat(seen.contains(START.plusSeconds(20))).isFalse();
        assertThat(SeenTimes.NONE.contains(START)).isFalse();
    }

    @Test
    void theEdgeOfTheMemoryIsInside() {
        Instant newest = START.plus(SeenTimes.MEMORY);
        SeenTimes seen = SeenTimes.NONE.with(newest).with(START);

        assertThat(seen.contains(START)).isTrue();
        assertThat(seen.contains(newest)).isTrue();
        assertThat(seen.with(newest.plusSeconds(3_600)).contains(START)).isFalse();
        assertThat(seen.with(START.minusSeconds(86_400))).isSameAs(seen);
    }

    /** In any order, with pauses longer than the memory: as a set that forgets. */
    @Test
    void itKnowsWhatASetWouldKnow() {
        Random random = new Random(5);
        SeenTimes seen = SeenTimes.NONE;
        TreeSet<Long> cells = new TreeSet<>();
        long newest = 0;
        for (int i = 0; i < 20_000; i++) {
            newest += random.nextInt(4_000) == 0 ? random.nextInt(40_000) : random.nextInt(20);
            long cell = newest - (random.nextInt(3) == 0 ? random.nextInt(25_000) : 0);
            seen = seen.with(at(cell));
            cells.add(cell);
            newest = cells.last();
            long asked = newest - random.nextInt(25_921);
            assertThat(seen.contains(at(asked))).isEqualTo(cells.contains(asked));
        }
        assertThat(seen.bits()).hasSize(406);
    }

    private static Instant at(long cell) {
        return START.plusSeconds(10 * cell);
    }
}
