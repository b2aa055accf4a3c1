package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeProfile;
import org.junit.jupiter.api.Test;

/** Which rate of the uniform stage counts. */
class FirstReferenceTest {
    private final SlopeRun run = new SlopeRun(false);

    @Test
    void theFirstReferenceIsUnapprovedAndOnlyAPersonChangesIt() {
        Random random = new Random(3);
        for (int day = 0; day < 60; day++) {
            crack(SlopeRun.day(day), 0.5 * day + 0.1 * random.nextGaussian());
        }
        ReferenceRate first = run.motion("C1/L1_LF_1").own();
        assertThat(first.mmPerDay()).isBetween(0.48, 0.52);
        assertThat(first.approvedBy()).isNull();
        for (int day = 60; day < 120; day++) {
            crack(SlopeRun.day(day), 30 + 1.5 * (day - 60) + 0.1 * random.nextGaussian());
        }
        assertThat(run.motion("C1/L1_LF_1").own()).isEqualTo(first);

        ReferenceRate second =
                new ReferenceRate(
                        "C1", "L1_LF_1", 1.5, 0.1, SlopeRun.day(60), SlopeRun.day(120), 2, "王工");
        run.set(
                new SlopeProfile(
                        "SL-01",
                        1,
                        "三号边坡",
                        List.of(second),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        crack(SlopeRun.day(120), 120);

        assertThat(run.view.instruments().get(0).reference()).isEqualTo(second);
        assertThat(run.motion("C1/L1_LF_1").own()).isEqualTo(first);
    }

    /** After a loss of state the first month is another one; the stored estimate still counts. */
    @Test
    void aStoredFirstEstimateCountsBeforeOneThatIsFoundAnew() {
        ReferenceRate stored =
                new ReferenceRate(
                        "C1", "L1_LF_1", 0.5, 0.1, SlopeRun.day(-60), SlopeRun.day(-30), 1, null);
        run.set(
                new SlopeProfile(
                        "SL-01",
                        1,
                        null,
                        List.of(stored),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        Random random = new Random(3);
        for (int day = 0; day < 60; day++) {
            crack(SlopeRun.day(day), 1.5 * day + 0.1 * random.nextGaussian());
        }

        assertThat(run.motion("C1/L1_LF_1").own().mmPerDay()).isBetween(1.4, 1.6);
        assertThat(run.view.instruments().get(0).reference()).isEqualTo(stored);
        assertThat(run.view.profileUnset()).as("no person set anything").isTrue();
    }

    private void crack(Instant at, double mm) {
        run.crack("C1", at, mm);
    }
}
