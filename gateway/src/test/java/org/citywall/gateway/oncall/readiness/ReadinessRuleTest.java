package org.citywall.gateway.oncall.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.citywall.gateway.oncall.readiness.Check.State;
import org.citywall.gateway.oncall.readiness.ReadinessRule.Next;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessRuleTest {
    private static final ReadinessPolicy POLICY =
            new ReadinessPolicy(Duration.ofMinutes(30), Duration.ofMinutes(5));

    /** Midnight in Beijing. */
    private static final Instant BEGINS = Instant.parse("2026-11-02T16:00:00Z");

    private static final Instant DEADLINE = BEGINS.minus(Duration.ofMinutes(25));

    private static Next next(State state, boolean comesOn, boolean hasNext, Instant now) {
        return decide(state, comesOn, hasNext, now).next();
    }

    private static ReadinessRule.Decision decide(
            State state, boolean comesOn, boolean hasNext, Instant now) {
        return ReadinessRule.decide(
                new Check(state, BEGINS, DEADLINE), comesOn, hasNext, now, POLICY);
    }

    @Test
    void nothingHappensBeforeTheDeadlineAndTheNextChannelHasATimeOfItsOwn() {
        assertThat(next(State.WAITING, true, true, DEADLINE.minusMillis(1)))
                .isEqualTo(Next.NOTHING);
        var fallback = decide(State.WAITING, true, true, DEADLINE);
        assertThat(fallback.next()).isEqualTo(Next.FALLBACK);
        assertThat(fallback.deadline()).isEqualTo(DEADLINE.plus(POLICY.answer()));
        assertThat(fallback.reason()).isNotEmpty();
    }

    @Test
    void theChainHearsOfItWhenNoChannelIsLeft() {
        assertThat(next(State.WAITING, true, false, DEADLINE)).isEqualTo(Next.TELL);
        assertThat(next(State.FALLBACK, true, true, DEADLINE)).isEqualTo(Next.TELL);
        assertThat(next(State.FALLBACK, true, true, DEADLINE.minusMillis(1)))
                .isEqualTo(Next.NOTHING);
    }

    @Test
    void whoComesOnNoMoreIsNotWaitedForUntilTheShiftBegins() {
        assertThat(next(State.WAITING, false, true, DEADLINE.minusMillis(1)))
                .isEqualTo(Next.WITHDRAW);
        assertThat(next(State.FALLBACK, false, true, BEGINS)).isEqualTo(Next.TELL);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"ANSWERED", "UNANSWERED", "WITHDRAWN"})
    void whatIsOverStaysAsItIs(State state) {
        assertThat(next(state, false, true, BEGINS.plusSeconds(3_600))).isEqualTo(Next.NOTHING);
    }
}
