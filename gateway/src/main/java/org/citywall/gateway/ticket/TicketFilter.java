package org.citywall.gateway.ticket;

import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Which cases a list asks for, as conditions of SQL over {@code ticket AS t}. */
final class TicketFilter {
    private static final int MAX_TEXT = 200;
    private static final Set<String> STATES = wires(TicketState.values());
    private static final Set<String> FLAGS = wires(TicketFlag.values());

    private final StringBuilder sql = new StringBuilder("true");
    private final List<Object> parameters = new ArrayList<>();

    /** Reads the query; a {@link Refusal} names the parameter at fault. */
    static TicketFilter of(HttpServerRequest request, Principal who) {
        TicketFilter filter = new TicketFilter();
        filter.place(request.getParam("place", ""), who);
        filter.add(" AND t.replay = $%d", isTrue(request, "replay", false));
        filter.words(request, "state", STATES, " AND t.state = ANY($%d)");
        filter.words(request, "flag", FLAGS, " AND t.flags && $%d");
        filter.text(request, "class", " AND t.class_id = $%d");
        filter.text(request, "category", " AND t.category = $%d");
        filter.text(request, "department", " AND t.departments @> ARRAY[$%d::text]");
        filter.text(
                request,
                "milestone",
                " AND EXISTS (SELECT FROM ticket_clock AS c WHERE c.case_id = t.case_id"
                        + " AND c.milestone = $%d AND c.ended_at IS NULL"
                        + " AND c.state IN ('running', 'paused', 'missed'))");
        filter.flags(request);
        filter.number(request, who);
        OffsetDateTime since = time(request, "since");
        if (since != null) {
            filter.add(" AND t.updated_at >= $%d", since);
        }
        return filter;
    }

    /** The conditions so far. */
    String where() {
        return sql.toString();
    }

    /** Their parameters, to which more may be added. */
    List<Object> parameters() {
        return parameters;
    }

    /** Adds a condition with one parameter, {@code $%d} where that stands. */
    void add(String condition, Object parameter) {
        parameters.add(parameter);
        sql.append(condition.replace("%d", Integer.toString(parameters.size())));
    }

    /** Grid path with all below. */
    void place(String asked, Principal who) {
        if (!PlainText.isPlain(asked)) {
            throw fault("place", PlainText.RULE);
        }
        String place = asked.isEmpty() ? who.place() : asked;
        if (!who.place().isEmpty() && !who.sees(place)) {
            throw new Refusal(
                    Problem.ofField(403, "forbidden", "place", "lies outside of your place"));
        }
        if (!place.isEmpty()) {
            add(" AND (t.place = $%d OR starts_with(t.place, $%d || '/'))", place);
        }
    }

    private void flags(HttpServerRequest request) {
        if (request.getParam("open") != null) {
            add(" AND t.open = $%d", isTrue(request, "open", true));
        }
        if (isTrue(request, "overdue", false)) {
            add(" AND t.open AND t.flags @> ARRAY[$%d::text]", "overdue");
        }
        if (isTrue(request, "supervised", false)) {
            add(" AND t.open AND t.flags @> ARRAY[$%d::text]", "supervised");
        }
    }

    /** Who may not see whose a secret case is must not find it by its number either. */
    private void number(HttpServerRequest request, Principal who) {
        String number = text(request, "number");
        String system = text(request, "system");
        if (number == null) {
            if (system != null) {
                add(linked("l.system = $%d"), system);
            }
            return;
        }
        if (!TicketView.mayReveal(who)) {
            sql.append(" AND NOT t.secret");
        }
        if (system == null) {
            add(linked("l.number = $%d"), number);
        } else {
            parameters.add(system);
            add(linked("l.number = $%d AND l.system = $" + parameters.size()), number);
        }
    }

    private static String linked(String condition) {
        return " AND EXISTS (SELECT FROM ticket_link AS l WHERE l.case_id = t.case_id AND "
                + condition
                + ")";
    }

    private void words(HttpServerRequest request, String name, Set<String> known, String sql) {
        String asked = request.getParam(name);
        if (asked == null || asked.isEmpty()) {
            return;
        }
        String[] words = asked.split(",");
        if (!known.containsAll(Arrays.asList(words))) {
            throw fault(name, "must be of " + known.stream().sorted().toList());
        }
        add(sql, words);
    }

    private void text(HttpServerRequest request, String name, String condition) {
        String asked = text(request, name);
        if (asked != null) {
            add(condition, asked);
        }
    }

    @Nullable
    private static String text(HttpServerRequest request, String name) {
        String asked = request.getParam(name);
        if (asked == null || asked.isEmpty()) {
            return null;
        }
        if (asked.length() > MAX_TEXT || !PlainText.isPlain(asked)) {
            throw fault(name, "must be plain text of at most " + MAX_TEXT + " characters");
        }
        return asked;
    }

    static boolean isTrue(HttpServerRequest request, String name, boolean byDefault) {
        String asked = request.getParam(name);
        if (asked == null || asked.isEmpty()) {
            return byDefault;
        }
        if (!asked.equals("true") && !asked.equals("false")) {
            throw fault(name, "must be true or false");
        }
        return asked.equals("true");
    }

    static @Nullable OffsetDateTime time(HttpServerRequest request, String name) {
        String asked = request.getParam(name);
        try {
            return asked == null || asked.isEmpty() ? null : OffsetDateTime.parse(asked);
        } catch (DateTimeException e) {
            throw fault(name, "must be a time like 2026-01-31T08:00:00+08:00");
        }
    }

    static Refusal fault(String parameter, String detail) {
        return new Refusal(Problem.ofField(400, "bad parameter", parameter, detail));
    }

    static Set<String> wires(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> Json.mapper().convertValue(constant, String.class))
                .collect(Collectors.toUnmodifiableSet());
    }
}
