package org.citywall.gateway.ticket;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.citywall.gateway.http.Page;

/** In which order a list of cases comes, and where its next page begins. */
enum TicketOrderBy {
    /** What came in last comes first. */
    NEWEST("created_at", "<", "DESC"),
    /** What is due first comes first. */
    DUE("due_at", ">", "ASC");

    private final String column;
    private final String beyond;
    private final String direction;

    TicketOrderBy(String column, String beyond, String direction) {
        this.column = column;
        this.beyond = beyond;
        this.direction = direction;
    }

    /** The order with this name; newest first if none is asked for. */
    static TicketOrderBy of(String asked) {
        if (asked == null || asked.isEmpty() || asked.equals("newest")) {
            return NEWEST;
        }
        if (asked.equals("due")) {
            return DUE;
        }
        throw TicketFilter.fault("order", "must be newest or due");
    }

    /** Column whose value a cursor holds. */
    String column() {
        return column;
    }

    /** Cuts off what earlier pages showed. */
    void after(Page page, TicketFilter filter) {
        if (page.after().isEmpty()) {
            return;
        }
        int space = page.after().indexOf(' ');
        try {
            Instant at = Instant.parse(page.after().substring(0, Math.max(0, space)));
            filter.parameters().add(at.atOffset(ZoneOffset.UTC));
            int time = filter.parameters().size();
            filter.add(
                    " AND (t.%s, t.case_id) %s ($%d".formatted(column, beyond, time) + ", $%d)",
                    page.after().substring(space + 1));
        } catch (DateTimeException e) {
            throw TicketFilter.fault("cursor", "is not one that we gave");
        }
    }

    String orderBy() {
        return " ORDER BY t.%1$s %2$s, t.case_id %2$s".formatted(column, direction);
    }

    String cursor(Instant at, String caseId) {
        return Page.cursorAfter(at + " " + caseId);
    }
}
