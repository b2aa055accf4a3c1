package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.fire.FireSite.replayed;
import static org.citywall.stream.fire.FireSite.signal;
import static org.citywall.stream.fire.FireSite.unregistered;

import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.SignalOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FireRuleTest {
    private final FireSite site = new FireSite();

    @Test
    void aPressIsRedAtOnce() {
        Detection press =
                site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1")).detections().get(0);

        assertThat(press.level()).isEqualTo(Level.RED);
        assertThat(press.alertClass()).isEqualTo(AlertClass.ALARM);
        assertThat(press.kind()).isEqualTo("press");
        assertThat(press.raised()).isTrue();
        assertThat(press.groupKey()).isEqualTo("fire/alarm/B-0042");
        assertThat(press.rawPressId()).isEqualTo(RawPress.idOf("urn:panel", "D1", "1"));
        assertThat(press.reason()).contains("沙浦一巷 42 号", "D1", "P1", "被按下");
        assertThat(press.tags()).isEmpty();
    }

    @Test
    void aDetectorIsRedToo() {
        Detection alarm =
                site.hear(0, signal("1", FireSignalKind.ALARM, "D1", "P1")).detections().get(0);

        assertThat(alarm.kind()).isEqualTo("detector");
        assertThat(alarm.level()).isEqualTo(Level.RED);
        assertThat(alarm.rawPressId()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "FAULT, fault, 3",
        "TAMPER, tamper, 3",
        "SHIELD, shield, 3",
        "SUPERVISE, supervise, 4",
        "LOW_BATTERY, low-battery, 4"
    })
    void whatNeedsCareIsMaintenance(FireSignalKind signal, String kind, int level) {
        Detection detection = site.hear(0, signal("1", signal, "D1", null)).detections().get(0);

        assertThat(detection.alertClass()).isEqualTo(AlertClass.MAINTENANCE);
        assertThat(detection.kind()).isEqualTo(kind);
        assertThat(detection.level()).isEqualTo(level);
        assertThat(detection.groupKey()).isEqualTo("fire/maintenance/B-0042");
        assertThat(detection.rawPressId()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TEST",
                "START",
                "FEEDBACK",
                "MANUAL_AUTO",
                "ANALOGUE",
                "OPERATION",
                "HEARTBEAT",
                "REGISTER",
                "RESTORE",
                "RESET"
            })
    void whatNeedsNoResponseRaisesNothing(FireSignalKind kind) {
        assertThat(site.hear(0, signal("1", kind, "D1", null)).detections()).isEmpty();
        assertThat(site.statuses).hasSize(1);
    }

    @Test
    void anUnregisteredDeviceStillRaisesRed() {
        Detection press =
                site.hear(0, unregistered(signal("1", FireSignalKind.PRESS, "X9", null)))
                        .detections()
                        .get(0);

        assertThat(press.level()).isEqualTo(Level.RED);
        assertThat(press.tags()).containsExactly("未登记");
        assertThat(press.groupKey()).isEqualTo("fire/alarm/X9");
        assertThat(press.site()).isNull();
        assertThat(site.statuses).isEmpty();
    }

    @Test
    void anUnregisteredDeviceIsForgottenAfterADay() {
        site.hear(0, unregistered(signal("1", FireSignalKind.PRESS, "X9", null)));

        FireDecision later = site.waitUntil(24 * 3600);

        assertThat(later.state()).isEqualTo(FireSiteState.EMPTY);
        assertThat(later.nextTimer()).isNull();
        assertThat(later.detections()).isEmpty();
    }

    @Test
    void thePressOfAnotherDeviceWithTheSameSourceAndIdIsNoRepeat() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));

        FireDecision other = site.hear(5, signal("1", FireSignalKind.PRESS, "D2", "P1"));

        assertThat(other.outcomes()).isEmpty();
        assertThat(other.detections()).hasSize(1);
        assertThat(other.detections().get(0).deviceId()).isEqualTo("D2");
    }

    @Test
    void aRepeatedPressRaisesNothingButSaysSo() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));

        FireDecision again = site.hear(5, signal("1", FireSignalKind.PRESS, "D1", "P1"));

        assertThat(again.detections()).isEmpty();
        assertThat(again.outcomes()).hasSize(1);
        SignalOutcome outcome = again.outcomes().get(0);
        assertThat(outcome.outcome()).isEqualTo(SignalOutcome.Outcome.DUPLICATE);
        assertThat(outcome.rawPressId()).isEqualTo(RawPress.idOf("urn:panel", "D1", "1"));
        assertThat(outcome.signalId()).isEqualTo("1");
    }

    @Test
    void aRepeatedFaultRaisesNothing() {
        site.hear(0, signal("1", FireSignalKind.FAULT, "D1", null));
        FireDecision again = site.hear(5, signal("1", FireSignalKind.FAULT, "D1", null));

        assertThat(again.detections()).isEmpty();
        assertThat(again.outcomes()).isEmpty();
    }

    @Test
    void theSameIdIsNewAfterADay() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));

        FireDecision again = site.hear(24 * 3600, signal("1", FireSignalKind.PRESS, "D1", "P1"));

        assertThat(again.detections()).extracting(Detection::kind).contains("press");
    }

    @Test
    void aSecondPressOfTheSameButtonIsAnotherDetection() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));
        site.hear(5, signal("2", FireSignalKind.PRESS, "D1", "P1"));

        assertThat(site.detections).extracting(Detection::raised).containsExactly(true, true);
        assertThat(site.state.devices().get("D1").conditions()).hasSize(1);
    }

    @Test
    void aRestoreEndsTheConditionsOfItsPointOnly() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));
        site.hear(1, signal("2", FireSignalKind.ALARM, "D1", "P2"));

        FireDecision restore = site.hear(9, signal("3", FireSignalKind.RESTORE, "D1", "P1"));

        assertThat(restore.detections()).hasSize(1);
        Detection clear = restore.detections().get(0);
        assertThat(clear.raised()).isFalse();
        assertThat(clear.kind()).isEqualTo("press");
        assertThat(clear.point()).isEqualTo("P1");
        assertThat(clear.groupKey()).isEqualTo("fire/alarm/B-0042");
    }

    @Test
    void aRestoreWithoutAPointEndsOnlyWhatNamedNone() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));
        site.hear(1, signal("2", FireSignalKind.ALARM, "D1", null));

        FireDecision restore = site.hear(9, signal("3", FireSignalKind.RESTORE, "D1", null));

        assertThat(restore.detections()).extracting(Detection::kind).containsExactly("detector");
        assertThat(site.state.devices().get("D1").conditions()).hasSize(1);
    }

    @Test
    void aResetOfTheDeviceEndsAllOfIt() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));
        site.hear(1, signal("2", FireSignalKind.FAULT, "D1", null));
        site.hear(1, signal("3", FireSignalKind.PRESS, "D2", "P1"));

        FireDecision reset = site.hear(9, signal("4", FireSignalKind.RESET, "D1", null));

        assertThat(reset.detections())
                .extracting(Detection::kind)
                .containsExactly("press", "fault");
        assertThat(site.state.devices().get("D1").conditions()).isEmpty();
        assertThat(site.state.devices().get("D2").conditions()).hasSize(1);
    }

    @Test
    void aRecordedEventNeitherProvesLifeNorTouchesRealConditions() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));

        site.hear(1, replayed(signal("2", FireSignalKind.PRESS, "D1", "P1")));
        FireDecision restore =
                site.hear(2, replayed(signal("3", FireSignalKind.RESTORE, "D1", "P1")));

        Detection recorded = site.detections.get(1);
        assertThat(recorded.replay()).isTrue();
        assertThat(recorded.tags()).containsExactly("replay");
        assertThat(recorded.groupKey()).isEqualTo("fire/alarm/B-0042/replay");
        assertThat(restore.detections()).extracting(Detection::replay).containsExactly(true);
        assertThat(site.state.devices().get("D1").heardAt()).isEqualTo(FireSite.at(0));
        assertThat(site.state.devices().get("D1").conditions()).hasSize(1);
    }

    @Test
    void aClearFollowsTheGroupOfItsRaise() {
        site.hear(0, signal("1", FireSignalKind.PRESS, "D1", "P1"));
        FireDevice device = site.state.devices().get("D1");
        OpenCondition open = device.conditions().get(0);
        OpenCondition elsewhere =
                new OpenCondition(
                        open.condition(),
                        open.point(),
                        "fire/alarm/OLD",
                        open.detectionId(),
                        false,
                        open.since());
        site.state =
                new FireSiteState(
                        java.util.Map.of("D1", device.with(java.util.List.of(elsewhere))),
                        site.state.seen(),
                        null,
                        site.state.timer(),
                        java.util.List.of(),
                        java.util.List.of(),
                        java.util.List.of());

        site.hear(5, signal("2", FireSignalKind.PRESS, "D1", "P1"));
        site.hear(9, signal("3", FireSignalKind.RESTORE, "D1", "P1"));

        assertThat(site.detections.subList(1, 3))
                .extracting(Detection::groupKey)
                .containsOnly("fire/alarm/OLD");
    }

    @Test
    void conditionsAndIdsAreBounded() {
        for (int i = 0; i < 6_000; i++) {
            site.hear(i, signal("s" + i, FireSignalKind.FAULT, "D1", "P" + i));
        }

        assertThat(site.detections).hasSize(6_000);
        assertThat(site.state.seen().until())
                .hasSizeLessThanOrEqualTo(FireSite.POLICY.maxSeenIds());
        assertThat(site.state.devices().get("D1").conditions())
                .hasSize(FireSite.POLICY.maxConditions());
    }
}
