package org.citywall.gateway.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldBytesTest {
    private final HeldBytes held = new HeldBytes();

    @Test
    void laterBytesDoNotRenewTheTimeOfTheFirst() {
        held.came(40, 1_000);
        held.keep(40);
        held.came(40, 2_000);
        held.keep(80);
        assertThat(held.sinceMs()).isEqualTo(1_000);
    }

    @Test
    void frameBehindAnEndedOneHasATimeOfItsOwn() {
        held.came(40, 1_000);
        held.keep(40);
        held.came(40, 2_000);
        held.keep(39);
        assertThat(held.sinceMs()).isEqualTo(2_000);
        held.came(5, 3_000);
        held.keep(0);
        held.came(5, 9_000);
        held.keep(5);
        assertThat(held.sinceMs()).isEqualTo(9_000);
    }

    @Test
    void bytesOfOneMomentCountAsComeTogether() {
        for (int i = 0; i < 50; i++) {
            held.came(1, 1_000 + i);
            held.keep(i + 1);
        }
        held.keep(1);
        assertThat(held.sinceMs()).isEqualTo(1_000);
    }

    @Test
    void timeBeginsAnewWhenReadingDoes() {
        held.came(40, 1_000);
        held.keep(40);
        held.restart(60_000);
        assertThat(held.sinceMs()).isEqualTo(60_000);
        held.keep(0);
        held.restart(61_000);
        held.came(1, 70_000);
        held.keep(1);
        assertThat(held.sinceMs()).isEqualTo(70_000);
    }
}
