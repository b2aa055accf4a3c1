package org.citywall.gateway.alertrule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.rules.RulesFault;
import org.citywall.gateway.rules.RulesForm;

/** REST of dry runs: what rules of alerts would have done to the last hours. */
public final class DryRunRoutes {
    private static final String PATH = "/api/v1/rules/alerts/dry-runs";

    /** Half of what a version may have: the request also holds the version that judges. */
    private static final int MAX_BYTES = 1 << 19;

    /** As long as the log of inputs is kept. */
    private static final int MOST_HOURS = 168;

    private final DryRunBook book;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;
    private final RulesForm form = new RulesForm(AlertRulesCheck.SCHEMA);

    /** Serves this book. */
    public DryRunRoutes(DryRunBook book, Guard guard, JsonBody bodies, Clock clock) {
        this.book = book;
        this.guard = guard;
        this.bodies = bodies == null ? null : bodies.upTo(MAX_BYTES);
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.post(PATH).handler(guard.require(Role.ADMIN, this::ask));
        router.get(PATH + "/:id").handler(guard.require(Role.ADMIN, this::one));
    }

    private void ask(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    List<RulesFault> faults = new ArrayList<>();
                    int hours = hours(body, faults);
                    AlertRules content = content(body.path("rules"), who, faults);
                    if (!faults.isEmpty()) {
                        RulesForm.refuse(context.response(), faults);
                        return;
                    }
                    book.ask(who.name(), content, hours)
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(run -> running(context, run));
                });
    }

    private void one(RoutingContext context, Principal who) {
        book.find(context.pathParam("id"))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        found -> {
                            if (found.isEmpty()) {
                                unknown().send(context.response());
                            } else if (found.get().isRunning()) {
                                running(context, found.get());
                            } else {
                                Answers.json(context.response(), 200, found.get().toJson());
                            }
                        });
    }

    private static void running(RoutingContext context, DryRunBook.Run run) {
        context.response().putHeader("location", PATH + "/" + run.id());
        Answers.json(context.response(), 202, run.toJson());
    }

    private static int hours(JsonNode body, List<RulesFault> faults) {
        JsonNode value = body.path("hours");
        boolean fits = value.isIntegralNumber() && value.canConvertToInt();
        if (!fits || value.intValue() < 1 || value.intValue() > MOST_HOURS) {
            String detail = "must be a whole number from 1 to %d".formatted(MOST_HOURS);
            faults.add(new RulesFault("/hours", detail));
        }
        return value.intValue();
    }

    /** As for a version that is written; on what it would be built does not matter here. */
    private AlertRules content(JsonNode body, Principal who, List<RulesFault> faults) {
        if (!(body instanceof ObjectNode object)) {
            faults.add(new RulesFault("/rules", "must be an object"));
            return null;
        }
        ObjectNode rules = object.deepCopy();
        if (!rules.has("expectedVersion")) {
            rules.put("expectedVersion", 1);
        }
        List<RulesFault> found = form.faults(rules.toString());
        AlertRules content = null;
        if (found.isEmpty()) {
            content = AlertRulesRoutes.content(rules, who.name(), Json.time(clock.instant()));
            found = AlertRulesCheck.sense(content);
        }
        found.forEach(each -> faults.add(new RulesFault("/rules" + each.path(), each.detail())));
        return content;
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-dry-run", "there is no such dry run any more");
    }
}
