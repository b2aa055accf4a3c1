package org.citywall.gateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.ImportResult.LineError;

/** REST for editing the registry, for admins: import, and single entries. Every edit is audited. */
public final class RegistryAdminRoutes {
    /** A CSV file; 200,000 rows fit. */
    public static final int MAX_CSV_BYTES = 32 << 20;

    private static final String BASE = "/api/v1/registry/";
    private static final List<ImportKind> SINGLE =
            List.of(
                    ImportKind.PLACES,
                    ImportKind.SITES,
                    ImportKind.DEVICES,
                    ImportKind.PANEL_PROFILES,
                    ImportKind.FIRE_POINTS);

    private final RegistryImport imports;
    private final RegistryRemoval removal;
    private final Guard guard;
    private final Bodies bodies;

    /** Serves these parts. */
    public RegistryAdminRoutes(
            RegistryImport imports, RegistryRemoval removal, Guard guard, Bodies bodies) {
        this.imports = imports;
        this.removal = removal;
        this.guard = guard;
        this.bodies = bodies;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.post(BASE + "import").handler(guard.require(Role.ADMIN, this::importCsv));
        for (ImportKind kind : SINGLE) {
            // The rest of the path is the key: a place's has slashes.
            router.put(BASE + kind.wire() + "/*")
                    .handler(guard.require(Role.ADMIN, (context, who) -> put(context, who, kind)));
            router.delete(BASE + kind.wire() + "/*")
                    .handler(
                            guard.require(
                                    Role.ADMIN, (context, who) -> delete(context, who, kind)));
        }
    }

    private void importCsv(RoutingContext context, Principal who) {
        String name = context.request().getParam("kind");
        ImportKind kind =
                ImportKind.of(name == null ? "" : name)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.ofField(
                                                        400,
                                                        "bad parameter",
                                                        "kind",
                                                        "must be one of " + ImportKind.names())));
        boolean dryRun = "true".equals(context.request().getParam("dryRun"));
        bodies.read(context.request(), MAX_CSV_BYTES)
                .onFailure(error -> refuse(context, error))
                .onSuccess(
                        csv ->
                                imports.importCsv(kind, csv.toString(UTF_8), dryRun, who.name())
                                        .onFailure(error -> Answers.failure(context, error))
                                        .onSuccess(done -> answer(context, done)));
    }

    private static void refuse(RoutingContext context, Throwable error) {
        if (error instanceof Refusal refusal) {
            Bodies.refuse(context.request(), refusal.problem());
        }
    }

    private static void answer(RoutingContext context, ImportResult done) {
        Answers.json(context.response(), done.errors().isEmpty() ? 200 : 422, done);
    }

    private void put(RoutingContext context, Principal who, ImportKind kind) {
        String key = key(context, kind);
        new JsonBody(bodies)
                .read(
                        context,
                        body -> {
                            Map<String, String> values = values(kind, body);
                            values.put(kind.key().name(), key);
                            imports.put(kind, values, who.name())
                                    .onFailure(error -> Answers.failure(context, error))
                                    .onSuccess(done -> answerOne(context, done));
                        });
    }

    /** The fields of a body by column name; refuses one that the kind does not have. */
    static Map<String, String> values(ImportKind kind, JsonNode body) {
        Map<String, String> values = new HashMap<>();
        body.properties()
                .forEach(
                        field -> {
                            boolean known =
                                    kind.columns().stream()
                                            .anyMatch(c -> c.name().equals(field.getKey()));
                            if (!known || field.getValue().isContainerNode()) {
                                throw new Refusal(
                                        Problem.ofField(
                                                400,
                                                "bad field",
                                                "/" + field.getKey(),
                                                "is not a field of " + kind.wire()));
                            }
                            JsonNode value = field.getValue();
                            values.put(field.getKey(), value.isNull() ? "" : value.asText().trim());
                        });
        return values;
    }

    private static void answerOne(RoutingContext context, ImportResult done) {
        if (done.errors().isEmpty()) {
            Answers.json(context.response(), done.created() > 0 ? 201 : 200, done);
            return;
        }
        fault(done).send(context.response());
    }

    /** The first error of a single entry. */
    static Problem fault(ImportResult done) {
        LineError first = done.errors().get(0);
        return Problem.ofField(400, "bad field", "/" + first.field(), first.detail());
    }

    private void delete(RoutingContext context, Principal who, ImportKind kind) {
        removal.remove(kind, key(context, kind), who.name())
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(found -> removed(context, found));
    }

    /** Answers a removal. */
    static void removed(RoutingContext context, boolean found) {
        if (found) {
            Answers.nothing(context.response());
        } else {
            Problem.of(404, "not found", "there is no such entry").send(context.response());
        }
    }

    private static String key(RoutingContext context, ImportKind kind) {
        String path = context.request().path();
        String rest = path.substring((BASE + kind.wire() + "/").length());
        return URLDecoder.decode(rest.replace("+", "%2B"), UTF_8);
    }
}
