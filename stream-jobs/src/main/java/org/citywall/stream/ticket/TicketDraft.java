package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketConflict;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.stream.ticket.calendar.WorkTime;

/** A decision in the making, alive for one call. */
final class TicketDraft {
    final TicketMemory memory;
    final Promises rules;
    final TicketPolicy policy;

    /** Time of the log, ms. */
    final long now;

    /** Time by which clocks are looked at: of a recorded case that of its own event, ms. */
    long clockNow;

    TicketDecision.Verdict verdict = TicketDecision.Verdict.TIME;
    int missingYear;

    /** What the event at hand brought of text, address, caller; null: nothing. */
    TicketContent fresh;

    private final long incarnation;
    private final BoardPart boardBefore;
    private final String placeBefore;
    private final String placeNameBefore;
    private final boolean createdBefore;
    private final boolean endedBefore;
    private final List<TicketStep> steps = new ArrayList<>(2);
    private final List<TicketOrder> orders = new ArrayList<>(0);
    private final List<Detection> detections = new ArrayList<>(0);
    private TicketResult result;
    private long nextRev;

    TicketDraft(
            TicketMemory memory,
            Instant now,
            Promises rules,
            TicketPolicy policy,
            long incarnation) {
        this.memory = memory;
        this.now = now.toEpochMilli();
        this.clockNow = this.now;
        this.rules = rules;
        this.policy = policy;
        this.incarnation = incarnation;
        boardBefore = BoardParts.of(memory, rules);
        placeBefore = memory.spot == null ? null : memory.spot.place();
        placeNameBefore = memory.spot == null ? null : memory.spot.placeName();
        createdBefore = memory.isCreated();
        endedBefore = memory.state.isEnd();
    }

    WorkTime time() {
        return rules.time();
    }

    /** The revision that all of this call gets. */
    long rev() {
        if (nextRev == 0) {
            nextRev = Revisions.next(incarnation, memory.rev);
        }
        return nextRev;
    }

    /** Ordinal of that change: the same in every replay. */
    long number() {
        return Revisions.changeNumber(rev());
    }

    /** A line of the story that an event makes. */
    void tell(TicketEvent event, long at, boolean accepted, TicketState from, String reason) {
        steps.add(
                new TicketStep(
                        Ids.of(memory.id, event.ref().system(), event.id()),
                        Instant.ofEpochMilli(now),
                        Instant.ofEpochMilli(at),
                        event.ref().system(),
                        event.by(),
                        event.department(),
                        Wire.name(event.kind()),
                        accepted,
                        from,
                        memory.state,
                        reason,
                        rev()));
    }

    /** A line of the story that a rule makes. */
    void tell(
            String action,
            String department,
            long at,
            TicketState from,
            String reason,
            String key) {
        steps.add(
                new TicketStep(
                        Ids.of(memory.id, TicketEvent.RULES, action, key),
                        Instant.ofEpochMilli(Math.max(at, memory.lookedAt)),
                        Instant.ofEpochMilli(at),
                        TicketEvent.RULES,
                        null,
                        department,
                        action,
                        true,
                        from,
                        memory.state,
                        reason,
                        rev()));
    }

    void conflict(String system, String field, String kept, String other) {
        List<TicketConflict> all = new ArrayList<>(memory.conflicts);
        if (all.size() >= TicketMemory.MOST_CONFLICTS) {
            all.remove(0);
        }
        all.add(
                new TicketConflict(
                        Instant.ofEpochMilli(now), system, field, text(kept), text(other)));
        memory.conflicts = all;
    }

    private static String text(String value) {
        return value == null ? "无" : value;
    }

    void emit(TicketOrder order) {
        orders.add(order);
    }

    void emit(Detection detection) {
        detections.add(detection);
    }

    void answer(TicketEvent event, boolean accepted, String reason) {
        if (event.ref().system().equals(TicketEvent.DESK)) {
            TicketState state = memory.isCreated() ? memory.state : null;
            long rev = memory.isCreated() ? rev() : memory.rev;
            result = new TicketResult(event.id(), memory.id, accepted, reason, state, rev);
        }
    }

    TicketDecision decision() {
        TicketChange change = null;
        if (!steps.isEmpty()) {
            memory.rev = rev();
            memory.updatedAt = Math.max(now, memory.updatedAt);
            change = new TicketChange(Tickets.of(this), List.copyOf(steps));
        }
        return new TicketDecision(
                verdict,
                change,
                result,
                orders,
                memory.replay ? List.of() : detections,
                boards(),
                missingYear,
                TicketRule.nextTimer(memory, rules, policy),
                TicketRule.isForgotten(memory, now, policy));
    }

    private List<BoardDelta> boards() {
        if (memory.replay) {
            return List.of();
        }
        BoardPart after = BoardParts.of(memory, rules);
        int in = !createdBefore && memory.isCreated() ? 1 : 0;
        int ended = !endedBefore && memory.state.isEnd() ? 1 : 0;
        return BoardParts.deltas(this, placeBefore, placeNameBefore, boardBefore, after, in, ended);
    }
}
