package org.citywall.gateway.ticket;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/**
 * What is asked of the indicators.
 *
 * @param place grid path with all below; empty: everywhere
 * @param from begin of the period, inclusive
 * @param to end of the period, exclusive
 * @param compare with which other period
 * @param workdays whether days on which nobody works are left out
 * @param byPlace one answer for each place of the next level
 */
record IndicatorAsk(
        String place,
        OffsetDateTime from,
        OffsetDateTime to,
        Compare compare,
        boolean workdays,
        boolean byPlace) {
    private static final Duration BY_DEFAULT = Duration.ofDays(7);
    private static final Duration MOST = Duration.ofDays(3 * 366);

    /** Another period to hold against. */
    enum Compare {
        /** None. */
        NONE,
        /** As long, just before (环比). */
        PREVIOUS,
        /** The same a year before (同比). */
        YEAR
    }

    /** Reads the query; a {@link Refusal} names the parameter at fault. */
    static IndicatorAsk of(HttpServerRequest request, Principal who, Instant now) {
        OffsetDateTime asked = TicketFilter.time(request, "to");
        OffsetDateTime to = asked == null ? now.atOffset(ZoneOffset.UTC) : asked;
        asked = TicketFilter.time(request, "from");
        OffsetDateTime from = asked == null ? to.minus(BY_DEFAULT) : asked;
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(MOST) > 0) {
            throw TicketFilter.fault("from", "must be before to, by three years at most");
        }
        String by = request.getParam("by", "");
        if (!by.isEmpty() && !by.equals("place")) {
            throw TicketFilter.fault("by", "must be place");
        }
        return new IndicatorAsk(
                place(request, who),
                from,
                to,
                compare(request.getParam("compare", "")),
                TicketFilter.isTrue(request, "workdays", false),
                !by.isEmpty());
    }

    private static String place(HttpServerRequest request, Principal who) {
        String place = request.getParam("place", "");
        if (place.isEmpty()) {
            return who.place();
        }
        if (!PlainText.isPlain(place)) {
            throw TicketFilter.fault("place", PlainText.RULE);
        }
        if (!who.sees(place)) {
            throw new Refusal(
                    Problem.ofField(403, "forbidden", "place", "lies outside of your place"));
        }
        return place;
    }

    private static Compare compare(String word) {
        return switch (word) {
            case "" -> Compare.NONE;
            case "previous" -> Compare.PREVIOUS;
            case "year" -> Compare.YEAR;
            default -> throw TicketFilter.fault("compare", "must be previous or year");
        };
    }

    /** The same for the period to compare with. */
    IndicatorAsk before() {
        OffsetDateTime earlier =
                compare == Compare.YEAR
                        ? from.minusYears(1)
                        : from.minus(Duration.between(from, to));
        OffsetDateTime end = compare == Compare.YEAR ? to.minusYears(1) : from;
        return new IndicatorAsk(place, earlier, end, Compare.NONE, workdays, byPlace);
    }

    /** How many steps of the grid path name a group. */
    int depth() {
        int own = place.isEmpty() ? 0 : place.split("/", -1).length;
        return byPlace ? own + 1 : own;
    }
}
