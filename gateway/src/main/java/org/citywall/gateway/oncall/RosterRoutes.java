package org.citywall.gateway.oncall;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.Place;

/** REST of who is on call: now, in a time, in a calendar; overrides, which shift leads make. */
final class RosterRoutes {
    private static final String ROTA = "/api/v1/oncall/rotas/:name";

    /** Most of a timeline: a quarter. */
    private static final Duration LONGEST = Duration.ofDays(92);

    private static final Duration WEEK = Duration.ofDays(7);

    private final RosterBook book;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    RosterRoutes(RosterBook book, Guard guard, JsonBody bodies, Clock clock) {
        this.book = book;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/api/v1/oncall/now").handler(guard.require(Role.VIEWER, this::now));
        router.get(ROTA + ".ics").handler(guard.require(Role.OFFICER, this::calendar));
        router.get(ROTA + "/now").handler(guard.require(Role.VIEWER, this::nowOf));
        router.get(ROTA + "/timeline").handler(guard.require(Role.OFFICER, this::timeline));
        router.post(ROTA + "/import").handler(guard.require(Role.ADMIN, this::take));
        router.post(ROTA + "/overrides").handler(guard.require(Role.SHIFT_LEAD, this::add));
        router.delete(ROTA + "/overrides/:id")
                .handler(guard.require(Role.SHIFT_LEAD, this::removeOverride));
    }

    /** Who cares for somebody's place, from below or from above. */
    private static boolean concerns(Rota rota, Principal who) {
        return who.sees(rota.place()) || Place.within(who.place(), rota.place());
    }

    /** Who cares for a place does not decide who is on call for more than that. */
    private static Rota own(Roster roster, String name, Principal who) {
        Rota rota = seen(roster, name, who);
        if (!who.sees(rota.place())) {
            throw new Refusal(
                    Problem.of(403, "forbidden", "the rota is for more than your own place"));
        }
        return rota;
    }

    private static Rota seen(Roster roster, String name, Principal who) {
        Rota rota = RosterBook.known(roster, name);
        if (!concerns(rota, who)) {
            throw RosterBook.unknown(RosterBook.Kind.ROTA);
        }
        return rota;
    }

    private void now(RoutingContext context, Principal who) {
        Instant now = clock.instant();
        answer(
                context,
                200,
                known(
                        now,
                        (roster, ready) -> {
                            ObjectNode page = Json.mapper().createObjectNode();
                            ArrayNode items = page.put("at", Json.time(now)).putArray("items");
                            roster.rotas().values().stream()
                                    .filter(rota -> concerns(rota, who))
                                    .sorted(Comparator.comparing(Rota::name))
                                    .forEach(rota -> items.add(now(roster, ready, rota, now)));
                            return page;
                        }));
    }

    private void nowOf(RoutingContext context, Principal who) {
        String name = context.pathParam("name");
        Instant at = parameter(context, "at", clock.instant());
        answer(
                context,
                200,
                known(at, (roster, ready) -> now(roster, ready, seen(roster, name, who), at)));
    }

    private Future<ObjectNode> known(Instant at, BiFunction<Roster, ReadyStates, ObjectNode> told) {
        return book.roster()
                .compose(roster -> book.ready(at, WEEK).map(ready -> told.apply(roster, ready)));
    }

    /** Who is on call, until when, and who is next, as far as a week says. */
    private static ObjectNode now(Roster roster, ReadyStates ready, Rota rota, Instant at) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("rota", rota.name()).put("post", rota.post()).put("place", rota.place());
        // When somebody came on tells which test was theirs.
        List<Shift> shifts = OnCall.timeline(roster, rota, at.minus(WEEK), at.plus(WEEK));
        int here = 0;
        while (!shifts.get(here).to().isAfter(at)) {
            here += 1;
        }
        json.setAll(RosterJson.of(shifts.get(here).answer(), roster));
        tested(json, ready, rota, shifts, here);
        if (here + 1 < shifts.size()) {
            json.put("until", Json.time(shifts.get(here).to()));
            ObjectNode next = RosterJson.of(shifts.get(here + 1), roster);
            tested(next, ready, rota, shifts, here + 1);
            json.set("next", next);
        }
        return json;
    }

    /** Adds what became of the test before the shift to the people of it. */
    private static void tested(
            ObjectNode json, ReadyStates ready, Rota rota, List<Shift> shifts, int nth) {
        for (JsonNode person : json.path("people")) {
            String state = ready.of(rota.name(), shifts, nth, person.path("name").asText());
            if (state != null) {
                ((ObjectNode) person).put("readiness", state);
            }
        }
    }

    private void timeline(RoutingContext context, Principal who) {
        String name = context.pathParam("name");
        Instant from = parameter(context, "from", clock.instant());
        Instant to = parameter(context, "to", from.plus(WEEK));
        checkSpan(from, to);
        answer(
                context,
                200,
                book.roster()
                        .map(
                                roster -> {
                                    Rota rota = seen(roster, name, who);
                                    ObjectNode page = Json.mapper().createObjectNode();
                                    page.put("rota", name).put("zone", rota.zone().getId());
                                    ArrayNode items = page.putArray("items");
                                    OnCall.timeline(roster, rota, from, to)
                                            .forEach(
                                                    shift ->
                                                            items.add(
                                                                    RosterJson.of(shift, roster)));
                                    return page;
                                }));
    }

    private void checkSpan(Instant from, Instant to) {
        if (from.isBefore(clock.instant().minus(RosterBook.LOOK_BACK))) {
            throw parameterFault(
                    "from",
                    "must not be further back than " + RosterBook.LOOK_BACK.toDays() + " days");
        }
        if (!to.isAfter(from) || to.isAfter(from.plus(LONGEST))) {
            throw parameterFault(
                    "to", "must be after from, by at most " + LONGEST.toDays() + " days");
        }
    }

    private void calendar(RoutingContext context, Principal who) {
        String name = context.pathParam("name");
        Instant now = clock.instant();
        Instant from = parameter(context, "from", now.minus(WEEK));
        Instant to = parameter(context, "to", from.plus(LONGEST));
        checkSpan(from, to);
        book.roster()
                .map(roster -> RotaCalendar.write(roster, seen(roster, name, who), from, to, now))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        text ->
                                context.response()
                                        .putHeader("content-type", "text/calendar; charset=utf-8")
                                        .putHeader("cache-control", "no-store")
                                        .putHeader(
                                                "content-disposition",
                                                "attachment; filename*=UTF-8''"
                                                        + URLEncoder.encode(name, UTF_8)
                                                                .replace("+", "%20")
                                                        + ".ics")
                                        .end(text));
    }

    private void take(RoutingContext context, Principal who) {
        String name = context.pathParam("name");
        bodies.read(
                context,
                body -> {
                    String text = JsonBody.text(body, "ics", 1, CalendarReader.MAX_TEXT);
                    Instant now = now();
                    answer(
                            context,
                            200,
                            book.take(
                                            name,
                                            roster ->
                                                    new CalendarReader(
                                                                    roster,
                                                                    own(roster, name, who),
                                                                    who.name(),
                                                                    now)
                                                            .read(text),
                                            who.name())
                                    .map(RosterRoutes::counts));
                });
    }

    private static ObjectNode counts(CalendarImport found) {
        return Json.mapper()
                .createObjectNode()
                .put("layers", found.layers().size())
                .put("overrides", found.overrides().size());
    }

    private void add(RoutingContext context, Principal who) {
        String name = context.pathParam("name");
        bodies.read(
                context,
                body -> {
                    Substitution override =
                            RosterBody.override(body, UUID.randomUUID(), who.name(), now());
                    answer(
                            context,
                            201,
                            owned(name, who)
                                    .compose(rota -> book.add(name, override))
                                    .map(done -> RosterJson.of(override)));
                });
    }

    private Future<Rota> owned(String name, Principal who) {
        return book.roster().map(roster -> own(roster, name, who));
    }

    private void removeOverride(RoutingContext context, Principal who) {
        String name = context.pathParam("name");
        UUID id = id(context);
        owned(name, who)
                .compose(rota -> book.removeOverride(name, id, who.name()))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(done -> Answers.nothing(context.response()));
    }

    private static UUID id(RoutingContext context) {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.of(404, "unknown-override", "there is no such override"));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant parameter(RoutingContext context, String name, Instant byDefault) {
        String text = context.request().getParam(name);
        try {
            return text == null ? byDefault : Instant.parse(text);
        } catch (DateTimeException e) {
            throw parameterFault(name, "must be a time like 2026-11-02T00:30:00Z");
        }
    }

    private static Refusal parameterFault(String name, String detail) {
        return new Refusal(Problem.ofField(400, "bad parameter", name, detail));
    }

    private static void answer(RoutingContext context, int status, Future<ObjectNode> body) {
        body.onFailure(error -> Answers.failure(context, error))
                .onSuccess(found -> Answers.json(context.response(), status, found));
    }
}
