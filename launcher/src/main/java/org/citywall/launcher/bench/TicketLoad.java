package org.citywall.launcher.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.citywall.contracts.Ids;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSpot;

/**
 * Very many open tickets, made without memory: each is created and dispatched, and none is signed.
 * A part of them was dispatched so that half of its time to answer is over at a moment that the
 * bench chooses; the others have hours left.
 */
final class TicketLoad {
    static final String SYSTEM = "bench-hotline";

    /** Half of the 30 minutes in which class {@code longhua} must be answered. */
    private static final Duration HALF = Duration.ofMinutes(15);

    private static final int GRIDS = 400;
    private static final int COMMUNITIES = 20;
    private static final String[] CATEGORIES = {"01-01", "01-02", "01-04", "01-05"};

    private final Instant begin;

    /**
     * @param begin when all of them came in
     */
    TicketLoad(Instant begin) {
        this.begin = begin;
    }

    static String caseId(int ticket) {
        return Ids.of(SYSTEM, number(ticket));
    }

    private static String number(int ticket) {
        return String.format(Locale.ROOT, "T%09d", ticket);
    }

    /** It came in. */
    TicketEvent created(int ticket, String classId, Instant at) {
        int grid = ticket % GRIDS;
        int community = grid % COMMUNITIES;
        String place = String.format(Locale.ROOT, "bench/street/c%02d/g%03d", community, grid);
        String category = CATEGORIES[ticket % CATEGORIES.length];
        TicketContent content =
                new TicketContent(
                        classId,
                        category,
                        "暴露垃圾",
                        "楼下垃圾三天没有人来清理",
                        "市民反映楼下垃圾三天没有人来清理，味道很大，要求尽快处理，来电 138****5678",
                        "榕树路12号",
                        "c6f0b1d2e3a49586",
                        "hotline",
                        false,
                        false);
        return event(
                ticket,
                TicketEventKind.CREATED,
                content,
                new TicketSpot(
                        place, "测试区/测试街道/社区/网格", 114.0 + grid * 1e-4, 22.5 + community * 1e-4),
                List.of(),
                at);
    }

    /** It went to its department. */
    TicketEvent dispatched(int ticket, Instant at) {
        return event(
                ticket,
                TicketEventKind.DISPATCHED,
                null,
                null,
                List.of("测试街道城管办" + ticket % COMMUNITIES),
                at);
    }

    /** Work goes on: an event that every open case takes. */
    TicketEvent progress(int ticket, int n, Instant at) {
        return new TicketEvent(
                "p-" + n + "-" + ticket,
                new TicketRef(SYSTEM, number(ticket)),
                caseId(ticket),
                TicketEventKind.PROGRESS,
                "12345",
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "已安排人员",
                at,
                at,
                false);
    }

    Instant begin() {
        return begin;
    }

    /** When a case must be dispatched for half of its time to be over then. */
    static Instant dispatchedFor(Instant warned) {
        return warned.minus(HALF);
    }

    private static TicketEvent event(
            int ticket,
            TicketEventKind kind,
            TicketContent content,
            TicketSpot spot,
            List<String> departments,
            Instant at) {
        return new TicketEvent(
                kind.name() + "-" + ticket,
                new TicketRef(SYSTEM, number(ticket)),
                caseId(ticket),
                kind,
                "12345",
                null,
                content,
                spot,
                departments,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                at,
                at,
                false);
    }
}
