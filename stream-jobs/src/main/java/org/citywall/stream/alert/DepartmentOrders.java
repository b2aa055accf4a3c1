package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertOrder;
import org.citywall.contracts.alert.AlertOrderState;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketRef;

/**
 * Orders of the centre to departments (平台发令、部门响应).
 *
 * <pre>
 *  order ─► SENT ── accepted ─► ACCEPTED ── done ─► DONE
 *            │ │                   │
 *            │ └── refused ────────┴─► REFUSED    a post is told
 *            ▼ {@link #REPLY}
 *         OVERDUE ─ as SENT                       a post is told
 * </pre>
 */
final class DepartmentOrders {
    /** The first reply that is due. */
    static final String REPLY = "order";

    /** So many in one alert: more are a matter of a ticket. */
    static final int MOST = 20;

    /** Under which name an alert stands in an order. */
    private static final String SYSTEM = "citywall";

    private DepartmentOrders() {}

    static AlertOrder find(Alert alert, String orderId) {
        List<AlertOrder> orders = alert.orders() == null ? List.of() : alert.orders();
        return orders.stream().filter(o -> o.id().equals(orderId)).findFirst().orElse(null);
    }

    static boolean hasRoom(Alert alert) {
        return alert.orders() == null || alert.orders().size() < MOST;
    }

    /** Whether a department may say so after what it said before. */
    static boolean mayReply(AlertOrderState before, AlertOrderState reply) {
        return switch (before) {
            case SENT, OVERDUE ->
                    reply == AlertOrderState.ACCEPTED
                            || reply == AlertOrderState.REFUSED
                            || reply == AlertOrderState.DONE;
            case ACCEPTED -> reply == AlertOrderState.REFUSED || reply == AlertOrderState.DONE;
            case REFUSED, DONE -> false;
        };
    }

    /** What a person's command changes. */
    static void takeEffect(AlertDraft draft, AlertEdit edit, AlertCommand command, Instant now) {
        switch (command.action()) {
            case ORDER -> give(draft, edit, command, now);
            case REPLY -> reply(draft, edit, command, now);
            default -> {}
        }
    }

    /**
     * Gives the edit the timer that its orders need. One whose time passed while the alert was
     * closed is overdue from when it is opened again.
     */
    static void arrange(AlertEdit edit, Instant now) {
        edit.dropTimer(REPLY);
        if (edit.response == Response.CLOSED) {
            return;
        }
        edit.orders.stream()
                .filter(o -> o.state() == AlertOrderState.SENT)
                .map(AlertOrder::replyBy)
                .min(Instant::compareTo)
                .ifPresent(first -> edit.setTimer(REPLY, first.isBefore(now) ? now : first));
    }

    /** Whether a department owes a reply. */
    static boolean isAwaited(AlertEdit edit) {
        return edit.orders.stream()
                .anyMatch(
                        o ->
                                o.state() == AlertOrderState.SENT
                                        || o.state() == AlertOrderState.OVERDUE);
    }

    /** Departments that did not reply in time: a post is told. */
    static void overdue(AlertDraft draft, AlertEdit edit, Instant at) {
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < edit.orders.size(); i++) {
            AlertOrder order = edit.orders.get(i);
            if (order.state() == AlertOrderState.SENT && !order.replyBy().isAfter(at)) {
                edit.orders.set(i, with(order, AlertOrderState.OVERDUE, null, null, null));
                silent.add(order.department());
                tell(draft, edit, order, "没有按时回复", at);
            }
        }
        String reason = String.join("、", silent) + "没有按时回复指令";
        draft.commit(edit, Cause.timer("overdue", at, reason));
    }

    /** What a line of the timeline says of it besides the person's words. */
    static String fact(AlertEdit edit, AlertCommand command) {
        return switch (command.action()) {
            case ORDER -> "指令 " + command.to().strip();
            case REPLY ->
                    edit.orders.stream()
                            .filter(o -> o.id().equals(command.orderId()))
                            .map(o -> o.department() + " " + Words.name(o.state()))
                            .findFirst()
                            .orElse("");
            default -> "";
        };
    }

    private static void give(AlertDraft draft, AlertEdit edit, AlertCommand command, Instant now) {
        Duration within =
                command.untilMs() == null || command.untilMs() <= 0
                        ? draft.policy.handling().replyWithin()
                        : Duration.ofMillis(command.untilMs());
        AlertOrder order =
                new AlertOrder(
                        Ids.of(edit.id(), command.commandId()),
                        command.to().strip(),
                        command.reason().strip(),
                        command.by(),
                        now,
                        now.plus(within),
                        AlertOrderState.SENT,
                        null,
                        null,
                        null);
        edit.orders.add(order);
        draft.send(record(edit, order));
    }

    private static void reply(AlertDraft draft, AlertEdit edit, AlertCommand command, Instant now) {
        for (int i = 0; i < edit.orders.size(); i++) {
            AlertOrder order = edit.orders.get(i);
            if (order.id().equals(command.orderId())) {
                edit.orders.set(
                        i, with(order, command.reply(), command.by(), now, command.reason()));
                if (command.reply() == AlertOrderState.REFUSED) {
                    tell(draft, edit, order, "拒绝执行", now);
                }
            }
        }
    }

    private static void tell(
            AlertDraft draft, AlertEdit edit, AlertOrder order, String what, Instant at) {
        String post = Escalations.nextPost(edit, at, draft.policy, draft.rules.at(at));
        Escalations.remember(edit, post);
        String reason = "%s%s指令：%s".formatted(order.department(), what, order.text());
        edit.page(Page.Step.ORDER, order.id() + what, post, reason);
    }

    private static AlertOrder with(
            AlertOrder order, AlertOrderState state, String by, Instant at, String words) {
        return new AlertOrder(
                order.id(),
                order.department(),
                order.text(),
                order.by(),
                order.at(),
                order.replyBy(),
                state,
                by,
                at,
                words);
    }

    private static TicketOrder record(AlertEdit edit, AlertOrder order) {
        Alert alert = edit.before();
        return new TicketOrder(
                order.id(),
                edit.id(),
                new TicketRef(SYSTEM, edit.id()),
                order.department(),
                TicketOrderKind.ALERT,
                edit.title,
                alert.kind(),
                alert.place(),
                alert.placeName(),
                order.replyBy(),
                order.text(),
                order.at(),
                !edit.live);
    }
}
