package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.rules.RulesFault;
import org.citywall.gateway.rules.RulesForm;

/** REST of the rules of tickets: what was promised to citizens, and when people work. */
public final class RulesRoutes {
    private static final String PATH = "/api/v1/rules/tickets";
    private static final int MAX_BYTES = 1 << 20;

    private final RulesBook book;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;
    private final RulesForm form = new RulesForm(RulesCheck.SCHEMA);

    /** Serves this book. */
    public RulesRoutes(RulesBook book, Guard guard, JsonBody bodies, Clock clock) {
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
    }

    private void one(RoutingContext context, Principal who) {
        String version = context.request().getParam("version");
        Future<Optional<RulesBook.Stored>> found;
        if (version == null || version.isEmpty()) {
            found = book.newest();
        } else if (version.matches("[1-9][0-9]{0,17}")) {
            found = book.version(Long.parseLong(version));
        } else {
            throw TicketFilter.fault("version", "must be a whole number from 1");
        }
        found.onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        stored -> {
                            if (stored.isPresent()) {
                                Answers.json(context.response(), 200, stored.get().toJson());
                            } else {
                                Problem.of(404, "unknown-version", "there is no such version")
                                        .send(context.response());
                            }
                        });
    }

    private void versions(RoutingContext context, Principal who) {
        TicketRoutes.answer(context, book.versions());
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
                    TicketRules next = next(body, who);
                    faults = RulesCheck.sense(next);
                    if (!faults.isEmpty()) {
                        RulesForm.refuse(context.response(), faults);
                        return;
                    }
                    book.put(next)
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(
                                    stored ->
                                            Answers.json(
                                                    context.response(),
                                                    stored.recorded() ? 200 : 202,
                                                    stored.toJson()));
                });
    }

    private TicketRules next(JsonNode body, Principal who) {
        ObjectNode rules = body.deepCopy();
        rules.put("version", body.path("expectedVersion").asLong() + 1);
        rules.put("by", who.name()).put("at", Json.time(clock.instant()));
        return Json.read(rules.toString(), TicketRules.class);
    }
}
