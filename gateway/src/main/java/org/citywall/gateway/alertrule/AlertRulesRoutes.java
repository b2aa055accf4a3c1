package org.citywall.gateway.alertrule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.Standing;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.rules.RulesFault;
import org.citywall.gateway.rules.RulesForm;

/** REST of the rules of alerts: how a storm becomes one sentence. */
public final class AlertRulesRoutes {
    private static final String PATH = "/api/v1/rules/alerts";
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_COMMENT = 500;

    private final AlertRulesBook book;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;
    private final RulesForm form = new RulesForm(AlertRulesCheck.SCHEMA);

    /** Serves this book. */
    public AlertRulesRoutes(AlertRulesBook book, Guard guard, JsonBody bodies, Clock clock) {
        this.book = book;
        this.guard = guard;
        this.bodies = bodies == null ? null : bodies.upTo(MAX_BYTES);
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.VIEWER, this::one));
        router.get(PATH + "/versions").handler(guard.require(Role.VIEWER, this::versions));
        router.put(PATH).handler(guard.require(Role.ADMIN, this::put));
        router.post(PATH + "/roll-back").handler(guard.require(Role.ADMIN, this::rollBack));
    }

    private void one(RoutingContext context, Principal who) {
        String version = context.request().getParam("version");
        Future<Optional<AlertRulesBook.Stored>> found;
        if (version == null || version.isEmpty()) {
            found = book.newest();
        } else if (version.matches("[1-9][0-9]{0,17}")) {
            found = book.version(Long.parseLong(version));
        } else {
            throw fault("version", "must be a whole number from 1");
        }
        found.onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        stored -> {
                            if (stored.isPresent()) {
                                Answers.json(
                                        context.response(),
                                        200,
                                        seenBy(who, stored.get()).toJson());
                            } else {
                                unknown().send(context.response());
                            }
                        });
    }

    /** What is announced elsewhere is nothing to who sees only a place. */
    private static AlertRulesBook.Stored seenBy(Principal who, AlertRulesBook.Stored stored) {
        AlertRules all = stored.rules();
        List<Standing> theirs =
                all.standing().stream().filter(each -> StandingRoutes.touches(each, who)).toList();
        return new AlertRulesBook.Stored(
                Succession.withStanding(all, theirs), stored.recorded(), stored.withdrawn());
    }

    private void versions(RoutingContext context, Principal who) {
        book.versions()
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(page -> Answers.json(context.response(), 200, page));
    }

    private void put(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    List<RulesFault> faults = form.faults(body.toString());
                    if (!faults.isEmpty()) {
                        RulesForm.refuse(context.response(), faults);
                        return;
                    }
                    AlertRules content = content(body, who.name(), Json.time(clock.instant()));
                    answer(
                            context,
                            book.change(
                                    change(
                                            body,
                                            who,
                                            before ->
                                                    Succession.withStanding(
                                                            content, before.standing()))));
                });
    }

    /** What people announced is not of the rules: it stands as it is now. */
    private void rollBack(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    JsonNode to = body.path("to");
                    if (!to.isIntegralNumber() || !to.canConvertToLong() || to.longValue() < 1) {
                        throw fault("to", "must be the number of a version");
                    }
                    expected(body);
                    effectiveAt(body);
                    answer(
                            context,
                            book.version(to.longValue())
                                    .compose(
                                            found -> {
                                                AlertRules old =
                                                        found.orElseThrow(
                                                                        () ->
                                                                                new Refusal(
                                                                                        unknown()))
                                                                .rules();
                                                return book.change(
                                                        change(
                                                                body,
                                                                who,
                                                                before ->
                                                                        Succession.withStanding(
                                                                                old,
                                                                                before
                                                                                        .standing())));
                                            }));
                });
    }

    private static AlertRulesBook.Change change(
            JsonNode body, Principal who, UnaryOperator<AlertRules> content) {
        return new AlertRulesBook.Change(
                who.name(),
                comment(body),
                expected(body),
                effectiveAt(body),
                content,
                transaction -> Future.succeededFuture());
    }

    /** Rules whose form is right, as a version of nothing announced. */
    static AlertRules content(JsonNode body, String by, String now) {
        ObjectNode rules = body.deepCopy();
        rules.put("version", 1).put("by", by).put("at", now).put("effectiveAt", now);
        rules.putArray("standing");
        return Json.read(rules.toString(), AlertRules.class);
    }

    private static long expected(JsonNode body) {
        JsonNode value = body.path("expectedVersion");
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw fault("expectedVersion", "must be the number of the newest version");
        }
        return value.longValue();
    }

    private static String comment(JsonNode body) {
        JsonNode value = body.path("comment");
        if (value.isMissingNode() || value.isNull() || value.asText().isBlank()) {
            return null;
        }
        return JsonBody.text(body, "comment", 1, MAX_COMMENT);
    }

    private static Instant effectiveAt(JsonNode body) {
        JsonNode value = body.path("effectiveAt");
        return value.isMissingNode() || value.isNull() ? null : time(body, "effectiveAt");
    }

    /** A time of a body, such as 2026-03-01T08:00:00+08:00. */
    static Instant time(JsonNode body, String field) {
        try {
            return OffsetDateTime.parse(body.path(field).asText()).toInstant();
        } catch (DateTimeException e) {
            throw fault(field, "must be a time with its offset, such as 2026-03-01T08:00:00+08:00");
        }
    }

    /**
     * Answers a change: 200 if the job has it, 202 if it will have it as soon as Kafka takes it.
     */
    static void answer(RoutingContext context, Future<AlertRulesBook.Stored> changed) {
        changed.onFailure(error -> failure(context, error))
                .onSuccess(
                        stored ->
                                Answers.json(
                                        context.response(),
                                        stored.recorded() ? 200 : 202,
                                        stored.toJson()));
    }

    static void failure(RoutingContext context, Throwable error) {
        if (error instanceof BadRulesException bad) {
            RulesForm.refuse(context.response(), bad.faults());
        } else {
            Answers.failure(context, error);
        }
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-version", "there is no such version");
    }

    static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", "/" + field, detail));
    }
}
