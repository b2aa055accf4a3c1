package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages in which the station sends no number: it is alive, its instrument is not. */
class NoValueTest {
    private final SlopeRun run = new SlopeRun(false);

    @Test
    void messagesWithoutValueNeitherEndNorRaiseTheSilenceAgain() {
        for (int hour = 0; hour < 48; hour++) {
            run.crack("C1", at(hour), 20 + 0.01 * (hour % 3));
        }
        for (int hour = 48; hour < 72; hour++) {
            run.waitUntil(at(hour));
            run.read("C1", SlopeInstrument.CRACK, "L1_LF_1", Map.of(), at(hour), at(hour));
        }
        assertThat(offline(true)).isEqualTo(1);
        assertThat(offline(false)).isZero();

        run.crack("C1", at(72), 20);

        assertThat(offline(false)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(SlopeInstrument.class)
    void noInstrumentIsGoodWithoutAValue(SlopeInstrument instrument) {
        run.read("S1", instrument, "1", Map.of(), at(0), at(0));

        assertThat(run.quality()).isEqualTo(SlopeQuality.NO_VALUE);
        assertThat(run.state.channels().get("S1/1").quality()).isEqualTo(SlopeQuality.NO_VALUE);
        assertThat(run.view == null || !run.view.instruments().get(0).current()).isTrue();
    }

    /** Its ten minutes are not dry, they are unknown. */
    @Test
    void aGaugeIsKnownByItsRainAndNotByItsBattery() {
        run.rain(at(0), 1);
        run.read("R1", SlopeInstrument.RAIN, "L3_YL_1", Map.of("battery", 12.0), at(1), at(1));

        assertThat(run.quality()).isEqualTo(SlopeQuality.NO_VALUE);
        assertThat(run.state.channels().get("R1/L3_YL_1").lastAt()).isEqualTo(at(0));
    }

    private long offline(boolean raised) {
        return run.detections.stream()
                .filter(found -> found.kind().equals(Faults.OFFLINE) && found.raised() == raised)
                .count();
    }

    private static Instant at(int hour) {
        return SlopeRun.day(hour / 24.0);
    }
}
