package org.citywall.stream.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
    private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void remembersUntilTheEnd() {
        SeenIds seen = SeenIds.NONE.with("a", T0.plusSeconds(10), 4);

        assertThat(seen.contains("a", T0.plusSeconds(9))).isTrue();
        assertThat(seen.contains("a", T0.plusSeconds(10))).isFalse();
        assertThat(seen.contains("b", T0)).isFalse();
    }

    @Test
    void theFirstToEndMakesRoom() {
        SeenIds seen =
                SeenIds.NONE
                        .with("late", T0.plusSeconds(9), 2)
                        .with("early", T0.plusSeconds(1), 2)
                        .with("new", T0.plusSeconds(5), 2);

        assertThat(seen.until()).containsOnlyKeys("late", "new");
    }

    @Test
    void pruningKeepsWhatHolds() {
        SeenIds seen = SeenIds.NONE.with("a", T0.plusSeconds(1), 9).with("b", T0.plusSeconds(2), 9);

        assertThat(seen.pruned(T0)).isSameAs(seen);
        assertThat(seen.pruned(T0.plusSeconds(1)).until()).containsOnlyKeys("b");
        assertThat(seen.lastEnd()).isEqualTo(T0.plusSeconds(2));
    }
}
