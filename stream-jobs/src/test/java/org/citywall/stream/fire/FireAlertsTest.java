package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.fire.FireSite.at;
import static org.citywall.stream.fire.FireSite.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.AlertRule;
import org.citywall.stream.alert.rules.RuleVersions;
import org.junit.jupiter.api.Test;

/** Fire rules and alert rules together: what the people at the wall see of a signal. */
class FireAlertsTest {
    private final FireSite site = new FireSite();
    private final Map<String, AlertGroupState> groups = new HashMap<>();
    private final List<AlertChange> changes = new ArrayList<>();

    private void hear(double seconds, FireSignal signal) {
        tell(seconds, site.hear(seconds, signal).detections());
    }

    private void tell(double seconds, List<Detection> detections) {
        for (Detection detection : detections) {
            AlertInput input = AlertInput.of(detection);
            AlertDecision decision =
                    AlertRule.apply(
                            groups.getOrDefault(input.groupHash(), AlertGroupState.EMPTY),
                            input,
                            at(seconds),
                            AlertPolicy.defaults(),
                            RuleVersions.SHIPPED,
                            1);
            groups.put(input.groupHash(), decision.state());
            changes.addAll(decision.changes());
        }
    }

    private Alert alert(String groupKey) {
        return changes.stream()
                .map(AlertChange::alert)
                .filter(alert -> alert.groupKey().equals(groupKey))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private static FireSignal press(String id, String point) {
        return signal(id, FireSignalKind.PRESS, "D1", point);
    }

    @Test
    void aRestoreBeforeAcknowledgeLeavesTheAlertUnacknowledged() {
        hear(0, press("1", "P1"));
        hear(5, signal("2", FireSignalKind.RESTORE, "D1", "P1"));

        Alert alert = alert("fire/alarm/B-0042");
        assertThat(alert.condition()).isEqualTo(Condition.CLEARED);
        assertThat(alert.response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(alert.level()).isEqualTo(Level.RED);
        assertThat(alert.timers()).isNotEmpty();
    }

    @Test
    void aPanelResetClearsTheConditionsOfThatPanelAndNeverTheResponse() {
        hear(0, press("1", "P1"));
        hear(1, press("2", "P2"));
        hear(2, signal("3", FireSignalKind.PRESS, "D2", "P1"));
        hear(5, signal("4", FireSignalKind.RESET, "D1", null));

        Alert alert = alert("fire/alarm/B-0042");
        assertThat(alert.condition()).isEqualTo(Condition.ACTIVE);
        assertThat(alert.response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(alert.sources())
                .filteredOn(AlertSource::active)
                .extracting(AlertSource::deviceId)
                .containsExactly("D2");
    }

    @Test
    void twoPointsAreOneCardThatBecomesAnIncidentWithALineThatSaysWhy() {
        hear(0, press("1", "P1"));
        hear(20, signal("2", FireSignalKind.ALARM, "D2", "P7"));

        Alert alert = alert("fire/alarm/B-0042");
        assertThat(alert.kind()).isEqualTo("incident");
        assertThat(alert.title()).isEqualTo("多点报警");
        assertThat(alert.tags()).contains("incident");
        assertThat(alert.sources()).extracting(AlertSource::point).containsExactly("P1", "P7");
        assertThat(changes)
                .extracting(AlertChange::alert)
                .extracting(Alert::id)
                .containsOnly(alert.id());
        assertThat(changes.get(1).entry().reason()).contains("2 个点位在 20 秒内先后报警");
    }

    @Test
    void absenceNeverLowersAnIncident() {
        hear(0, press("1", "P1"));
        hear(60, press("2", "P2"));
        hear(70, signal("3", FireSignalKind.RESTORE, "D1", "P2"));
        hear(150, signal("h", FireSignalKind.HEARTBEAT, "D1", null));
        hear(320, press("4", "P1"));

        Alert alert = alert("fire/alarm/B-0042");
        assertThat(alert.kind()).isEqualTo("incident");
        assertThat(alert.level()).isEqualTo(Level.RED);
        assertThat(alert.condition()).isEqualTo(Condition.ACTIVE);
    }

    @Test
    void aWrongClockIsAnAlertOfItsOwnAndNeverLowersThePress() {
        hear(0, press("1", "P1"));
        hear(0, signal("2", FireSignalKind.FAULT, "D1", "clock"));
        hear(9, signal("3", FireSignalKind.RESTORE, "D1", "clock"));

        Alert press = alert("fire/alarm/B-0042");
        Alert clock = alert("fire/maintenance/B-0042");
        assertThat(press.condition()).isEqualTo(Condition.ACTIVE);
        assertThat(press.level()).isEqualTo(Level.RED);
        assertThat(press.receivedAt()).isEqualTo(at(0));
        assertThat(clock.kind()).isEqualTo("clock");
        assertThat(clock.condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void aDrillIsABlueCardAndABrokenOneARedCard() {
        TestWindow window =
                new TestWindow(
                        "w",
                        "B-0042",
                        List.of(new TestPoint("D1", "P1", null)),
                        at(0),
                        at(600),
                        "lead",
                        "王工",
                        "季度测试",
                        false);
        tell(0, site.register(0, window).detections());
        hear(1, press("1", "P1"));
        assertThat(changes)
                .extracting(change -> change.alert().level())
                .containsExactly(Level.BLUE);

        hear(2, press("2", "P9"));

        Alert red = alert("fire/alarm/B-0042");
        assertThat(red.kind()).isEqualTo("incident");
        assertThat(red.tags()).contains("drill-broken");
        assertThat(red.sources()).extracting(AlertSource::point).containsExactly("P1", "P9");
        assertThat(alert("fire/drill/B-0042").condition()).isEqualTo(Condition.CLEARED);
    }
}
