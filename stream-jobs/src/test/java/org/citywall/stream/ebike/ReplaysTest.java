package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.contracts.ebike.ChargerProfile;
import org.junit.jupiter.api.Test;

/**
 * A night that is sent within seconds is judged as the night that it was: only its own times count.
 */
class ReplaysTest {
    private static final int HOUR = 3_600;
    private final EbikeSite site = new EbikeSite();

    @Test
    void portsThatWereWarmHoursApartAreNoGroup() {
        for (int port = 1; port <= 3; port++) {
            site.says().replay("run").port(port).temp(62).measured(port * HOUR).heard(port);
            site.says().replay("run").port(port).temp(62).measured(port * HOUR + 30).heard(port);
        }
        assertThat(site.told()).isEmpty();

        for (int port = 1; port <= 3; port++) {
            int at = 4 * HOUR + 60 * port;
            site.says().replay("run").port(port).temp(62).measured(at).heard(4);
            site.says().replay("run").port(port).temp(62).measured(at + 30).heard(4);
        }
        assertThat(site.told()).containsExactly("warm-group 2");
    }

    @Test
    void smokeIsOverWhenTheDetectorSaidSoForTwoMinutesOfTheRecording() {
        site.says().replay("run").watts(300).smoke(true).measured(0).heard(1);
        site.says().replay("run").watts(300).smoke(false).measured(60).heard(1);
        site.says().replay("run").watts(300).smoke(false).measured(170).heard(1);
        assertThat(site.told()).containsExactly("smoke 1");

        site.says().replay("run").watts(300).smoke(false).measured(190).heard(1);
        assertThat(site.told()).containsExactly("smoke 1", "smoke -");
    }

    @Test
    void theLoadOfASiteLastsAsLongAsItLastedThen() {
        site.set(0, limited());
        site.says().replay("run").watts(1_000).measured(0).heard(1);
        site.says().replay("run").watts(1_000).measured(30).heard(1);
        assertThat(site.told()).isEmpty();

        site.says().replay("run").watts(1_000).measured(70).heard(1);
        assertThat(site.told()).containsExactly("site-load 2");
    }

    @Test
    void anEarlierReadingIsLateHoweverManyThereAre() {
        site.says().replay("run").watts(300).measured(HOUR).heard(1);
        for (int second = 0; second < 600; second += 30) {
            site.says().replay("run").watts(300).measured(second).heard(2);
            assertThat(site.last.verdict()).isEqualTo(EbikeDecision.Verdict.LATE);
        }
    }

    @Test
    void aDetectionTellsWhenItWasMeasuredAndWhenItWasReceived() {
        site.says().replay("run").watts(300).temp(95).measured(10).heard(2_000);
        site.says().replay("run").watts(300).temp(95).measured(40).heard(2_001);

        assertThat(site.told()).containsExactly("port-hot 1");
        assertThat(site.detections.get(0).signalAt()).isEqualTo(EbikeSite.at(40));
        assertThat(site.detections.get(0).receivedAt()).isEqualTo(EbikeSite.at(2_001));
        assertThat(site.page.summary().at()).isEqualTo(EbikeSite.at(2_001));
        assertThat(site.page.stations().get(0).lastSeenAt()).isEqualTo(EbikeSite.at(40));
    }

    private static ChargerProfile limited() {
        return new ChargerProfile(
                EbikeSite.SITE.id(), 1, null, 900.0, null, null, null, false, null, "lead", null);
    }
}
