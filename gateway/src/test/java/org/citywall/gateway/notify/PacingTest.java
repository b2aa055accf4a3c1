package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.gateway.notify.Pacing.Next;
import org.citywall.gateway.notify.Pacing.Use;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final List<Pace> WECOM = List.of(Pace.perMinute(20));

    private static List<Use> uses(int count, boolean isRed, int secondsAgo) {
        List<Use> uses = new ArrayList<>();
        Instant at = NOW.minusSeconds(secondsAgo);
        for (int i = 0; i < count; i++) {
            uses.add(new Use(at, at, isRed));
        }
        return uses;
    }

    private static Pacing of(List<Use> uses, boolean isRed, int waiting) {
        return Pacing.of(WECOM, uses, Instant.MIN, isRed, waiting, NOW);
    }

    @Test
    void withoutAPaceEverythingGoesAloneAtOnce() {
        Pacing free = Pacing.of(List.of(), uses(500, false, 0), Instant.MIN, false, 500, NOW);
        assertThat(free).isEqualTo(new Pacing(Next.ALONE, NOW));
    }

    @Test
    void whatFitsIntoTheFirstHalfGoesAloneAndWhatDoesNotGoesTogether() {
        assertThat(of(List.of(), true, 10).next()).isEqualTo(Next.ALONE);
        assertThat(of(List.of(), true, 11).next()).isEqualTo(Next.MERGED);
        assertThat(of(uses(4, true, 1), true, 6).next()).isEqualTo(Next.ALONE);
        assertThat(of(uses(4, true, 1), true, 7).next()).isEqualTo(Next.MERGED);
        assertThat(of(List.of(), false, 7).next()).isEqualTo(Next.ALONE);
        assertThat(of(List.of(), false, 8).next()).as("a quarter is red's").isEqualTo(Next.MERGED);
    }

    @Test
    void theSecondHalfIsSpreadOverWhatIsLeftOfTheWindow() {
        Pacing soon = of(uses(10, true, 0), true, 1);
        assertThat(soon.next()).isEqualTo(Next.NOTHING);
        assertThat(soon.at()).isBetween(NOW.plusSeconds(5), NOW.plusSeconds(6));
        assertThat(of(uses(10, true, 6), true, 3).next()).isEqualTo(Next.MERGED);
    }

    @Test
    void aQuarterIsKeptForRedWhichNeverWaitsForTheRest() {
        List<Use> rest = uses(15, false, 1);
        Pacing blue = of(rest, false, 1);
        assertThat(blue.next()).isEqualTo(Next.NOTHING);
        assertThat(blue.at()).as("a window and its slack").isEqualTo(NOW.plusSeconds(60));
        assertThat(of(rest, true, 1)).isEqualTo(new Pacing(Next.ALONE, NOW));
        assertThat(of(rest, true, 2)).isEqualTo(new Pacing(Next.MERGED, NOW));
    }

    @Test
    void nothingGoesBeforeThePauseEnds() {
        Instant until = NOW.plusSeconds(600);
        Pacing paused = Pacing.of(WECOM, List.of(), until, true, 1, NOW);
        assertThat(paused).isEqualTo(new Pacing(Next.NOTHING, until));
    }

    @Test
    void aUseCountsFromItsArrivalAndNotFromItsLeaving() {
        List<Use> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slow.add(new Use(NOW.minusSeconds(62), NOW.minusSeconds(58), true));
        }
        assertThat(of(slow, true, 1).at()).isEqualTo(NOW.plusSeconds(3));
        assertThat(of(uses(20, true, 61), true, 1).next()).isEqualTo(Next.ALONE);
    }

    @Test
    void ofTwoPacesTheSlowerDecides() {
        List<Pace> feishu = List.of(Pace.perMinute(100), Pace.perSecond(5));
        Pacing second = Pacing.of(feishu, uses(5, true, 0), Instant.MIN, true, 1, NOW);
        assertThat(second.at()).isEqualTo(NOW.plusMillis(1_100));
        Pacing minute = Pacing.of(feishu, uses(100, true, 2), Instant.MIN, true, 1, NOW);
        assertThat(minute.at()).isEqualTo(NOW.plusSeconds(59));
    }
}
