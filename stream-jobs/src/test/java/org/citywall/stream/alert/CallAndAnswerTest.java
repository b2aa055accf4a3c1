package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.by;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.like;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.replayed;
import static org.citywall.stream.alert.AlertGroup.slope;
import static org.citywall.stream.alert.AlertGroup.slopeEnd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.AnswerHow;
import org.citywall.contracts.alert.Answering;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.TimelineEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A slope alarm of level orange or red and the person who must answer it. */
class CallAndAnswerTest {
    private static final double MIN = 60;
    private static final double HOUR = 3_600;

    private final AlertGroup group = new AlertGroup();
    private int commands;

    @Test
    void anOrangeSlopeCallsThePersonThatItsDetectionNames() {
        group.detect(0, slope("d1", Level.ORANGE, "zhou"));

        assertThat(group.actions()).containsExactly("raised", "called");
        assertThat(group.newest().answering())
                .isEqualTo(new Answering("zhou", at(0), 1, null, null, null));
        assertThat(group.newest().escalation().notified()).containsExactly("zhou");
        assertThat(group.newest().escalation().step()).isZero();
        assertThat(group.newest().timers()).contains(new AlertTimer("answer", at(HOUR)));
        assertThat(lastEntry().by()).isEqualTo("system");
        assertThat(lastEntry().reason()).isEqualTo("边坡橙色告警，叫应zhou，须在 60 分钟内应答");
    }

    @Test
    void yellowCallsNobodyUntilItRises() {
        group.detect(0, slope("d1", Level.YELLOW, "zhou"));
        assertThat(group.actions()).containsExactly("raised");
        assertThat(group.newest().answering()).isNull();

        group.detect(100, slope("d2", Level.ORANGE, "zhou"));

        assertThat(group.actions()).containsExactly("raised", "joined", "called");
        assertThat(group.newest().answering().calledAt()).isEqualTo(at(100));
    }

    @Test
    void withoutAnAnswerTheyAreCalledAgainAfterAnHourAndThenEachHalfHour() {
        acknowledged(Level.ORANGE, "zhou");
        group.waitUntil(3 * HOUR);

        assertThat(calls())
                .containsExactly(
                        at(0),
                        at(60 * MIN),
                        at(90 * MIN),
                        at(120 * MIN),
                        at(150 * MIN),
                        at(180 * MIN));
        assertThat(group.newest().answering().calls()).isEqualTo(6);
        assertThat(group.newest().answering().calledAt()).isEqualTo(at(3 * HOUR));
    }

    @Test
    void aRedSlopeIsCalledEachTenMinutes() {
        acknowledged(Level.RED, "zhou");
        group.waitUntil(30 * MIN);

        assertThat(calls()).containsExactly(at(0), at(10 * MIN), at(20 * MIN), at(30 * MIN));
    }

    @Test
    void afterTwoUnansweredCallsTheNextPostIsToldTooAndOneMoreEachTime() {
        acknowledged(Level.RED, "zhou");
        group.waitUntil(10 * MIN);
        assertThat(group.newest().escalation().notified()).containsExactly("zhou");
        assertThat(lastEntry().reason()).isEqualTo("10 分钟无应答，第 2 次叫应zhou");
        group.waitUntil(20 * MIN);
        assertThat(group.newest().escalation().notified()).containsExactly("zhou", "第二席");
        assertThat(lastEntry().reason()).isEqualTo("10 分钟无应答，第 3 次叫应zhou，同时告知第二席");
        group.waitUntil(90 * MIN);

        assertThat(group.newest().escalation().notified())
                .containsExactly("zhou", "第二席", "带班领导", "全员");
        assertThat(group.newest().escalation().step())
                .as("no step of the escalation is used up by calls")
                .isZero();
        assertThat(lastEntry().reason()).isEqualTo("10 分钟无应答，第 10 次叫应zhou");
    }

    @Test
    void whenAllPostsKnowOfTheAlarmTheLastHearsOnceThatNobodyAnswers() {
        group.detect(0, slope("d1", Level.RED, "zhou"));
        group.waitUntil(30 * MIN);

        assertThat(reasonsOfCalls())
                .filteredOn(reason -> reason.contains("同时告知"))
                .containsExactly("10 分钟无应答，第 3 次叫应zhou，同时告知全员");
        assertThat(group.newest().escalation().notified())
                .containsExactly("zhou", "第二席", "带班领导", "全员");
    }

    @Test
    void ifNobodyIsNamedTheFirstPostIsCalledAndTheReasonSaysSo() {
        acknowledged(Level.ORANGE, null);

        assertThat(group.newest().answering().person()).isEqualTo("第二席");
        assertThat(group.newest().escalation().notified()).containsExactly("第二席");
        assertThat(group.newest().escalation().step()).isZero();
        assertThat(reasonsOfCalls()).containsExactly("没有指定责任人，边坡橙色告警，叫应第二席，须在 60 分钟内应答");
        group.waitUntil(90 * MIN);
        assertThat(lastEntry().reason()).isEqualTo("没有指定责任人，30 分钟无应答，第 3 次叫应第二席，同时告知带班领导");
    }

    @Test
    void whoIsNamedLaterIsCalledNext() {
        acknowledged(Level.ORANGE, null);
        group.detect(10 * MIN, slope("d2", Level.ORANGE, "zhou"));
        group.detect(20 * MIN, slope("d3", Level.ORANGE, null));
        group.waitUntil(HOUR);

        assertThat(group.newest().answering().person()).isEqualTo("zhou");
        assertThat(group.newest().answering().calls()).isEqualTo(2);
    }

    @Test
    void theNamedPersonPressesWithoutAWord() {
        acknowledged(Level.ORANGE, "zhou");

        CommandResult result = answer(30 * MIN, "zhou", null);

        assertThat(result.accepted()).isTrue();
        assertThat(group.newest().answering())
                .isEqualTo(
                        new Answering("zhou", at(0), 1, "zhou", at(30 * MIN), AnswerHow.PRESSED));
        assertThat(lastEntry().reason()).isEqualTo("按键应答");
        group.waitUntil(5 * HOUR);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void whoAnswersOnBehalfWritesDownWhoSaidWhat() {
        acknowledged(Level.ORANGE, "zhou");

        CommandResult silent = answer(30 * MIN, "officer", " ");
        assertThat(silent.code()).isEqualTo("reason-required");
        assertThat(silent.reason()).contains("代zhou应答");
        assertThat(isAwaited()).isTrue();

        assertThat(answer(31 * MIN, "officer", "周工电话：已到坡顶").accepted()).isTrue();
        assertThat(group.newest().answering().how()).isEqualTo(AnswerHow.SPOKEN);
        assertThat(group.newest().answering().answeredBy()).isEqualTo("officer");
        assertThat(lastEntry().reason()).isEqualTo("口头应答：周工电话：已到坡顶");
        assertThat(isAwaited()).isFalse();
    }

    @Test
    void anAnswerAcknowledgesNothingAndAnAcknowledgementAnswersNothing() {
        group.detect(0, slope("d1", Level.ORANGE, "zhou"));
        answer(10, "zhou", null);
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().owner()).isNull();
        group.waitUntil(30);
        assertThat(lastEntry().action()).isEqualTo("escalated");

        group.detect(100, slope("d2", Level.RED, "zhou"));
        group.act(110, AlertAction.ACKNOWLEDGE);
        assertThat(isAwaited()).isTrue();
    }

    @Test
    void aRiseDemandsANewAnswer() {
        acknowledged(Level.ORANGE, "zhou");
        answer(10 * MIN, "zhou", null);

        group.detect(HOUR, slope("d2", Level.RED, "zhou"));

        assertThat(group.newest().answering())
                .isEqualTo(new Answering("zhou", at(HOUR), 1, null, null, null));
        assertThat(group.newest().timers()).contains(new AlertTimer("answer", at(HOUR + 10 * MIN)));
        assertThat(lastEntry().reason()).startsWith("边坡红色告警");
    }

    @Test
    void theSameLevelAgainDemandsNone() {
        acknowledged(Level.RED, "zhou");
        answer(5 * MIN, "zhou", null);
        group.detect(HOUR, slope("d2", Level.RED, "zhou"));
        group.detect(HOUR, slope("d3", Level.ORANGE, "zhou"));

        assertThat(calls()).hasSize(1);
        assertThat(group.newest().answering().answeredBy()).isEqualTo("zhou");
    }

    @Test
    void aFallBelowOrangeEndsTheCallsThoughTheAlertStaysWhatItWas() {
        acknowledged(Level.ORANGE, "zhou");
        group.detect(MIN, slope("d2", Level.YELLOW, "zhou"));
        assertThat(group.newest().level()).isEqualTo(Level.ORANGE);
        assertThat(isAwaited()).isFalse();
        group.waitUntil(5 * HOUR);
        assertThat(calls()).hasSize(1);

        group.detect(6 * HOUR, slope("d3", Level.ORANGE, "zhou"));

        assertThat(calls()).containsExactly(at(0), at(6 * HOUR));
    }

    @Test
    void aLesserComplaintOfAnotherKindEndsNoCall() {
        acknowledged(Level.ORANGE, "zhou");
        Detection silence = slope("d2", Level.YELLOW, null);
        group.detect(MIN, like(AlertClass.ALARM, "silence", silence));

        assertThat(isAwaited()).isTrue();
    }

    @Test
    void redAgainAfterOrangeDemandsANewAnswer() {
        acknowledged(Level.RED, "zhou");
        answer(MIN, "zhou", null);
        group.detect(HOUR, slope("d2", Level.ORANGE, "zhou"));
        group.detect(2 * HOUR, slope("d3", Level.RED, "zhou"));

        assertThat(calls()).containsExactly(at(0), at(2 * HOUR));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOLVE", "CLOSE", "FALSE_ALARM", "DRILL"})
    void whatEndsTheAlertEndsTheCalls(AlertAction end) {
        acknowledged(Level.RED, "zhou");
        group.act(5 * MIN, end);
        assertThat(isAwaited()).isFalse();
        group.waitUntil(5 * HOUR);

        assertThat(calls()).hasSize(1);
        assertThat(group.newest().answering().answeredBy()).isNull();
        assertThat(answer(6 * HOUR, "zhou", null).code()).isEqualTo("illegal-transition");
    }

    @Test
    void theEndOfTheDangerEndsTheCallsAndItsReturnBeginsThemAnew() {
        acknowledged(Level.RED, "zhou");
        answer(MIN, "zhou", null);
        group.detect(5 * MIN, slopeEnd("e1"));
        assertThat(isAwaited()).isFalse();

        group.detect(HOUR, slope("d2", Level.RED, "zhou"));

        assertThat(calls()).containsExactly(at(0), at(HOUR));
        assertThat(group.newest().answering().answeredBy()).isNull();
    }

    @Test
    void whatIsShelvedAtTheDeskStillCalls() {
        acknowledged(Level.RED, "zhou");
        group.act(MIN, AlertAction.SHELVE);
        group.waitUntil(10 * MIN);

        assertThat(calls()).hasSize(2);
    }

    @Test
    void aReopenedAlertCallsAgain() {
        acknowledged(Level.RED, "zhou");
        answer(MIN, "zhou", null);
        group.act(5 * MIN, AlertAction.RESOLVE);
        group.act(6 * MIN, AlertAction.REOPEN);

        assertThat(calls()).containsExactly(at(0), at(6 * MIN));
    }

    @Test
    void onlyTheFirstAnswerToACallCounts() {
        acknowledged(Level.ORANGE, "zhou");
        answer(MIN, "zhou", null);

        CommandResult second = answer(2 * MIN, "officer", "周工说");

        assertThat(second.code()).isEqualTo("illegal-transition");
        assertThat(second.reason()).contains("已有应答", "zhou 已于", "应答");
        assertThat(group.newest().answering().how()).isEqualTo(AnswerHow.PRESSED);
    }

    @Test
    void theSameAnswerTwiceIsOneAnswer() {
        acknowledged(Level.ORANGE, "zhou");
        AlertCommand answer = by(of(AlertAction.ANSWER), "zhou", null);
        CommandResult first = group.act(MIN, answer);

        assertThat(group.act(2 * MIN, answer)).isEqualTo(first);
        assertThat(group.actions()).filteredOn("answer"::equals).hasSize(1);
    }

    @Test
    void fireAlarmsMaintenanceAndReplaysCallNobody() {
        group.detect(0, press("d1", "P1"));
        assertThat(group.actions()).containsExactly("raised");
        assertThat(group.act(1, AlertAction.ANSWER).reason()).contains("没有待应答的叫应");

        AlertGroup replay = new AlertGroup();
        replay.detect(0, replayed(slope("d1", Level.RED, "zhou")));
        replay.waitUntil(5 * HOUR);
        assertThat(replay.actions()).containsExactly("raised");

        AlertGroup maintenance = new AlertGroup();
        maintenance.detect(
                0, like(AlertClass.MAINTENANCE, "fault", slope("d1", Level.RED, "zhou")));
        maintenance.waitUntil(5 * HOUR);
        assertThat(maintenance.actions()).containsExactly("raised");
    }

    @Test
    void anAlertWhoseRevisionsAreNearlyUsedUpCallsNoMore() {
        acknowledged(Level.RED, "zhou");
        group.state = NewsTest.aged(group.state, News.COMING_AND_GOING);

        group.waitUntil(10 * MIN);
        group.waitUntil(5 * HOUR);

        assertThat(calls()).hasSize(2);
    }

    @Test
    void theTimesAreThoseOfThePolicy() {
        AlertGroup custom =
                new AlertGroup(
                        AlertGroup.calling(
                                new AnswerPolicy(
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(3),
                                        Duration.ofMinutes(2),
                                        Duration.ofMinutes(1),
                                        1)));
        custom.detect(0, slope("d1", Level.ORANGE, "zhou"));
        custom.act(1, AlertAction.ACKNOWLEDGE);
        custom.waitUntil(5 * MIN);
        assertThat(custom.newest().escalation().notified()).containsExactly("zhou", "第二席");
        custom.waitUntil(8 * MIN);
        assertThat(custom.newest().answering().calls()).isEqualTo(3);
        custom.detect(9 * MIN, slope("d2", Level.RED, "zhou"));
        custom.waitUntil(12 * MIN);
        assertThat(custom.newest().answering().calls()).isEqualTo(3);
    }

    private void acknowledged(int level, String person) {
        group.detect(0, slope("d1", level, person));
        group.act(0, AlertAction.ACKNOWLEDGE);
    }

    private CommandResult answer(double seconds, String account, String reason) {
        return group.act(seconds, by(of(AlertAction.ANSWER), account, reason));
    }

    private AlertCommand of(AlertAction action) {
        Alert alert = group.newest();
        return command("w" + commands++, alert.id(), action);
    }

    private boolean isAwaited() {
        return group.newest().timers().stream().anyMatch(t -> t.name().equals("answer"));
    }

    private List<Instant> calls() {
        return called().map(change -> change.entry().eventTime()).toList();
    }

    private List<String> reasonsOfCalls() {
        return called().map(change -> change.entry().reason()).toList();
    }

    private Stream<AlertChange> called() {
        return group.changes.stream().filter(c -> c.entry().action().equals("called"));
    }

    private TimelineEntry lastEntry() {
        return group.changes.get(group.changes.size() - 1).entry();
    }
}
