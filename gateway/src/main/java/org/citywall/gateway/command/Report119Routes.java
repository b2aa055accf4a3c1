package org.citywall.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;

/**
 * {@code /api/v1/alerts/{id}/report119}: the text for the call to the fire brigade, and the record
 * that it was made. People dial; the software never does. For officers only, because the text names
 * a person and a number.
 */
public final class Report119Routes {
    private static final int TEXT_MAX = 2_000;

    private final Commands commands;
    private final Function<String, Future<Optional<JsonNode>>> alerts;
    private final Supplier<RegistrySnapshot> registry;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /**
     * Serves these alerts.
     *
     * @param alerts alert id to the alert, as it goes to the walls
     */
    public Report119Routes(
            Commands commands,
            Function<String, Future<Optional<JsonNode>>> alerts,
            Supplier<RegistrySnapshot> registry,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.commands = commands;
        this.alerts = alerts;
        this.registry = registry;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get("/api/v1/alerts/:id/report119").handler(guard.require(Role.OFFICER, this::text));
        router.post("/api/v1/alerts/:id/report119")
                .handler(guard.require(Role.OFFICER, this::reported));
    }

    private void text(RoutingContext context, Principal who) {
        seen(context.pathParam("id"), who)
                .map(alert -> answer(alert, who))
                .onSuccess(body -> Answers.json(context.response(), 200, body))
                .onFailure(error -> Answers.failure(context, error));
    }

    private ObjectNode answer(JsonNode alert, Principal who) {
        RegistrySnapshot snapshot = registry.get();
        Site site = snapshot.sites().get(alert.path("site").path("id").asText(""));
        Report119Text report =
                Report119Text.of(
                        alert,
                        site,
                        snapshot.devices()::get,
                        snapshot.sites()::get,
                        who.displayName());
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("alertId", alert.path("id").asText())
                .put("rev", alert.path("rev").asLong())
                .put("text", report.text());
        report.missing().forEach(body.putArray("missing")::add);
        if (alert.has("report119")) {
            body.set("reported", alert.path("report119"));
        }
        return body;
    }

    private void reported(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    String text = JsonBody.text(body, "text", 1, TEXT_MAX);
                    ObjectNode order = Json.mapper().createObjectNode();
                    order.set("commandId", body.path("commandId"));
                    order.put("action", Json.mapper().valueToTree(AlertAction.REPORT_119).asText());
                    order.put("reason", text);
                    String id = context.pathParam("id");
                    AlertCommand command = CommandBody.read(order, id, who, clock.instant());
                    seen(id, who)
                            .compose(alert -> commands.run(command))
                            .onSuccess(result -> CommandRoutes.answer(context, result))
                            .onFailure(error -> Answers.failure(context, error));
                });
    }

    /** The alert, if it is one and lies where this person may look. */
    private Future<JsonNode> seen(String id, Principal who) {
        if (!Ids.isAlertId(id)) {
            return Future.failedFuture(new Refusal(unknown()));
        }
        return alerts.apply(id)
                .compose(
                        alert ->
                                alert.filter(a -> who.sees(a.path("place").asText("")))
                                        .map(Future::succeededFuture)
                                        .orElseGet(
                                                () -> Future.failedFuture(new Refusal(unknown()))));
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-alert", "there is no such alert in your place");
    }
}
