package org.citywall.gateway.command;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import org.citywall.contracts.Ids;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Refusal;

/** {@code POST /api/v1/alerts/{id}/commands}. */
public final class CommandRoutes {
    private final PlacedCommands commands;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves these commands. */
    public CommandRoutes(PlacedCommands commands, Guard guard, JsonBody bodies, Clock clock) {
        this.commands = commands;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the route; must stand before any body handler. */
    public void mount(Router router) {
        router.post("/api/v1/alerts/:id/commands")
                .handler(guard.require(Role.OFFICER, this::command));
    }

    private void command(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    String alertId = context.pathParam("id");
                    if (!Ids.isAlertId(alertId)) {
                        throw new Refusal(PlacedCommands.unknown());
                    }
                    AlertCommand command = CommandBody.read(body, alertId, who, clock.instant());
                    commands.run(command, who)
                            .onSuccess(result -> answer(context, result))
                            .onFailure(error -> Answers.failure(context, error));
                });
    }

    static void answer(RoutingContext context, CommandResult result) {
        if (result.accepted()) {
            Answers.json(context.response(), 200, CommandAnswer.accepted(result));
        } else {
            CommandAnswer.refused(result).send(context.response());
        }
    }
}
