package org.citywall.stream.alert;

import java.util.Optional;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertOrder;
import org.citywall.contracts.alert.AlertOrderState;
import org.citywall.contracts.alert.AnswerHow;
import org.citywall.contracts.alert.Answering;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;

/**
 * Why a command has no effect.
 *
 * @param code as in {@link CommandResult#code()}
 * @param words the same for a person
 */
record Refusal(String code, String words) {

    static Optional<Refusal> of(AlertDraft draft, TrackedAlert tracked, AlertCommand command) {
        if (!mayAct(command)) {
            return no("not-allowed", "账号无权" + Words.name(command.action()));
        }
        if (tracked == null) {
            return no("unknown-alert", "没有这条告警，或关闭后已过保留期");
        }
        if (isStale(tracked, command)) {
            return no("stale-revision", "告警已有变化：" + Words.before(tracked));
        }
        if (!News.allows(tracked.alert(), command.action())) {
            return illegal(tracked, command, "变化已达上限，只能确认和关闭；");
        }
        Response response = tracked.alert().response();
        if (AlertTransitions.next(response, command.action()).isEmpty()) {
            return illegal(tracked, command, "");
        }
        return ofAction(draft, tracked, command);
    }

    private static Optional<Refusal> ofAction(
            AlertDraft draft, TrackedAlert tracked, AlertCommand command) {
        boolean silent = isBlank(command.reason());
        return switch (command.action()) {
            case DISPATCH ->
                    isBlank(command.to()) ? no("recipient-required", "派遣须写明派给谁") : Optional.empty();
            case CLOSE ->
                    silent && tracked.alert().condition() == Condition.ACTIVE
                            ? no("reason-required", "工况尚未恢复，关闭须写明原因")
                            : Optional.empty();
            case VERIFY -> ofVerify(tracked, command);
            case REPORT_119 ->
                    !isFire(tracked)
                            ? illegal(tracked, command, "不是火警；")
                            : silent ? needsReason(command.action()) : Optional.empty();
            case FALSE_ALARM ->
                    silent && (command.cause() == null || !isOfFire(tracked))
                            ? needsReason(command.action())
                            : Optional.empty();
            case DRILL, COMMENT -> silent ? needsReason(command.action()) : Optional.empty();
            case SHELVE ->
                    isFire(tracked) || tracked.alert().level() <= Level.RED
                            ? illegal(tracked, command, "火警和红色告警不得搁置；")
                            : silent ? needsReason(command.action()) : Optional.empty();
            case UNSHELVE ->
                    tracked.alert().shelvedUntil() == null
                            ? illegal(tracked, command, "没有被搁置；")
                            : Optional.empty();
            case REOPEN ->
                    response(tracked) == Response.CLOSED && draft.open != null
                            ? illegal(tracked, command, "同一地点已有未关闭的新告警；")
                            : Optional.empty();
            case ANSWER -> ofAnswer(tracked, command, silent);
            case EVACUATION -> ofEvacuation(tracked, command);
            case ORDER -> ofOrder(tracked, command, silent);
            case REPLY -> ofReply(tracked, command, silent);
            case ACKNOWLEDGE, ACCEPT, DECLINE, ARRIVE, RESOLVE -> Optional.empty();
        };
    }

    /** Who only begins to verify must be the first; a result may come and change later. */
    private static Optional<Refusal> ofVerify(TrackedAlert tracked, AlertCommand command) {
        if (command.result() != null) {
            return isFire(tracked) ? Optional.empty() : illegal(tracked, command, "只有火警才有回拨结果；");
        }
        return switch (response(tracked)) {
            case VERIFYING, DISPATCHED, ON_SITE -> illegal(tracked, command, "");
            case UNACKNOWLEDGED, ACKNOWLEDGED, RESOLVED, CLOSED -> Optional.empty();
        };
    }

    /** One answer to a call; whoever answers for the called person says who said what. */
    private static Optional<Refusal> ofAnswer(
            TrackedAlert tracked, AlertCommand command, boolean silent) {
        Answering call = tracked.alert().answering();
        if (!CallAndAnswer.isOwed(tracked.alert())) {
            String why = call != null && call.answeredBy() != null ? "已有应答；" : "没有待应答的叫应；";
            return illegal(tracked, command, why);
        }
        return silent && CallAndAnswer.how(call, command) == AnswerHow.SPOKEN
                ? no("reason-required", "代%s应答须写明谁说了什么".formatted(call.person()))
                : Optional.empty();
    }

    private static Optional<Refusal> ofEvacuation(TrackedAlert tracked, AlertCommand command) {
        if (!CallAndAnswer.concerns(tracked.alert(), tracked.alert().level())) {
            return illegal(tracked, command, "只有橙色和红色边坡告警登记转移；");
        }
        return CallAndAnswer.hasCounts(command)
                ? Optional.empty()
                : no("counts-required", "转移登记须写明户数和人数：非负，已转移与拒绝之和不超过应转移");
    }

    private static Optional<Refusal> ofOrder(
            TrackedAlert tracked, AlertCommand command, boolean silent) {
        if (isBlank(command.to())) {
            return no("recipient-required", "指令须写明给哪个部门");
        }
        if (!DepartmentOrders.hasRoom(tracked.alert())) {
            return illegal(tracked, command, "指令已满 %d 条；".formatted(DepartmentOrders.MOST));
        }
        return silent ? no("reason-required", "指令须写明要做什么") : Optional.empty();
    }

    /** A department that refuses says why. */
    private static Optional<Refusal> ofReply(
            TrackedAlert tracked, AlertCommand command, boolean silent) {
        AlertOrder order = DepartmentOrders.find(tracked.alert(), command.orderId());
        if (order == null) {
            return no("unknown-order", "没有这条指令");
        }
        if (command.reply() == null) {
            return no("reply-required", "须写明接受、拒绝还是办结");
        }
        if (!DepartmentOrders.mayReply(order.state(), command.reply())) {
            return illegal(tracked, command, "指令%s；".formatted(Words.name(order.state())));
        }
        return silent && command.reply() == AlertOrderState.REFUSED
                ? no("reason-required", "拒绝指令须写明原因")
                : Optional.empty();
    }

    private static boolean mayAct(AlertCommand command) {
        Role least = AlertTransitions.requiredRole(command.action());
        return command.role() != null && command.role().compareTo(least) >= 0;
    }

    private static boolean isStale(TrackedAlert tracked, AlertCommand command) {
        Long expected = command.expectedRevision();
        return expected != null && expected != tracked.alert().rev();
    }

    private static boolean isOfFire(TrackedAlert tracked) {
        return tracked.alert().domain() == AlertDomain.FIRE;
    }

    private static boolean isFire(TrackedAlert tracked) {
        return isOfFire(tracked) && tracked.alert().alertClass() == AlertClass.ALARM;
    }

    private static Response response(TrackedAlert tracked) {
        return tracked.alert().response();
    }

    private static Optional<Refusal> illegal(
            TrackedAlert tracked, AlertCommand command, String why) {
        return no(
                "illegal-transition",
                "不能%s：%s当前%s，%s"
                        .formatted(
                                Words.name(command.action()),
                                why,
                                Words.name(response(tracked)),
                                Words.before(tracked)));
    }

    private static Optional<Refusal> needsReason(AlertAction action) {
        return no("reason-required", Words.name(action) + "须写明原因");
    }

    private static Optional<Refusal> no(String code, String words) {
        return Optional.of(new Refusal(code, words));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
