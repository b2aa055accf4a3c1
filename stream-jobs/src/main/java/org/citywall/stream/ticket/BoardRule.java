package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.ticket.ClockLoad;
import org.citywall.contracts.ticket.TicketBoard;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketLine;
import org.citywall.contracts.ticket.TicketState;

/** Sums up the cases of one place. Changes the memory in place. */
public final class BoardRule {
    /** Most lines of a board. */
    public static final int MOST_LINES = 20;

    /** Longest time that a change waits to be shown, ms. */
    public static final long SHOWN_EVERY = 1_000;

    private static final int BUCKETS = 5;

    /** Overdue first, the longest first; then supervised; then what is due soonest. */
    public static final Comparator<TicketLine> WORST_FIRST =
            Comparator.comparing((TicketLine line) -> !line.flags().contains(TicketFlag.OVERDUE))
                    .thenComparing(
                            line ->
                                    !line.flags().contains(TicketFlag.SUPERVISED)
                                            && !line.flags().contains(TicketFlag.OVERDUE))
                    .thenComparing(
                            TicketLine::dueAt, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(TicketLine::id);

    private BoardRule() {}

    /** Takes a change into the sums. */
    public static void apply(BoardMemory board, BoardDelta delta) {
        board.at = Math.max(board.at, delta.at());
        board.placeName = delta.placeName() == null ? board.placeName : delta.placeName();
        turnDay(board, delta.day(), delta.dayEndsAt());
        board.in += delta.in();
        board.ended += delta.ended();
        if (delta.before() != null) {
            add(board, delta.before(), -1);
        }
        if (delta.after() != null) {
            add(board, delta.after(), 1);
        }
        line(board, delta);
        board.held = true;
    }

    private static void turnDay(BoardMemory board, long day, long endsAt) {
        if (day > board.day) {
            board.day = day;
            board.dayEndsAt = endsAt;
            board.in = 0;
            board.ended = 0;
        }
    }

    private static void add(BoardMemory board, BoardPart part, int sign) {
        board.open += sign;
        board.overdue += part.overdue() ? sign : 0;
        board.supervised += part.supervised() ? sign : 0;
        board.secondDispatch += part.secondDispatch() ? sign : 0;
        board.calendarMissing += part.calendarMissing() ? sign : 0;
        board.attention += part.line() != null ? sign : 0;
        board.states.merge(Wire.name(part.state()), sign, BoardRule::sum);
        for (BoardPart.Load load : part.clocks()) {
            board.titles.put(load.milestone(), load.title());
            board.clocks.computeIfAbsent(load.milestone(), m -> new int[BUCKETS])[load.bucket()] +=
                    sign;
        }
    }

    private static Integer sum(Integer one, Integer other) {
        return one + other == 0 ? null : Integer.valueOf(one + other);
    }

    /** Keeps the list while that can be done without looking at all; else says that it must be. */
    private static void line(BoardMemory board, BoardDelta delta) {
        List<TicketLine> lines = new ArrayList<>(board.pressing);
        boolean was = lines.removeIf(line -> line.id().equals(delta.caseId()));
        TicketLine line = delta.after() == null ? null : delta.after().line();
        boolean others = board.attention - (line == null ? 0 : 1) > lines.size();
        if (line != null) {
            lines.add(line);
            lines.sort(WORST_FIRST);
        }
        // Somebody outside the list may be worse than one that left it or became better.
        board.dirty |= was && others;
        board.pressing =
                lines.size() > MOST_LINES ? new ArrayList<>(lines.subList(0, MOST_LINES)) : lines;
    }

    /** Makes the list anew from all that need to be looked at. */
    public static void rank(BoardMemory board, Iterable<TicketLine> all) {
        List<TicketLine> lines = new ArrayList<>(MOST_LINES * 2);
        for (TicketLine line : all) {
            lines.add(line);
            if (lines.size() == MOST_LINES * 2) {
                lines.sort(WORST_FIRST);
                lines.subList(MOST_LINES, lines.size()).clear();
            }
        }
        lines.sort(WORST_FIRST);
        board.pressing =
                lines.size() > MOST_LINES ? new ArrayList<>(lines.subList(0, MOST_LINES)) : lines;
        board.dirty = false;
    }

    /** When time alone changes it: the day is over, or what was held back may be shown. */
    public static long nextAt(BoardMemory board) {
        boolean counted = board.in != 0 || board.ended != 0;
        long day = counted ? board.dayEndsAt : Long.MAX_VALUE;
        return board.held ? Math.min(day, board.shownAt + SHOWN_EVERY) : day;
    }

    /** The end of the day, if it has come. */
    public static void advanceTo(BoardMemory board, long now) {
        if (board.dayEndsAt != 0 && now >= board.dayEndsAt && (board.in != 0 || board.ended != 0)) {
            board.in = 0;
            board.ended = 0;
            board.at = Math.max(board.at, board.dayEndsAt);
            board.held = true;
        }
    }

    /** Whether it may be shown now. */
    public static boolean isShowable(BoardMemory board, long now) {
        return board.held && now >= board.shownAt + SHOWN_EVERY;
    }

    /** What the wall shows; newer than all before it, also after a loss of state. */
    public static TicketBoard show(BoardMemory board, String place, long now) {
        board.held = false;
        board.shownAt = now;
        board.rev = Math.max(board.rev + 1, now);
        Map<String, Integer> states = new TreeMap<>(board.states);
        List<ClockLoad> loads = new ArrayList<>();
        for (Map.Entry<String, int[]> entry : new TreeMap<>(board.clocks).entrySet()) {
            int[] n = entry.getValue();
            String title = board.titles.get(entry.getKey());
            loads.add(new ClockLoad(entry.getKey(), title, n[0], n[1], n[2], n[3], n[4]));
        }
        return new TicketBoard(
                place,
                board.rev,
                place.equals(BoardDelta.EVERYWHERE) ? null : place,
                board.placeName,
                Instant.ofEpochMilli(board.at),
                board.open,
                board.overdue,
                board.supervised,
                board.states.getOrDefault(Wire.name(TicketState.SUSPENDED), 0),
                board.secondDispatch,
                board.states.getOrDefault(Wire.name(TicketState.ADJUDICATING), 0),
                new HashMap<>(states),
                loads,
                board.in,
                board.ended,
                List.copyOf(board.pressing),
                board.calendarMissing > 0);
    }
}
