package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.AngleLimits;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;

/** A person takes back a level that its instruments do not show any more. */
class ReleaseTest {
    private final SlopeRun run = new SlopeRun(false);
    private int hour;
    private double mm;

    @Test
    void whatOnlyItsTimeHoldsIsTakenBackAndEverybodyReadsByWhom() {
        RateLimits limits = new RateLimits(9, 10, 11, 12, 50, 50);
        run.set(
                new SlopeProfile(
                        "SL-01", 1, null, null, limits, null, null, null, null, null, null, null));
        redThenQuiet();
        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.view.releaseTo()).isEqualTo(SlopeView.NO_LEVEL);

        assertThat(run.view.angles()).isEqualTo(new AngleLimits(55, 80, 85));

        release(Level.RED);

        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(run.view.level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(run.view.releaseTo()).isNull();
        assertThat(run.view.released().by()).isEqualTo("王工");
        assertThat(run.view.reasons()).anyMatch(why -> why.contains("王工 于"));
        Detection last = run.last.detections().get(0);
        assertThat(last.raised()).isFalse();
        assertThat(last.reason()).contains("王工 于", "人工解除红色预警：现场复核稳定");
    }

    @Test
    void whatTheInstrumentsShowStays() {
        hours(48, 0.1);
        hours(24, 14);

        assertThat(run.view.releaseTo()).isNull();
        release(Level.RED);

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.last.detections()).isEmpty();
        assertThat(run.state.released()).isNull();
    }

    @Test
    void itGoesDownNoFurtherThanTheLastEvaluationsSay() {
        hours(48, 0.1);
        hours(24, 14);
        hours(40, 3);
        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.view.releaseTo()).isEqualTo(Level.YELLOW);

        release(Level.RED);

        assertThat(run.level()).isEqualTo(Level.YELLOW);
        assertThat(run.last.detections().get(0).raised()).isTrue();
        assertThat(run.last.detections().get(0).reason()).contains("人工解除红色预警");
        hours(3, 3);
        assertThat(run.level()).isEqualTo(Level.YELLOW);
    }

    @Test
    void aNewExceedanceRaisesAgainAndTheReleaseIsForgotten() {
        redThenQuiet();
        release(Level.RED);

        hours(30, 14);

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.view.released()).isNull();
        assertThat(run.view.reasons()).noneMatch(why -> why.contains("人工解除"));
    }

    @Test
    void atAnotherLevelThanThePersonSawItHasNoEffect() {
        redThenQuiet();
        SlopeState before = run.state;

        release(Level.ORANGE);

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.last.detections()).isEmpty();
        assertThat(run.last.view()).isNull();
        assertThat(run.state.rev()).isEqualTo(before.rev());
    }

    @Test
    void heavyRainIsNotTakenBack() {
        hours(48, 0.1);
        hours(24, 14);
        for (int i = 0; i < 40; i++) {
            run.rain(now(), 20);
            hours(1, 0.1);
        }

        release(Level.RED);

        assertThat(run.level()).isEqualTo(Level.YELLOW);
    }

    @Test
    void aSlopeThatWasNeverHeardHasNothingToTakeBack() {
        release(Level.RED);

        assertThat(run.last.detections()).isEmpty();
        assertThat(run.view).isNull();
    }

    /** Slow, but clear of the noise: else it would be judged over three days. */
    private void redThenQuiet() {
        hours(48, 0.1);
        hours(24, 14);
        hours(40, 0.8);
    }

    private void release(int level) {
        run.release(new SlopeRelease("r-1", "SL-01", level, "王工", "现场复核稳定", now()));
    }

    /** Two cracks that move alike, mm/d. */
    private void hours(int count, double rate) {
        for (int i = 0; i < count; i++) {
            mm += rate / 24;
            crack("C1");
            crack("C2");
            hour++;
        }
    }

    private void crack(String station) {
        run.read(station, SlopeInstrument.CRACK, "1", Map.of("value", mm), now(), now());
    }

    private Instant now() {
        return SlopeRun.day(hour / 24.0);
    }
}
