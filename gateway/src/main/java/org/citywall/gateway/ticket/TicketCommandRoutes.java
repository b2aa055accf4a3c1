package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.privacy.CaseMask;

/** {@code POST /api/v1/tickets/{caseId}/commands}. */
public final class TicketCommandRoutes {
    private final Tickets tickets;
    private final TicketCommands commands;
    private final CaseMask masks;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /**
     * Serves these commands.
     *
     * @param masks hide what names people in words that were typed about a case
     */
    public TicketCommandRoutes(
            Tickets tickets,
            TicketCommands commands,
            CaseMask masks,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.tickets = tickets;
        this.commands = commands;
        this.masks = masks;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the route; must stand before any body handler. */
    public void mount(Router router) {
        router.post("/api/v1/tickets/:caseId/commands")
                .handler(guard.require(Role.OFFICER, this::command));
    }

    private void command(RoutingContext context, Principal who) {
        String caseId = context.pathParam("caseId");
        bodies.read(
                context,
                body ->
                        tickets.find(caseId, who)
                                .compose(
                                        ticket ->
                                                masks.of(caseId)
                                                        .map(
                                                                mask ->
                                                                        TicketCommandBody.read(
                                                                                body,
                                                                                caseId,
                                                                                ticket.getBoolean(
                                                                                        "replay"),
                                                                                who,
                                                                                mask,
                                                                                clock.instant())))
                                .compose(commands::run)
                                .onFailure(error -> Answers.failure(context, error))
                                .onSuccess(result -> answer(context, result)));
    }

    private static void answer(RoutingContext context, TicketResult result) {
        if (!result.accepted()) {
            Problem.of(409, "refused", result.reason()).send(context.response());
            return;
        }
        ObjectNode body = Json.mapper().valueToTree(result);
        body.remove("accepted");
        Answers.json(context.response(), 200, body);
    }
}
