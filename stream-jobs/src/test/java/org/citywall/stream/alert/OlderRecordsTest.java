package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;
import static org.citywall.stream.alert.AlertGroup.slope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Disposition;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.junit.jupiter.api.Test;

/** What an earlier version wrote to state or Kafka lacks the components that came later. */
class OlderRecordsTest {
    private final AlertGroup group = new AlertGroup();

    @Test
    void anAlertOfStateWithoutUnlistedSourcesClearsWithItsLastSource() {
        group.detect(0, press("d1", "P1"));
        TrackedAlert now = group.state.open();
        group.state =
                with(
                        new TrackedAlert(
                                now.alert(),
                                null,
                                now.live(),
                                now.unansweredSince(),
                                null,
                                null,
                                null,
                                null));

        group.detect(1, pressEnd("e1", "P1"));

        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
        assertThat(group.state.open().unlisted()).isEqualTo(UnlistedSources.NONE);
    }

    @Test
    void anAlertOfStateWithoutHandlingIsVerifiedAndPresumedFromItsNextChangeOn() {
        group.detect(0, press("d1", "P1"));
        TrackedAlert now = group.state.open();
        Alert old = now.alert();
        List<AlertTimer> timers =
                old.timers().stream().filter(t -> t.name().equals(Timers.ACKNOWLEDGE)).toList();
        group.state =
                with(
                        new TrackedAlert(
                                withTimers(old, timers),
                                now.last(),
                                now.live(),
                                now.unansweredSince(),
                                null,
                                null,
                                null,
                                null));

        group.act(10, AlertAction.ACKNOWLEDGE);
        group.waitUntil(300);

        assertThat(group.actions()).containsExactly("raised", "acknowledge", "overdue", "presumed");
    }

    @Test
    void aCommandFromBeforeThereWereResultsOnlyBeginsToVerify() {
        group.detect(0, press("d1", "P1"));

        group.input(5, older(AlertAction.VERIFY, "核实"));

        assertThat(group.newest().response()).isEqualTo(Response.VERIFYING);
        assertThat(group.newest().verification()).isNull();
        assertThat(group.newest().disposition()).isNull();
    }

    @Test
    void aFalseAlarmFromBeforeThereWereCausesHasTheOneThatItsWordsName() {
        group.detect(0, press("d1", "P1"));

        group.input(5, older(AlertAction.FALSE_ALARM, "油烟水汽，厨房"));

        assertThat(group.newest().disposition()).isEqualTo(Disposition.FALSE_ALARM);
        assertThat(group.newest().falseAlarmCause()).isEqualTo(FalseAlarmCause.FUMES);
    }

    @Test
    void anAlertOnKafkaFromBeforeThereWasAVerdictIsReadWithoutOne() {
        group.detect(0, press("d1", "P1"));
        ObjectNode json = Json.mapper().valueToTree(group.newest());
        json.remove(
                List.of("verification", "falseAlarmCause", "report119", "answering", "evacuation"));

        assertThat(Json.read(Json.string(json), Alert.class)).isEqualTo(group.newest());
    }

    @Test
    void aSlopeAlarmOfStateWithoutCallsCallsAtItsNextDetection() {
        group.detect(0, slope("d1", Level.ORANGE, "zhou"));
        TrackedAlert now = group.state.open();
        ObjectNode json = Json.mapper().valueToTree(now.alert());
        json.remove("answering");
        List<AlertTimer> timers =
                now.alert().timers().stream()
                        .filter(t -> t.name().equals(Timers.ACKNOWLEDGE))
                        .toList();
        Alert old = withTimers(Json.read(Json.string(json), Alert.class), timers);
        group.state =
                with(
                        new TrackedAlert(
                                old, null, true, now.unansweredSince(), null, null, null, null));

        group.act(10, AlertAction.ACKNOWLEDGE);
        group.detect(11, slope("d2", Level.ORANGE, "zhou"));

        assertThat(group.actions())
                .containsExactly("raised", "called", "acknowledge", "joined", "called");
        assertThat(group.newest().answering().person()).isEqualTo("zhou");
    }

    @Test
    void aDetectionOnKafkaFromBeforeAnybodyWasNamedIsReadWithNobody() {
        ObjectNode json = Json.mapper().valueToTree(press("d1", "P1"));
        json.remove("responsible");

        assertThat(Json.read(Json.string(json), Detection.class)).isEqualTo(press("d1", "P1"));
    }

    /** A command as it was on the log when it had neither result nor cause. */
    private AlertInput older(AlertAction action, String reason) {
        ObjectNode json =
                Json.mapper()
                        .valueToTree(
                                AlertInput.of(
                                        AlertGroup.command("c1", group.newest().id(), action)));
        ObjectNode command = (ObjectNode) json.get("command");
        command.remove(List.of("result", "cause", "evacuation"));
        command.put("reason", reason);
        return Json.read(Json.string(json), AlertInput.class);
    }

    private AlertGroupState with(TrackedAlert open) {
        AlertGroupState now = group.state;
        return new AlertGroupState(
                open, now.closed(), now.seen(), now.answers(), now.answered(), null, null);
    }

    private static Alert withTimers(Alert alert, List<AlertTimer> timers) {
        ObjectNode json = Json.mapper().valueToTree(alert);
        json.set("timers", Json.mapper().valueToTree(timers));
        return Json.read(Json.string(json), Alert.class);
    }
}
