package org.citywall.gateway.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
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
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.ChangeWatch;
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
import org.citywall.gateway.privacy.PrivacyKeys;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.ticketsource.SourceHealth;
import org.citywall.gateway.ticketsource.SourceLimits;
import org.citywall.gateway.ticketsource.TicketRefs;
import org.citywall.gateway.ticketsource.TicketSource;
import org.citywall.gateway.ticketsource.TicketSources;

/** What takes the events of tickets, on a real PostgreSQL. */
public final class IntakeRig {
    public static final Principal ADMIN = new Principal("admin", "管理员", Role.ADMIN, "");

    public final Sealing sealing =
            new Sealing(new PrivacyKeys("a key of personal data, for tests", List.of()));
    public final TicketSources sources;
    public final TicketRefs refs;
    public final SourceHealth health;
    public final TicketIntake intake;
    private final FakeEventLog log;
    private final Clock clock;
    private final Vertx vertx;
    private final Pool pool;
    private final ChangeWatch watch;

    IntakeRig(
            Vertx vertx,
            Pool pool,
            ChangeWatch watch,
            Supplier<RegistrySnapshot> registry,
            FakeEventLog log,
            MeterRegistry meters,
            Clock clock) {
        this.log = log;
        this.clock = clock;
        this.vertx = vertx;
        this.pool = pool;
        this.watch = watch;
        sources = new TicketSources(vertx, pool, watch, clock);
        refs = new TicketRefs(pool, watch, 1_000, clock);
        health = new SourceHealth(vertx, pool, meters, clock);
        intake =
                new TicketIntake(
                        sources,
                        refs,
                        health,
                        sealing,
                        pool,
                        registry,
                        SourceLimits.defaults(),
                        log);
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

    void mount(Router router, Ingest ingest, Credentials credentials, Guard guard, Bodies bodies) {
        SourceLimits defaults = SourceLimits.defaults();
        // A test need not wait long for what never ends.
        SourceLimits limits =
                new SourceLimits(200, 1_000, Duration.ofMillis(300), 100, defaults.signature());
        Mappings mappings = new Mappings(vertx, limits);
        new HookRoutes(
                        ingest,
                        credentials,
                        sources,
                        mappings,
                        health,
                        sealing,
                        limits,
                        bodies,
                        1 << 20,
                        clock)
                .mount(router);
        new SourceRoutes(sources, health, mappings, sealing, guard, new JsonBody(bodies), clock)
                .mount(router);
    }

    /** And the public's. */
    void mountOpen311(Router router, Ingest ingest, Credentials credentials, Bodies bodies) {
        new Open311Routes(ingest, credentials, sources, new RecordedTickets(pool), bodies, clock)
                .mount(router);
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
