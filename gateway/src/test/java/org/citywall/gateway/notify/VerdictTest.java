package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.citywall.gateway.notify.Verdict.Next;
import org.citywall.gateway.webhook.DeliveryTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static Verdict of(int status, Verdict.Standing standing, boolean isLeftAlone) {
        return Verdict.of(DeliveryTry.of(status, null, NOW), standing, isLeftAlone, 0, NOW);
    }

    private static Verdict.Standing standing(int level, int attempts, int deadlineS, boolean next) {
        return new Verdict.Standing(level, attempts, NOW.plusSeconds(deadlineS), next);
    }

    @ParameterizedTest
    @CsvSource({"200,SENT", "204,SENT", "400,PASS", "404,PASS", "429,AGAIN", "503,AGAIN"})
    void theAnswerDecides(int status, Next next) {
        assertThat(of(status, standing(1, 1, 60, true), false).next()).isEqualTo(next);
        assertThat(of(status, standing(4, 1, 600, false), false).next()).isEqualTo(next);
    }

    @Test
    void aTryThatWouldComeAfterTheDeadlineIsNotWaitedFor() {
        assertThat(of(503, standing(1, 3, 8, true), false).at()).isEqualTo(NOW.plusSeconds(8));
        assertThat(of(503, standing(1, 3, 7, true), false).next()).isEqualTo(Next.PASS);
        DeliveryTry wish = DeliveryTry.of(429, "61", NOW);
        assertThat(Verdict.of(wish, standing(1, 1, 60, true), false, 0, NOW).next())
                .as("it asked for more time than there is")
                .isEqualTo(Next.PASS);
        Verdict patient = Verdict.of(wish, standing(1, 1, 60, false), false, 0, NOW);
        assertThat(patient.next()).as("but nobody else can be told").isEqualTo(Next.AGAIN);
        assertThat(patient.at()).isEqualTo(NOW.plusSeconds(61));
    }

    @Test
    void redDoesNotWaitForAnAddressThatIsLeftAloneIfThereIsAnother() {
        assertThat(of(503, standing(1, 1, 60, true), true).next()).isEqualTo(Next.PASS);
        assertThat(of(503, standing(1, 1, 60, false), true).next()).isEqualTo(Next.AGAIN);
        assertThat(of(503, standing(2, 1, 600, true), true).next()).isEqualTo(Next.AGAIN);
    }
}
