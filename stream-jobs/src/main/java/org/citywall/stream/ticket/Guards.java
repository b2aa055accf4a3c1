package org.citywall.stream.ticket;

import java.util.List;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.VerifyOutcome;

/** What must hold beside the table; each answers why not, or null. */
final class Guards {
    private Guards() {}

    static String refusal(TicketDraft draft, TicketEvent event, Lifecycle.Guard guard, long at) {
        TicketMemory memory = draft.memory;
        return switch (guard) {
            case NONE -> null;
            case DISPATCH ->
                    event.ref().system().equals(TicketEvent.DESK) && nobody(event)
                            ? "没有写派给谁"
                            : null;
            case ADJUDICATE -> nobody(event) ? "没有写裁决给谁" : null;
            case RETURN -> returning(draft, event, at);
            case REPORT -> holder(memory, event) == null ? "回报的单位没有这张工单" : null;
            case EXTEND -> extending(draft, event, at);
            case SUSPEND ->
                    event.until() != null && event.until().toEpochMilli() <= at
                            ? "挂起的结束早于开始"
                            : null;
            case ESCALATE -> memory.tier >= 3 ? "已在最高一级" : null;
            case DONE -> finishing(memory, event);
            case VERIFY -> event.outcome() == null ? "没有写核查结果" : null;
            case RELEASE -> memory.isSupervised() ? null : "没有在督办";
            case CANCEL -> cancelling(draft, event);
            case INVALIDATE -> memory.isSupervised() ? "督办中，须先解除督办" : null;
            case MERGE -> merging(memory, event);
            case LINK -> event.other() == null ? "没有写关联的单号" : null;
            case RATE ->
                    event.rating() == null || event.rating() < 1 || event.rating() > 5
                            ? "评价须为 1 至 5"
                            : null;
            case FLAG -> event.flag() == null ? "没有写标记" : null;
        };
    }

    private static boolean nobody(TicketEvent event) {
        return event.departments().isEmpty() && event.department() == null;
    }

    /** The department that acts, if it has the case; the only one if none is named. */
    static TicketDepartment holder(TicketMemory memory, TicketEvent event) {
        List<TicketDepartment> holders = memory.holders();
        if (event.department() == null) {
            return holders.size() == 1 ? holders.get(0) : null;
        }
        return holders.stream()
                .filter(d -> d.name().equals(event.department()))
                .findFirst()
                .orElse(null);
    }

    private static String returning(TicketDraft draft, TicketEvent event, long at) {
        TicketMemory memory = draft.memory;
        if (memory.adjudicated) {
            return "已裁决，不能再退";
        }
        TicketDepartment holder = holder(memory, event);
        if (holder == null) {
            return "退单的单位没有这张工单";
        }
        boolean again =
                memory.departments.stream()
                        .anyMatch(d -> d.name().equals(holder.name()) && d.returnedAt() != null);
        if (again) {
            return holder.name() + "已退过一次，不能再退";
        }
        long since = at - holder.dispatchedAt().toEpochMilli();
        return since > draft.policy.returnWithin().toMillis()
                ? "派遣已超过 %d 分钟，不能退".formatted(draft.policy.returnWithin().toMinutes())
                : null;
    }

    private static String extending(TicketDraft draft, TicketEvent event, long at) {
        if (event.until() == null) {
            return "没有写延到何时";
        }
        if (event.reason() == null || event.reason().isBlank()) {
            return "没有写延期理由";
        }
        long until = event.until().toEpochMilli();
        boolean any =
                draft.memory.clocks.stream()
                        .anyMatch(
                                c -> Clocks.isExtendable(draft, c, event.department(), at, until));
        return any ? null : "没有可延期的时限：已延过、已到期、不可延期，或新时限不晚于原时限";
    }

    private static String finishing(TicketMemory memory, TicketEvent event) {
        List<TicketDepartment> holders = memory.holders();
        if (memory.redos > 0 && holders.stream().anyMatch(d -> d.signedAt() == null)) {
            return "二次派单尚有单位未签收";
        }
        boolean whistle =
                memory.has(TicketFlag.WHISTLE)
                        && holders.stream().filter(d -> isWorker(d)).count() > 1;
        if (!whistle) {
            return null;
        }
        TicketDepartment holder = holder(memory, event);
        if (event.department() != null && (holder == null || !holder.lead())) {
            return "吹哨工单由牵头单位办结，配合单位请回报";
        }
        return holders.stream().anyMatch(d -> isWorker(d) && !d.lead() && d.reportedAt() == null)
                ? "尚有配合单位未回报"
                : null;
    }

    private static boolean isWorker(TicketDepartment department) {
        return department.role() != TicketOrderKind.NOTICE;
    }

    private static String cancelling(TicketDraft draft, TicketEvent event) {
        TicketMemory memory = draft.memory;
        if (memory.isSupervised()) {
            return "督办中，须先解除督办";
        }
        if (memory.failedCalls >= draft.policy.callBacks()) {
            return null;
        }
        if (event.proof() == null && memory.proof == null) {
            return "没有办结凭证";
        }
        boolean content =
                memory.rating != null
                        || event.rating() != null
                        || memory.outcome == VerifyOutcome.PASSED;
        return content ? null : "没有评价，也未核查合格，回访未满 %d 次".formatted(draft.policy.callBacks());
    }

    private static String merging(TicketMemory memory, TicketEvent event) {
        if (memory.isSupervised()) {
            return "督办中，须先解除督办";
        }
        return event.into() == null || event.into().equals(memory.id) ? "没有写并入哪张工单" : null;
    }
}
