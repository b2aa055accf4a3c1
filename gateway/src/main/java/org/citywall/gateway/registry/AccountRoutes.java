package org.citywall.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.registry.AccountEntries.Account;
import org.citywall.gateway.registry.AccountEntries.Written;

/** REST for accounts, for admins; no password or hash is ever listed. */
public final class AccountRoutes {
    private static final String BASE = "/api/v1/registry/accounts";

    private final AccountEntries accounts;
    private final Guard guard;
    private final JsonBody bodies;

    /** Serves these accounts. */
    public AccountRoutes(AccountEntries accounts, Guard guard, Bodies bodies) {
        this.accounts = accounts;
        this.guard = guard;
        this.bodies = new JsonBody(bodies);
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(BASE).handler(guard.require(Role.ADMIN, this::list));
        router.put(BASE + "/:username").handler(guard.require(Role.ADMIN, this::put));
        router.delete(BASE + "/:username").handler(guard.require(Role.ADMIN, this::remove));
    }

    private void list(RoutingContext context, Principal who) {
        Page page = Page.of(context.request());
        accounts.list()
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        all -> {
                            NavigableMap<String, Account> byName = new TreeMap<>();
                            all.forEach(account -> byName.put(account.username(), account));
                            Answers.json(
                                    context.response(),
                                    200,
                                    page.of(byName, any -> true, Json.mapper()::valueToTree));
                        });
    }

    private void put(RoutingContext context, Principal who) {
        String username = context.pathParam("username");
        bodies.read(
                context,
                body -> {
                    Map<String, String> given =
                            RegistryAdminRoutes.values(ImportKind.ACCOUNTS, body);
                    // as it was typed, also with blanks at its ends
                    given.computeIfPresent(
                            "password", (name, trimmed) -> body.path(name).asText(""));
                    accounts.put(username, given, who.name())
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(done -> answer(context, done));
                });
    }

    private static void answer(RoutingContext context, Written done) {
        ObjectNode answer = Json.mapper().valueToTree(done.account());
        if (done.password() != null) {
            answer.put("password", done.password());
        }
        Answers.json(context.response(), done.created() ? 201 : 200, answer);
    }

    private void remove(RoutingContext context, Principal who) {
        accounts.remove(context.pathParam("username"), who.name())
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(found -> RegistryAdminRoutes.removed(context, found));
    }
}
