package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.junit.jupiter.api.Test;

/** Smoke, and what chargers stop for: neither clocks nor the next session may hide it. */
class SmokeTest {
    private final EbikeSite site = new EbikeSite();

    @Test
    void aSiteOfWhichOnlyABoardWasHeardMayFallSilent() {
        site.says().port(0).state(null).smoke(true).heard(0);
        site.waitUntil(3_600);

        assertThat(site.toldAll())
                .containsExactly("smoke 1", "station-offline 3", "site-offline 1");
    }

    @Test
    void aClockThatWasSetBackHidesNoSmoke() {
        site.says().port(0).state(null).smoke(false).measured(0).heard(0);
        site.says().port(0).state(null).smoke(true).measured(60 - 3_600).heard(60);

        assertThat(site.told()).containsExactly("smoke 1");
    }

    @Test
    void anotherPortThatSeesNoneDoesNotHideIt() {
        for (int second = 0; second < 600; second += 10) {
            site.says().port(1).watts(100).smoke(true).heard(second);
            site.says().port(2).watts(100).smoke(false).heard(second);
        }

        assertThat(site.told()).containsExactly("smoke 1");
        assertThat(site.site.stations.get(EbikeSite.STATION).smoke).isTrue();
    }

    @Test
    void aDetectorThatSaysNothingAnyMoreIsBelievedForHalfAnHour() {
        site.says().watts(300).smoke(true).heard(0);
        site.says().watts(300).heard(1_790);
        assertThat(site.told()).containsExactly("smoke 1");
        site.says().watts(300).heard(1_800);
        site.says().watts(300).smoke(true).heard(3_000);

        assertThat(site.told()).containsExactly("smoke 1", "smoke -", "smoke 1");
    }

    @Test
    void theNextSessionDoesNotEndTheSmokeOfTheOneBefore() {
        site.says().watts(300).session("7", 600).heard(0);
        site.says().state(PortState.IDLE).stop(StopReason.SMOKE).session("7", 610).heard(10);
        site.says().watts(300).heard(12);
        assertThat(site.told()).containsExactly("smoke 1");

        site.says().watts(300).heard(1_820);
        assertThat(site.told()).containsExactly("smoke 1", "smoke -");
    }

    @Test
    void whatTheChargerSawIsHeldThoughTheSameReadingIsCalm() {
        site.says().watts(300).temp(50).heard(0);
        site.says().watts(300).temp(50).heard(10);
        site.says()
                .state(PortState.IDLE)
                .stop(StopReason.OVER_TEMPERATURE)
                .watts(0)
                .temp(50)
                .heard(20);
        site.says().port(2).watts(300).heard(21);
        site.says().port(2).state(PortState.IDLE).stop(StopReason.OVER_POWER).watts(0).heard(22);
        site.says().state(PortState.IDLE).watts(0).temp(30).heard(60);
        assertThat(site.told()).containsExactly("port-hot 2", "over-power 3");

        site.says().state(PortState.IDLE).heard(2_000);
        site.says().port(2).state(PortState.IDLE).heard(2_000);
        assertThat(site.told())
                .containsExactly("port-hot 2", "over-power 3", "port-hot -", "over-power -");
    }

    @Test
    void everyStopOfAChargerWithoutSensorIsTold() {
        for (int day = 0; day < 3; day++) {
            int from = day * 86_400;
            site.says().watts(300).session("x" + day, 0).heard(from);
            site.says().state(PortState.IDLE).stop(StopReason.OVER_TEMPERATURE).heard(from + 600);
        }

        assertThat(site.told().stream().filter(one -> one.equals("port-hot 2"))).hasSize(3);
    }
}
