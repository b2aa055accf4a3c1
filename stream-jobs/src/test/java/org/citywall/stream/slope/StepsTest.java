package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.slope.StepVerdict;
import org.junit.jupiter.api.Test;

/** Several jumps before anybody looks: each is a question of its own. */
class StepsTest {
    private static final String KEY = "C1/L1_LF_1";
    private static final int HOURS = 96;

    private final SlopeRun run = new SlopeRun(false);
    private final List<StepVerdict> verdicts = new ArrayList<>();
    private int hour;

    @Test
    void aVerdictOnOneJumpSaysNothingAboutTheNext() {
        hours(HOURS, 0);
        hours(12, 30);
        hours(12, 80);
        judge(HOURS, false);

        assertThat(run.level()).isEqualTo(Level.YELLOW);
        assertThat(run.view.reasons()).anyMatch(why -> why.contains("整体跳变 50.0 mm"));
        assertThat(run.view.instruments().get(0).step().at()).isEqualTo(at(HOURS + 12));
        assertThat(run.state.channels().get(KEY).faults()).contains(Faults.STEP);

        judge(HOURS + 12, true);
        hours(30, 80);

        assertThat(run.state.channels().get(KEY).faults()).doesNotContain(Faults.STEP);
        assertThat(run.view.instruments().get(0).displacement()).isBetween(50.0, 51.0);
    }

    @Test
    void onceAllIsJudgedNothingIsShownAsWaitingBeforeTheNextReading() {
        hours(HOURS, 0);
        hours(12, 30);
        hours(12, 80);
        judge(HOURS, false);
        assertThat(run.view.instruments().get(0).quality()).isEqualTo(SlopeQuality.STEP);

        judge(HOURS + 12, false);

        assertThat(run.view.instruments().get(0).step()).isNull();
        assertThat(run.view.instruments().get(0).quality()).isEqualTo(SlopeQuality.OK);
    }

    @Test
    void bothAreShownAndTheLargerIsAskedFirst() {
        hours(HOURS, 0);
        hours(12, 30);
        hours(12, 80);

        assertThat(run.view.reasons())
                .anyMatch(why -> why.contains("整体跳变 30.0 mm"))
                .anyMatch(why -> why.contains("整体跳变 50.0 mm"));
        assertThat(run.view.instruments().get(0).step().size()).isBetween(49.5, 50.5);
    }

    @Test
    void bothAreMovementWhenAPersonSaysSoOfBoth() {
        hours(HOURS, 0);
        hours(12, 30);
        hours(12, 80);
        judge(HOURS, true);
        judge(HOURS + 12, true);
        hours(12, 80);

        assertThat(run.view.instruments().get(0).displacement()).isBetween(80.0, 81.0);
    }

    @Test
    void aJumpBackForgetsThoseThatItUndoes() {
        hours(HOURS, 0);
        hours(12, 30);
        hours(12, 80);
        hours(12, 30);
        assertThat(run.view.instruments().get(0).step().at()).isEqualTo(at(HOURS));
        hours(12, 80);
        hours(12, 0);

        assertThat(run.state.channels().get(KEY).faults()).isEmpty();
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
    }

    /** The list is short; what does not fit joins the newest, by a time that nobody has judged. */
    @Test
    void manyJumpsStayBounded() {
        hours(HOURS, 0);
        for (int i = 1; i <= 8; i++) {
            hours(12, 30 * i);
        }
        judge(HOURS + 3 * 12, false);

        assertThat(run.motion(KEY).filter().steps()).hasSize(4);
        assertThat(run.level()).isEqualTo(Level.YELLOW);
    }

    private void hours(int count, double jump) {
        for (int i = 0; i < count; i++) {
            double mm = 20 + 0.1 * hour / 24 + 0.03 * ((hour * 7) % 5 - 2);
            run.crack("C1", at(hour), mm + jump);
            hour++;
        }
    }

    private void judge(int atHour, boolean moved) {
        verdicts.add(new StepVerdict("C1", "L1_LF_1", at(atHour), moved, "王工", "现场复核"));
        run.set(
                new SlopeProfile(
                        "SL-01",
                        verdicts.size(),
                        "三号边坡",
                        null,
                        null,
                        null,
                        null,
                        List.copyOf(verdicts),
                        null,
                        null,
                        null,
                        null));
    }

    private static Instant at(int hour) {
        return SlopeRun.day(hour / 24.0);
    }
}
