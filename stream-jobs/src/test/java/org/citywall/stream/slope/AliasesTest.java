package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;

/** A station gets a new name, and only then does somebody say so. */
class AliasesTest {
    private final SlopeRun run = new SlopeRun(false);

    @Test
    void aRenamedStationGoesOnAsOneSeries() {
        days("OLD", 0, 60);
        ReferenceRate learnt = run.motion("OLD/L1_LF_1").own();
        assertThat(learnt).isNotNull();
        days("NEW", 60, 65);
        assertThat(run.state.channels().get("OLD/L1_LF_1").faults()).contains(Faults.OFFLINE);

        rename(List.of());
        days("NEW", 65, 70);

        assertThat(run.state.channels().keySet()).containsExactly("NEW/L1_LF_1");
        Motion motion = run.motion("NEW/L1_LF_1");
        assertThat(motion.own()).isEqualTo(learnt);
        assertThat(motion.bins().size()).isGreaterThan(60);
        assertThat(run.state.channels().get("NEW/L1_LF_1").faults()).isEmpty();
        assertThat(run.view.instruments()).hasSize(1);
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(openFaults()).isZero();
    }

    @Test
    void whatWasApprovedForTheOldNameCountsForTheNewOne() {
        days("OLD", 0, 20);

        rename(List.of(new ReferenceRate("OLD", "L1_LF_1", 0.7, 0.1, at(0), at(20), 2, "王工")));
        days("NEW", 20, 25);

        assertThat(run.view.instruments().get(0).reference().mmPerDay()).isEqualTo(0.7);
    }

    @Test
    void theNewNameKeepsItsOwnSeriesIfThatIsLonger() {
        days("OLD", 0, 2);
        days("NEW", 2, 40);

        rename(List.of());

        assertThat(run.motion("NEW/L1_LF_1").bins().size()).isEqualTo(38 * 2);
    }

    private void rename(List<ReferenceRate> rates) {
        run.set(
                new SlopeProfile(
                        "SL-01",
                        1,
                        "三号边坡",
                        rates,
                        null,
                        Map.of("OLD", "NEW"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private long openFaults() {
        return run.detections.stream()
                .filter(found -> found.alertClass() == AlertClass.MAINTENANCE)
                .mapToInt(found -> found.raised() ? 1 : -1)
                .sum();
    }

    private void days(String station, int from, int to) {
        for (int half = 2 * from; half < 2 * to; half++) {
            run.crack(station, at(half / 2.0), 0.25 * half + 0.02 * (half % 3));
        }
    }

    private static Instant at(double day) {
        return SlopeRun.day(day);
    }
}
