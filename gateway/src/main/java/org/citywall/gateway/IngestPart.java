package org.citywall.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import org.citywall.gateway.access.AccessRoutes;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.ingest.Credentials;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.charger.ChargerOptions;
import org.citywall.gateway.ingest.charger.ChargerServer;
import org.citywall.gateway.ingest.gb26875.PanelOptions;
import org.citywall.gateway.ingest.gb26875.PanelServer;
import org.citywall.gateway.ingest.http.HttpIngest;
import org.citywall.gateway.ingest.mqtt.MqttIngest;
import org.citywall.gateway.ingest.mqtt.MqttOptions;
import org.citywall.gateway.ingest.quarantine.QuarantineRelease;
import org.citywall.gateway.ingest.quarantine.QuarantineRoutes;
import org.citywall.gateway.ingest.quarantine.QuarantineWriter;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.registry.AccountRoutes;
import org.citywall.gateway.registry.CredentialRoutes;
import org.citywall.gateway.registry.PanelRoutes;
import org.citywall.gateway.registry.RegistryAdminRoutes;
import org.citywall.gateway.registry.RegistryRoutes;

/** What devices and integrations talk to, and the registry that says who they are. */
final class IngestPart {
    final Ingest ingest;
    private final TicketSourcePart tickets;
    private final StorePart store;
    private final LivePart live;
    private final HttpIngest http;
    private final MqttIngest mqtt;
    private final PanelServer panels;
    private final ChargerServer chargers;
    private final QuarantineWriter quarantine;
    private final QuarantineRelease release;

    IngestPart(
            Vertx vertx,
            GatewayConfig config,
            EventLog log,
            StorePart store,
            LivePart live,
            Bodies bodies,
            DownlinkPart downlink,
            MeterRegistry meters) {
        this.store = store;
        this.live = live;
        GatewayLimits limits = config.limits();
        IngestMeters counts = new IngestMeters(meters);
        Credentials credentials = new Credentials(store.registry);
        Sealing sealing = new Sealing(config.privacy());
        tickets = new TicketSourcePart(vertx, config, log, store, sealing, meters);
        ingest =
                new Ingest(
                        store.registry,
                        log,
                        live.roads,
                        counts,
                        limits.ingestInFlight(),
                        List.of(tickets.intake));
        RateLimits rates = new RateLimits(config.clock(), limits.rates());
        http =
                new HttpIngest(
                        ingest,
                        credentials,
                        bodies,
                        counts,
                        config.clock(),
                        rates,
                        limits.eventsMaxBody());
        mqtt =
                new MqttIngest(
                        vertx,
                        ingest,
                        credentials,
                        new RejectedLog(log),
                        downlink.chargerOrders,
                        counts,
                        config.clock(),
                        rates,
                        MqttOptions.of(config.host(), config.mqttPort(), limits.mqtt()));
        panels =
                new PanelServer(
                        vertx,
                        store.registry,
                        ingest,
                        new RejectedLog(log),
                        downlink.orders,
                        counts,
                        config.clock(),
                        PanelOptions.of(config.host(), config.gb26875Port(), limits.panels()));
        chargers =
                new ChargerServer(
                        vertx,
                        ingest,
                        new RejectedLog(log),
                        downlink.chargerOrders,
                        counts,
                        config.clock(),
                        ChargerOptions.of(config.host(), config.chargerPort(), limits.chargers()));
        quarantine =
                new QuarantineWriter(
                        vertx,
                        store.pool,
                        config.kafka(),
                        config.clock(),
                        limits.quarantine(),
                        counts);
        release = new QuarantineRelease(vertx, store.pool, ingest, config.clock());
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(Router router, Guard guard, Bodies bodies) {
        http.mount(router);
        tickets.mount(router, ingest, guard, bodies);
        new AccessRoutes(store.accounts, store.wallTokens, store.access, bodies).mount(router);
        new RegistryRoutes(store.registry, live::deviceStatus, guard).mount(router);
        new RegistryAdminRoutes(store.registryImport, store.registryRemoval, guard, bodies)
                .mount(router);
        new PanelRoutes(store.registry, guard).mount(router);
        new CredentialRoutes(
                        store.registry, store.registryImport, store.registryRemoval, guard, bodies)
                .mount(router);
        new AccountRoutes(store.accountEntries, guard, bodies).mount(router);
        new QuarantineRoutes(store.pool, store.registryImport, release, guard, bodies)
                .mount(router);
    }

    Future<Void> start(Lifecycle lifecycle) {
        release.start();
        lifecycle.onStopBlocking("quarantine release", release::stop);
        lifecycle.onStop("quarantine", quarantine::stop);
        return tickets.start(lifecycle)
                .compose(started -> quarantine.start())
                .compose(started -> mqtt.start())
                .onSuccess(started -> lifecycle.onStop("mqtt", mqtt::stop))
                .compose(started -> panels.start())
                .onSuccess(started -> lifecycle.onStop("gb26875", panels::stop))
                .compose(started -> chargers.start())
                .onSuccess(started -> lifecycle.onStop("chargers", chargers::stop));
    }

    int gb26875Port() {
        return panels.actualPort();
    }

    int chargerPort() {
        return chargers.actualPort();
    }

    int mqttPort() {
        return mqtt.actualPort();
    }
}
