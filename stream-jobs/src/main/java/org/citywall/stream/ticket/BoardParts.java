package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketLine;
import org.citywall.stream.ticket.calendar.Pauses;

/** What a case adds to boards, and the changes of that. */
final class BoardParts {
    private static final int LATE = 80;

    private BoardParts() {}

    /** Null: nothing; it is over, not there yet, or of a recording. */
    static BoardPart of(TicketMemory memory, Promises rules) {
        if (!memory.isCreated() || memory.state.isEnd() || memory.replay) {
            return null;
        }
        List<BoardPart.Load> loads = new ArrayList<>(memory.clocks.size());
        ClockMemory pressing = null;
        for (ClockMemory clock : memory.clocks) {
            if (clock.isOpen()) {
                String title = Tickets.title(rules, memory.classId, clock);
                loads.add(new BoardPart.Load(clock.milestone, title, bucket(memory, clock)));
                if (pressing == null || clock.dueAt < pressing.dueAt) {
                    pressing = clock;
                }
            }
        }
        return new BoardPart(
                memory.state,
                memory.has(TicketFlag.OVERDUE),
                memory.isSupervised(),
                memory.has(TicketFlag.SECOND_DISPATCH),
                memory.calendarMissing,
                loads,
                needsAttention(memory, pressing) ? line(memory, pressing, rules) : null);
    }

    private static boolean needsAttention(TicketMemory memory, ClockMemory pressing) {
        return memory.has(TicketFlag.OVERDUE)
                || memory.isSupervised()
                || (pressing != null && pressing.warned >= LATE);
    }

    private static int bucket(TicketMemory memory, ClockMemory clock) {
        if (clock.state == ClockState.MISSED) {
            return 3;
        }
        if (clock.pausable && standsNow(memory)) {
            return 4;
        }
        return clock.warned >= LATE ? 2 : clock.warned >= 50 ? 1 : 0;
    }

    private static boolean standsNow(TicketMemory memory) {
        return Pauses.since(memory.pauses, memory.lookedAt) != 0;
    }

    private static TicketLine line(TicketMemory memory, ClockMemory clock, Promises rules) {
        String department =
                clock != null && clock.department != null ? clock.department : lead(memory);
        return new TicketLine(
                memory.id,
                memory.links.isEmpty() ? memory.id : memory.links.get(0).ref().number(),
                memory.title,
                memory.categoryName,
                memory.spot == null ? null : memory.spot.placeName(),
                memory.state,
                memory.flagList(),
                department,
                clock == null ? null : Tickets.title(rules, memory.classId, clock),
                clock == null ? null : clock.kind,
                clock == null ? null : Instant.ofEpochMilli(clock.dueAt),
                memory.tier);
    }

    private static String lead(TicketMemory memory) {
        return memory.holders().stream()
                .filter(TicketDepartment::lead)
                .map(TicketDepartment::name)
                .findFirst()
                .orElse(null);
    }

    static List<BoardDelta> deltas(
            TicketDraft draft,
            String placeBefore,
            String nameBefore,
            BoardPart before,
            BoardPart after,
            int in,
            int ended) {
        if (in == 0 && ended == 0 && Objects.equals(before, after)) {
            return List.of();
        }
        TicketMemory memory = draft.memory;
        String place = memory.spot == null ? null : memory.spot.place();
        String name = memory.spot == null ? null : memory.spot.placeName();
        Map<String, String> old = before == null ? Map.of() : places(placeBefore, nameBefore);
        Map<String, String> fresh = places(place, name);
        Map<String, String> all = new LinkedHashMap<>(old);
        all.putAll(fresh);
        List<BoardDelta> deltas = new ArrayList<>(all.size());
        long at = Math.max(draft.now, memory.lookedAt);
        all.forEach(
                (id, words) ->
                        deltas.add(
                                new BoardDelta(
                                        id,
                                        words.isEmpty() ? null : words,
                                        memory.id,
                                        at,
                                        draft.time().date(at).toEpochDay(),
                                        draft.time().nextDay(at),
                                        old.containsKey(id) ? before : null,
                                        fresh.containsKey(id) ? after : null,
                                        fresh.containsKey(id) ? in : 0,
                                        fresh.containsKey(id) ? ended : 0)));
        return deltas;
    }

    /** The place, all that hold it, and everywhere, with their names as far as they are known. */
    private static Map<String, String> places(String place, String name) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(BoardDelta.EVERYWHERE, "");
        String[] parts = place == null || place.isEmpty() ? new String[0] : place.split("/", -1);
        String[] names = name == null ? new String[0] : name.split("/", -1);
        boolean named = names.length == parts.length;
        StringBuilder path = new StringBuilder();
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            path.append(i == 0 ? "" : "/").append(parts[i]);
            words.append(i == 0 || !named ? "" : "/").append(named ? names[i] : "");
            all.put(path.toString(), words.toString());
        }
        return all;
    }
}
