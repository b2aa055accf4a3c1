package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.faultEnd;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.replayed;

import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.stream.alert.rules.RuleVersions;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final double DAY = 24 * 3600;
    private final AlertGroup group = new AlertGroup();

    @Test
    void anUnansweredAlarmClimbsStepByStep() {
        group.detect(0, press("d1", "P1"));
        assertThat(group.newest().timers()).contains(new AlertTimer("acknowledge", at(30)));

        group.waitUntil(29.9);
        assertThat(group.actions()).containsExactly("raised");
        group.waitUntil(30);
        assertThat(group.newest().escalation().notified()).containsExactly("第二席");
        assertThat(group.newest().timers()).contains(new AlertTimer("acknowledge", at(60)));
        group.waitUntil(179);

        assertThat(group.newest().escalation().step()).isEqualTo(3);
        assertThat(group.newest().escalation().notified()).containsExactly("第二席", "带班领导", "全员");
        assertThat(group.changes)
                .extracting(c -> c.entry().at())
                .containsExactly(at(0), at(30), at(60), at(120));
        assertThat(group.newest().timers())
                .extracting(AlertTimer::name)
                .doesNotContain(Timers.ACKNOWLEDGE);
    }

    @Test
    void anAlarmRestoredUnderFewerStepsClimbsToTheLastPost() {
        group.detect(0, press("d1", "P1"));
        group.waitUntil(60);
        AlertPolicy all = AlertGroup.POLICY;
        AlertPolicy fewer =
                new AlertPolicy(
                        all.escalation().subList(0, 1),
                        all.handling(),
                        all.answer(),
                        all.autoCloseAfter(),
                        all.forgetAfter(),
                        all.shelveDefault(),
                        all.shelveMax(),
                        all.memory(),
                        all.maxSeenIds(),
                        all.maxAnswers(),
                        all.maxSources(),
                        all.rulesSlice());

        AlertDecision decision =
                AlertRule.advanceTo(group.state, at(120), fewer, RuleVersions.SHIPPED, 8);

        assertThat(decision.changes()).hasSize(1);
        assertThat(decision.changes().get(0).alert().escalation().notified())
                .containsExactly("第二席", "带班领导");
        assertThat(decision.changes().get(0).pages())
                .extracting(Page::to)
                .as("the last post of the fewer hears of it")
                .containsExactly("第二席");
        assertThat(decision.changes().get(0).alert().timers())
                .extracting(AlertTimer::name)
                .doesNotContain(Timers.ACKNOWLEDGE);
    }

    @Test
    void whoAcknowledgesStopsTheClimb() {
        group.detect(0, press("d1", "P1"));
        group.act(45, AlertAction.ACKNOWLEDGE);
        group.waitUntil(100);

        assertThat(group.actions()).containsExactly("raised", "escalated", "acknowledge");
    }

    @Test
    void aTimerDueBeforeACommandHappensBeforeIt() {
        group.detect(0, press("d1", "P1"));

        group.act(60, AlertAction.ACKNOWLEDGE);

        assertThat(group.actions())
                .containsExactly("raised", "escalated", "escalated", "acknowledge");
        assertThat(group.changes.get(2).entry().eventTime()).isEqualTo(at(60));
    }

    @Test
    void recordedEventsNeverClimb() {
        group.detect(0, replayed(press("d1", "P1")));
        group.waitUntil(500);

        assertThat(group.actions()).containsExactly("raised");
    }

    @Test
    void maintenanceNeverClimbsAndClosesItselfAfterItCleared() {
        group.detect(0, fault("f1"));
        group.waitUntil(300);
        group.detect(400, faultEnd("e1"));
        assertThat(group.newest().timers()).containsExactly(new AlertTimer("auto-close", at(1000)));

        group.waitUntil(1000);

        assertThat(group.actions()).containsExactly("raised", "cleared", "close");
        assertThat(group.newest().response()).isEqualTo(Response.CLOSED);
        assertThat(group.changes.get(2).entry().by()).isEqualTo("system");
    }

    @Test
    void maintenanceThatComesBackDoesNotCloseItself() {
        group.detect(0, fault("f1"));
        group.detect(400, faultEnd("e1"));
        group.detect(900, fault("f2"));
        group.waitUntil(2000);

        assertThat(group.actions()).containsExactly("raised", "cleared", "joined");
        assertThat(group.newest().timers()).isEmpty();
    }

    @Test
    void anAlarmNeverClosesItself() {
        group.detect(0, press("d1", "P1"));
        group.act(1, AlertAction.ACKNOWLEDGE);
        group.detect(2, AlertGroup.pressEnd("e1", "P1"));
        group.waitUntil(30 * DAY);

        assertThat(group.newest().response()).isEqualTo(Response.ACKNOWLEDGED);
    }

    @Test
    void aClosedAlertIsForgottenAndNothingRemains() {
        group.detect(0, press("d1", "P1"));
        group.act(1, AlertAction.ACKNOWLEDGE);
        group.act(2, AlertAction.CLOSE);
        assertThat(group.newest().timers()).containsExactly(new AlertTimer("forget", at(2 + DAY)));

        AlertDecision last = group.waitUntil(2 + DAY);

        assertThat(group.actions()).endsWith("close", "forgotten");
        assertThat(group.changes.get(3).forgotten()).isTrue();
        assertThat(last.state()).isEqualTo(AlertGroupState.EMPTY);
        assertThat(last.nextTimer()).isNull();
        assertThat(last.state().isEmpty()).isTrue();
    }

    @Test
    void anAnswerAloneIsForgottenToo() {
        group.detect(0, press("d1", "P1"));
        String id = group.newest().id();
        AlertGroup other = new AlertGroup();
        other.act(0, AlertGroup.command("c", id, AlertAction.COMMENT));
        assertThat(other.state.nextTimer()).isEqualTo(at(DAY));

        assertThat(other.waitUntil(DAY).state()).isEqualTo(AlertGroupState.EMPTY);
    }

    @Test
    void theMemoryOfIdsIsBounded() {
        for (int i = 0; i < 5_000; i++) {
            group.detect(0.1 * i, press("d" + i, "P" + i));
        }

        assertThat(group.state.seen().until())
                .hasSizeLessThanOrEqualTo(AlertGroup.POLICY.maxSeenIds());
        assertThat(group.newest().sources()).hasSize(AlertGroup.POLICY.maxSources());
        assertThat(group.newest().occurrences()).isEqualTo(5_000);
    }
}
