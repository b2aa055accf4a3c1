package org.citywall.gateway.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.record.AlertHistory.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reading alerts: open ones from the live view, so that they are right while PostgreSQL is away;
 * closed ones and timelines from the record.
 */
public final class AlertRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AlertRoutes.class);
    private static final Comparator<Position> NEWEST_FIRST =
            Comparator.comparing(Position::raisedAt).thenComparing(Position::id).reversed();

    /** The text that was read out to 119 names a person and a number: officers may read it. */
    private static final String REPORT_119 =
            Json.mapper().convertValue(AlertAction.REPORT_119, String.class);

    private static final String WITHHELD = "已拨打 119（报警内容仅值班员及以上可见）";

    private final LiveTopic open;
    private final AlertHistory history;
    private final Guard guard;

    /** Serves the open alerts of the topic and the closed ones of the history. */
    public AlertRoutes(LiveTopic open, AlertHistory history, Guard guard) {
        this.open = open;
        this.history = history;
        this.guard = guard;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        router.get("/api/v1/alerts").handler(guard.require(Role.VIEWER, answering(this::list)));
        router.get("/api/v1/alerts/:id").handler(guard.require(Role.VIEWER, answering(this::one)));
    }

    /** An item that lacks what every alert has must not leave the client waiting. */
    private static BiConsumer<RoutingContext, Principal> answering(
            BiConsumer<RoutingContext, Principal> handler) {
        return (context, who) -> {
            try {
                handler.accept(context, who);
            } catch (RuntimeException e) {
                Answers.failure(context, e);
            }
        };
    }

    /** Where an alert is: as the live view says, or else the record. */
    public Future<Optional<String>> placeOf(String alertId) {
        Optional<Item> item = open.item(alertId);
        return item.isPresent()
                ? Future.succeededFuture(item.map(Item::place))
                : history.alert(alertId)
                        .map(alert -> alert.map(found -> found.path("place").asText("")));
    }

    /** The alert, as the live view has it, or else the record. */
    public Future<Optional<JsonNode>> find(String alertId) {
        Optional<JsonNode> live = open.item(alertId).map(AlertRoutes::tree);
        return live.isPresent() ? Future.succeededFuture(live) : history.alert(alertId);
    }

    private void list(RoutingContext context, Principal who) {
        AlertFilter filter = AlertFilter.of(context.request(), who);
        Page page = Page.of(context.request());
        Position after = page.after().isEmpty() ? null : position(page.after());
        if (!open.isLoaded()) {
            throw new Refusal(
                    Problem.of(503, "unavailable", "the live view is not loaded yet; ask again"));
        }
        List<JsonNode> found = openOnes(filter, after);
        Future<List<JsonNode>> closed =
                filter.wantsClosed()
                        ? history.closed(filter, after, page.limit() + 1)
                        : Future.succeededFuture(List.of());
        closed.onSuccess(rows -> answer(context, page, merged(found, rows), false))
                .onFailure(
                        error -> {
                            LOG.warn("closed alerts cannot be listed: {}", error.toString());
                            answer(context, page, merged(found, List.of()), true);
                        });
    }

    private List<JsonNode> openOnes(AlertFilter filter, Position after) {
        List<JsonNode> found = new ArrayList<>();
        for (Item item : open.view().items()) {
            JsonNode alert = tree(item);
            if (filter.accepts(alert) && (after == null || after.isBefore(Position.of(alert)))) {
                found.add(alert);
            }
        }
        return found;
    }

    /** In the moment of closing an alert may be in both: the newer one counts. */
    private static List<JsonNode> merged(List<JsonNode> open, List<JsonNode> closed) {
        Map<String, JsonNode> newest = new LinkedHashMap<>();
        for (List<JsonNode> each : List.of(open, closed)) {
            each.forEach(
                    alert ->
                            newest.merge(
                                    alert.path("id").asText(),
                                    alert,
                                    (a, b) ->
                                            a.path("rev").asLong() > b.path("rev").asLong()
                                                    ? a
                                                    : b));
        }
        return newest.values().stream()
                .sorted(Comparator.comparing(Position::of, NEWEST_FIRST))
                .toList();
    }

    private static void answer(
            RoutingContext context, Page page, List<JsonNode> alerts, boolean recordAway) {
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode items = answer.putArray("items");
        alerts.stream().limit(page.limit()).forEach(items::add);
        if (alerts.size() > page.limit()) {
            Position last = Position.of(alerts.get(page.limit() - 1));
            answer.put(
                    "nextCursor",
                    Page.cursorAfter(last.raisedAt().toEpochMilli() + " " + last.id()));
        }
        if (recordAway) {
            answer.put("recordUnavailable", true);
        }
        Answers.json(context.response(), 200, answer);
    }

    private void one(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        find(id).onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        alert -> {
                            Optional<JsonNode> seen =
                                    alert.filter(a -> who.sees(a.path("place").asText("")));
                            if (seen.isEmpty()) {
                                Problem.of(404, "not found", "there is no such alert")
                                        .send(context.response());
                            } else {
                                withTimeline(context, (ObjectNode) seen.get(), who);
                            }
                        });
    }

    private void withTimeline(RoutingContext context, ObjectNode alert, Principal who) {
        history.timeline(alert.path("id").asText())
                .map(lines -> who.may(Role.OFFICER) ? lines : withoutContacts(lines))
                .onSuccess(lines -> alert.putArray("timeline").addAll(lines))
                .onFailure(error -> alert.put("timelineUnavailable", true))
                .onComplete(done -> Answers.json(context.response(), 200, alert));
    }

    private static List<JsonNode> withoutContacts(List<JsonNode> lines) {
        for (JsonNode line : lines) {
            if (line.path("action").asText().equals(REPORT_119)) {
                ((ObjectNode) line).put("reason", WITHHELD);
            }
        }
        return lines;
    }

    private static JsonNode tree(Item item) {
        try {
            return Json.mapper().readTree(item.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("was readable when it was taken", e);
        }
    }

    private static Position position(String cursor) {
        String[] parts = cursor.split(" ", -1);
        try {
            return new Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
        } catch (NumberFormatException | IndexOutOfBoundsException | DateTimeException e) {
            throw new Refusal(
                    Problem.ofField(400, "bad parameter", "cursor", "is not one that we gave"));
        }
    }
}
