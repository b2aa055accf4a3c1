package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.detection;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.faultEnd;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;
import static org.citywall.stream.alert.AlertGroup.replayed;

import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.fire.SignalOutcome.Outcome;
import org.junit.jupiter.api.Test;

class DetectionsTest {
    private final AlertGroup group = new AlertGroup();

    @Test
    void theFirstDetectionOpensAnAlert() {
        group.detect(1, press("d1", "P1"));

        Alert alert = group.newest();
        assertThat(alert.id()).isEqualTo(Ids.alertId(Ids.groupHash("fire/alarm/B-1"), "d1"));
        assertThat(alert.rev()).isEqualTo(7_000_001L);
        assertThat(alert.level()).isEqualTo(1);
        assertThat(alert.condition()).isEqualTo(Condition.ACTIVE);
        assertThat(alert.response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(alert.occurrences()).isEqualTo(1);
        assertThat(alert.raisedAt()).isEqualTo(at(1));
        assertThat(alert.firstSignalAt()).isEqualTo(AlertGroup.START);
        assertThat(group.actions()).containsExactly("raised");
    }

    @Test
    void anotherPointNeedsEyesAgainAfterTheFirstWasAcknowledged() {
        group.detect(1, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.detect(60, press("d2", "P2"));

        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().timers().get(0).name()).isEqualTo("acknowledge");
        assertThat(group.newest().timers().get(0).dueAt()).isEqualTo(at(90));
        assertThat(group.changes.get(2).entry().reason()).startsWith("确认后再次触发");
    }

    @Test
    void theSamePointThatOnlyRepeatsItselfStaysAcknowledged() {
        group.detect(1, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.detect(60, press("d2", "P1"));

        assertThat(group.newest().response()).isEqualTo(Response.ACKNOWLEDGED);
    }

    @Test
    void aBuildingThatBurnsAgainInTheAfternoonIsNotWhatWasAcknowledgedInTheMorning() {
        group.detect(1, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.waitUntil(200);
        assertThat(group.newest().verification().byRule()).isTrue();
        group.detect(300, pressEnd("e1", "P1"));

        group.detect(20_000, press("d2", "P1"));

        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().verification()).isNull();
        assertThat(group.newest().timers())
                .extracting(AlertTimer::name)
                .contains("acknowledge", "presume");
    }

    @Test
    void whoIsOnSiteIsNotCalledBackByWhatJoins() {
        group.detect(1, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(6, AlertAction.ARRIVE);
        group.detect(60, press("d2", "P2"));

        assertThat(group.newest().response()).isEqualTo(Response.ON_SITE);
    }

    @Test
    void aRiseOfLevelNeedsEyesAgain() {
        group.detect(1, detection("d1", AlertClass.ALARM, "slope", 2, true, "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.detect(60, detection("d2", AlertClass.ALARM, "slope", 1, true, "P1"));

        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().level()).isEqualTo(1);
    }

    @Test
    void theSameIdHasNoSecondEffectAndIsToldAsDuplicate() {
        group.detect(1, press("d1", "P1"));
        group.detect(2, press("d1", "P1"));

        assertThat(group.changes).hasSize(1);
        assertThat(group.outcomes)
                .extracting(SignalOutcome::outcome)
                .containsExactly(Outcome.ALERT, Outcome.DUPLICATE);
        assertThat(group.outcomes.get(0).alertId()).isEqualTo(group.newest().id());
        assertThat(group.outcomes.get(1).alertId()).isNull();
    }

    @Test
    void theDetectionOfAnAlertThatOutlivedItsMemoryOpensNoSecondOne() {
        group.detect(1, press("d1", "P1"));

        group.detect(90_000, press("d1", "P1"));

        assertThat(group.newest().occurrences()).isEqualTo(1);
        assertThat(group.outcomes)
                .extracting(SignalOutcome::outcome)
                .containsExactly(Outcome.ALERT, Outcome.DUPLICATE);
    }

    @Test
    void furtherPointsJoinTheSameAlert() {
        group.detect(1, press("d1", "P1"));
        group.detect(2, press("d2", "P2"));
        group.detect(3, press("d3", "P1"));

        Alert alert = group.newest();
        assertThat(alert.occurrences()).isEqualTo(3);
        assertThat(alert.sources()).extracting(AlertSource::point).containsExactly("P1", "P2");
        assertThat(alert.sources()).extracting(AlertSource::count).containsExactly(2, 1);
        assertThat(group.actions()).containsExactly("raised", "joined", "joined");
        assertThat(group.outcomes).extracting(SignalOutcome::outcome).containsOnly(Outcome.ALERT);
    }

    @Test
    void theConditionClearsWhenNoSourceIsActiveAndTheResponseStays() {
        group.detect(1, press("d1", "P1"));
        group.detect(2, press("d2", "P2"));

        group.detect(3, pressEnd("e1", "P1"));
        assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);
        group.detect(4, pressEnd("e2", "P2"));

        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().level()).isEqualTo(1);
    }

    @Test
    void aClearWithoutItsRaiseChangesNothing() {
        group.detect(1, press("d1", "P1"));
        group.detect(2, pressEnd("e9", "P9"));

        assertThat(group.changes).hasSize(1);
    }

    @Test
    void theLevelRisesAndNeverFalls() {
        group.detect(1, detection("d1", AlertClass.ALARM, "smoke", 3, true, "P1"));
        group.detect(2, detection("d2", AlertClass.ALARM, "press", 1, true, "P2"));
        group.detect(3, detection("d3", AlertClass.ALARM, "smoke", 4, true, "P3"));

        assertThat(group.newest().level()).isEqualTo(1);
        assertThat(group.newest().kind()).isEqualTo("press");
        assertThat(group.newest().reason()).isEqualTo("原因 d2");
    }

    @Test
    void aDetectionAfterClosingOpensANewAlert() {
        group.detect(1, press("d1", "P1"));
        String first = group.newest().id();
        group.act(2, AlertAction.ACKNOWLEDGE);
        group.act(3, AlertAction.CLOSE);

        group.detect(4, press("d2", "P1"));

        assertThat(group.newest().id()).isNotEqualTo(first);
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
    }

    @Test
    void aClearFollowsItsRaiseIntoAClosedAlert() {
        group.detect(1, press("d1", "P1"));
        group.act(2, AlertAction.ACKNOWLEDGE);
        group.act(3, AlertAction.CLOSE);

        group.detect(4, pressEnd("e1", "P1"));

        assertThat(group.newest().response()).isEqualTo(Response.CLOSED);
        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void aNewPressOnAResolvedAlertNeedsEyesAgain() {
        group.detect(1, press("d1", "P1"));
        group.act(2, AlertAction.FALSE_ALARM);

        group.detect(3, press("d2", "P1"));

        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().disposition()).isNull();
        group.waitUntil(33);
        assertThat(group.actions()).endsWith("escalated");
    }

    @Test
    void aDeviceThatRepeatsItsComplaintDoesNot() {
        group.detect(1, fault("d1"));
        group.act(2, AlertAction.ACKNOWLEDGE);
        group.act(3, AlertAction.RESOLVE);

        group.detect(4, fault("d2"));
        assertThat(group.newest().response()).isEqualTo(Response.RESOLVED);

        group.detect(5, faultEnd("e1"));
        group.detect(6, fault("d3"));
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
    }

    @Test
    void aRealDetectionTakesTheReplayMarkAway() {
        group.detect(1, replayed(press("d1", "P1")));
        assertThat(group.newest().tags()).containsExactly("replay");
        group.waitUntil(600);
        assertThat(group.actions()).containsExactly("raised");

        group.detect(601, press("d2", "P1"));

        assertThat(group.newest().tags()).isEmpty();
        group.waitUntil(631);
        assertThat(group.actions()).endsWith("escalated");
    }
}
