package org.citywall.gateway.command;

import io.vertx.core.Future;
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
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** {@code POST /api/v1/alerts/{id}/commands}. */
public final class CommandRoutes {
    private final Commands commands;
    private final AlertPlaces places;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves these commands. */
    public CommandRoutes(
            Commands commands, AlertPlaces places, Guard guard, JsonBody bodies, Clock clock) {
        this.commands = commands;
        this.places = places;
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
                        throw new Refusal(unknown());
                    }
                    AlertCommand command = CommandBody.read(body, alertId, who, clock.instant());
                    allowed(alertId, who)
                            .compose(ok -> commands.run(command))
                            .onSuccess(result -> answer(context, result))
                            .onFailure(error -> Answers.failure(context, error));
                });
    }

    /** Who may see everything need not wait for a database to tell where the alert is. */
    private Future<Void> allowed(String alertId, Principal who) {
        if (who.place().isEmpty()) {
            return Future.succeededFuture();
        }
        return places.placeOf(alertId)
                .compose(
                        place ->
                                place.filter(who::sees).isPresent()
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(
                                                new Refusal(refusal(place.isEmpty()))));
    }

    private static Problem refusal(boolean isUnknown) {
        return isUnknown
                ? unknown()
                : Problem.of(403, "forbidden", "the alert lies outside of your place");
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-alert", "there is no such alert");
    }

    static void answer(RoutingContext context, CommandResult result) {
        if (result.accepted()) {
            Answers.json(context.response(), 200, CommandAnswer.accepted(result));
        } else {
            CommandAnswer.refused(result).send(context.response());
        }
    }
}
