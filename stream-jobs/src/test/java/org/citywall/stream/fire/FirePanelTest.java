package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.fire.FireSite.ofDeviceAt;
import static org.citywall.stream.fire.FireSite.ofPanel;
import static org.citywall.stream.fire.FireSite.signal;
import static org.citywall.stream.fire.FireSite.tagged;

import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.SignalOutcome;
import org.junit.jupiter.api.Test;

/** Panels that speak GB/T 26875.3, with their habits. */
class FirePanelTest {
    private final FireSite site = new FireSite();

    private static FireSignal panel(String id, FireSignalKind kind, String point) {
        return ofPanel(signal(id, kind, "GB-1", point));
    }

    @Test
    void aFrameThatIsResentWithinTwoMinutesIsARepeat() {
        site.hear(0, panel("k", FireSignalKind.PRESS, "P1"));

        FireDecision resent = site.hear(119, panel("k", FireSignalKind.PRESS, "P1"));

        assertThat(resent.detections()).isEmpty();
        assertThat(resent.outcomes())
                .extracting(SignalOutcome::outcome)
                .containsExactly(SignalOutcome.Outcome.DUPLICATE);
    }

    @Test
    void aSecondRealFireOfAPanelWithADeadClockIsNeverSwallowed() {
        site.hear(0, panel("k", FireSignalKind.PRESS, "P1"));

        FireDecision second = site.hear(120, panel("k", FireSignalKind.PRESS, "P1"));

        assertThat(second.outcomes()).isEmpty();
        assertThat(second.detections()).extracting(Detection::level).containsExactly(Level.RED);
        assertThat(second.detections().get(0).id()).isNotEqualTo(site.detections.get(0).id());
    }

    @Test
    void aRestoreOfThePointEndsTheMemoryOfItsFrames() {
        site.hear(0, panel("k", FireSignalKind.PRESS, "P1"));
        site.hear(5, panel("r", FireSignalKind.RESTORE, "P1"));

        FireDecision second = site.hear(10, panel("k", FireSignalKind.PRESS, "P1"));

        assertThat(second.detections()).extracting(Detection::raised).containsExactly(true);
    }

    @Test
    void aResetOfThePanelEndsTheMemoryOfItsFramesOnly() {
        site.hear(0, panel("k", FireSignalKind.PRESS, "P1"));
        site.hear(0, ofPanel(signal("k", FireSignalKind.PRESS, "GB-2", "P1")));
        site.hear(5, panel("r", FireSignalKind.RESET, null));

        FireDecision sameDevice = site.hear(10, panel("k", FireSignalKind.PRESS, "P1"));
        FireDecision other =
                site.hear(10, ofPanel(signal("k", FireSignalKind.PRESS, "GB-2", "P1")));

        assertThat(sameDevice.detections()).hasSize(1);
        assertThat(other.detections()).isEmpty();
    }

    @Test
    void aRestoreOfAnotherPointKeepsTheMemoryOfThisOne() {
        site.hear(0, panel("k", FireSignalKind.PRESS, "P1"));
        site.hear(5, panel("r", FireSignalKind.RESTORE, "P2"));

        assertThat(site.hear(10, panel("k", FireSignalKind.PRESS, "P1")).detections()).isEmpty();
    }

    @Test
    void aRestoreThatIsResentDoesNotPutOutASecondFire() {
        site.hear(0, panel("k", FireSignalKind.PRESS, "P1"));
        site.hear(5, panel("r", FireSignalKind.RESTORE, "P1"));
        site.hear(10, panel("k", FireSignalKind.PRESS, "P1"));

        assertThat(site.hear(15, panel("r", FireSignalKind.RESTORE, "P1")).detections()).isEmpty();
    }

    @Test
    void otherSourcesKeepTheirIdsForADay() {
        site.hear(0, signal("k", FireSignalKind.PRESS, "D1", "P1"));
        site.hear(5, signal("r", FireSignalKind.RESTORE, "D1", "P1"));

        assertThat(site.hear(3600, signal("k", FireSignalKind.PRESS, "D1", "P1")).detections())
                .extracting(Detection::kind)
                .doesNotContain("press");
    }

    @Test
    void framesInMemoryAreBounded() {
        for (int i = 0; i < 5_000; i++) {
            site.hear(i / 100.0, panel("k" + i, FireSignalKind.FAULT, "P" + i));
        }

        assertThat(site.state.panels()).hasSizeLessThanOrEqualTo(FireSite.POLICY.maxSeenIds());
    }

    @Test
    void aFireOfAPanelInTestModeIsAFireWithItsTag() {
        Detection fire =
                site.hear(0, tagged(panel("k", FireSignalKind.ALARM, "P1"), FireSignal.TEST_BIT))
                        .detections()
                        .get(0);

        assertThat(fire.level()).isEqualTo(Level.RED);
        assertThat(fire.tags()).containsExactly("testBit");
    }

    @Test
    void aTestSignalWithoutAFireRaisesNothing() {
        assertThat(site.hear(0, panel("k", FireSignalKind.TEST, "P1")).detections()).isEmpty();
    }

    @Test
    void aWrongClockGivesALiveAlertAndAMaintenanceAlertOfItsOwn() {
        Detection press = site.hear(0, panel("1", FireSignalKind.PRESS, "P1")).detections().get(0);
        Detection clock =
                site.hear(0, panel("2", FireSignalKind.FAULT, "clock")).detections().get(0);

        assertThat(press.level()).isEqualTo(Level.RED);
        assertThat(press.receivedAt()).isEqualTo(FireSite.at(0));
        assertThat(clock.kind()).isEqualTo("clock");
        assertThat(clock.reason()).as("no place to go to").doesNotContain("点位");
        assertThat(clock.evidence()).doesNotContainKey("点位");
        assertThat(clock.alertClass()).isEqualTo(AlertClass.MAINTENANCE);
        assertThat(clock.groupKey()).isNotEqualTo(press.groupKey());
    }

    @Test
    void aClockThatIsRightAgainNeverLowersAPress() {
        site.hear(0, panel("1", FireSignalKind.PRESS, "P1"));
        site.hear(0, panel("2", FireSignalKind.FAULT, "clock"));

        FireDecision right = site.hear(60, panel("3", FireSignalKind.RESTORE, "clock"));

        assertThat(right.detections()).extracting(Detection::kind).containsExactly("clock");
    }

    @Test
    void aResetOfThePanelDoesNotSetItsClock() {
        site.hear(0, panel("2", FireSignalKind.FAULT, "clock"));

        assertThat(site.hear(1, panel("3", FireSignalKind.RESET, null)).detections()).isEmpty();
    }

    @Test
    void anUnansweredDutyCheckIsAnAlertUntilOneIsAnswered() {
        Detection missed =
                site.hear(0, panel("1", FireSignalKind.DUTY_UNANSWERED, null)).detections().get(0);
        site.hear(1, panel("2", FireSignalKind.RESET, null));
        FireDecision answered =
                site.hear(
                        9,
                        tagged(panel("3", FireSignalKind.OPERATION, null), FireSignal.DUTY_ANSWER));

        assertThat(missed.kind()).isEqualTo("duty-unanswered");
        assertThat(missed.level()).isEqualTo(Level.YELLOW);
        assertThat(missed.reason()).contains("查岗无人应答");
        assertThat(site.detections).hasSize(2);
        assertThat(answered.detections()).extracting(Detection::raised).containsExactly(false);
    }

    @Test
    void aGatewayMayAlsoReportDutyAsAFaultOfItsPoint() {
        Detection missed =
                site.hear(0, panel("1", FireSignalKind.FAULT, "duty-check")).detections().get(0);
        site.hear(1, panel("2", FireSignalKind.RESET, null));
        FireDecision answered = site.hear(2, panel("3", FireSignalKind.RESTORE, "duty-check"));

        assertThat(missed.kind()).isEqualTo("duty-unanswered");
        assertThat(site.detections).hasSize(2);
        assertThat(answered.detections())
                .extracting(Detection::kind)
                .containsExactly(missed.kind());
    }

    @Test
    void whatAGatewaySaysOfADeviceIsNoSignOfItsLife() {
        site.hear(0, panel("1", FireSignalKind.DUTY_UNANSWERED, null));
        assertThat(site.statuses).isEmpty();

        site.hear(1, panel("2", FireSignalKind.HEARTBEAT, null));
        site.hear(100, panel("3", FireSignalKind.DUTY_UNANSWERED, null));
        site.waitUntil(182);

        assertThat(site.detections).extracting(Detection::kind).contains("offline");
    }

    @Test
    void aPointInAnotherBuildingDoesNotMakeItsPanelOfflineThere() {
        Detection press =
                site.hear(0, ofDeviceAt(panel("1", FireSignalKind.PRESS, "P1"), "B-0001"))
                        .detections()
                        .get(0);
        site.waitUntil(600);

        assertThat(press.groupKey()).isEqualTo("fire/alarm/B-0042");
        assertThat(site.detections).hasSize(1);
        assertThat(site.statuses).isEmpty();
    }
}
