package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;

import org.citywall.contracts.Ids;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Disposition;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandsTest {
    private final AlertGroup group = new AlertGroup();
    private String id;

    @BeforeEach
    void aPressIsOpen() {
        group.detect(0, press("d1", "P1"));
        id = group.newest().id();
    }

    @Test
    void acknowledgingNamesTheOwnerAndAnswersWithTheRevision() {
        CommandResult result = group.act(5, AlertAction.ACKNOWLEDGE);

        assertThat(result.accepted()).isTrue();
        assertThat(result.code()).isEqualTo("ok");
        assertThat(result.rev()).isEqualTo(group.newest().rev()).isEqualTo(7_000_002L);
        assertThat(result.at()).isEqualTo(at(5));
        assertThat(group.newest().owner()).isEqualTo("liming");
        assertThat(group.newest().timers())
                .extracting(AlertTimer::name)
                .doesNotContain(Timers.ACKNOWLEDGE);
        assertThat(group.changes.get(1).entry().by()).isEqualTo("liming");
    }

    @Test
    void aRefusalSaysWhoDidWhatBefore() {
        group.act(5, AlertAction.ACKNOWLEDGE);

        CommandResult result = group.act(6, AlertAction.ACKNOWLEDGE);

        assertThat(result.accepted()).isFalse();
        assertThat(result.code()).isEqualTo("illegal-transition");
        assertThat(result.reason()).contains("李明", "确认", "03-01 08:00:05", "已确认");
        assertThat(result.rev()).isEqualTo(group.newest().rev());
        assertThat(group.changes).hasSize(2);
    }

    @Test
    void theSameCommandIdIsAnsweredTheSameAndActsOnce() {
        AlertCommand command = command("once", id, AlertAction.COMMENT);
        CommandResult first = group.act(5, command);
        CommandResult second = group.act(6, command);
        group.act(7, AlertAction.ACKNOWLEDGE);

        assertThat(second).isEqualTo(first);
        assertThat(group.actions()).containsExactly("raised", "comment", "acknowledge");
    }

    @Test
    void aRefusedCommandIsAnsweredTheSameEvenWhenItWouldBeLegalLater() {
        AlertCommand early = command("early", id, AlertAction.RESOLVE);
        CommandResult first = group.act(1, early);
        group.act(2, AlertAction.ACKNOWLEDGE);

        assertThat(group.act(3, early)).isEqualTo(first);
        assertThat(first.accepted()).isFalse();
    }

    @Test
    void anOldRevisionIsRefused() {
        group.act(5, AlertAction.COMMENT);
        AlertCommand stale =
                with(command("x", id, AlertAction.ACKNOWLEDGE), 7_000_001L, Role.ADMIN);

        assertThat(group.act(6, stale).code()).isEqualTo("stale-revision");
        AlertCommand fresh =
                with(command("y", id, AlertAction.ACKNOWLEDGE), 7_000_002L, Role.ADMIN);
        assertThat(group.act(7, fresh).accepted()).isTrue();
    }

    @Test
    void aViewerMayNothingAndAnOfficerMayNotShelve() {
        AlertCommand byViewer = with(command("x", id, AlertAction.COMMENT), null, Role.VIEWER);
        AlertCommand byNobody = with(command("n", id, AlertAction.COMMENT), null, null);
        AlertCommand byOfficer = with(command("y", id, AlertAction.SHELVE), null, Role.OFFICER);

        assertThat(group.act(1, byViewer).code()).isEqualTo("not-allowed");
        assertThat(group.act(1, byNobody).code()).isEqualTo("not-allowed");
        assertThat(group.act(1, byOfficer).code()).isEqualTo("not-allowed");
    }

    @Test
    void anUnknownAlertIsSaidToBeUnknown() {
        String other = Ids.alertId(Ids.groupHash("fire/alarm/B-1"), "never");

        assertThat(group.act(1, command("x", other, AlertAction.CLOSE)).code())
                .isEqualTo("unknown-alert");
    }

    @ParameterizedTest
    @EnumSource(names = {"FALSE_ALARM", "DRILL", "COMMENT"})
    void someActionsNeedAReason(AlertAction action) {
        assertThat(group.act(1, silent(command("x", id, action))).code())
                .isEqualTo("reason-required");
    }

    @Test
    void closingNeedsAReasonOnlyWhileTheConditionHolds() {
        group.act(1, AlertAction.ACKNOWLEDGE);

        assertThat(group.act(2, silent(command("x", id, AlertAction.CLOSE))).code())
                .isEqualTo("reason-required");
        group.detect(3, pressEnd("e1", "P1"));
        assertThat(group.act(4, silent(command("y", id, AlertAction.CLOSE))).code())
                .isEqualTo("ok");
    }

    @Test
    void dispatchingNeedsARecipient() {
        AlertCommand toNobody =
                new AlertCommand(
                        "x",
                        id,
                        AlertAction.DISPATCH,
                        null,
                        " ",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "l",
                        "李",
                        Role.ADMIN,
                        at(0));

        assertThat(group.act(1, toNobody).code()).isEqualTo("recipient-required");
        assertThat(group.act(2, AlertAction.DISPATCH).code()).isEqualTo("ok");
        assertThat(group.changes.get(1).entry().reason()).contains("微型站", "因为");
    }

    @Test
    void aVerdictResolvesAndStaysOnRecord() {
        group.act(1, AlertAction.FALSE_ALARM);
        assertThat(group.newest().disposition()).isEqualTo(Disposition.FALSE_ALARM);
        assertThat(group.newest().response()).isEqualTo(Response.RESOLVED);

        group.act(2, AlertAction.DRILL);
        assertThat(group.newest().disposition()).isEqualTo(Disposition.DRILL);
    }

    @Test
    void aFireAlarmCannotBeShelved() {
        CommandResult result = group.act(1, AlertAction.SHELVE);

        assertThat(result.code()).isEqualTo("illegal-transition");
        assertThat(result.reason()).contains("火警和红色告警不得搁置");
    }

    @Test
    void nothingRedCanBeShelved() {
        AlertGroup slope = new AlertGroup();
        slope.detect(0, AlertGroup.in(AlertDomain.SLOPE, press("s1", "P1")));

        assertThat(slope.newest().level()).isEqualTo(Level.RED);
        assertThat(slope.act(1, AlertAction.SHELVE).reason()).contains("红色告警不得搁置");
    }

    @Test
    void maintenanceIsShelvedForAWhile() {
        AlertGroup other = new AlertGroup();
        other.detect(0, fault("f1"));
        other.act(1, AlertAction.SHELVE);

        assertThat(other.newest().shelvedUntil()).isEqualTo(at(1 + 2 * 3600));
        assertThat(other.act(2, AlertAction.UNSHELVE).accepted()).isTrue();
        assertThat(other.newest().shelvedUntil()).isNull();
        assertThat(other.act(3, AlertAction.UNSHELVE).code()).isEqualTo("illegal-transition");
    }

    @Test
    void shelvingIsNeverLongerThanAShiftAndEndsByItself() {
        AlertGroup other = new AlertGroup();
        other.detect(
                0,
                AlertGroup.in(
                        AlertDomain.EBIKE,
                        AlertGroup.detection(
                                "s1", AlertClass.ALARM, "smoke", Level.ORANGE, true, null)));
        AlertCommand forAWeek =
                new AlertCommand(
                        "x",
                        other.newest().id(),
                        AlertAction.SHELVE,
                        "检修",
                        null,
                        7L * 24 * 3600 * 1000,
                        null,
                        null,
                        null,
                        null,
                        "l",
                        "李",
                        Role.SHIFT_LEAD,
                        at(0));
        other.act(10, forAWeek);

        assertThat(other.newest().shelvedUntil()).isEqualTo(at(10 + 8 * 3600));
        other.waitUntil(10 + 8 * 3600);
        assertThat(other.actions()).containsExactly("raised", "shelve", "unshelve");
        other.waitUntil(10 + 8 * 3600 + 30);
        assertThat(other.actions()).endsWith("escalated");
    }

    @Test
    void aGraverDetectionEndsShelving() {
        AlertGroup other = new AlertGroup();
        other.detect(
                0,
                AlertGroup.detection("f1", AlertClass.MAINTENANCE, "low-battery", 4, true, null));
        other.act(1, AlertAction.SHELVE);
        other.detect(2, fault("f2"));

        assertThat(other.newest().shelvedUntil()).isNull();
        assertThat(other.newest().level()).isEqualTo(3);
    }

    @Test
    void reopeningNeedsAGroupWithoutAnOpenAlert() {
        group.act(1, AlertAction.ACKNOWLEDGE);
        group.act(2, AlertAction.CLOSE);
        assertThat(group.act(3, command("r1", id, AlertAction.REOPEN)).accepted()).isTrue();
        assertThat(group.newest().response()).isEqualTo(Response.ACKNOWLEDGED);
        assertThat(group.newest().timers())
                .extracting(AlertTimer::name)
                .containsExactly("verify", "presume");

        group.act(4, AlertAction.CLOSE);
        group.detect(5, press("d2", "P1"));
        CommandResult refused = group.act(6, command("r2", id, AlertAction.REOPEN));
        assertThat(refused.code()).isEqualTo("illegal-transition");
        assertThat(refused.reason()).contains("新告警");
    }

    @Test
    void everyChangeHasItsLine() {
        group.act(1, AlertAction.VERIFY);
        group.act(2, AlertAction.DISPATCH);
        group.act(3, AlertAction.ACCEPT);
        group.act(4, AlertAction.DECLINE);
        group.act(5, AlertAction.DISPATCH);
        group.act(6, AlertAction.ARRIVE);
        group.act(7, AlertAction.RESOLVE);
        group.act(8, AlertAction.CLOSE);

        assertThat(group.actions())
                .containsExactly(
                        "raised",
                        "verify",
                        "dispatch",
                        "accept",
                        "decline",
                        "dispatch",
                        "arrive",
                        "resolve",
                        "close");
        for (AlertChange change : group.changes) {
            assertThat(change.entry().rev()).isEqualTo(change.alert().rev());
            assertThat(change.entry().response()).isEqualTo(change.alert().response());
            assertThat(change.entry().at()).isEqualTo(change.alert().updatedAt());
        }
    }

    private static AlertCommand with(AlertCommand c, Long expectedRevision, Role role) {
        return new AlertCommand(
                c.commandId(),
                c.alertId(),
                c.action(),
                c.reason(),
                c.to(),
                c.untilMs(),
                c.result(),
                c.cause(),
                null,
                expectedRevision,
                c.by(),
                c.byName(),
                role,
                c.at());
    }

    private static AlertCommand silent(AlertCommand c) {
        return new AlertCommand(
                c.commandId(),
                c.alertId(),
                c.action(),
                "  ",
                c.to(),
                c.untilMs(),
                c.result(),
                c.cause(),
                null,
                null,
                c.by(),
                c.byName(),
                c.role(),
                c.at());
    }
}
