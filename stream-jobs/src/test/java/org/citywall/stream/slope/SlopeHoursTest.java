package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.InstrumentHour;
import org.citywall.contracts.slope.LevelChange;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.StepVerdict;
import org.junit.jupiter.api.Test;

/** What the long record of a slope is told. */
class SlopeHoursTest {
    private final SlopeRun slope = new SlopeRun(false);
    private final List<SlopeHour> told = new ArrayList<>();

    private static Instant hour(double hours) {
        return SlopeRun.day(hours / 24);
    }

    private SlopeDecision crack(String station, double hours, double mm) {
        return take(slope.crack(station, hour(hours), mm));
    }

    private SlopeDecision take(SlopeDecision decision) {
        told.addAll(decision.hours());
        return decision;
    }

    /** As the tables will have it: what a later record does not name stays. */
    private InstrumentHour recorded(String station, int hour) {
        InstrumentHour found = null;
        for (SlopeHour one : told) {
            for (InstrumentHour row : one.instruments()) {
                if (one.hour().equals(hour(hour)) && row.stationId().equals(station)) {
                    found = row;
                }
            }
        }
        return found;
    }

    private Map<Instant, Double> rain() {
        Map<Instant, Double> rain = new TreeMap<>();
        for (SlopeHour one : told) {
            if (one.rain() != null) {
                rain.put(one.hour(), one.rain());
            }
        }
        return rain;
    }

    @Test
    void anHourIsCompleteWhenTheClockLeavesIt() {
        for (int tenMinutes = 0; tenMinutes <= 12 * 6; tenMinutes++) {
            crack("C1", tenMinutes / 6.0, tenMinutes);
        }

        InstrumentHour fifth = recorded("C1", 5);
        assertThat(fifth.readings()).isEqualTo(6);
        assertThat(fifth.displacement()).as("mean of 30 to 35").isEqualTo(32.5);
        assertThat(fifth.quality()).isEqualTo(SlopeQuality.OK);
        assertThat(recorded("C1", 12).readings()).as("the hour under way").isOne();
        assertThat(told).filteredOn(one -> one.level() != null && one.change() == null).hasSize(12);
        assertThat(told).filteredOn(one -> one.run() != null).isEmpty();
    }

    @Test
    void theRateIsThatOfTheEvaluationInTheHour() {
        for (int h = 0; h < 72; h++) {
            crack("C1", h, h * 0.1);
        }

        assertThat(recorded("C1", 70).rate()).isCloseTo(2.4, within(0.01));
        assertThat(recorded("C1", 70).level()).isEqualTo(Level.YELLOW);
        assertThat(recorded("C1", 2).rate()).as("too young to be evaluated").isNull();
    }

    @Test
    void aLateReadingAmendsItsHour() {
        for (int h = 0; h < 30; h++) {
            crack("C1", h, h * 0.1);
            crack("C2", h, h * 0.1);
        }
        int before = told.size();

        crack("C1", 20.5, 2.05);

        assertThat(told.subList(before, told.size()))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.hour()).isEqualTo(hour(20));
                            assertThat(one.level()).as("the level then stays as it was").isNull();
                        });
        InstrumentHour amended = recorded("C1", 20);
        assertThat(amended.readings()).isEqualTo(2);
        assertThat(amended.displacement()).isCloseTo(2.025, within(0.001));
        assertThat(amended.quality()).isEqualTo(SlopeQuality.LATE);
        assertThat(amended.rate()).isNotNull();
    }

    /** One station has told its days before the other begins: its hours are complete too. */
    @Test
    void aBacklogBehindTheClockIsRecordedHourByHour() {
        for (int tenMinutes = 0; tenMinutes < 48 * 6; tenMinutes++) {
            crack("C1", tenMinutes / 6.0, tenMinutes * 0.01);
        }
        told.clear();
        for (int tenMinutes = 0; tenMinutes < 40 * 6; tenMinutes++) {
            crack("C2", tenMinutes / 6.0, tenMinutes * 0.01);
        }

        for (int h = 0; h < 39; h++) {
            assertThat(recorded("C2", h).readings()).as("hour %d", h).isEqualTo(6);
        }
        assertThat(told).as("not one per reading").hasSizeLessThan(3 * 40);
    }

    @Test
    void anHourWhoseReadingsWereRefusedSaysWhy() {
        for (int h = 0; h < 30; h++) {
            crack("C1", h, h * 0.1);
            crack("C2", h, h * 0.1);
        }
        crack("C1", 30, 500);
        crack("C2", 30, 3);
        crack("C2", 31, 3.1);

        InstrumentHour refused = recorded("C1", 30);
        assertThat(refused.displacement()).isNull();
        assertThat(refused.readings()).isZero();
        assertThat(refused.quality()).isEqualTo(SlopeQuality.OUTLIER);
    }

    @Test
    void hoursWithoutReadingsAreNotThere() {
        crack("C1", 0, 0);
        crack("C1", 1, 0);
        crack("C1", 9, 0);
        crack("C1", 10, 0);

        assertThat(recorded("C1", 1)).isNotNull();
        assertThat(recorded("C1", 5)).isNull();
        assertThat(recorded("C1", 9)).isNotNull();
    }

    @Test
    void whileNothingIsHeardTheLevelGoesOnAndNothingElse() {
        crack("C1", 0, 0);
        crack("C1", 1, 0);
        told.clear();
        take(slope.waitUntil(hour(8)));

        assertThat(told).extracting(SlopeHour::level).doesNotContainNull();
        assertThat(told).hasSize(7);
        assertThat(told.subList(1, 7)).allMatch(one -> one.instruments().isEmpty());

        List<SlopeHour> atOnce = List.copyOf(told);
        SlopeRun other = new SlopeRun(false);
        other.crack("C1", hour(0), 0);
        other.crack("C1", hour(1), 0);
        List<SlopeHour> bit = new ArrayList<>();
        for (int m = 70; m <= 480; m += 7) {
            bit.addAll(other.waitUntil(hour(m / 60.0)).hours());
        }
        bit.addAll(other.waitUntil(hour(8)).hours());
        assertThat(bit).as("however often it is asked").isEqualTo(atOnce);
    }

    @Test
    void rainIsTheSumOfTheHourAndAHourWithoutGaugeHasNone() {
        for (int tenMinutes = 0; tenMinutes <= 12; tenMinutes++) {
            take(slope.rain(hour(tenMinutes / 6.0), 2));
        }
        crack("C1", 2.5, 0);
        crack("C1", 3.5, 0);
        crack("C1", 4.5, 0);

        assertThat(rain())
                .containsExactly(
                        Map.entry(hour(0), 12.0),
                        Map.entry(hour(1), 12.0),
                        Map.entry(hour(2), 2.0));
        take(slope.rain(hour(0.95), 5));
        assertThat(rain()).containsEntry(hour(0), 17.0);
    }

    @Test
    void aChangeOfLevelIsToldAtOnceWithItsReasons() {
        List<LevelChange> changes = new ArrayList<>();
        for (int h = 85 * 24; h < 99 * 24; h++) {
            for (String station : List.of("C1", "C2")) {
                SlopeDecision decision = crack(station, h, Series.fukuzono(h / 24.0));
                for (SlopeHour one : decision.hours()) {
                    if (one.change() != null) {
                        changes.add(one.change());
                        assertThat(one.change().at()).isEqualTo(decision.state().clock());
                        assertThat(one.level()).isEqualTo(one.change().level());
                    }
                }
            }
        }

        assertThat(changes)
                .extracting(LevelChange::level)
                .containsSubsequence(Level.ORANGE, Level.RED);
        assertThat(changes).extracting(LevelChange::reasons).noneMatch(List::isEmpty);
    }

    /** The ground moved: what was recorded without the jump since is recorded anew with it. */
    @Test
    void aVerdictOnAJumpAmendsTheHoursSince() {
        for (int h = 0; h < 60; h++) {
            crack("C1", h, h < 40 ? 0.01 * (h % 3) : 15 + 0.01 * (h % 3));
        }
        assertThat(slope.quality()).isEqualTo(SlopeQuality.STEP);
        assertThat(recorded("C1", 50).displacement()).isLessThan(1);
        Instant at = slope.view.instruments().get(0).step().at();

        take(
                slope.set(
                        new SlopeProfile(
                                SlopeRun.SITE.id(),
                                1,
                                "三号边坡",
                                List.of(),
                                RateLimits.DEFAULT,
                                Map.of(),
                                List.of(),
                                List.of(new StepVerdict("C1", "L1_LF_1", at, true, "王工", "裂缝")),
                                "王工",
                                "王工",
                                at,
                                null)));

        assertThat(recorded("C1", 50).displacement()).isCloseTo(15, within(0.1));
        assertThat(recorded("C1", 50).quality()).as("as it was recorded").isNull();
        assertThat(recorded("C1", 39).displacement()).isLessThan(1);
    }

    @Test
    void aRecordingCarriesItsRunAndASecondRunKnowsNothingOfTheFirst() {
        SlopeRun recording = new SlopeRun(true);
        Map<String, Integer> rows = new HashMap<>();
        for (int h = 0; h < 10; h++) {
            for (SlopeHour one : recording.crack("C1", hour(h), h).hours()) {
                rows.merge(one.run(), 1, Integer::sum);
            }
        }
        SlopeDecision second =
                recording.read(
                        "C1",
                        SlopeInstrument.CRACK,
                        "L1_LF_1",
                        Map.of("value", 1.0),
                        hour(20),
                        hour(20),
                        "urn:second");

        assertThat(rows).containsOnlyKeys("test");
        assertThat(second.hours())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.run()).isEqualTo("urn:second");
                            assertThat(one.hour()).isEqualTo(hour(20));
                        });
    }
}
