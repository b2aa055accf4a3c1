package org.citywall.stream.ticket;

import static org.citywall.contracts.ticket.TicketState.ADJUDICATING;
import static org.citywall.contracts.ticket.TicketState.ARCHIVED;
import static org.citywall.contracts.ticket.TicketState.CANCELLED_OFF;
import static org.citywall.contracts.ticket.TicketState.CLASSIFIED;
import static org.citywall.contracts.ticket.TicketState.CONSULTING;
import static org.citywall.contracts.ticket.TicketState.DISPATCHED;
import static org.citywall.contracts.ticket.TicketState.DONE;
import static org.citywall.contracts.ticket.TicketState.DRAFT;
import static org.citywall.contracts.ticket.TicketState.ESCALATED;
import static org.citywall.contracts.ticket.TicketState.EXTENDED;
import static org.citywall.contracts.ticket.TicketState.INVALID;
import static org.citywall.contracts.ticket.TicketState.IN_PROGRESS;
import static org.citywall.contracts.ticket.TicketState.MERGED;
import static org.citywall.contracts.ticket.TicketState.RECEIVED;
import static org.citywall.contracts.ticket.TicketState.REDO;
import static org.citywall.contracts.ticket.TicketState.RETURNED;
import static org.citywall.contracts.ticket.TicketState.SIGNED;
import static org.citywall.contracts.ticket.TicketState.SUSPENDED;
import static org.citywall.contracts.ticket.TicketState.VERIFYING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketState;

/**
 * The lifecycle as one table: state × event → where it may lead, and what must hold for it. What is
 * not in the table is not allowed. docs/domain/ticket.md shows it.
 */
public final class Lifecycle {
    /** What must hold beside the table. */
    public enum Guard {
        /** Nothing more. */
        NONE,
        /** Names at least one department, if a person at the desk says so. */
        DISPATCH,
        /** Once per department, soon after its dispatch, never after a decision. */
        RETURN,
        /** Names at least one department. */
        ADJUDICATE,
        /** A department of this case reports. */
        REPORT,
        /** Once per clock, before it is due, to a later time, with a reason. */
        EXTEND,
        /** Ends after it begins. */
        SUSPEND,
        /** Not at the top yet. */
        ESCALATE,
        /** All of a whistle have reported, all of a second dispatch have signed. */
        DONE,
        /** Says what was found. */
        VERIFY,
        /** Is supervised. */
        RELEASE,
        /** Not supervised; proof and satisfaction, or three calls that nobody answered. */
        CANCEL,
        /** Not supervised. */
        INVALIDATE,
        /** Names another case, and is not supervised. */
        MERGE,
        /** Names another number. */
        LINK,
        /** 1 to 5. */
        RATE,
        /** Names a flag. */
        FLAG
    }

    /**
     * One cell of the table.
     *
     * @param from state
     * @param on event
     * @param to where it may lead; the first is what usually follows
     * @param guard what must hold
     */
    public record Move(TicketState from, TicketEventKind on, List<TicketState> to, Guard guard) {}

    private static final Map<TicketState, Map<TicketEventKind, Move>> TABLE =
            new EnumMap<>(TicketState.class);

    private static final List<TicketState> NEW = List.of(RECEIVED, CLASSIFIED);

    /** A department has it. */
    private static final List<TicketState> WORK =
            List.of(DISPATCHED, SIGNED, IN_PROGRESS, EXTENDED, CONSULTING, ESCALATED, REDO);

    private static final List<TicketState> CHECK = List.of(DONE, VERIFYING);

    private static final List<TicketState> OPEN =
            Arrays.stream(TicketState.values()).filter(s -> !s.isEnd() && s != DRAFT).toList();

    private static final List<TicketState> ALL =
            Arrays.stream(TicketState.values()).filter(s -> s != DRAFT).toList();

    static {
        intake();
        work();
        pausing();
        ending();
        beside();
    }

    private Lifecycle() {}

    /** The cell; null: not allowed. */
    public static Move find(TicketState state, TicketEventKind kind) {
        return TABLE.getOrDefault(state, Map.of()).get(kind);
    }

    /** All cells, by state. */
    public static List<Move> moves() {
        return TABLE.values().stream().map(Map::values).flatMap(Collection::stream).toList();
    }

    private static void intake() {
        on(TicketEventKind.CREATED).from(DRAFT).to(RECEIVED);
        on(TicketEventKind.CREATED).from(ALL).stays();
        on(TicketEventKind.CLASSIFIED).from(NEW).to(CLASSIFIED);
        on(TicketEventKind.CLASSIFIED).from(without(OPEN, NEW)).stays();
        on(TicketEventKind.DISPATCHED).guard(Guard.DISPATCH).from(NEW).to(DISPATCHED);
        on(TicketEventKind.DISPATCHED).guard(Guard.DISPATCH).from(RETURNED).to(DISPATCHED);
        on(TicketEventKind.DISPATCHED).guard(Guard.DISPATCH).from(WORK).stays();
        on(TicketEventKind.RETURNED)
                .guard(Guard.RETURN)
                .from(DISPATCHED, SIGNED, ESCALATED, REDO)
                .to(RETURNED, ADJUDICATING, null);
        on(TicketEventKind.ADJUDICATED)
                .guard(Guard.ADJUDICATE)
                .from(RETURNED, ADJUDICATING)
                .to(DISPATCHED);
    }

    private static void work() {
        on(TicketEventKind.SIGNED).from(DISPATCHED, REDO).to(SIGNED, null);
        on(TicketEventKind.SIGNED)
                .from(SIGNED, IN_PROGRESS, EXTENDED, SUSPENDED, CONSULTING, ESCALATED)
                .stays();
        on(TicketEventKind.PROGRESS)
                .from(DISPATCHED, SIGNED, IN_PROGRESS, CONSULTING, ESCALATED)
                .to(IN_PROGRESS);
        on(TicketEventKind.PROGRESS).from(EXTENDED, REDO).stays();
        on(TicketEventKind.REPORTED).guard(Guard.REPORT).from(WORK).stays();
        on(TicketEventKind.EXTENDED)
                .guard(Guard.EXTEND)
                .from(DISPATCHED, SIGNED, IN_PROGRESS, EXTENDED, CONSULTING, ESCALATED)
                .to(EXTENDED);
        on(TicketEventKind.EXTENDED).guard(Guard.EXTEND).from(NEW).stays();
        on(TicketEventKind.EXTENDED).guard(Guard.EXTEND).from(REDO).stays();
        on(TicketEventKind.CONSULTED).from(NEW).to(CONSULTING);
        on(TicketEventKind.CONSULTED).from(without(WORK, List.of(REDO))).to(CONSULTING);
        on(TicketEventKind.CONSULTED).from(REDO).stays();
        on(TicketEventKind.PLANNED)
                .from(DISPATCHED, SIGNED, IN_PROGRESS, CONSULTING, ESCALATED)
                .to(IN_PROGRESS);
        on(TicketEventKind.PLANNED).from(EXTENDED, REDO).stays();
        on(TicketEventKind.PLANNED).from(NEW).stays();
        on(TicketEventKind.ESCALATED)
                .guard(Guard.ESCALATE)
                .from(without(WORK, List.of(REDO)))
                .to(ESCALATED);
        on(TicketEventKind.ESCALATED)
                .guard(Guard.ESCALATE)
                .from(RECEIVED, CLASSIFIED, RETURNED, ADJUDICATING, SUSPENDED, REDO)
                .stays();
    }

    private static void pausing() {
        on(TicketEventKind.SUSPENDED).guard(Guard.SUSPEND).from(NEW).to(SUSPENDED, null);
        on(TicketEventKind.SUSPENDED).guard(Guard.SUSPEND).from(WORK).to(SUSPENDED, null);
        // Told when it is over: what was promised stood all the same.
        on(TicketEventKind.SUSPENDED).guard(Guard.SUSPEND).from(RETURNED, ADJUDICATING).stays();
        on(TicketEventKind.SUSPENDED).guard(Guard.SUSPEND).from(CHECK).stays();
        on(TicketEventKind.SUSPENDED).guard(Guard.SUSPEND).from(SUSPENDED).stays();
        List<TicketState> before = new ArrayList<>(NEW);
        before.addAll(WORK);
        on(TicketEventKind.RESUMED).from(SUSPENDED).to(before.toArray(TicketState[]::new));
        on(TicketEventKind.RESUMED).from(without(OPEN, List.of(SUSPENDED))).stays();
    }

    private static void ending() {
        on(TicketEventKind.DONE).guard(Guard.DONE).from(NEW).to(DONE);
        on(TicketEventKind.DONE).guard(Guard.DONE).from(WORK).to(DONE);
        on(TicketEventKind.DONE).guard(Guard.DONE).from(SUSPENDED).to(DONE);
        on(TicketEventKind.VERIFIED).guard(Guard.VERIFY).from(CHECK).to(VERIFYING, REDO);
        on(TicketEventKind.REDO).from(CHECK).to(REDO);
        on(TicketEventKind.CANCELLED).guard(Guard.CANCEL).from(CHECK).to(CANCELLED_OFF);
        on(TicketEventKind.ARCHIVED).from(CANCELLED_OFF).to(ARCHIVED);
        on(TicketEventKind.INVALIDATED).guard(Guard.INVALIDATE).from(OPEN).to(INVALID);
        on(TicketEventKind.MERGED).guard(Guard.MERGE).from(OPEN).to(MERGED);
    }

    private static void beside() {
        on(TicketEventKind.SUPERVISED).from(OPEN).stays();
        on(TicketEventKind.RELEASED).guard(Guard.RELEASE).from(OPEN).stays();
        on(TicketEventKind.LINKED).guard(Guard.LINK).from(ALL).stays();
        on(TicketEventKind.RATED).guard(Guard.RATE).from(ALL).stays();
        on(TicketEventKind.SECRET).from(ALL).stays();
        on(TicketEventKind.FLAGGED).guard(Guard.FLAG).from(OPEN).stays();
    }

    private static List<TicketState> without(List<TicketState> all, List<TicketState> some) {
        return all.stream().filter(state -> !some.contains(state)).toList();
    }

    private static Row on(TicketEventKind kind) {
        return new Row(kind);
    }

    private static final class Row {
        private final TicketEventKind kind;
        private Guard guard = Guard.NONE;
        private List<TicketState> from = List.of();

        Row(TicketEventKind kind) {
            this.kind = kind;
        }

        Row guard(Guard needed) {
            guard = needed;
            return this;
        }

        Row from(TicketState... states) {
            return from(List.of(states));
        }

        Row from(List<TicketState> states) {
            from = states;
            return this;
        }

        void stays() {
            to((TicketState) null);
        }

        /** Null stands for the state in which it is. */
        void to(TicketState... targets) {
            for (TicketState state : from) {
                List<TicketState> to =
                        Arrays.stream(targets).map(t -> t == null ? state : t).distinct().toList();
                Move before =
                        TABLE.computeIfAbsent(state, s -> new EnumMap<>(TicketEventKind.class))
                                .put(kind, new Move(state, kind, to, guard));
                if (before != null) {
                    throw new IllegalStateException("twice in the table: " + state + ", " + kind);
                }
            }
        }
    }
}
