package org.citywall.gateway.alertrule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alertrule.Standing;
import org.citywall.contracts.alertrule.StandingKind;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** REST of silences, drills and devices out of service; leaders of a shift announce them. */
public final class StandingRoutes {
    private static final String PATH = "/api/v1/standing";

    private final StandingBook book;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves this book. */
    public StandingRoutes(StandingBook book, Guard guard, JsonBody bodies, Clock clock) {
        this.book = book;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.VIEWER, this::list));
        router.post(PATH).handler(guard.require(Role.SHIFT_LEAD, this::ask));
        router.post(PATH + "/:id/confirm").handler(guard.require(Role.SHIFT_LEAD, this::confirm));
        router.delete(PATH + "/:id").handler(guard.require(Role.SHIFT_LEAD, this::end));
    }

    private void list(RoutingContext context, Principal who) {
        book.list()
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(all -> Answers.json(context.response(), 200, page(all, who)));
    }

    private ObjectNode page(List<StandingBook.Asked> all, Principal who) {
        ObjectNode page = Json.mapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        all.stream().filter(each -> touches(each.standing(), who)).forEach(e -> items.add(item(e)));
        return page;
    }

    private void ask(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    Standing standing = StandingBody.read(body, who, clock.instant());
                    book.ask(standing)
                            .onFailure(error -> AlertRulesRoutes.failure(context, error))
                            .onSuccess(
                                    made ->
                                            Answers.json(
                                                    context.response(), status(made), item(made)));
                });
    }

    private static int status(StandingBook.Asked made) {
        boolean waits = made.standing().kind() == StandingKind.OUT_OF_SERVICE || !made.recorded();
        return waits ? 202 : 201;
    }

    private void confirm(RoutingContext context, Principal who) {
        bodies.read(context, body -> settle(context, who, book::confirm));
    }

    private void end(RoutingContext context, Principal who) {
        settle(context, who, book::end);
    }

    private interface Settling {
        Future<StandingBook.Asked> apply(StandingBook.Asked asked, String by);
    }

    private void settle(RoutingContext context, Principal who, Settling settling) {
        Function<StandingBook.Asked, Future<StandingBook.Asked>> mine =
                asked ->
                        owns(asked.standing(), who)
                                ? settling.apply(asked, who.name())
                                : Future.failedFuture(new Refusal(outside()));
        book.find(context.pathParam("id"))
                .compose(
                        found ->
                                found.map(mine).orElse(Future.failedFuture(new Refusal(unknown()))))
                .onFailure(error -> AlertRulesRoutes.failure(context, error))
                .onSuccess(
                        settled ->
                                Answers.json(
                                        context.response(),
                                        settled.recorded() ? 200 : 202,
                                        item(settled)));
    }

    private ObjectNode item(StandingBook.Asked asked) {
        ObjectNode item = Json.mapper().valueToTree(asked.standing());
        item.put("state", state(asked)).put("askedAt", Json.time(asked.askedAt()));
        if (asked.settledBy() != null) {
            item.put("settledBy", asked.settledBy());
        }
        if (asked.settledAt() != null) {
            item.put("settledAt", Json.time(asked.settledAt()));
        }
        return item;
    }

    /** In words of time: what was agreed is planned, stands, or is over. */
    private String state(StandingBook.Asked asked) {
        Instant now = clock.instant();
        Standing standing = asked.standing();
        if (asked.state().equals("ended") || !standing.until().isAfter(now)) {
            return "ended";
        }
        if (asked.state().equals("waiting")) {
            return "waiting";
        }
        return standing.from().isAfter(now) ? "planned" : "active";
    }

    /** Whether it may hold for alerts that somebody sees. */
    static boolean touches(Standing standing, Principal who) {
        String place = standing.match().place();
        return place == null
                || place.isEmpty()
                || who.sees(place)
                || who.place().equals(place)
                || who.place().startsWith(place + "/");
    }

    /** Whether all for which it holds is in somebody's place. */
    private static boolean owns(Standing standing, Principal who) {
        return who.place().isEmpty() || who.sees(standing.match().place());
    }

    private static Problem outside() {
        return Problem.of(403, "forbidden", "it holds outside of your place too");
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-standing", "nothing of this name was announced");
    }
}
