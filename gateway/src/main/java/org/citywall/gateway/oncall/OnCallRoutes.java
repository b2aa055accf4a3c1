package org.citywall.gateway.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;

/** REST of people, teams and rotas, which admins keep; {@link RosterRoutes} has the shifts. */
public final class OnCallRoutes {
    /** A rota of 20 layers with 366 turns each. */
    private static final int MAX_BYTES = 1 << 20;

    private final RosterBook book;
    private final OnCallOptions options;
    private final Guard guard;
    private final JsonBody bodies;
    private final RosterRoutes shifts;

    /** Serves what stands in this database. */
    public OnCallRoutes(
            Pool pool, OnCallOptions options, Guard guard, JsonBody bodies, Clock clock) {
        this.book = new RosterBook(pool, options.zone(), clock);
        this.options = options;
        this.guard = guard;
        this.bodies = bodies == null ? null : bodies.upTo(MAX_BYTES);
        this.shifts = new RosterRoutes(book, guard, this.bodies, clock);
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        shifts.mount(router);
        mount(router, "people", RosterBook.Kind.PERSON);
        mount(router, "teams", RosterBook.Kind.TEAM);
        mount(router, "rotas", RosterBook.Kind.ROTA);
    }

    private void mount(Router router, String path, RosterBook.Kind kind) {
        String all = "/api/v1/oncall/" + path;
        String one = all + "/:name";
        router.get(all).handler(guard.require(Role.OFFICER, (context, who) -> list(context, kind)));
        router.get(one).handler(guard.require(Role.OFFICER, (context, who) -> one(context, kind)));
        router.put(one)
                .handler(guard.require(Role.ADMIN, (context, who) -> put(context, kind, who)));
        router.delete(one)
                .handler(guard.require(Role.ADMIN, (context, who) -> remove(context, kind, who)));
    }

    private void list(RoutingContext context, RosterBook.Kind kind) {
        answer(
                context,
                book.roster()
                        .map(
                                roster -> {
                                    ObjectNode page = Json.mapper().createObjectNode();
                                    ArrayNode items = page.putArray("items");
                                    names(kind, roster)
                                            .forEach(name -> items.add(item(kind, roster, name)));
                                    return page;
                                }));
    }

    private static Set<String> names(RosterBook.Kind kind, Roster roster) {
        return new TreeSet<>(
                switch (kind) {
                    case PERSON -> roster.people().keySet();
                    case TEAM -> roster.teams().keySet();
                    case ROTA -> roster.rotas().keySet();
                });
    }

    private static ObjectNode item(RosterBook.Kind kind, Roster roster, String name) {
        ObjectNode body = kind.of(roster, name);
        if (body == null) {
            throw RosterBook.unknown(kind);
        }
        ObjectNode item = Json.mapper().createObjectNode().put("name", name);
        item.setAll(body);
        if (kind == RosterBook.Kind.ROTA) {
            ArrayNode overrides = item.putArray("overrides");
            roster.rotas()
                    .get(name)
                    .overrides()
                    .forEach(override -> overrides.add(RosterJson.of(override)));
        }
        return item;
    }

    private void one(RoutingContext context, RosterBook.Kind kind) {
        String name = context.pathParam("name");
        answer(context, book.roster().map(roster -> item(kind, roster, name)));
    }

    private void put(RoutingContext context, RosterBook.Kind kind, Principal who) {
        String name = context.pathParam("name");
        bodies.read(
                context,
                body -> {
                    Checked checked = read(kind, name, body);
                    answer(
                            context,
                            book.put(kind, name, checked::in, who.name())
                                    .compose(done -> book.roster())
                                    .map(roster -> item(kind, roster, name)));
                });
    }

    /** Fit by itself; whether the names in it are known only the transaction can say. */
    private interface Checked {
        ObjectNode in(Roster roster);
    }

    private Checked read(RosterBook.Kind kind, String name, JsonNode body) {
        return switch (kind) {
            case PERSON -> {
                Person person = RosterBody.person(name, body);
                yield roster -> {
                    RosterCheck.person(roster, person);
                    return RosterJson.of(person);
                };
            }
            case TEAM -> {
                Team team = RosterBody.team(name, body);
                yield roster -> {
                    RosterCheck.team(roster, team);
                    return RosterJson.of(team);
                };
            }
            case ROTA -> {
                Rota rota = RosterBody.rota(name, body, options.zone());
                yield roster -> {
                    RosterCheck.rota(roster, rota);
                    return RosterJson.of(rota);
                };
            }
        };
    }

    private void remove(RoutingContext context, RosterBook.Kind kind, Principal who) {
        book.remove(kind, context.pathParam("name"), who.name())
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(done -> Answers.nothing(context.response()));
    }

    private static void answer(RoutingContext context, Future<ObjectNode> body) {
        body.onFailure(error -> Answers.failure(context, error))
                .onSuccess(found -> Answers.json(context.response(), 200, found));
    }
}
