package org.citywall.gateway;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.charger.ChargerProfiles;
import org.citywall.gateway.charger.ChargerPruning;
import org.citywall.gateway.charger.ChargerRoutes;
import org.citywall.gateway.charger.PortOrderRoutes;
import org.citywall.gateway.charger.PortOrders;
import org.citywall.gateway.charger.SessionRoutes;
import org.citywall.gateway.charger.UnendedOrders;
import org.citywall.gateway.charger.WatchedPages;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.profile.ProfileSweep;

/** Charging sites: what people see, set and order of them. */
final class ChargerPart {
    private final Vertx vertx;
    private final GatewayConfig config;
    private final EventLog log;
    private final StorePart store;
    private final LivePart live;
    private final ChargerProfiles profiles;
    private final PortOrders orders;

    ChargerPart(Vertx vertx, GatewayConfig config, EventLog log, StorePart store, LivePart live) {
        this.vertx = vertx;
        this.config = config;
        this.log = log;
        this.store = store;
        this.live = live;
        this.profiles = new ChargerProfiles(store.pool, log, config.clock());
        this.orders = new PortOrders(store.pool, log, config.clock());
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(Router router, Guard guard, Bodies bodies) {
        JsonBody json = new JsonBody(bodies);
        new ChargerRoutes(
                        live.chargers,
                        new WatchedPages(
                                vertx,
                                log,
                                id -> live.pages.find(RedisKeys.CHARGER_PAGES, id),
                                WatchedPages.PATIENCE,
                                config.clock()),
                        store.registry,
                        profiles,
                        guard,
                        json,
                        config.clock())
                .mount(router);
        new PortOrderRoutes(store.registry, orders, guard, json, config.clock()).mount(router);
        new SessionRoutes(store.pool, store.registry, guard).mount(router);
    }

    /** Begins to append again what Kafka did not take, and to prune; needs tables and topics. */
    void start(Lifecycle lifecycle) {
        ProfileSweep sweep = new ProfileSweep(vertx, profiles.log());
        sweep.start();
        lifecycle.onStopBlocking("charger profiles", sweep::stop);
        UnendedOrders unended = new UnendedOrders(vertx, store.pool, orders, config.clock());
        unended.start();
        lifecycle.onStopBlocking("unended port orders", unended::stop);
        ChargerPruning pruning =
                new ChargerPruning(
                        vertx, store.pool, config.limits().chargerHistory(), config.clock());
        pruning.start();
        lifecycle.onStopBlocking("charger pruning", pruning::stop);
    }
}
