package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.slope.StepVerdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What broken instruments, clocks and senders do, and that none of it moves a level by itself. */
class BadInputTest {
    private static final String KEY = "C1/L1_LF_1";
    private static final int HOURS = 96;

    private final SlopeRun run = new SlopeRun(false);

    @BeforeEach
    void fourQuietDays() {
        for (int hour = 0; hour < HOURS; hour++) {
            read(hour, 0);
        }
    }

    @Test
    void aThousandfoldJumpIsAUnitErrorUntilItComesBack() {
        for (int i = 0; i < 10; i++) {
            run.crack("C1", hour(HOURS + i), 1000 * value(HOURS + i));
        }
        assertThat(run.quality()).isEqualTo(SlopeQuality.UNIT);
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(raised(Faults.UNIT)).isEqualTo(1);

        read(HOURS + 10, 0);

        assertThat(run.quality()).isEqualTo(SlopeQuality.OK);
        assertThat(cleared(Faults.UNIT)).isEqualTo(1);
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
    }

    @Test
    void aRepeatHasNoEffect() {
        SlopeState before = run.state;
        read(HOURS - 1, 0);

        assertThat(run.quality()).isEqualTo(SlopeQuality.DUPLICATE);
        assertThat(run.motion(KEY).bins()).isSameAs(before.channels().get(KEY).motion().bins());
        assertThat(run.last.detections()).isEmpty();
        assertThat(run.last.view()).isNull();
    }

    @Test
    void clocksIn1970And2099AreRefusedAndAFaultOfTheInstrument() {
        for (String time : List.of("1970-01-01T00:00:10Z", "2099-01-01T00:00:00Z")) {
            SlopeState before = run.state;
            readAt(Instant.parse(time), hour(HOURS).plusSeconds(run.marks.size()), 5);
            assertThat(run.quality()).isIn(SlopeQuality.DEAD_CLOCK, SlopeQuality.FUTURE);
            assertThat(run.state.clock()).isEqualTo(before.clock());
            assertThat(run.motion(KEY)).isSameAs(before.channels().get(KEY).motion());
            assertThat(raised(Faults.CLOCK)).isZero();
        }
        readAt(Instant.parse("2099-01-01T00:00:00Z"), hour(HOURS).plusSeconds(run.marks.size()), 5);
        assertThat(raised(Faults.CLOCK)).isEqualTo(1);

        read(HOURS, 0);

        assertThat(cleared(Faults.CLOCK)).isEqualTo(1);
    }

    @Test
    void lateReadingsCountAndVeryOldOnesDoNot() {
        int bins = run.motion(KEY).bins().size();
        readAt(hour(HOURS - 10).plusSeconds(1_800), hour(HOURS), value(HOURS - 10));
        assertThat(run.quality()).isEqualTo(SlopeQuality.LATE);
        assertThat(run.motion(KEY).bins().size()).isEqualTo(bins + 1);

        for (int i = 0; i < 3; i++) {
            readAt(hour(HOURS - 80).plusSeconds(i), hour(HOURS).plusSeconds(i), 0);
            assertThat(run.quality()).isEqualTo(SlopeQuality.TOO_OLD);
        }

        assertThat(run.motion(KEY).bins().size()).isEqualTo(bins + 1);
        assertThat(raised(Faults.CLOCK)).as("time goes backwards").isEqualTo(1);
    }

    @Test
    void aBacklogThatIsSentAgainIsNoFaultOfTheClock() {
        for (int i = 0; i < 20; i++) {
            readAt(hour(HOURS - 100).plusSeconds(i), hour(HOURS), 0);
        }

        assertThat(run.quality()).isEqualTo(SlopeQuality.TOO_OLD);
        assertThat(raised(Faults.CLOCK)).isZero();
    }

    @Test
    void aFrozenValueIsAFaultAndNotQuiet() {
        for (int i = 0; i < 30; i++) {
            run.crack("C1", hour(HOURS + i), value(HOURS));
        }

        assertThat(run.quality()).isEqualTo(SlopeQuality.FROZEN);
        assertThat(run.view.instruments().get(0).current()).isFalse();
        assertThat(raised(Faults.FROZEN)).isEqualTo(1);
    }

    @Test
    void aGapIsShownAndEndsWithoutAlarm() {
        run.waitUntil(hour(HOURS + 10));
        assertThat(raised(Faults.OFFLINE)).isEqualTo(1);
        assertThat(run.view.instruments().get(0).current()).isFalse();

        read(HOURS + 72, 0);

        assertThat(cleared(Faults.OFFLINE)).isEqualTo(1);
        assertThat(run.quality()).isEqualTo(SlopeQuality.OK);
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
    }

    @Test
    void anEmptyReadingIsMarkedAndHasNoEffect() {
        run.read("C1", SlopeInstrument.CRACK, "L1_LF_1", Map.of(), hour(HOURS), hour(HOURS));

        assertThat(run.quality()).isEqualTo(SlopeQuality.NO_VALUE);
    }

    @Test
    void aStepWaitsForAPersonAndStaysYellow() {
        for (int i = 0; i < 24; i++) {
            read(HOURS + i, 30);
        }

        assertThat(run.level()).isEqualTo(Level.YELLOW);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.SUSPECT);
        assertThat(raised(Faults.STEP)).isEqualTo(1);
        assertThat(run.view.reasons().get(0)).contains("整体跳变 30.0 mm").contains("待人工确认");
    }

    @Test
    void aPersonSaysThatTheBaseStationWasMoved() {
        for (int i = 0; i < 24; i++) {
            read(HOURS + i, 30);
        }
        judge(false);

        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(cleared(Faults.STEP)).isEqualTo(1);
        for (int i = 24; i < 96; i++) {
            read(HOURS + i, 30);
            assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        }
    }

    @Test
    void aPersonSaysThatTheGroundMoved() {
        for (int i = 0; i < 24; i++) {
            read(HOURS + i, 30);
        }
        judge(true);
        assertThat(run.level()).as("at once").isLessThanOrEqualTo(Level.YELLOW);
        for (int i = 24; i < 30; i++) {
            read(HOURS + i, 30);
            assertThat(run.level()).isLessThanOrEqualTo(Level.YELLOW);
        }

        assertThat(levelsCleared()).isZero();
        assertThat(run.view.instruments().get(0).displacement()).isGreaterThan(30);
    }

    @Test
    void jumpsOfTwoCrackMetersStandForEachOther() {
        jumpsOfTwo(SlopeInstrument.CRACK);

        assertThat(run.level()).isEqualTo(Level.ORANGE);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.CONFIRMED);
    }

    @Test
    void anOldJumpDoesNotHideTwoThatHappenTogether() {
        for (int hour = 0; hour < HOURS + 40; hour++) {
            double old = hour < HOURS ? 0 : 90;
            double together = hour < HOURS + 24 ? 0 : 30;
            for (String station : List.of("T1", "T2")) {
                double jump = (station.equals("T1") ? old : 0) + together;
                Map<String, Double> values = Map.of("value", value(hour) + jump);
                run.read(station, SlopeInstrument.CRACK, "1", values, hour(hour), hour(hour));
            }
        }

        assertThat(run.level()).isEqualTo(Level.ORANGE);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.CONFIRMED);
    }

    @Test
    void jumpsOfTwoGnssMayBeTheirBaseStation() {
        jumpsOfTwo(SlopeInstrument.GNSS);

        assertThat(run.level()).isEqualTo(Level.YELLOW);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.SUSPECT);
    }

    @Test
    void aStepThatComesBackIsForgotten() {
        for (int i = 0; i < 10; i++) {
            read(HOURS + i, 30);
        }
        for (int i = 10; i < 14; i++) {
            read(HOURS + i, 0);
        }

        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(cleared(Faults.STEP)).isEqualTo(1);
    }

    @Test
    void movementThatGoesOnIsNotAnOutlier() {
        for (int i = 0; i < 8; i++) {
            read(HOURS + i, 10 * (i + 1));
        }

        assertThat(run.quality()).isEqualTo(SlopeQuality.OK);
        assertThat(run.level()).isEqualTo(Level.RED);
    }

    /** A reading per minute: nobody waits for the next hour. */
    @Test
    void fastMovementIsRedWithinTheHour() {
        for (int minute = 0; minute < 60; minute++) {
            Instant at = hour(HOURS).plusSeconds(60L * minute);
            run.crack("C1", at, value(HOURS) + 0.2 * minute);
        }

        assertThat(run.level()).isEqualTo(Level.RED);
    }

    private void judge(boolean moved) {
        StepVerdict verdict = new StepVerdict("C1", "L1_LF_1", hour(HOURS), moved, "王工", "现场复核");
        run.set(
                new SlopeProfile(
                        "SL-01",
                        1,
                        "三号边坡",
                        null,
                        null,
                        null,
                        null,
                        List.of(verdict),
                        null,
                        null,
                        null,
                        null));
    }

    private void jumpsOfTwo(SlopeInstrument instrument) {
        for (int hour = 0; hour < HOURS + 12; hour++) {
            double mm = value(hour) + (hour < HOURS ? 0 : 60);
            Map<String, Double> values =
                    instrument == SlopeInstrument.GNSS
                            ? Map.of("gpsTotalX", mm, "gpsTotalY", 0.0, "gpsTotalZ", 0.0)
                            : Map.of("value", mm);
            for (String station : List.of("T1", "T2")) {
                run.read(station, instrument, "1", values, hour(hour), hour(hour));
            }
        }
    }

    private long levelsCleared() {
        return run.detections.stream()
                .filter(found -> found.kind().equals(SlopeDetections.LEVEL) && !found.raised())
                .count();
    }

    private long raised(String fault) {
        return count(fault, true);
    }

    private long cleared(String fault) {
        return count(fault, false);
    }

    private long count(String fault, boolean raised) {
        return run.detections.stream()
                .filter(found -> found.alertClass() == AlertClass.MAINTENANCE)
                .filter(found -> found.kind().equals(fault) && found.raised() == raised)
                .map(Detection::id)
                .distinct()
                .count();
    }

    private void read(int hour, double jump) {
        run.crack("C1", hour(hour), value(hour) + jump);
    }

    private void readAt(Instant at, Instant received, double mm) {
        readOf("C1", at, received, mm);
    }

    private void readOf(String station, Instant at, Instant received, double mm) {
        run.read(station, SlopeInstrument.CRACK, "L1_LF_1", Map.of("value", mm), at, received);
    }

    private static Instant hour(int hour) {
        return SlopeRun.day(hour / 24.0);
    }

    /** A slow crack of 20 mm with a little noise that repeats. */
    private static double value(int hour) {
        return 20 + 0.1 * hour / 24 + 0.03 * ((hour * 7) % 5 - 2);
    }
}
