package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.slope.InstrumentView;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;

/** What is refused is seen: as a mark on the page, and as a fault when it goes on. */
class RefusalsTest {
    private final SlopeRun run = new SlopeRun(false);

    @Test
    void aStationWhoseClockWasWrongFromItsFirstMessageIsShownAndAFault() {
        for (int hour = 0; hour < 200; hour++) {
            read("C9", Instant.EPOCH.plusSeconds(hour * 3_600L), at(hour), 20);
        }

        assertThat(run.detections).hasSize(1);
        Detection fault = run.detections.get(0);
        assertThat(fault.alertClass()).isEqualTo(AlertClass.MAINTENANCE);
        assertThat(fault.kind()).isEqualTo(Faults.CLOCK);
        assertThat(fault.site()).isEqualTo(SlopeRun.SITE);
        assertThat(fault.reason()).contains("C9", "时钟失效");
        InstrumentView shown = run.view.instruments().get(0);
        assertThat(shown.quality()).isEqualTo(SlopeQuality.DEAD_CLOCK);
        assertThat(shown.current()).isFalse();
        assertThat(shown.lastAt()).isNull();
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(SlopeRule.nextBeat(run.state)).isNull();
    }

    @Test
    void itIsOverWithTheFirstTimeThatCanBeTrue() {
        for (int hour = 0; hour < 5; hour++) {
            read("C9", Instant.parse("2099-01-01T00:00:00Z"), at(hour), 20);
        }
        for (int hour = 5; hour < 60; hour++) {
            read("C9", at(hour), at(hour), 20 + 0.01 * (hour % 3));
        }

        assertThat(run.state.channels().get("C9/L1_LF_1").faults()).isEmpty();
        assertThat(run.state.channels().get("C9/L1_LF_1").intervalSeconds()).isEqualTo(3_600);
        assertThat(run.view.instruments().get(0).quality()).isEqualTo(SlopeQuality.OK);
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
    }

    /** Beside others it neither counts as quiet nor moves the clock of the slope. */
    @Test
    void itsRefusedTimesDoNotLetTimeGoOn() {
        read("C1", at(0), at(0), 20);
        Instant heard = run.state.heardAt();
        read("C9", Instant.EPOCH, at(1), 20);

        assertThat(run.state.clock()).isEqualTo(at(0));
        assertThat(run.state.heardAt()).isEqualTo(heard);
    }

    @Test
    void moreChannelsThanTheMostAreNotKept() {
        for (int i = 0; i < 300; i++) {
            read("C" + i, Instant.EPOCH, at(i), 20);
        }

        assertThat(run.state.channels()).hasSize(run.policy.maxChannels());
    }

    @Test
    void aMarkThatChangesIsShownAtOnce() {
        for (int hour = 0; hour < 48; hour++) {
            read("C1", at(hour), at(hour), 20 + 0.01 * (hour % 3));
        }
        read("C1", at(48), at(48), 500);
        assertThat(shown()).isEqualTo(SlopeQuality.OUTLIER);
        read("C1", at(48.1), at(48.1), 20);
        assertThat(shown()).isEqualTo(SlopeQuality.OK);
        run.read("C1", SlopeInstrument.CRACK, "L1_LF_1", Map.of(), at(48.2), at(48.2));
        assertThat(shown()).isEqualTo(SlopeQuality.NO_VALUE);
        read("C1", Instant.EPOCH, at(48.3), 20);
        assertThat(shown()).isEqualTo(SlopeQuality.DEAD_CLOCK);
    }

    private SlopeQuality shown() {
        assertThat(run.last.view()).isNotNull();
        return run.last.view().instruments().get(0).quality();
    }

    private void read(String station, Instant at, Instant received, double mm) {
        run.read(station, SlopeInstrument.CRACK, "L1_LF_1", Map.of("value", mm), at, received);
    }

    private static Instant at(double hour) {
        return SlopeRun.day(hour / 24);
    }
}
