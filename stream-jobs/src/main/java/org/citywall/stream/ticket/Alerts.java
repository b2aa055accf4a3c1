package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ticket.Milestone;

/** Alerts of broken promises; never with a word of the citizen. */
public final class Alerts {
    /** Kind: a promise was broken. */
    public static final String OVERDUE = "ticket-overdue";

    /** Kind: a case is watched. */
    public static final String SUPERVISED = "ticket-supervised";

    /** Kind: a year that is needed is in no calendar. */
    public static final String CALENDAR = "ticket-calendar-missing";

    private static final int LOWEST = 4;

    private Alerts() {}

    static Detection overdue(
            TicketDraft draft, ClockMemory clock, Milestone milestone, boolean raised) {
        TicketMemory memory = draft.memory;
        Integer level = milestone == null ? null : milestone.alertLevel();
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("承诺", Overdue.title(draft, clock) + Overdue.promised(clock));
        if (clock.department != null) {
            evidence.put("单位", clock.department);
        }
        evidence.put(
                "到期",
                Instant.ofEpochMilli(clock.dueAt)
                        .atZone(draft.time().zone())
                        .toLocalDateTime()
                        .withNano(0)
                        .toString()
                        .replace('T', ' '));
        return of(
                draft,
                OVERDUE,
                level == null ? LOWEST : level,
                raised,
                Overdue.key(clock),
                "工单超期：%s · %s".formatted(category(memory), Overdue.title(draft, clock)),
                raised ? "%s超期".formatted(Overdue.title(draft, clock)) : "超期已解除",
                evidence,
                clock.dueAt);
    }

    static Detection supervised(TicketDraft draft, boolean raised, String reason) {
        return of(
                draft,
                SUPERVISED,
                draft.policy.supervisedLevel(),
                raised,
                "supervised",
                "工单督办：" + category(draft.memory),
                raised ? "督办：" + reason : "督办已解除",
                Map.of(),
                0);
    }

    /** A year of which no calendar is known, or is known now. */
    public static Detection calendar(int year, boolean raised, Instant now) {
        String id = Ids.of(CALENDAR, Integer.toString(year), Boolean.toString(raised));
        return new Detection(
                id,
                "ticket/maintenance/calendar",
                AlertDomain.TICKET,
                AlertClass.MAINTENANCE,
                CALENDAR,
                3,
                raised,
                "calendar",
                Integer.toString(year),
                "缺少 %d 年节假日表".formatted(year),
                raised ? "%d 年没有节假日和调休数据，按周末推算期限".formatted(year) : "%d 年节假日表已补".formatted(year),
                Map.of(),
                null,
                null,
                null,
                null,
                now,
                null,
                false,
                List.of());
    }

    private static String category(TicketMemory memory) {
        return memory.categoryName == null ? "未分类" : memory.categoryName;
    }

    private static Detection of(
            TicketDraft draft,
            String kind,
            int level,
            boolean raised,
            String point,
            String title,
            String reason,
            Map<String, String> evidence,
            long at) {
        TicketMemory memory = draft.memory;
        return new Detection(
                Ids.of(
                        memory.id,
                        kind,
                        point,
                        Boolean.toString(raised),
                        Long.toString(draft.number())),
                "ticket/maintenance/" + memory.id,
                AlertDomain.TICKET,
                AlertClass.MAINTENANCE,
                kind,
                level,
                raised,
                memory.id,
                point,
                title,
                reason,
                evidence,
                null,
                memory.spot == null ? null : memory.spot.place(),
                memory.spot == null ? null : memory.spot.placeName(),
                Tickets.instant(at),
                Instant.ofEpochMilli(draft.now),
                null,
                memory.replay,
                List.of());
    }
}
