package org.citywall.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;

/**
 * REST for device credentials, for admins. A token is never readable again: a put sets a given one,
 * or makes one and tells it this once.
 */
public final class CredentialRoutes {
    private static final String BASE = "/api/v1/registry/credentials";

    private final Supplier<RegistrySnapshot> registry;
    private final RegistryImport imports;
    private final RegistryRemoval removal;
    private final Guard guard;
    private final JsonBody bodies;

    /** Serves these parts. */
    public CredentialRoutes(
            Supplier<RegistrySnapshot> registry,
            RegistryImport imports,
            RegistryRemoval removal,
            Guard guard,
            Bodies bodies) {
        this.registry = registry;
        this.imports = imports;
        this.removal = removal;
        this.guard = guard;
        this.bodies = new JsonBody(bodies);
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(BASE).handler(guard.require(Role.ADMIN, this::list));
        router.put(BASE + "/:id").handler(guard.require(Role.ADMIN, this::put));
        router.delete(BASE + "/:id").handler(guard.require(Role.ADMIN, this::revoke));
    }

    private void list(RoutingContext context, Principal who) {
        ObjectNode page =
                Page.of(context.request())
                        .of(registry.get().credentials(), any -> true, CredentialRoutes::item);
        Answers.json(context.response(), 200, page);
    }

    private void put(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        bodies.read(
                context,
                body -> {
                    Map<String, String> values =
                            RegistryAdminRoutes.values(ImportKind.CREDENTIALS, body);
                    boolean isMade = values.getOrDefault("token", "").isEmpty();
                    values.put("id", id);
                    if (isMade) {
                        values.put("token", Tokens.create());
                    }
                    imports.put(ImportKind.CREDENTIALS, values, who.name())
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(done -> answer(context, done, values, isMade));
                });
    }

    private static void answer(
            RoutingContext context,
            ImportResult done,
            Map<String, String> values,
            boolean tellToken) {
        if (!done.errors().isEmpty()) {
            RegistryAdminRoutes.fault(done).send(context.response());
            return;
        }
        String deviceId = values.getOrDefault("deviceId", "");
        ObjectNode answer =
                item(new Credential(values.get("id"), deviceId.isEmpty() ? null : deviceId));
        if (tellToken) {
            answer.put("token", values.get("token"));
        }
        Answers.json(context.response(), done.created() > 0 ? 201 : 200, answer);
    }

    private void revoke(RoutingContext context, Principal who) {
        removal.remove(ImportKind.CREDENTIALS, context.pathParam("id"), who.name())
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(found -> RegistryAdminRoutes.removed(context, found));
    }

    private static ObjectNode item(Credential credential) {
        ObjectNode item = Json.mapper().createObjectNode().put("id", credential.id());
        if (credential.deviceId() != null) { // without: an integration that speaks for all
            item.put("deviceId", credential.deviceId());
        }
        return item;
    }
}
