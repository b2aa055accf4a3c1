package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.junit.jupiter.api.Test;

/** By which of its values a channel is judged, however odd its first message is. */
class ComponentsTest {
    private static final String GNSS = "G1/L1_GP_1";
    private static final String CRACK = "C1/L1_LF_1";

    private final SlopeRun run = new SlopeRun(false);

    @Test
    void aGnssWhoseFirstMessageHasOnlyTheHeightWaitsForBothHorizontals() {
        gnss(0, Map.of("gpsTotalZ", 0.0));
        assertThat(run.quality()).isEqualTo(SlopeQuality.NO_VALUE);
        assertThat(run.last.mark().reason()).contains("gpsTotalX");

        for (int hour = 1; hour < 72; hour++) {
            gnss(hour, Map.of("gpsTotalX", 1.0 * hour, "gpsTotalY", 1.0 * hour, "gpsTotalZ", 0.0));
        }

        assertThat(run.motion(GNSS).names()).containsExactly("gpsTotalX", "gpsTotalY", "gpsTotalZ");
        assertThat(run.level()).isEqualTo(Level.RED);
    }

    /** Its height comes later: from then on it counts, and nothing jumps. */
    @Test
    void aHeightThatWasMissingAtFirstJoinsLater() {
        gnss(0, Map.of("gpsTotalX", 5.0, "gpsTotalY", 5.0));
        for (int hour = 1; hour < 60; hour++) {
            gnss(hour, Map.of("gpsTotalX", 5.0, "gpsTotalY", 5.0, "gpsTotalZ", 700.0));
            assertThat(run.level()).isGreaterThan(Level.BLUE);
        }
        for (int hour = 60; hour < 100; hour++) {
            double z = 700 - (hour - 60);
            gnss(hour, Map.of("gpsTotalX", 5.0, "gpsTotalY", 5.0, "gpsTotalZ", z));
        }

        assertThat(run.motion(GNSS).names()).containsExactly("gpsTotalX", "gpsTotalY", "gpsTotalZ");
        assertThat(run.level()).isEqualTo(Level.RED);
    }

    @Test
    void aCrackMeterIsNotJudgedByItsBattery() {
        crack(0, Map.of("battery", 12.0, "scalar", 20.0));
        assertThat(run.motion(CRACK).names()).containsExactly("scalar");

        crack(1, Map.of("battery", 12.0));
        assertThat(run.quality()).isEqualTo(SlopeQuality.NO_VALUE);
    }

    @Test
    void aCrackMeterThatSendsOnlyItsBatteryHasNoValue() {
        crack(0, Map.of("battery", 12.0));

        assertThat(run.quality()).isEqualTo(SlopeQuality.NO_VALUE);
        assertThat(run.motion(CRACK)).isNull();
    }

    @Test
    void aFrozenValueBesideAChangingTemperatureIsFrozen() {
        for (int hour = 0; hour < 48; hour++) {
            crack(hour, Map.of("value", 20.0, "temp", 20 + 0.1 * (hour % 7)));
        }

        assertThat(run.quality()).isEqualTo(SlopeQuality.FROZEN);
        assertThat(run.view.instruments().get(0).current()).isFalse();
    }

    @Test
    void messagesOfTheBatteryBetweenDoNotThawIt() {
        for (int hour = 0; hour < 48; hour++) {
            crack(hour, Map.of("value", 20.0));
            crack(hour + 0.5, Map.of("battery", 12.0 + hour));
        }

        assertThat(run.state.channels().get(CRACK).faults()).contains(Faults.FROZEN);
    }

    private void gnss(double hour, Map<String, Double> values) {
        read("G1", SlopeInstrument.GNSS, "L1_GP_1", hour, values);
    }

    private void crack(double hour, Map<String, Double> values) {
        read("C1", SlopeInstrument.CRACK, "L1_LF_1", hour, values);
    }

    private void read(
            String station,
            SlopeInstrument instrument,
            String channel,
            double hour,
            Map<String, Double> values) {
        Instant at = SlopeRun.day(hour / 24);
        run.read(station, instrument, channel, values, at, at);
    }
}
