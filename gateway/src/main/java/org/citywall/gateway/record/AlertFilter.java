package org.citywall.gateway.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Response;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * Which alerts a list asks for; the same for the live view and for the record.
 *
 * @param values wanted values per field ({@code condition}, {@code response}, {@code level}, {@code
 *     domain}); a field that is not there is not asked about
 * @param place grid path with everything below; empty: all
 * @param since updated at or after; null: whenever
 */
record AlertFilter(Map<String, Set<String>> values, String place, Instant since) {
    /** The response that an alert has in the record only. */
    static final String CLOSED = "closed";

    private static final Map<String, Set<String>> KNOWN =
            Map.of(
                    "condition", wires(Condition.values()),
                    "response", wires(Response.values()),
                    "level", Set.of("1", "2", "3", "4"),
                    "domain", wires(AlertDomain.values()));

    /** Reads the query; a {@link Refusal} names the parameter at fault. */
    static AlertFilter of(HttpServerRequest request, Principal who) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (String field : List.of("condition", "response", "level", "domain")) {
            String asked = request.getParam(field);
            if (asked != null && !asked.isEmpty()) {
                Set<String> wanted =
                        Set.of(Arrays.stream(asked.split(",")).distinct().toArray(String[]::new));
                if (!KNOWN.get(field).containsAll(wanted)) {
                    throw fault(field, "must be of " + KNOWN.get(field).stream().sorted().toList());
                }
                values.put(field, wanted);
            }
        }
        String place = request.getParam("place", "");
        if (place.isEmpty()) {
            place = who.place();
        } else if (!who.sees(place)) {
            throw new Refusal(
                    Problem.ofField(403, "forbidden", "place", "lies outside of your place"));
        }
        return new AlertFilter(values, place, time(request.getParam("since")));
    }

    /** Whether an alert as it goes to the walls is wanted. */
    boolean accepts(JsonNode alert) {
        for (Map.Entry<String, Set<String>> each : values.entrySet()) {
            if (!each.getValue().contains(alert.path(each.getKey()).asText())) {
                return false;
            }
        }
        return isBelow(alert.path("place").asText(""))
                && (since == null
                        || !Instant.parse(alert.path("updatedAt").asText()).isBefore(since));
    }

    /** Whether closed alerts may be among the wanted. */
    boolean wantsClosed() {
        Set<String> responses = values.get("response");
        return responses == null || responses.contains(CLOSED);
    }

    /**
     * The conditions in SQL, {@code $n} for each parameter that is added to the list.
     *
     * @param parameters takes the parameters; may hold some already
     */
    String where(List<Object> parameters) {
        StringBuilder sql = new StringBuilder("response = 'closed'");
        values.forEach(
                (field, wanted) -> {
                    parameters.add(wanted.toArray(String[]::new));
                    sql.append(" AND ").append(field).append("::text = ANY($");
                    sql.append(parameters.size()).append(')');
                });
        if (!place.isEmpty()) {
            parameters.add(place);
            sql.append(" AND (place = $").append(parameters.size());
            sql.append(" OR starts_with(place, $").append(parameters.size()).append(" || '/'))");
        }
        if (since != null) {
            parameters.add(since.atOffset(ZoneOffset.UTC));
            sql.append(" AND updated_at >= $").append(parameters.size());
        }
        return sql.toString();
    }

    private boolean isBelow(String path) {
        return place.isEmpty() || path.equals(place) || path.startsWith(place + "/");
    }

    private static Instant time(String text) {
        try {
            return text == null || text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw fault("since", "must be an ISO-8601 time in UTC");
        }
    }

    private static Refusal fault(String parameter, String detail) {
        return new Refusal(Problem.ofField(400, "bad parameter", parameter, detail));
    }

    private static Set<String> wires(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> Json.mapper().convertValue(constant, String.class))
                .collect(Collectors.toUnmodifiableSet());
    }
}
