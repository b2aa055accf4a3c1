package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.because;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.inWords;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;
import static org.citywall.stream.alert.AlertGroup.replayed;
import static org.citywall.stream.alert.AlertGroup.saying;

import java.util.List;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Disposition;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.Report119;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.TimelineEntry;
import org.citywall.contracts.alert.Verification;
import org.citywall.contracts.alert.VerifyResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A fire alarm between its acknowledgement and the verdict. */
class HandlingTest {
    private final AlertGroup group = new AlertGroup();
    private int commands;

    @Test
    void theResultOfTheCallBackIsDueAMinuteAfterTheAcknowledgement() {
        pressed();
        group.act(20, AlertAction.ACKNOWLEDGE);

        assertThat(group.newest().timers())
                .containsExactly(
                        new AlertTimer("verify", at(80)), new AlertTimer("presume", at(180)));
    }

    @Test
    void aCallBackWithoutResultTellsTheDutyLeaderOnceAndShowsOnTheAlert() {
        pressed();
        group.act(20, AlertAction.ACKNOWLEDGE);
        group.act(30, AlertAction.VERIFY);
        group.waitUntil(179);

        assertThat(group.actions()).containsExactly("raised", "acknowledge", "verify", "overdue");
        assertThat(lastEntry().eventTime()).isEqualTo(at(80));
        assertThat(lastEntry().reason()).contains("60 秒", "没有回拨结果", "带班领导");
        assertThat(group.newest().escalation().notified()).containsExactly("带班领导");
        assertThat(group.newest().tags()).containsExactly("回拨超时");
    }

    @Test
    void aResultInTimeStopsTheClockOfTheCallBack() {
        pressed();
        group.act(20, AlertAction.ACKNOWLEDGE);
        verify(50, VerifyResult.UNREACHABLE);
        group.waitUntil(170);

        assertThat(group.actions()).containsExactly("raised", "acknowledge", "verify");
        assertThat(lastEntry().reason()).startsWith("回拨联系不上");
    }

    @Test
    void aLateResultTakesTheMarkAway() {
        pressed();
        group.act(20, AlertAction.ACKNOWLEDGE);
        group.waitUntil(80);
        verify(90, VerifyResult.CONFIRMED);

        assertThat(group.newest().tags()).isEmpty();
        assertThat(group.newest().timers()).isEmpty();
    }

    @Test
    void aConfirmedCallBackMakesTheAlarmRealAndNamesWhoSaidIt() {
        pressed();
        verify(10, VerifyResult.CONFIRMED);

        Alert alert = group.newest();
        assertThat(alert.verification())
                .isEqualTo(new Verification(VerifyResult.CONFIRMED, false, "liming", at(10)));
        assertThat(alert.disposition()).isEqualTo(Disposition.REAL);
        assertThat(alert.response()).isEqualTo(Response.VERIFYING);
        assertThat(alert.owner()).isEqualTo("liming");
    }

    @Test
    void noResultThreeMinutesAfterItWasRaisedIsTakenForReal() {
        pressed();
        group.act(20, AlertAction.ACKNOWLEDGE);
        group.waitUntil(1_000);

        assertThat(group.actions()).endsWith("overdue", "presumed");
        assertThat(group.newest().verification())
                .isEqualTo(new Verification(VerifyResult.CONFIRMED, true, "system", at(180)));
        assertThat(lastEntry().reason()).contains("3 分钟没有核实结果", "按真实火警处置", "119");
        assertThat(group.newest().disposition()).as("nobody said what it was").isNull();
        assertThat(group.newest().timers()).isEmpty();
        assertThat(group.newest().tags()).isEmpty();
    }

    @Test
    void anAlarmThatNobodyEvenAcknowledgedIsTakenForRealToo() {
        pressed();
        group.waitUntil(200);

        assertThat(group.actions()).endsWith("escalated", "presumed");
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
    }

    @Test
    void nobodyReachedIsNoVerdict() {
        pressed();
        verify(10, VerifyResult.UNREACHABLE);
        group.waitUntil(180);

        assertThat(group.newest().verification().byRule()).isTrue();
    }

    @Test
    void nobodyReachedLaterDoesNotTakeAVerdictBack() {
        pressed();
        group.waitUntil(180);
        verify(200, VerifyResult.UNREACHABLE);

        assertThat(group.newest().verification().result()).isEqualTo(VerifyResult.CONFIRMED);
        assertThat(group.newest().timers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = VerifyResult.class,
            names = {"CONFIRMED", "FALSE"})
    void aVerdictInTimeIsNotOverruled(VerifyResult result) {
        pressed();
        verify(10, result);
        group.waitUntil(1_000);

        assertThat(group.newest().verification().result()).isEqualTo(result);
        assertThat(group.newest().verification().byRule()).isFalse();
    }

    @Test
    void aPersonMayStillSayThatWhatWasTakenForRealIsNot() {
        pressed();
        group.waitUntil(180);
        verify(200, VerifyResult.FALSE);

        assertThat(group.newest().verification().result()).isEqualTo(VerifyResult.FALSE);
        assertThat(group.newest().response()).isEqualTo(Response.VERIFYING);
    }

    @Test
    void anotherPointAfterTheCallBackSaidFalseBringsTheDoubtBack() {
        pressed();
        verify(10, VerifyResult.FALSE);
        group.detect(20, press("d2", "P2"));

        assertThat(group.newest().verification()).isNull();
        group.waitUntil(200);
        assertThat(group.newest().verification().byRule()).isTrue();
    }

    @Test
    void replaysAreNeverTakenForReal() {
        group.detect(0, replayed(press("d1", "P1")));
        group.act(20, AlertAction.ACKNOWLEDGE);
        group.act(30, AlertAction.DISPATCH);
        group.waitUntil(1_000);

        assertThat(group.actions()).containsExactly("raised", "acknowledge", "dispatch");
    }

    @Test
    void aReplayThatARealPressJoinsCountsFromTheRealOne() {
        group.detect(0, replayed(press("d1", "P1")));
        group.detect(100, press("d2", "P1"));

        assertThat(group.newest().timers()).contains(new AlertTimer("presume", at(280)));
    }

    @Test
    void maintenanceIsNeverTakenForReal() {
        group.detect(0, fault("f1"));
        group.act(20, AlertAction.ACKNOWLEDGE);
        group.act(30, AlertAction.DISPATCH);
        group.waitUntil(1_000);

        assertThat(group.actions()).containsExactly("raised", "acknowledge", "dispatch");
    }

    @Test
    void otherDomainsHaveNoneOfTheseClocks() {
        group.detect(0, AlertGroup.in(AlertDomain.SLOPE, press("s1", "P1")));
        group.act(20, AlertAction.ACKNOWLEDGE);

        assertThat(group.newest().timers()).isEmpty();
        assertThat(refusal(30, saying(next(AlertAction.VERIFY), VerifyResult.CONFIRMED)))
                .isEqualTo("illegal-transition");
        assertThat(refusal(31, next(AlertAction.REPORT_119))).isEqualTo("illegal-transition");
    }

    @Test
    void nobodyOnSiteThreeMinutesAfterTheDispatchTellsTheDutyLeader() {
        pressed();
        verify(10, VerifyResult.CONFIRMED);
        group.act(30, AlertAction.DISPATCH);
        assertThat(group.newest().timers()).containsExactly(new AlertTimer("on-site", at(210)));
        assertThat(lastEntry().reason()).contains("派遣 微型站");
        group.waitUntil(1_000);

        assertThat(group.actions()).endsWith("dispatch", "overdue");
        assertThat(lastEntry().reason()).contains("3 分钟无人到场", "带班领导");
        assertThat(group.newest().tags()).containsExactly("到场超时");

        group.act(1_100, AlertAction.ARRIVE);
        assertThat(group.newest().tags()).isEmpty();
    }

    @Test
    void whoArrivesStopsTheClockAndASecondDispatchDoesNotLengthenIt() {
        pressed();
        verify(10, VerifyResult.CONFIRMED);
        group.act(30, AlertAction.DISPATCH);
        group.act(100, AlertAction.DISPATCH);
        assertThat(group.newest().timers()).containsExactly(new AlertTimer("on-site", at(210)));

        group.act(200, AlertAction.ARRIVE);
        group.waitUntil(1_000);
        assertThat(group.actions()).endsWith("dispatch", "arrive");
    }

    @Test
    void whoIsSentAfterTheFirstWereLateHasThreeMinutesAgain() {
        pressed();
        verify(10, VerifyResult.CONFIRMED);
        group.act(30, AlertAction.DISPATCH);
        group.waitUntil(210);
        group.act(220, AlertAction.DISPATCH);

        assertThat(group.newest().tags()).isEmpty();
        assertThat(group.newest().timers()).containsExactly(new AlertTimer("on-site", at(400)));
    }

    @Test
    void theResultMayComeWhileATeamIsUnderWay() {
        pressed();
        group.act(5, AlertAction.DISPATCH);
        verify(20, VerifyResult.CONFIRMED);

        assertThat(group.newest().response()).isEqualTo(Response.DISPATCHED);
        assertThat(refusal(21, next(AlertAction.VERIFY))).isEqualTo("illegal-transition");
    }

    @Test
    void aFalseAlarmHasACauseOfTheList() {
        pressed();
        CommandResult done =
                group.act(10, because(next(AlertAction.FALSE_ALARM), FalseAlarmCause.FUMES));

        assertThat(done.accepted()).isTrue();
        assertThat(group.newest().falseAlarmCause()).isEqualTo(FalseAlarmCause.FUMES);
        assertThat(group.newest().disposition()).isEqualTo(Disposition.FALSE_ALARM);
        assertThat(lastEntry().reason()).isEqualTo("油烟水汽");
        assertThat(group.newest().timers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "误触：学生碰到, MISTAKEN_TOUCH",
        "设备故障, DEVICE_FAULT",
        "油烟水汽, FUMES",
        "施工扬尘, WORKS",
        "恶意, MALICE",
        "演练未报备, UNREPORTED_DRILL",
        "不知道, UNKNOWN"
    })
    void aCauseIsReadFromTheWordsOfClientsThatKnowNoCodes(String words, FalseAlarmCause cause) {
        pressed();
        group.act(10, inWords(next(AlertAction.FALSE_ALARM), words));

        assertThat(group.newest().falseAlarmCause()).isEqualTo(cause);
        assertThat(lastEntry().reason()).contains(words);
    }

    @Test
    void aFalseAlarmWithNeitherCauseNorWordsIsRefused() {
        pressed();

        assertThat(refusal(10, inWords(next(AlertAction.FALSE_ALARM), " ")))
                .isEqualTo("reason-required");
    }

    @Test
    void reopeningTakesTheVerdictBackAndTheClockRunsAgain() {
        pressed();
        group.act(10, because(next(AlertAction.FALSE_ALARM), FalseAlarmCause.WORKS));
        group.act(60, AlertAction.REOPEN);

        assertThat(group.newest().disposition()).isNull();
        assertThat(group.newest().falseAlarmCause()).isNull();
        assertThat(group.newest().timers())
                .containsExactly(
                        new AlertTimer("verify", at(120)), new AlertTimer("presume", at(240)));
    }

    @Test
    void anAlarmThatComesBackAfterItsVerdictIsInDoubtAgain() {
        pressed();
        verify(5, VerifyResult.CONFIRMED);
        group.act(6, inWords(next(AlertAction.REPORT_119), "起火"));
        group.act(10, because(next(AlertAction.FALSE_ALARM), FalseAlarmCause.WORKS));
        group.detect(60, press("d2", "P1"));

        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().verification()).isNull();
        assertThat(group.newest().falseAlarmCause()).isNull();
        assertThat(group.newest().report119()).isNull();
        assertThat(group.newest().timers()).contains(new AlertTimer("presume", at(240)));
    }

    @Test
    void whoTold119AndInWhichWordsIsOnRecord() {
        pressed();
        CommandResult done =
                group.act(40, inWords(next(AlertAction.REPORT_119), "云湾区榕树新村 7 号 3 楼起火"));

        assertThat(done.accepted()).isTrue();
        assertThat(group.newest().report119()).isEqualTo(new Report119("liming", "李明", at(40)));
        assertThat(lastEntry().action()).isEqualTo("report-119");
        assertThat(lastEntry().reason()).contains("已拨打 119", "云湾区榕树新村 7 号 3 楼起火");
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
    }

    @Test
    void a119ReportWithoutItsTextIsRefused() {
        pressed();

        assertThat(refusal(40, inWords(next(AlertAction.REPORT_119), null)))
                .isEqualTo("reason-required");
    }

    private void pressed() {
        group.detect(0, press("d1", "P1"));
    }

    @Test
    void aPointThatWasCalledFalseAndAlarmsAgainIsInDoubtAgain() {
        pressed();
        group.act(20, AlertAction.ACKNOWLEDGE);
        verify(30, VerifyResult.FALSE);
        group.detect(40, pressEnd("e1", "P1"));

        group.detect(50, press("d2", "P1"));

        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(group.newest().verification()).isNull();
    }

    private void verify(double seconds, VerifyResult result) {
        assertThat(group.act(seconds, saying(next(AlertAction.VERIFY), result)).accepted())
                .isTrue();
    }

    private AlertCommand next(AlertAction action) {
        return command("h" + commands++, group.newest().id(), action);
    }

    private String refusal(double seconds, AlertCommand command) {
        return group.act(seconds, command).code();
    }

    private TimelineEntry lastEntry() {
        List<AlertChange> all = group.changes;
        return all.get(all.size() - 1).entry();
    }
}
