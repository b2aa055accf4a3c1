package org.citywall.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.citywall.gateway.ingest.ticket.TicketIntake;
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

    TicketSourcePart(
            Vertx vertx,
            GatewayConfig config,
            EventLog log,
            StorePart store,
            Sealing sealing,
            MeterRegistry meters) {
        SourceLimits limits = config.limits().ticketSources();
        sources = new TicketSources(vertx, store.pool, store.watch, config.clock());
        health = new SourceHealth(vertx, store.pool, meters, config.clock());
        intake =
                new TicketIntake(
                        sources,
                        new TicketRefs(store.pool, store.watch, limits.refsHeld(), config.clock()),
                        health,
                        sealing,
                        store.registry,
                        limits.nearM(),
                        log);
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
