package org.citywall.gateway.notify.webpush;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.notify.BadAddressException;

/** REST by which people say in which browsers they want to be told: each for itself. */
public final class WebPushRoutes {
    private static final String PATH = "/api/v1/webpush";
    private static final String LIST = PATH + "/subscriptions";
    private static final int MAX_URL = 500;
    private static final int MAX_KEY = 100;

    private final WebPush push;
    private final Guard guard;
    private final JsonBody bodies;

    /** Serves what stands in its database. */
    public WebPushRoutes(WebPush push, Guard guard, JsonBody bodies) {
        this.push = push;
        this.guard = guard;
        this.bodies = bodies;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(PATH + "/key").handler(guard.require(Role.OFFICER, this::key));
        router.get(LIST).handler(guard.require(Role.OFFICER, this::list));
        router.post(LIST).handler(guard.require(Role.OFFICER, this::add));
        router.delete(LIST + "/:id").handler(guard.require(Role.OFFICER, this::remove));
    }

    private void key(RoutingContext context, Principal who) {
        Answers.json(
                context.response(),
                200,
                Json.mapper().createObjectNode().put("publicKey", push.keys().publicKey()));
    }

    private void list(RoutingContext context, Principal who) {
        push.subscriptions()
                .list(who.name())
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        rows -> {
                            ObjectNode page = Json.mapper().createObjectNode();
                            var items = page.putArray("items");
                            rows.forEach(row -> items.add(item(row)));
                            Answers.json(context.response(), 200, page);
                        });
    }

    /** The endpoint tells a browser which of them it is; nobody else is shown it. */
    private static ObjectNode item(Row row) {
        ObjectNode item = Json.mapper().createObjectNode();
        String endpoint = row.getString("endpoint");
        item.put("id", row.getUUID("id").toString());
        item.put("endpoint", endpoint).put("host", URI.create(endpoint).getHost());
        item.put("madeAt", Json.time(Rows.instant(row, "made_at")));
        Instant taken = Rows.instant(row, "taken_at");
        if (taken != null) {
            item.put("takenAt", Json.time(taken));
        }
        return item;
    }

    private void add(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    Subscription asked = subscription(body);
                    push.subscriptions()
                            .add(who.name(), asked)
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(
                                    id ->
                                            Answers.json(
                                                    context.response(),
                                                    200,
                                                    Json.mapper()
                                                            .createObjectNode()
                                                            .put("id", id.toString())));
                });
    }

    private Subscription subscription(JsonNode body) {
        JsonNode keys = body.path("keys");
        Subscription asked =
                new Subscription(
                        UUID.randomUUID(),
                        JsonBody.text(body, "endpoint", 1, MAX_URL),
                        JsonBody.text(keys, "p256dh", 1, MAX_KEY),
                        JsonBody.text(keys, "auth", 1, MAX_KEY));
        try {
            asked.check(push.guard());
        } catch (BadAddressException e) {
            throw new Refusal(Problem.ofField(400, "bad field", "/" + e.field(), e.getMessage()));
        }
        return asked;
    }

    private void remove(RoutingContext context, Principal who) {
        push.subscriptions()
                .remove(who.name(), id(context))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        gone -> {
                            if (gone) {
                                Answers.nothing(context.response());
                            } else {
                                Answers.failure(context, new Refusal(unknown()));
                            }
                        });
    }

    private static UUID id(RoutingContext context) {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new Refusal(unknown());
        }
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-subscription", "there is no such subscription of yours");
    }
}
