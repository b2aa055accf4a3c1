package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.WorkCalendar;

/** Counts the indicators from the record. */
public final class Indicators {
    private static final WorkCalendar WEEKDAYS =
            new WorkCalendar("Asia/Shanghai", List.of(), List.of());

    private final Pool pool;
    private final RulesBook rules;

    /** Counts in this database, by the calendar of these rules. */
    public Indicators(Pool pool, RulesBook rules) {
        this.pool = pool;
        this.rules = rules;
    }

    /** The indicators that are asked for. */
    Future<ObjectNode> of(IndicatorAsk ask, Instant now) {
        return rules.newest()
                .map(found -> found.map(each -> each.rules().calendar()).orElse(WEEKDAYS))
                .compose(
                        calendar ->
                                count(ask, calendar, now)
                                        .compose(
                                                counts ->
                                                        before(ask, calendar, now)
                                                                .map(
                                                                        earlier ->
                                                                                answer(
                                                                                        ask, counts,
                                                                                        earlier))));
    }

    private Future<Map<String, IndicatorCounts>> before(
            IndicatorAsk ask, WorkCalendar calendar, Instant now) {
        return ask.compare() == IndicatorAsk.Compare.NONE
                ? Future.succeededFuture()
                : count(ask.before(), calendar, now);
    }

    private Future<Map<String, IndicatorCounts>> count(
            IndicatorAsk ask, WorkCalendar calendar, Instant now) {
        OffsetDateTime seen = now.atOffset(ZoneOffset.UTC);
        Tuple parameters =
                Tuple.from(
                        new Object[] {
                            ask.place(),
                            ask.from(),
                            ask.to(),
                            ask.to().isBefore(seen) ? ask.to() : seen,
                            ask.depth(),
                            ask.workdays(),
                            calendar.zone(),
                            calendar.years().stream()
                                    .flatMap(year -> year.holidays().stream())
                                    .toArray(String[]::new),
                            calendar.years().stream()
                                    .flatMap(year -> year.workdays().stream())
                                    .toArray(String[]::new)
                        });
        Map<String, IndicatorCounts> groups = new TreeMap<>();
        Future<Void> all = Future.succeededFuture();
        for (String sql : IndicatorSql.ALL) {
            all = all.compose(done -> add(sql, parameters, groups));
        }
        return all.map(groups);
    }

    private Future<Void> add(String sql, Tuple parameters, Map<String, IndicatorCounts> groups) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .onSuccess(
                        rows -> {
                            for (Row row : rows) {
                                groups.computeIfAbsent(
                                                row.getString("grp"), key -> new IndicatorCounts())
                                        .add(row);
                            }
                        })
                .mapEmpty();
    }

    private static ObjectNode answer(
            IndicatorAsk ask,
            Map<String, IndicatorCounts> counts,
            @Nullable Map<String, IndicatorCounts> before) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("place", ask.place()).put("from", Json.time(ask.from().toInstant()));
        answer.put("to", Json.time(ask.to().toInstant())).put("workdays", ask.workdays());
        ArrayNode items = answer.putArray("items");
        if (!ask.byPlace()) {
            // All of the place is one group; cases of nowhere belong to everywhere.
            addTo(items, sole(counts), before == null ? null : sole(before));
            return answer;
        }
        TreeSet<String> places = new TreeSet<>(counts.keySet());
        if (before != null) {
            places.addAll(before.keySet());
        }
        for (String place : places) {
            ObjectNode item = items.addObject().put("place", place);
            addTo(
                    item.putArray("indicators"),
                    of(counts, place),
                    before == null ? null : of(before, place));
        }
        return answer;
    }

    private static void addTo(
            ArrayNode items, IndicatorCounts counts, @Nullable IndicatorCounts before) {
        Indicator.ALL.forEach(indicator -> items.add(indicator.toJson(counts, before)));
    }

    private static IndicatorCounts sole(Map<String, IndicatorCounts> groups) {
        return groups.isEmpty() ? new IndicatorCounts() : groups.values().iterator().next();
    }

    private static IndicatorCounts of(Map<String, IndicatorCounts> groups, String place) {
        return groups.getOrDefault(place, new IndicatorCounts());
    }
}
