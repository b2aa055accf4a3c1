package org.citywall.gateway.fire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.RegistrySnapshot;

/** REST for registered tests: leaders of a shift register and take back, officers read. */
public final class TestWindowRoutes {
    private static final String BASE = "/api/v1/fire/windows";

    private final TestWindows windows;
    private final Supplier<RegistrySnapshot> registry;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves these tests. */
    public TestWindowRoutes(
            TestWindows windows,
            Supplier<RegistrySnapshot> registry,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.windows = windows;
        this.registry = registry;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(BASE).handler(guard.require(Role.OFFICER, this::list));
        router.post(BASE).handler(guard.require(Role.SHIFT_LEAD, this::register));
        router.delete(BASE + "/:id").handler(guard.require(Role.SHIFT_LEAD, this::cancel));
    }

    private void list(RoutingContext context, Principal who) {
        windows.list(context.request().getParam("siteId"), who)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        items -> {
                            ObjectNode page = Json.mapper().createObjectNode();
                            ArrayNode list = page.putArray("items");
                            items.forEach(list::add);
                            Answers.json(context.response(), 200, page);
                        });
    }

    private void register(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    RegistrySnapshot snapshot = registry.get();
                    TestWindow window =
                            TestWindowBody.read(
                                    body, snapshot, windows.limits(), who, clock.instant());
                    windows.register(window, snapshot.location(window.siteId()).place())
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(done -> Answers.json(context.response(), 201, window));
                });
    }

    private void cancel(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        if (!isUuid(id)) {
            throw new Refusal(unknown());
        }
        windows.cancel(id, who)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        found -> {
                            if (found) {
                                Answers.nothing(context.response());
                            } else {
                                unknown().send(context.response());
                            }
                        });
    }

    private static boolean isUuid(String id) {
        try {
            return UUID.fromString(id).toString().equalsIgnoreCase(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-window", "there is no such test");
    }
}
