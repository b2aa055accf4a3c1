package org.citywall.gateway.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.ingest.ticket.TicketIntake;
import org.citywall.gateway.privacy.PrivacyKeys;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.ticketsource.SourceHealth;
import org.citywall.gateway.ticketsource.TicketRefs;
import org.citywall.gateway.ticketsource.TicketSource;
import org.citywall.gateway.ticketsource.TicketSources;

/** What takes the events of tickets, on a real PostgreSQL. */
public final class TicketRig {
    public static final Principal ADMIN = new Principal("admin", "管理员", Role.ADMIN, "");

    public final Sealing sealing =
            new Sealing(new PrivacyKeys("a key of personal data, for tests", List.of()));
    public final TicketSources sources;
    public final TicketRefs refs;
    public final SourceHealth health;
    public final TicketIntake intake;
    private final FakeEventLog log;
    private final Clock clock;
    private final ChangeWatch watch;

    TicketRig(
            Vertx vertx,
            Pool pool,
            ChangeWatch watch,
            Supplier<RegistrySnapshot> registry,
            FakeEventLog log,
            MeterRegistry meters,
            Clock clock) {
        this.log = log;
        this.clock = clock;
        this.watch = watch;
        sources = new TicketSources(vertx, pool, watch, clock);
        refs = new TicketRefs(pool, watch, 1_000, clock);
        health = new SourceHealth(vertx, pool, meters, clock);
        intake = new TicketIntake(sources, refs, health, sealing, registry, 200, log);
    }

    /** Registers a system that sends our events. */
    public TicketSource register(String system, String credential) {
        return IngestRig.await(
                sources.change(
                        system,
                        ADMIN,
                        before ->
                                new TicketSource(
                                        system,
                                        before == null ? 1 : before.version() + 1,
                                        system,
                                        TicketSource.Protocol.EVENTS,
                                        null,
                                        null,
                                        Json.mapper().createArrayNode(),
                                        credential,
                                        null,
                                        true,
                                        (int) Duration.ofMinutes(5).toSeconds(),
                                        ADMIN.name(),
                                        clock.instant())));
    }

    /** What the numbers are is remembered from now on, as far as no case is merged. */
    public void settle() {
        IngestRig.await(watch.reload(TicketRefs.VERSION));
    }

    /** Events of tickets that were appended. */
    public List<TicketEvent> events() {
        return log.ofType(EventTypes.TICKET_EVENT, TicketEvent.class);
    }

    /** What was sealed of them. */
    public List<TicketSealed> sealed() {
        return log.ofType(EventTypes.TICKET_SEALED, TicketSealed.class);
    }
}
