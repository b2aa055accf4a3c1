package org.citywall.gateway.ingest.ticket.hook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.ingest.ticket.TicketIntake;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.ticketsource.SourceHealth;
import org.citywall.gateway.ticketsource.SourceHealth.Report;
import org.citywall.gateway.ticketsource.TicketSource;
import org.citywall.gateway.ticketsource.TicketSources;

/** REST of the systems that tickets come from, for admins: their examples may name people. */
public final class SourceRoutes {
    private static final String BASE = "/api/v1/ticket-sources";
    private static final String ONE = BASE + "/:system";

    private final TicketSources sources;
    private final SourceHealth health;
    private final Mappings mappings;
    private final Sealing sealing;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves these. */
    public SourceRoutes(
            TicketSources sources,
            SourceHealth health,
            Mappings mappings,
            Sealing sealing,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.sources = sources;
        this.health = health;
        this.mappings = mappings;
        this.sealing = sealing;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(BASE).handler(guard.require(Role.ADMIN, this::list));
        router.get(ONE).handler(guard.require(Role.ADMIN, this::one));
        router.put(ONE).handler(guard.require(Role.ADMIN, this::put));
        router.post(ONE + "/dry-run").handler(guard.require(Role.ADMIN, this::dryRun));
    }

    private void list(RoutingContext context, Principal who) {
        health.reports()
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        reports -> {
                            ObjectNode answer = Json.mapper().createObjectNode();
                            ArrayNode items = answer.putArray("items");
                            for (TicketSource source : sources.all().values()) {
                                items.add(
                                        view(
                                                source,
                                                reports.getOrDefault(source.id(), Report.NONE)));
                            }
                            Answers.json(context.response(), 200, answer);
                        });
    }

    private void one(RoutingContext context, Principal who) {
        TicketSource source = found(context);
        health.reports()
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        reports ->
                                Answers.json(
                                        context.response(),
                                        200,
                                        whole(
                                                source,
                                                reports.getOrDefault(source.id(), Report.NONE))));
    }

    /** The examples are run before anything is stored. */
    private void put(RoutingContext context, Principal who) {
        String id = context.pathParam("system");
        if (!TicketIntake.isForeign(id)) {
            throw new Refusal(
                    Problem.ofField(
                            400,
                            "bad field",
                            "system",
                            "must be of letters, digits, dots, dashes and underscores, at most 64,"
                                    + " and none of Citywall's own"));
        }
        bodies.read(
                context,
                body -> {
                    TicketSource checked =
                            SourceBody.next(id, body, null, sealing, who, clock.instant());
                    mappings.trial(checked.mapping(), mapping -> proven(checked, mapping))
                            .recover(SourceRoutes::asRefusal)
                            .compose(
                                    proven ->
                                            sources.change(
                                                    id,
                                                    who,
                                                    before ->
                                                            SourceBody.next(
                                                                    id,
                                                                    body,
                                                                    before,
                                                                    sealing,
                                                                    who,
                                                                    clock.instant())))
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(
                                    stored ->
                                            Answers.json(
                                                    context.response(),
                                                    stored.version() == 1 ? 201 : 200,
                                                    whole(stored, Report.NONE)));
                });
    }

    private static Boolean proven(TicketSource source, Mapping mapping)
            throws Mapping.MappingException {
        Examples.check(source.id(), mapping, source.examples());
        return true;
    }

    private static <T> io.vertx.core.Future<T> asRefusal(Throwable error) {
        return io.vertx.core.Future.failedFuture(
                error instanceof Mapping.MappingException
                        ? new Refusal(
                                Problem.ofField(422, "unmapped", "/mapping", error.getMessage()))
                        : error);
    }

    /** What the stored mapping makes of a message; nothing is written. */
    private void dryRun(RoutingContext context, Principal who) {
        TicketSource source = found(context);
        bodies.read(
                context,
                message ->
                        mappings.events(source, message)
                                .recover(SourceRoutes::asRefusal)
                                .onFailure(error -> Answers.failure(context, error))
                                .onSuccess(
                                        events -> {
                                            ObjectNode answer = Json.mapper().createObjectNode();
                                            answer.set(
                                                    "events", Examples.shown(source.id(), events));
                                            Answers.json(context.response(), 200, answer);
                                        }));
    }

    private TicketSource found(RoutingContext context) {
        return sources.find(context.pathParam("system"))
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Problem.of(
                                                404,
                                                "not found",
                                                "there is no such ticket source")));
    }

    private ObjectNode whole(TicketSource source, Report report) {
        ObjectNode view = view(source, report);
        view.put("mapping", source.mapping());
        view.set("examples", source.examples());
        return view;
    }

    private ObjectNode view(TicketSource source, Report report) {
        ObjectNode view = Json.mapper().createObjectNode().put("id", source.id());
        view.put("version", source.version()).put("title", source.title());
        view.put("protocol", source.protocol().wire()).put("enabled", source.enabled());
        put(view, "owner", source.owner());
        put(view, "credential", source.credential());
        view.put("signed", source.secret() != null).put("mapped", source.mapping() != null);
        if (source.expectedIntervalS() != null) {
            view.put("expectedIntervalS", source.expectedIntervalS());
        }
        view.put("updatedBy", source.updatedBy());
        view.put("updatedAt", Json.time(source.updatedAt()));
        view.set("health", health(source, report));
        return view;
    }

    private ObjectNode health(TicketSource source, Report report) {
        ObjectNode view = Json.mapper().createObjectNode();
        if (report.heardAt() != null) {
            view.put("lastMessageAt", Json.time(report.heardAt())).put("lagMs", report.lagMs());
        }
        view.put("late", isLate(source, report));
        ArrayNode hours = view.putArray("hours");
        for (SourceHealth.Hour hour : report.hours()) {
            hours.addObject()
                    .put("hour", Json.time(hour.hour()))
                    .put("accepted", hour.accepted())
                    .put("errors", hour.refused());
        }
        return view;
    }

    private boolean isLate(TicketSource source, Report report) {
        Instant since = report.heardAt() == null ? source.updatedAt() : report.heardAt();
        return source.enabled()
                && source.expectedIntervalS() != null
                && Duration.between(since, clock.instant()).toSeconds()
                        > source.expectedIntervalS();
    }

    private static void put(
            ObjectNode view, String field, @org.citywall.contracts.Nullable String value) {
        if (value != null) {
            view.put(field, value);
        }
    }
}
