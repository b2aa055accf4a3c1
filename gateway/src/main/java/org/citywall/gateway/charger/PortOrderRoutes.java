package org.citywall.gateway.charger;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;

/** REST of orders for ports of chargers. */
public final class PortOrderRoutes {
    private static final String SITE = "/api/v1/chargers/:siteId";
    private static final String PORT = SITE + "/stations/:stationId/ports/:port/orders";

    private final Supplier<RegistrySnapshot> registry;
    private final PortOrders orders;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves these parts. */
    public PortOrderRoutes(
            Supplier<RegistrySnapshot> registry,
            PortOrders orders,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.registry = registry;
        this.orders = orders;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.post(PORT).handler(guard.require(Role.OFFICER, this::give));
        router.get(PORT + "/:commandId").handler(guard.require(Role.VIEWER, this::one));
        router.get(SITE + "/orders").handler(guard.require(Role.VIEWER, this::list));
    }

    /** 202: on the log; what becomes of it, the order says. */
    private void give(RoutingContext context, Principal who) {
        Site site = ChargingSites.site(registry.get(), context, who);
        String stationId = station(context, site);
        int port = PortOrderBody.port(context.pathParam("port"));
        bodies.read(
                context,
                body -> {
                    PortOrder order =
                            PortOrderBody.read(
                                    body, site.id(), stationId, port, who, clock.instant());
                    orders.give(order, site.place())
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(
                                    done ->
                                            Answers.json(
                                                    context.response(),
                                                    202,
                                                    Map.of("commandId", order.commandId())));
                });
    }

    private String station(RoutingContext context, Site site) {
        String stationId = context.pathParam("stationId");
        if (!ChargingSites.isCharger(registry.get().devices().get(stationId), site)) {
            throw new Refusal(Problem.of(404, "unknown-charger", "the site has no such charger"));
        }
        return stationId;
    }

    private void one(RoutingContext context, Principal who) {
        Site site = ChargingSites.site(registry.get(), context, who);
        String stationId = context.pathParam("stationId");
        int port = PortOrderBody.port(context.pathParam("port"));
        orders.find(context.pathParam("commandId"))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        found -> {
                            Optional<Row> mine =
                                    found.filter(row -> isOf(row, site.id(), stationId, port));
                            if (mine.isPresent()) {
                                Answers.json(context.response(), 200, PortOrders.item(mine.get()));
                            } else {
                                Problem.of(404, "unknown-order", "there is no such order")
                                        .send(context.response());
                            }
                        });
    }

    private static boolean isOf(Row row, String siteId, String stationId, int port) {
        return row.getString("site_id").equals(siteId)
                && row.getString("station_id").equals(stationId)
                && row.getShort("port") == port;
    }

    private void list(RoutingContext context, Principal who) {
        Site site = ChargingSites.site(registry.get(), context, who);
        orders.list(site.id(), Page.of(context.request()))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(page -> Answers.json(context.response(), 200, page));
    }
}
