package org.citywall.stream.insight;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.insight.Cases.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketFlag;
import org.junit.jupiter.api.Test;

class HotSpotsTest {
    private final Cases<HotMemory> cases = new Cases<>(new HotSpots(InsightPolicy.defaults()));

    private void calls(Duration from, int count) {
        for (int i = 0; i < count; i++) {
            String id = from.toHours() + "-" + i;
            cases.take(at(from.plus(ofMinutes(i))).id(id).by("caller-" + i));
        }
    }

    @Test
    void fiveCasesOfThreeCallersInADayAreAHotSpotWithItsEvidence() {
        calls(ofHours(0), 5);

        HotSpot spot = cases.hotSpots.get(0);
        assertThat(cases.hotSpots).hasSize(1);
        assertThat(spot.count()).isEqualTo(5);
        assertThat(spot.callers()).isEqualTo(5);
        assertThat(spot.weeks()).isZero();
        assertThat(spot.cases()).containsExactly("0-0", "0-1", "0-2", "0-3", "0-4");
        assertThat(Cases.LON).isBetween(spot.west(), spot.east());
        assertThat(Cases.LAT).isBetween(spot.south(), spot.north());
        assertThat(cases.flagged(TicketFlag.HOT)).hasSize(5);
    }

    @Test
    void fourCasesOrTwoCallersAreNone() {
        calls(ofHours(0), 4);
        cases.take(at(ofHours(30)).id("a").by("anna"))
                .take(at(ofHours(31)).id("b").by("bert"))
                .take(at(ofHours(32)).id("c").by("anna"))
                .take(at(ofHours(33)).id("d").by("bert"))
                .take(at(ofHours(34)).id("e").by("anna"));

        assertThat(cases.hotSpots).isEmpty();
    }

    @Test
    void whatSuchAWeekdayAlwaysHasIsNoHotSpot() {
        for (int week = 0; week < 4; week++) {
            calls(ofDays(7L * week), 4);
        }
        calls(ofDays(28), 10); // 4 + 3 × √4 = 10: not more than that

        assertThat(cases.hotSpots).isEmpty();
        cases.take(at(ofDays(28).plus(ofHours(1))).id("one-more").by("zoe"));

        HotSpot spot = cases.hotSpots.get(0);
        assertThat(spot.mean()).isEqualTo(4);
        assertThat(spot.weeks()).isEqualTo(3);
        assertThat(spot.limit()).isEqualTo(10);
        assertThat(spot.count()).isEqualTo(11);
    }

    @Test
    void itGrowsUnderOneIdAndEndsWhenNobodyCallsAnyMore() {
        calls(ofHours(0), 7);
        Instant quiet = Cases.START.plus(ofHours(26));

        cases.pass(quiet);

        assertThat(cases.hotSpots).extracting(HotSpot::id).containsOnly(cases.hotSpots.get(0).id());
        assertThat(cases.hotSpots.stream().map(HotSpot::rev).toList())
                .isSorted()
                .doesNotHaveDuplicates();
        HotSpot last = cases.hotSpots.get(cases.hotSpots.size() - 1);
        assertThat(last.endedAt()).isNotNull().isBefore(quiet);
        assertThat(cases.hotSpots.stream().filter(s -> s.endedAt() != null)).hasSize(1);
    }

    @Test
    void oneCaseLessDoesNotEndIt() {
        calls(ofHours(0), 5);
        cases.take(at(ofHours(24)).id("later").by("zoe"));

        HotSpot last = cases.hotSpots.get(cases.hotSpots.size() - 1);
        assertThat(last.count()).isEqualTo(5);
        cases.pass(Cases.START.plus(ofHours(24)).plus(ofMinutes(1)));
        assertThat(cases.hotSpots).allMatch(spot -> spot.endedAt() == null);
    }

    @Test
    void aNewOneAfterTheEndHasAnIdOfItsOwn() {
        calls(ofHours(0), 5);
        cases.pass(Cases.START.plus(ofHours(40)));
        calls(ofDays(2), 5);

        assertThat(cases.hotSpots.stream().map(HotSpot::id).distinct()).hasSize(2);
    }

    @Test
    void unknownCallersCountAsOneEachAndAreNamed() {
        for (int i = 0; i < 5; i++) {
            cases.take(at(ofMinutes(i)).id("n" + i));
        }

        assertThat(cases.hotSpots.get(0).unknownCallers()).isEqualTo(5);
        assertThat(cases.hotSpots.get(0).callers()).isEqualTo(5);
    }

    @Test
    void withoutAPlaceNothingIsCounted() {
        for (int i = 0; i < 9; i++) {
            cases.take(at(ofMinutes(i)).id("n" + i).nowhere());
        }

        assertThat(cases.hotSpots).isEmpty();
        assertThat(cases.remembered()).isZero();
    }

    @Test
    void aCellIsForgottenWhenNothingCameForFourWeeks() {
        calls(ofHours(0), 5);

        cases.pass(Cases.START.plus(ofDays(90)));

        assertThat(cases.remembered()).isZero();
        assertThat(List.copyOf(cases.hotSpots).get(cases.hotSpots.size() - 1).endedAt())
                .isNotNull();
    }
}
