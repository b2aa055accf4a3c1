package org.citywall.stream.insight;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.insight.Cases.at;

import org.citywall.contracts.ticket.TicketFlag;
import org.junit.jupiter.api.Test;

/** The same caller, or of unknown callers the same place, again. */
class RepeatsTest {
    private static final InsightPolicy POLICY = InsightPolicy.defaults();

    private final Cases<CallerMemory> callers = new Cases<>(new SameCaller(POLICY));
    private final Cases<PlaceMemory> places = new Cases<>(new SamePlace(POLICY));

    @Test
    void whoCallsAgainAboutTheSameWithin30DaysRepeats() {
        callers.take(at(ofDays(0)).id("1").by("anna"))
                .take(at(ofDays(29)).id("2").by("anna"))
                .take(at(ofDays(70)).id("3").by("anna"));

        assertThat(callers.flagged(TicketFlag.REPEAT)).containsExactly("2");
        assertThat(callers.flags.get(0).reason()).contains("30 天内第 2 次");
    }

    @Test
    void anotherCallerOrAnotherMatterIsNoRepeat() {
        callers.take(at(ofDays(0)).id("1").by("anna"))
                .take(at(ofDays(1)).id("2").by("bert"))
                .take(at(ofDays(1)).id("3").by("anna").about("01-04"))
                .take(at(ofDays(1)).id("4"));

        assertThat(callers.flags).isEmpty();
    }

    @Test
    void theSameCaseToldTwiceIsNoRepeatOfItself() {
        callers.take(at(ofDays(0)).id("1").by("anna")).take(at(ofDays(1)).id("1").by("anna"));

        assertThat(callers.flags).isEmpty();
    }

    @Test
    void aCallerIsForgottenAfter30Days() {
        callers.take(at(ofDays(0)).by("anna"));
        assertThat(callers.pass(Cases.START.plus(ofDays(29))).remembered()).isEqualTo(1);

        assertThat(callers.pass(Cases.START.plus(ofDays(30))).remembered()).isZero();
    }

    @Test
    void unknownCallersAtOnePlaceRepeatTheFirstOfTheDay() {
        places.take(at(ofHours(0)).id("1"))
                .take(at(ofHours(1)).id("2"))
                .take(at(ofHours(24)).id("3"))
                .take(at(ofHours(24).plus(ofSeconds(1))).id("4"))
                .take(at(ofHours(25)).id("5"));

        assertThat(places.flagged(TicketFlag.REPEAT)).containsExactly("2", "3", "5");
    }

    @Test
    void aRecordingIsCountedApartFromWhatHappensNow() {
        places.take(at(ofHours(0)).id("1").recorded()).take(at(ofHours(1)).id("2"));

        assertThat(places.flags).isEmpty();
    }

    @Test
    void aKnownCallerOrAnUnknownPlaceIsNotForThisRule() {
        places.take(at(ofHours(0)).id("1").by("anna"))
                .take(at(ofHours(1)).id("2").by("bert"))
                .take(at(ofHours(1)).id("3").nowhere())
                .take(at(ofHours(1)).id("4").nowhere());

        assertThat(places.flags).isEmpty();
        assertThat(places.remembered()).isZero();
    }
}
