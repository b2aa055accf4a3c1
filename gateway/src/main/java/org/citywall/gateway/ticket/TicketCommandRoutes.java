package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;

/** {@code POST /api/v1/tickets/{caseId}/commands}. */
public final class TicketCommandRoutes {
    private final Tickets tickets;
    private final TicketCommands commands;
    private final UnaryOperator<String> mask;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /**
     * Serves these commands.
     *
     * @param mask hides what names people in words that were typed
     */
    public TicketCommandRoutes(
            Tickets tickets,
            TicketCommands commands,
            UnaryOperator<String> mask,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.tickets = tickets;
        this.commands = commands;
        this.mask = mask;
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
                                .map(
                                        ticket ->
                                                TicketCommandBody.read(
                                                        body,
                                                        caseId,
                                                        ticket.getBoolean("replay"),
                                                        who,
                                                        mask,
                                                        clock.instant()))
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
