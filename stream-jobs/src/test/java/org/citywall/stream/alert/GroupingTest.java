package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.faultEnd;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;

import java.time.Duration;
import java.util.List;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.stream.alert.rules.RuleVersions;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final String BY_DEVICE =
            "{'groups':[{'id':'device','match':{},'by':['device','kind']}]}";
    private static final String KEY = "by/device/fire/alarm|D1|press";

    private final AlertGroup base = Judging.group(BY_DEVICE);
    private final AlertGroup other = Judging.group(BY_DEVICE);

    /** What the base handed on arrives, as it stands on the log. */
    private void deliver(double seconds) {
        List<AlertInput> arrived = List.copyOf(base.forwarded);
        base.forwarded.clear();
        arrived.forEach(input -> other.input(seconds, input));
    }

    @Test
    void aDetectionGoesToTheGroupOfItsRuleAndItsEndFollows() {
        base.detect(0, press("d1", "P1"));
        assertThat(base.changes).isEmpty();
        assertThat(base.outcomes).as("told where it lands").isEmpty();
        deliver(1);
        base.detect(2, pressEnd("e1", "P1"));
        deliver(3);

        assertThat(other.actions()).containsExactly("raised", "cleared");
        assertThat(other.newest().groupKey()).isEqualTo(KEY);
        assertThat(other.newest().condition()).isEqualTo(Condition.CLEARED);
        assertThat(other.forwarded).isEmpty();
        assertThat(other.outcomes)
                .extracting(SignalOutcome::outcome)
                .containsExactly(SignalOutcome.Outcome.ALERT);
        assertThat(base.state.routes()).isEmpty();
    }

    @Test
    void aConditionEndsWhereItBeganThoughTheRulesChange() {
        base.detect(0, press("d1", "P1"));
        deliver(1);
        base.rules = RuleVersions.SHIPPED;
        base.detect(2, press("d2", "P1"));
        base.detect(3, pressEnd("e1", "P1"));
        deliver(4);

        assertThat(other.newest().condition()).isEqualTo(Condition.CLEARED);
        assertThat(other.newest().occurrences()).isEqualTo(2);
        assertThat(base.changes).isEmpty();
    }

    @Test
    void aConditionThatBeganHereEndsHere() {
        base.rules = RuleVersions.SHIPPED;
        base.detect(0, press("d1", "P1"));
        base.rules = Judging.by(BY_DEVICE);
        base.detect(1, press("d2", "P1"));
        base.detect(2, pressEnd("e1", "P1"));
        base.detect(3, press("d3", "P1"));

        assertThat(base.actions()).containsExactly("raised", "joined", "cleared");
        assertThat(base.forwarded).hasSize(1);
    }

    @Test
    void aRepeatIsHandedOnOnceAndCountedOnceHoweverLateItIs() {
        base.detect(0, press("d1", "P1"));
        base.detect(1, press("d1", "P1"));
        AlertInput handedOn = base.forwarded.get(0);
        assertThat(base.forwarded).hasSize(1);
        deliver(1);
        other.act(5, AlertAction.ACKNOWLEDGE);
        other.act(6, AlertAction.CLOSE);
        other.waitUntil(6 * 86_400);

        other.input(6 * 86_400, handedOn);

        assertThat(other.state.open()).as("a job that reads its log again repeats it").isNull();
    }

    @Test
    void nothingIsRememberedInTheEnd() {
        base.detect(0, press("d1", "P1"));
        deliver(1);
        double end = Grouping.REMEMBERED.toSeconds() + 1;
        other.act(5, AlertAction.ACKNOWLEDGE);
        other.act(6, AlertAction.CLOSE);

        assertThat(base.state.nextTimer()).isEqualTo(at(0).plus(Duration.ofDays(8)));
        base.waitUntil(end);
        other.waitUntil(end);

        assertThat(base.state.isEmpty()).isTrue();
        assertThat(other.state.isEmpty()).isTrue();
    }

    @Test
    void aClosedAlertOpensAgainWithinItsWindow() {
        AlertGroup group =
                Judging.group("{'groups':[{'id':'again','match':{},'reopenWithinS':600}]}");
        group.detect(0, press("d1", "P1"));
        String id = group.newest().id();
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(10, AlertAction.CLOSE);
        group.detect(610, press("d2", "P1"));

        assertThat(group.newest().id()).isEqualTo(id);
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().occurrences()).isEqualTo(2);
        assertThat(group.newest().escalation().step()).isZero();
        assertThat(group.changes.get(group.changes.size() - 1).entry().reason())
                .startsWith("关闭后再次出现：");
        assertThat(group.state.closed()).isEmpty();
    }

    @Test
    void afterItsWindowThereIsAnotherAlert() {
        AlertGroup group =
                Judging.group("{'groups':[{'id':'again','match':{},'reopenWithinS':600}]}");
        group.detect(0, press("d1", "P1"));
        String id = group.newest().id();
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(10, AlertAction.CLOSE);
        group.detect(611, press("d2", "P1"));

        assertThat(group.newest().id()).isNotEqualTo(id);
    }

    @Test
    void whatIsQuietSinceItsLastRaiseClosesItself() {
        AlertGroup group =
                Judging.group(
                        "{'groups':[{'id':'gap','match':{},'closeAfterS':300,'closeFrom':'raise'}]}");
        group.detect(0, fault("f1"));
        group.detect(100, fault("f2"));
        group.detect(110, faultEnd("e1"));
        group.waitUntil(399);
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        group.waitUntil(400);
        assertThat(group.newest().response()).isEqualTo(Response.CLOSED);

        group.detect(500, fault("f3"));
        group.detect(900, faultEnd("e3"));

        assertThat(group.newest().response()).as("300 s are long over").isEqualTo(Response.CLOSED);
    }

    @Test
    void aGraveAlarmNeverClosesItself() {
        AlertGroup group = Judging.group("{'groups':[{'id':'gap','match':{},'closeAfterS':300}]}");
        group.detect(0, press("d1", "P1"));
        group.detect(1, pressEnd("e1", "P1"));
        group.waitUntil(5_000);

        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
    }
}
