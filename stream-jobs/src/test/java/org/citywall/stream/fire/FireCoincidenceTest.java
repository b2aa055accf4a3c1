package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.fire.FireSite.replayed;
import static org.citywall.stream.fire.FireSite.signal;

import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.fire.FireSignalKind;
import org.junit.jupiter.api.Test;

class FireCoincidenceTest {
    private final FireSite site = new FireSite();

    private Detection fire(double at, FireSignalKind kind, String device, String point) {
        return site
                .hear(at, signal("s" + at + device + point, kind, device, point))
                .detections()
                .stream()
                .filter(detection -> detection.rawPressId() != null)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void twoDifferentPointsWithinThreeMinutesAreAnIncident() {
        Detection first = fire(0, FireSignalKind.PRESS, "D1", "P1");
        Detection second = fire(180, FireSignalKind.ALARM, "D1", "P2");

        assertThat(first.tags()).isEmpty();
        assertThat(second.tags()).containsExactly("incident");
        assertThat(second.title()).isEqualTo("多点报警");
        assertThat(second.kind()).isEqualTo("detector");
        assertThat(second.groupKey()).isEqualTo(first.groupKey());
        assertThat(second.reason()).contains("2 个点位", "180 秒", "D1 点位 P1", "D1 点位 P2");
        assertThat(second.evidence()).containsKey("报警点位");
    }

    @Test
    void aSinglePressIsAlreadyRed() {
        assertThat(fire(0, FireSignalKind.PRESS, "D1", "P1").level()).isEqualTo(Level.RED);
    }

    @Test
    void theSamePointTwiceIsNoIncident() {
        fire(0, FireSignalKind.PRESS, "D1", "P1");
        assertThat(fire(10, FireSignalKind.PRESS, "D1", "P1").tags()).isEmpty();
    }

    @Test
    void twoPointsFurtherApartInTimeAreNoIncidentAndBothRed() {
        fire(0, FireSignalKind.PRESS, "D1", "P1");
        Detection second = fire(180.001, FireSignalKind.PRESS, "D2", "P1");

        assertThat(second.tags()).isEmpty();
        assertThat(second.level()).isEqualTo(Level.RED);
    }

    @Test
    void aRestoredPointStillCounts() {
        fire(0, FireSignalKind.PRESS, "D1", "P1");
        site.hear(5, signal("r", FireSignalKind.RESTORE, "D1", "P1"));

        assertThat(fire(60, FireSignalKind.ALARM, "D2", null).tags()).containsExactly("incident");
    }

    @Test
    void aPanelThatReportsItselfAndItsPointIsOnePoint() {
        fire(0, FireSignalKind.ALARM, "D1", null);
        assertThat(fire(1, FireSignalKind.ALARM, "D1", "P1").tags()).isEmpty();
        assertThat(fire(2, FireSignalKind.ALARM, "D1", "P2").tags()).containsExactly("incident");
    }

    @Test
    void aThirdPointIsNamedWithTheOthers() {
        fire(0, FireSignalKind.PRESS, "D1", "P1");
        fire(10, FireSignalKind.PRESS, "D2", "P1");
        assertThat(fire(20, FireSignalKind.ALARM, "D3", "P1").reason())
                .contains("3 个点位", "20 秒", "D1", "D2", "D3");
    }

    @Test
    void aRecordedEventDoesNotCoincideWithARealOne() {
        fire(0, FireSignalKind.PRESS, "D1", "P1");
        Detection recorded =
                site.hear(1, replayed(signal("x", FireSignalKind.PRESS, "D2", "P1")))
                        .detections()
                        .get(0);

        assertThat(recorded.tags()).containsExactly("replay");
    }

    @Test
    void pointsInMemoryAreBounded() {
        for (int i = 0; i < 2_000; i++) {
            fire(i / 100.0, FireSignalKind.ALARM, "D1", "P" + i);
        }

        assertThat(site.state.fires()).hasSize(FireSite.POLICY.maxConditions());
        assertThat(site.detections.get(1_999).reason()).hasSizeLessThan(1_000);
    }
}
