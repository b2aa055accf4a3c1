package org.citywall.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.ingest.Credentials;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.ticket.TicketIntake;
import org.citywall.gateway.ingest.ticket.hook.HookRoutes;
import org.citywall.gateway.ingest.ticket.hook.Mappings;
import org.citywall.gateway.ingest.ticket.hook.SourceRoutes;
import org.citywall.gateway.ingest.ticket.open311.Open311Routes;
import org.citywall.gateway.ingest.ticket.open311.RecordedTickets;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.ticketsource.SourceHealth;
import org.citywall.gateway.ticketsource.SourceLimits;
import org.citywall.gateway.ticketsource.TicketRefs;
import org.citywall.gateway.ticketsource.TicketSources;

/** Where tickets come from, and how they come in. */
final class TicketSourcePart {
    final TicketIntake intake;
    private final TicketSources sources;
    private final SourceHealth health;
    private final GatewayConfig config;
    private final StorePart store;
    private final Sealing sealing;
    private final Mappings mappings;

    TicketSourcePart(
            Vertx vertx,
            GatewayConfig config,
            EventLog log,
            StorePart store,
            Sealing sealing,
            MeterRegistry meters) {
        SourceLimits limits = config.limits().ticketSources();
        this.config = config;
        this.store = store;
        this.sealing = sealing;
        mappings = new Mappings(vertx, limits);
        sources = new TicketSources(vertx, store.pool, store.watch, config.clock());
        health = new SourceHealth(vertx, store.pool, meters, config.clock());
        intake =
                new TicketIntake(
                        sources,
                        new TicketRefs(store.pool, store.watch, limits.refsHeld(), config.clock()),
                        health,
                        sealing,
                        store.pool,
                        store.registry,
                        limits,
                        log);
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(Router router, Ingest ingest, Guard guard, Bodies bodies) {
        new HookRoutes(
                        ingest,
                        new Credentials(store.registry),
                        sources,
                        mappings,
                        health,
                        sealing,
                        config.limits().ticketSources(),
                        bodies,
                        config.limits().eventsMaxBody(),
                        config.clock())
                .mount(router);
        new SourceRoutes(
                        sources,
                        health,
                        mappings,
                        sealing,
                        guard,
                        new JsonBody(bodies),
                        config.clock())
                .mount(router);
        new Open311Routes(
                        ingest,
                        new Credentials(store.registry),
                        sources,
                        new RecordedTickets(store.pool),
                        bodies,
                        config.clock())
                .mount(router);
    }

    /** Completes when the sources are known: else their first events would be quarantined. */
    Future<Void> start(Lifecycle lifecycle) {
        lifecycle.onStopBlocking("ticket sources", sources::stop);
        return sources.start()
                .onSuccess(
                        loaded -> {
                            health.start();
                            lifecycle.onStop("ticket source counts", health::stop);
                        });
    }
}
