package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.ChannelSetting;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;

/** Crack markers that a person reads with a tape: renamed, irregular, with typing errors. */
class MarkersTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yyyy H:mm");
    private static final Instant TYPING_ERROR = Instant.parse("2015-08-28T00:52:00Z");

    private final SlopeRun run = new SlopeRun(true);

    MarkersTest() {
        List<ChannelSetting> channels = new ArrayList<>();
        for (String marker : List.of("A", "C", "D")) {
            channels.add(new ChannelSetting(marker, "marker", 5, true));
        }
        Map<String, String> aliases = Map.of("LIKI A", "A", "LIKI C", "C", "LIKI D", "D");
        run.set(
                new SlopeProfile(
                        "SL-01", 1, "三号边坡", null, null, aliases, channels, null, null, null, null,
                        null));
    }

    @Test
    void aTypingErrorIsAnOutlierAndRaisesNothing() {
        SlopeQuality typed = null;
        for (int day = 0; day < 40; day++) {
            String name = day % 3 == 0 ? "LIKI A" : "A";
            double mm = day == 30 ? 1950 : 950 + (day % 2);
            read(name, SlopeRun.day(day + 0.3), mm);
            typed = day == 30 ? run.quality() : typed;
            assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        }

        assertThat(typed).isEqualTo(SlopeQuality.OUTLIER);
        assertThat(run.state.channels().keySet()).containsExactly("A/marker");
    }

    @Test
    void twoTeamsAtTheSameMomentAreNotTwoReadings() {
        read("A", SlopeRun.day(1), 950);
        read("LIKI A", SlopeRun.day(1), 950);

        assertThat(run.quality()).isEqualTo(SlopeQuality.DUPLICATE);
    }

    @Test
    void recordedTypingErrorNeverRisesAboveSuspect() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Outside.lines("markers-msl-acd.csv")) {
            rows.add(line.split(",", -1));
        }
        rows.sort(Comparator.comparing(MarkersTest::at));
        SlopeQuality typed = null;
        for (String[] row : rows) {
            Instant at = at(row);
            read(row[1], at, 10 * Double.parseDouble(row[6]));
            if (at.equals(TYPING_ERROR) && row[1].equals("A")) {
                typed = run.quality();
            }
            boolean near =
                    !at.isBefore(TYPING_ERROR) && at.isBefore(TYPING_ERROR.plusSeconds(604_800));
            assertThat(run.level()).as(row[2]).isGreaterThan(Level.RED);
            assertThat(run.state.support())
                    .as(row[2])
                    .isIn(SlopeSupport.NONE, SlopeSupport.SUSPECT);
            if (near) {
                assertThat(run.level()).as(row[2]).isEqualTo(SlopeView.NO_LEVEL);
            }
        }

        assertThat(typed).isEqualTo(SlopeQuality.OUTLIER);
        assertThat(run.state.channels().keySet())
                .containsExactly("A/marker", "C/marker", "D/marker");
    }

    private void read(String marker, Instant at, double mm) {
        run.read(marker, SlopeInstrument.CRACK, "marker", Map.of("value", mm), at, at);
    }

    private static Instant at(String[] row) {
        return LocalDateTime.parse(row[2], TIME).toInstant(ZoneOffset.ofHours(8));
    }
}
