package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private final Circuits circuits = new Circuits(3, Duration.ofSeconds(30));

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuits.failed("webhook", "a", NOW);
        }
    }

    @Test
    void anAddressIsLeftAloneAfterSoManyFailuresInARow() {
        fail(2);
        assertThat(circuits.openUntil("webhook", "a", NOW)).isNull();
        fail(1);
        assertThat(circuits.openUntil("webhook", "a", NOW)).isEqualTo(NOW.plusSeconds(30));
        assertThat(circuits.openUntil("webhook", "b", NOW)).isNull();
        assertThat(circuits.openUntil("sms", "a", NOW)).isNull();
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        fail(2);
        circuits.answered("webhook", "a");
        fail(2);
        assertThat(circuits.openUntil("webhook", "a", NOW)).isNull();
    }

    @Test
    void afterAWhileOneTriesAndTheOthersWaitForWhatBecomesOfIt() {
        fail(3);
        Instant later = NOW.plusSeconds(30);
        assertThat(circuits.openUntil("webhook", "a", later)).isNull();
        circuits.begin("webhook", "a", later, Duration.ofSeconds(5));
        assertThat(circuits.openUntil("webhook", "a", later)).isEqualTo(later.plusSeconds(5));

        circuits.failed("webhook", "a", later);
        assertThat(circuits.openUntil("webhook", "a", later)).isEqualTo(later.plusSeconds(30));
        circuits.answered("webhook", "a");
        assertThat(circuits.openUntil("webhook", "a", later)).isNull();
    }

    @Test
    void aTryAtAnAddressThatIsWellKeepsNobodyElseFromIt() {
        fail(2);
        circuits.begin("webhook", "a", NOW, Duration.ofSeconds(5));
        assertThat(circuits.openUntil("webhook", "a", NOW)).isNull();
    }

    @Test
    void whoTriesAnAddressThatIsLeftAloneIsKnown() {
        fail(3);
        assertThat(circuits.isTried("webhook", "a", NOW)).isFalse();
        circuits.begin("webhook", "a", NOW, Duration.ofSeconds(5));
        assertThat(circuits.isTried("webhook", "a", NOW)).isTrue();
        assertThat(circuits.isTried("webhook", "a", NOW.plusSeconds(5))).isFalse();
        circuits.failed("webhook", "a", NOW);
        assertThat(circuits.isTried("webhook", "a", NOW)).isFalse();
    }
}
