package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** REST of contacts: a matter of admins. */
public final class ContactRoutes {
    private static final String PATH = "/api/v1/contacts";
    private static final String ONE = PATH + "/:name";
    private static final int MAX_NAME = 100;
    private static final int MAX_TEXT = 500;
    private static final int MAX_CHANNELS = 10;

    private final Contacts contacts;
    private final Guard guard;
    private final JsonBody bodies;

    /**
     * Serves what stands in this database.
     *
     * @param channels by their names
     */
    public ContactRoutes(
            Pool pool, Map<String, Channel> channels, Guard guard, JsonBody bodies, Clock clock) {
        this.contacts = new Contacts(pool, channels, clock);
        this.guard = guard;
        this.bodies = bodies;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.ADMIN, this::list));
        router.get(ONE).handler(guard.require(Role.ADMIN, this::one));
        router.put(ONE).handler(guard.require(Role.ADMIN, this::put));
        router.delete(ONE).handler(guard.require(Role.ADMIN, this::remove));
    }

    private void list(RoutingContext context, Principal who) {
        answer(context, contacts.list());
    }

    private void one(RoutingContext context, Principal who) {
        answer(context, contacts.find(name(context)));
    }

    private void put(RoutingContext context, Principal who) {
        String name = name(context);
        bodies.read(context, body -> answer(context, contacts.put(name, ways(body), who.name())));
    }

    private void remove(RoutingContext context, Principal who) {
        contacts.remove(name(context), who.name())
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(done -> Answers.nothing(context.response()));
    }

    private static void answer(RoutingContext context, Future<?> body) {
        body.onFailure(error -> Answers.failure(context, error))
                .onSuccess(found -> Answers.json(context.response(), 200, found));
    }

    private static String name(RoutingContext context) {
        String name = context.pathParam("name");
        if (name.isBlank() || name.length() > MAX_NAME || !PlainText.isPlain(name)) {
            throw new Refusal(
                    Problem.ofField(
                            400,
                            "bad parameter",
                            "name",
                            "must be a text of 1 to " + MAX_NAME + " characters"));
        }
        return name;
    }

    private static List<Contacts.Way> ways(JsonNode body) {
        JsonNode list = body.path("channels");
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_CHANNELS) {
            throw fault("/channels", "must be a list of 1 to " + MAX_CHANNELS);
        }
        List<Contacts.Way> ways = new ArrayList<>();
        for (JsonNode each : list) {
            String path = "/channels/" + ways.size();
            if (!each.path("enabled").isBoolean()) {
                throw fault(path + "/enabled", "must be true or false");
            }
            ways.add(
                    new Contacts.Way(
                            text(each, path, "channel"),
                            text(each, path, "address"),
                            each.hasNonNull("secret") ? text(each, path, "secret") : null,
                            each.path("enabled").booleanValue()));
        }
        return ways;
    }

    private static String text(JsonNode way, String path, String field) {
        String text = way.path(field).textValue();
        if (text == null
                || text.isBlank()
                || text.length() > MAX_TEXT
                || !PlainText.isPlain(text)) {
            throw fault(path + "/" + field, "must be a text of 1 to " + MAX_TEXT + " characters");
        }
        return text;
    }

    private static Refusal fault(String path, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", path, detail));
    }
}
