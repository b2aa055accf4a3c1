package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketLink;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketState;

/** One case in two systems: the first leads, the second may only bring it forward. */
final class Joining {
    private static final int MOST_LINKS = 8;

    /** What the second system alone may not decide. */
    private static final Set<TicketEventKind> NOT_ALONE =
            EnumSet.of(
                    TicketEventKind.CANCELLED,
                    TicketEventKind.INVALIDATED,
                    TicketEventKind.MERGED,
                    TicketEventKind.RELEASED);

    private Joining() {}

    /** Neither the desk nor a rule. */
    static boolean isForeign(TicketEvent event) {
        String system = event.ref().system();
        return !system.equals(TicketEvent.DESK) && !system.equals(TicketEvent.RULES);
    }

    static boolean isSecond(TicketMemory memory, TicketEvent event) {
        return isForeign(event)
                && !memory.links.isEmpty()
                && !memory.links.get(0).ref().system().equals(event.ref().system());
    }

    /** Notes that the system was heard, and how late. */
    static void hear(TicketDraft draft, TicketEvent event) {
        if (!isForeign(event)) {
            return;
        }
        long lag =
                Math.max(0, event.receivedAt().toEpochMilli() - event.occurredAt().toEpochMilli());
        TicketMemory memory = draft.memory;
        List<TicketLink> links = new ArrayList<>(memory.links);
        for (int i = 0; i < links.size(); i++) {
            TicketLink link = links.get(i);
            if (link.ref().equals(event.ref())) {
                links.set(i, new TicketLink(link.ref(), link.since(), event.receivedAt(), lag));
                memory.links = links;
                return;
            }
        }
        add(memory, event.ref(), event.occurredAt(), event.receivedAt(), lag);
    }

    static void add(TicketMemory memory, TicketRef ref, Instant since, Instant heard, long lag) {
        boolean known = memory.links.stream().anyMatch(l -> l.ref().equals(ref));
        if (!known && memory.links.size() < MOST_LINKS) {
            List<TicketLink> links = new ArrayList<>(memory.links);
            links.add(new TicketLink(ref, since, heard, lag));
            memory.links = links;
        }
    }

    /** Why the second system is not followed, with a note of the conflict; null: it is. */
    static String refusal(TicketDraft draft, TicketEvent event, Lifecycle.Move move) {
        TicketMemory memory = draft.memory;
        if (!isSecond(memory, event)) {
            return null;
        }
        if (NOT_ALONE.contains(event.kind())) {
            return "由首接系统或值班员决定";
        }
        TicketContent content = event.content();
        if (event.kind() == TicketEventKind.CLASSIFIED
                && content != null
                && differs(memory.category, content.category())) {
            draft.conflict(event.ref().system(), "category", memory.category, content.category());
            return "两系统分类不一致，以首接系统为准";
        }
        TicketState to = move.to().get(0);
        boolean back = to != memory.state && rank(to) < rank(memory.state);
        return back ? "首接系统已到下一步" : null;
    }

    static boolean differs(String kept, String other) {
        return kept != null && other != null && !kept.equals(other);
    }

    /** How far a case is; going back is for the first system alone. */
    private static int rank(TicketState state) {
        return switch (state) {
            case DRAFT -> 0;
            case RECEIVED -> 1;
            case CLASSIFIED -> 2;
            case RETURNED, ADJUDICATING -> 3;
            case DISPATCHED, REDO -> 4;
            case SIGNED -> 5;
            case IN_PROGRESS, EXTENDED, SUSPENDED, CONSULTING, ESCALATED -> 6;
            case DONE -> 7;
            case VERIFYING -> 8;
            case CANCELLED_OFF, MERGED, INVALID -> 9;
            case ARCHIVED -> 10;
        };
    }
}
