package org.citywall.gateway.notify.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.notify.answer.ActionLink.Answer;
import org.citywall.gateway.notify.answer.ActionLink.State;
import org.citywall.gateway.testing.TestClock;
import org.junit.jupiter.api.Test;

/** What a link is worth at which time. */
class ActionLinkTest {
    private static final Principal LI = new Principal("li", "李", Role.OFFICER, "");
    private final TestClock clock = new TestClock();
    private final Instant end = clock.instant().plus(Duration.ofMinutes(30));

    private ActionLink link(Principal who, Instant revokedAt, Answer answer) {
        return new ActionLink(
                "h",
                "p1",
                "A-1",
                who,
                "raised",
                Json.mapper().createObjectNode(),
                end,
                revokedAt,
                revokedAt == null ? null : "lead",
                answer);
    }

    private Answer answeredNow() {
        return new Answer("li", "accept", "link", clock.instant(), null, null);
    }

    @Test
    void itIsOpenUntilTheVeryMomentOfItsEnd() {
        ActionLink link = link(LI, null, null);
        assertThat(link.state(clock.instant())).isEqualTo(State.OPEN);
        clock.advance(Duration.ofMinutes(30).minusNanos(1));
        assertThat(link.state(clock.instant())).isEqualTo(State.OPEN);
        clock.advance(Duration.ofNanos(1));
        assertThat(link.state(clock.instant())).isEqualTo(State.EXPIRED);
    }

    @Test
    void whoAnsweredStaysToBeSeenForAnHourAndNoLonger() {
        clock.advance(Duration.ofMinutes(29));
        ActionLink link = link(LI, null, answeredNow());
        clock.advance(Duration.ofMinutes(59));
        assertThat(link.state(clock.instant())).isEqualTo(State.ANSWERED);
        clock.advance(Duration.ofMinutes(1));
        assertThat(link.state(clock.instant())).isEqualTo(State.EXPIRED);
    }

    @Test
    void whoMayCommandNothingMayAnswerNothing() {
        Principal viewer = new Principal("li", "李", Role.VIEWER, "");
        assertThat(link(viewer, null, null).state(clock.instant())).isEqualTo(State.POWERLESS);
        assertThat(link(null, null, null).state(clock.instant())).isEqualTo(State.POWERLESS);
    }

    @Test
    void nothingThatWasAnsweredRevokedOrIsOverIsEverOpen() {
        Random random = new Random(9);
        for (int i = 0; i < 2_000; i++) {
            Instant now = clock.instant().plusSeconds(random.nextInt(7_200));
            Instant revoked = random.nextBoolean() ? clock.instant() : null;
            Answer answer = random.nextBoolean() ? answeredNow() : null;
            Principal who = random.nextBoolean() ? LI : null;
            State state = link(who, revoked, answer).state(now);
            boolean mayBeOpen =
                    revoked == null && answer == null && who != null && now.isBefore(end);
            assertThat(state == State.OPEN).isEqualTo(mayBeOpen);
        }
    }
}
