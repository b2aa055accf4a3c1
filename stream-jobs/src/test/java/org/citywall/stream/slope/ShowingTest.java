package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.slope.InstrumentView;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;

/** When the page of a slope is shown: what a person must know at once, all else in its turn. */
class ShowingTest {
    private static final Duration EVERY = SlopePolicy.defaults().viewEvery();
    private static final Instant T0 = SlopeRun.START;

    private final SlopeRun run = new SlopeRun(false);

    @Test
    void aReadingIsShownAtOnceWhenNothingWasShownBefore() {
        assertThat(value(run.crack("C1", T0, 1).view())).isEqualTo(1);
        assertThat(value(run.crack("C1", T0.plus(EVERY), 2).view())).isEqualTo(2);
    }

    @Test
    void readingsInBetweenWaitForTheirTurnAndTheNewestIsShown() {
        run.crack("C1", T0, 1);
        for (int s = 10; s < EVERY.toSeconds(); s += 10) {
            SlopeDecision held = run.crack("C1", T0.plusSeconds(s), 1 + s);
            assertThat(held.view()).isNull();
            assertThat(held.nextTimer()).isEqualTo(T0.plus(EVERY));
        }

        SlopeDecision due = run.waitUntil(T0.plus(EVERY));
        assertThat(value(due.view())).isEqualTo(21);
        assertThat(due.nextTimer()).isEqualTo(SlopeRule.nextBeat(run.state));
        assertThat(run.waitUntil(T0.plus(EVERY.multipliedBy(2))).view()).isNull();
    }

    @Test
    void anHourOfTenSecondReadingsIsShownOncePerTurn() {
        List<Instant> shown = new ArrayList<>();
        for (int s = 0; s < 3_600; s += 10) {
            Instant at = T0.plusSeconds(s + 3);
            if (run.waitUntil(at).view() != null) {
                shown.add(at);
            }
            if (run.crack("C1", at, 0.001 * s).view() != null) {
                shown.add(at);
            }
        }

        assertThat(shown.size()).isBetween(3_600 / 30 - 5, 3_600 / 30 + 1);
    }

    @Test
    void aLevelIsShownAtOnce() {
        double day = 85;
        int before = SlopeView.NO_LEVEL;
        int changes = 0;
        for (; day < 99; day += 1 / 24.0) {
            Instant at = SlopeRun.day(day);
            // Two of the three come when the page has just been shown.
            for (String station : List.of("C1", "C2", "C3")) {
                SlopeDecision decision = run.crack(station, at, Series.fukuzono(day));
                if (run.level() != before) {
                    changes++;
                    assertThat(decision.view().level()).isEqualTo(run.level());
                    before = run.level();
                }
                decision.detections().forEach(d -> assertThat(decision.view()).isNotNull());
            }
        }

        assertThat(changes).isPositive();
        assertThat(before).isOne();
    }

    @Test
    void aFaultAndNewSettingsAreShownAtOnce() {
        run.crack("C1", T0, 1);
        for (int i = 1; i <= 3; i++) {
            Instant received = T0.plusSeconds(i);
            run.read(
                    "C1",
                    SlopeInstrument.CRACK,
                    "L1_LF_1",
                    Map.of("value", 1.0),
                    Instant.EPOCH,
                    received);
        }
        assertThat(run.last.detections()).hasSize(1);
        assertThat(run.last.view()).isNotNull();

        SlopeProfile profile =
                new SlopeProfile(
                        SlopeRun.SITE.id(),
                        2,
                        "",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "王工",
                        null,
                        T0,
                        null);
        assertThat(run.set(profile).view().profileVersion()).isEqualTo(2);
    }

    /** Whoever looks at the page must not wait for the next reading to learn of a bad one. */
    @Test
    void aRefusedReadingIsShownInItsTurn() {
        run.crack("C1", T0, 1);
        run.read(
                "C1",
                SlopeInstrument.CRACK,
                "L1_LF_1",
                Map.of(),
                T0.plusSeconds(10),
                T0.plusSeconds(10));

        SlopeView due = run.waitUntil(T0.plus(EVERY)).view();
        assertThat(due.instruments().get(0).quality().name()).isEqualTo("NO_VALUE");
    }

    @Test
    void anInstrumentThatIsNoLongerCurrentIsShown() {
        run.crack("C1", T0, 1);
        run.crack("C1", T0.plusSeconds(60), 1);
        List<Boolean> current = new ArrayList<>();
        for (int minute = 2; minute < 180; minute++) {
            SlopeView view = run.waitUntil(T0.plusSeconds(minute * 60L)).view();
            if (view != null) {
                current.add(view.instruments().get(0).current());
            }
        }

        assertThat(current).containsExactly(false);
    }

    /** A recording comes all at once and has no beats, but its last page must come. */
    @Test
    void theLastPageOfARecordingIsShown() {
        SlopeRun recorded = new SlopeRun(true);
        Instant received = SlopeRun.day(400);
        int shown = 0;
        for (int hour = 0; hour < 48; hour++) {
            SlopeDecision decision =
                    recorded.read(
                            "C1",
                            SlopeInstrument.CRACK,
                            "L1_LF_1",
                            Map.of("value", 1.0 + hour),
                            SlopeRun.day(hour / 24.0),
                            received.plusMillis(hour));
            shown += decision.view() == null ? 0 : 1;
        }
        assertThat(shown).isLessThan(10);
        Instant due = recorded.last.nextTimer();
        assertThat(due).isBetween(received, received.plusSeconds(2));

        SlopeDecision last = recorded.waitUntil(due);
        assertThat(value(last.view())).isEqualTo(48);
        assertThat(last.nextTimer()).isNull();
    }

    @Test
    void itDoesNotMatterInWhichStepsTimePasses() {
        SlopeRun coarse = new SlopeRun(false);
        for (SlopeRun one : List.of(run, coarse)) {
            one.crack("C1", T0, 1);
            one.crack("C1", T0.plusSeconds(7), 2);
        }
        for (int s = 8; s <= 10_000; s++) {
            run.waitUntil(T0.plusSeconds(s));
        }
        coarse.waitUntil(T0.plusSeconds(10_000));

        assertThat(coarse.state.shownAt()).isEqualTo(run.state.shownAt());
        assertThat(coarse.last.nextTimer()).isEqualTo(run.last.nextTimer());
        assertThat(coarse.view.instruments().get(0).current()).isFalse();
    }

    /** The broker's clock was an hour ahead and is put right. */
    @Test
    void aLogWhoseTimeIsSetBackHoldsNothingUp() {
        run.crack("C1", T0.plusSeconds(3_600), 1);

        assertThat(run.crack("C2", T0, 2).view()).isNotNull();
    }

    @Test
    void withoutATurnEveryChangeIsShown() {
        SlopePolicy d = SlopePolicy.defaults();
        SlopePolicy eager =
                new SlopePolicy(
                        d.quality(),
                        d.model(),
                        d.level(),
                        d.withCaine(),
                        d.silentIntervals(),
                        d.silentInRain(),
                        d.silentIntervalsDry(),
                        d.silentDry(),
                        d.silentOther(),
                        d.maxChannels(),
                        d.viewPoints(),
                        Duration.ZERO);
        SlopeRun all = new SlopeRun(false, eager);
        for (int i = 0; i < 5; i++) {
            assertThat(all.crack("C" + i, T0.plusMillis(i), 1).view()).isNotNull();
        }
    }

    private static double value(SlopeView view) {
        InstrumentView first = view.instruments().get(0);
        return first.values().get("value");
    }
}
