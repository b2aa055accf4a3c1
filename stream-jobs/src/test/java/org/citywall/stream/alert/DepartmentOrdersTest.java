package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.faultEnd;
import static org.citywall.stream.alert.AlertGroup.press;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertOrder;
import org.citywall.contracts.alert.AlertOrderState;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.junit.jupiter.api.Test;

class DepartmentOrdersTest {
    private final AlertGroup group = new AlertGroup();

    @Test
    void anOrderLeavesForItsDepartmentOnceAndWaitsForAReply() {
        order(10);
        group.act(11, command("o10.0", group.newest().id(), AlertAction.ORDER));

        assertThat(group.orders).hasSize(1);
        TicketOrder sent = group.orders.get(0);
        assertThat(sent.kind()).isEqualTo(TicketOrderKind.ALERT);
        assertThat(sent.department()).isEqualTo("微型站");
        assertThat(sent.caseId()).isEqualTo(group.newest().id());
        assertThat(sent.reason()).isEqualTo("因为");
        assertThat(sent.dueAt()).isEqualTo(at(1_810));
        assertThat(the().state()).isEqualTo(AlertOrderState.SENT);
        assertThat(group.newest().timers()).contains(new AlertTimer("order", at(1_810)));
    }

    @Test
    void silenceTellsAPostAndAReplyMayStillCome() {
        order(10);
        group.waitUntil(1_811);

        assertThat(the().state()).isEqualTo(AlertOrderState.OVERDUE);
        assertThat(group.changes)
                .filteredOn(change -> change.entry().action().equals("overdue"))
                .filteredOn(change -> change.entry().reason().contains("没有按时回复指令"))
                .hasSize(1);
        assertThat(PagesTest.told(group)).contains("ORDER 第二席");
        assertThat(group.newest().timers()).extracting(AlertTimer::name).doesNotContain("order");

        assertThat(reply(1_900, AlertOrderState.DONE).accepted()).isTrue();
        assertThat(the().state()).isEqualTo(AlertOrderState.DONE);
        assertThat(the().repliedBy()).isEqualTo("liming");
    }

    @Test
    void aRefusalTellsAPost() {
        order(10);
        reply(20, AlertOrderState.REFUSED);

        assertThat(the().state()).isEqualTo(AlertOrderState.REFUSED);
        assertThat(PagesTest.told(group)).contains("ORDER 第二席");
        assertThat(group.changes.get(group.changes.size() - 1).entry().reason()).contains("已拒绝");
        assertThat(reply(30, AlertOrderState.ACCEPTED).code()).isEqualTo("illegal-transition");
        assertThat(group.newest().timers()).extracting(AlertTimer::name).doesNotContain("order");
    }

    @Test
    void whoAcceptedMayRefuseOrFinishButNotSendAgain() {
        order(10);
        assertThat(reply(20, AlertOrderState.ACCEPTED).accepted()).isTrue();
        assertThat(reply(21, AlertOrderState.SENT).code()).isEqualTo("illegal-transition");
        assertThat(reply(22, AlertOrderState.DONE).accepted()).isTrue();
        group.waitUntil(5_000);

        assertThat(the().state()).isEqualTo(AlertOrderState.DONE);
        assertThat(PagesTest.told(group)).noneMatch(each -> each.startsWith("ORDER"));
    }

    @Test
    void whatIsIncompleteIsRefusedWithItsReason() {
        order(10);
        String id = group.newest().id();

        assertThat(group.act(20, with(command("a", id, AlertAction.ORDER), "to", null)).code())
                .isEqualTo("recipient-required");
        assertThat(group.act(20, with(command("b", id, AlertAction.ORDER), "reason", " ")).code())
                .isEqualTo("reason-required");
        assertThat(group.act(20, command("c", id, AlertAction.REPLY)).code())
                .isEqualTo("unknown-order");
        AlertCommand reply = with(command("d", id, AlertAction.REPLY), "orderId", the().id());
        assertThat(group.act(20, reply).code()).isEqualTo("reply-required");
        AlertCommand refusal = with(with(reply, "commandId", "e"), "reply", "refused");
        assertThat(group.act(20, with(refusal, "reason", null)).code())
                .isEqualTo("reason-required");
        for (int i = 0; i < DepartmentOrders.MOST - 1; i++) {
            assertThat(group.act(21, command("m" + i, id, AlertAction.ORDER)).accepted()).isTrue();
        }
        assertThat(group.act(22, command("n", id, AlertAction.ORDER)).code())
                .isEqualTo("illegal-transition");
    }

    @Test
    void maintenanceThatClearedWaitsForTheReplyItIsOwed() {
        group.detect(0, fault("f1"));
        group.act(1, command("o", group.newest().id(), AlertAction.ORDER));
        group.detect(2, faultEnd("e1"));
        group.waitUntil(1_000);
        assertThat(group.newest().response()).isEqualTo(Response.UNACKNOWLEDGED);

        reply(1_000, AlertOrderState.ACCEPTED);
        group.waitUntil(1_600);

        assertThat(group.newest().response()).isEqualTo(Response.CLOSED);
    }

    /** Seed 2 of the simulated week: its silence was told as of a time before it was opened. */
    @Test
    void anOrderWhoseTimePassedWhileItsAlertWasClosedIsOverdueWhenItIsOpenedAgain() {
        order(10);
        group.act(20, AlertAction.CLOSE);
        group.waitUntil(2_000);
        assertThat(the().state()).isEqualTo(AlertOrderState.SENT);

        group.act(3_000, AlertAction.REOPEN);

        assertThat(the().state()).isEqualTo(AlertOrderState.OVERDUE);
        assertThat(group.newest().updatedAt()).isEqualTo(at(3_000));
        assertThat(PagesTest.told(group)).filteredOn(t -> t.startsWith("ORDER")).hasSize(1);
    }

    @Test
    void theFirstReplyThatIsDueSetsTheClockAndEachSilenceIsToldOnce() {
        order(10);
        group.act(110, command("second", group.newest().id(), AlertAction.ORDER));
        assertThat(group.newest().timers()).contains(new AlertTimer("order", at(1_810)));
        group.waitUntil(1_810);

        assertThat(group.newest().orders())
                .extracting(AlertOrder::state)
                .containsExactly(AlertOrderState.OVERDUE, AlertOrderState.SENT);
        assertThat(group.newest().timers()).contains(new AlertTimer("order", at(1_910)));
        group.waitUntil(1_909);
        assertThat(PagesTest.told(group)).filteredOn(t -> t.startsWith("ORDER")).hasSize(1);
        group.waitUntil(1_910);
        assertThat(PagesTest.told(group)).filteredOn(t -> t.startsWith("ORDER")).hasSize(2);
    }

    private void order(double seconds) {
        group.detect(0, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(seconds, command("o" + seconds, group.newest().id(), AlertAction.ORDER));
    }

    private AlertOrder the() {
        return group.newest().orders().get(0);
    }

    private CommandResult reply(double seconds, AlertOrderState state) {
        AlertCommand reply = command("r" + seconds, group.newest().id(), AlertAction.REPLY);
        String wire = Json.mapper().valueToTree(state).textValue();
        return group.act(seconds, with(with(reply, "orderId", the().id()), "reply", wire));
    }

    private static AlertCommand with(AlertCommand command, String name, String value) {
        ObjectNode json = Json.mapper().valueToTree(command);
        json.put(name, value);
        return Json.read(Json.string(json), AlertCommand.class);
    }
}
