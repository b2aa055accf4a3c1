package org.citywall.gateway.command;

import io.vertx.core.Future;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Commands of people, who may command within their places. */
public final class PlacedCommands {
    private final Commands commands;
    private final AlertPlaces places;

    /** Runs these commands. */
    public PlacedCommands(Commands commands, AlertPlaces places) {
        this.commands = commands;
        this.places = places;
    }

    /**
     * The answer of the alerts job; fails with a {@link Refusal} if the alert lies elsewhere, or
     * nobody answers in time.
     */
    public Future<CommandResult> run(AlertCommand command, Principal who) {
        return Ids.isAlertId(command.alertId())
                ? allowed(command.alertId(), who).compose(ok -> commands.run(command))
                : Future.failedFuture(new Refusal(unknown()));
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

    static Problem unknown() {
        return Problem.of(404, "unknown-alert", "there is no such alert");
    }
}
