package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.privacy.CaseMask;
import org.citywall.gateway.text.PlainText;

/**
 * {@code GET /api/v1/hot-spots}, {@code GET /api/v1/ticket-proposals}, {@code POST
 * /api/v1/ticket-proposals/{id}/decision}.
 */
public final class InsightRoutes {
    private static final String PROPOSALS = "/api/v1/ticket-proposals";
    private static final Set<String> STATES = Set.of("open", "same", "different");
    private static final int MAX_REASON = 500;

    private final Insight insight;
    private final TicketCommands commands;
    private final CaseMask masks;
    private final Guard guard;
    private final JsonBody bodies;

    /**
     * Serves these.
     *
     * @param commands by which a person's word reaches the stream
     * @param masks hide what names people in words that were typed about a case
     */
    public InsightRoutes(
            Insight insight,
            TicketCommands commands,
            CaseMask masks,
            Guard guard,
            JsonBody bodies) {
        this.insight = insight;
        this.commands = commands;
        this.masks = masks;
        this.guard = guard;
        this.bodies = bodies;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get("/api/v1/hot-spots").handler(guard.require(Role.VIEWER, this::hotSpots));
        router.get(PROPOSALS).handler(guard.require(Role.VIEWER, this::proposals));
        router.post(PROPOSALS + "/:id/decision").handler(guard.require(Role.OFFICER, this::decide));
    }

    private void hotSpots(RoutingContext context, Principal who) {
        TicketRoutes.answer(
                context,
                insight.hotSpots(
                        place(context, who),
                        TicketFilter.isTrue(context.request(), "open", false),
                        TicketFilter.isTrue(context.request(), "replay", false),
                        Page.of(context.request())));
    }

    private void proposals(RoutingContext context, Principal who) {
        String state = context.request().getParam("state", "open");
        if (!STATES.contains(state)) {
            throw TicketFilter.fault("state", "must be open, same or different");
        }
        TicketRoutes.answer(
                context,
                insight.proposals(
                        place(context, who),
                        state,
                        TicketFilter.isTrue(context.request(), "replay", false),
                        context.request().getParam("case", ""),
                        Page.of(context.request()),
                        who));
    }

    private static String place(RoutingContext context, Principal who) {
        String asked = context.request().getParam("place", "");
        String place = asked.isEmpty() ? who.place() : asked;
        if (!who.place().isEmpty() && !who.sees(place)) {
            throw new Refusal(
                    Problem.ofField(403, "forbidden", "place", "lies outside of your place"));
        }
        return place;
    }

    private void decide(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        bodies.read(
                context,
                body -> {
                    String decision = JsonBody.text(body, "decision", 4, 9);
                    if (!decision.equals("same") && !decision.equals("different")) {
                        throw fault("decision", "must be same or different");
                    }
                    String typed = reason(body);
                    String commandId = commandId(body);
                    insight.undecided(id, who)
                            .compose(
                                    pair ->
                                            masked(pair, typed)
                                                    .compose(
                                                            reason ->
                                                                    decision.equals("same")
                                                                            ? merge(
                                                                                    pair, commandId,
                                                                                    reason, who)
                                                                            : insight.decide(
                                                                                            pair,
                                                                                            decision,
                                                                                            reason,
                                                                                            who)
                                                                                    .map(
                                                                                            (TicketResult)
                                                                                                    null)))
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(result -> answer(context, decision, result));
                });
    }

    /** Words about two cases name the callers of neither. */
    private Future<String> masked(Row pair, String typed) {
        Future<UnaryOperator<String>> one = masks.of(pair.getString("case_id"));
        Future<UnaryOperator<String>> other = masks.of(pair.getString("other"));
        return Future.all(one, other).map(both -> other.result().apply(one.result().apply(typed)));
    }

    private Future<TicketResult> merge(Row pair, String commandId, String reason, Principal who) {
        return commands.run(insight.merge(pair, commandId, reason, who))
                .compose(result -> insight.merged(pair, result, reason, who));
    }

    private static void answer(RoutingContext context, String decision, TicketResult result) {
        if (result != null && !result.accepted()) {
            Problem.of(409, "refused", result.reason()).send(context.response());
            return;
        }
        Answers.json(
                context.response(), 200, Json.mapper().createObjectNode().put("state", decision));
    }

    private static String reason(JsonNode body) {
        String reason = JsonBody.text(body, "reason", 2, MAX_REASON).strip();
        if (!PlainText.isPlain(reason)) {
            throw fault("reason", PlainText.RULE);
        }
        return reason;
    }

    private static String commandId(JsonNode body) {
        try {
            return UUID.fromString(JsonBody.text(body, "commandId", 36, 36)).toString();
        } catch (IllegalArgumentException e) {
            throw fault("commandId", "must be a UUID");
        }
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", "/" + field, detail));
    }
}
