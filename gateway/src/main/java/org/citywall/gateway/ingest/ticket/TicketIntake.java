package org.citywall.gateway.ingest.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.gateway.ingest.EventIntake;
import org.citywall.gateway.ingest.FieldFault;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.ticketsource.SourceHealth;
import org.citywall.gateway.ticketsource.SourceLimits;
import org.citywall.gateway.ticketsource.TicketRefs;
import org.citywall.gateway.ticketsource.TicketRefs.Route;
import org.citywall.gateway.ticketsource.TicketRefs.Untold;
import org.citywall.gateway.ticketsource.TicketSource;
import org.citywall.gateway.ticketsource.TicketSources;

/**
 * Events of tickets, from whichever transport: who speaks, of which case, without what names
 * people. What is sealed is durable before the event is; both are before it counts as accepted.
 *
 * <p>Logs nothing of an event: each may be full of personal data until it is masked.
 */
public final class TicketIntake implements EventIntake {
    /** Of what waits for its system: also the reason by which it is found again. */
    public static final String UNKNOWN = "unknown-system";

    private static final String QUARANTINE = "quarantine";
    private static final String SEALED = "sealed";

    private final TicketSources sources;
    private final TicketRefs refs;
    private final SourceHealth health;
    private final Sealing sealing;
    private final CaseCallers callers;
    private final TicketSpots spots;
    private final TicketLog log;
    private final RejectedLog rejected;
    private final InOrder turns = new InOrder();

    /**
     * Takes events of these sources.
     *
     * @param pool where sealed callers are kept
     */
    public TicketIntake(
            TicketSources sources,
            TicketRefs refs,
            SourceHealth health,
            Sealing sealing,
            Pool pool,
            Supplier<RegistrySnapshot> registry,
            SourceLimits limits,
            EventLog log) {
        this.sources = sources;
        this.refs = refs;
        this.health = health;
        this.sealing = sealing;
        this.callers = new CaseCallers(pool, sealing, limits.refsHeld());
        this.spots = new TicketSpots(registry, limits.nearM());
        this.log = new TicketLog(log);
        this.rejected = new RejectedLog(log);
    }

    @Override
    public String type() {
        return EventTypes.TICKET_EVENT;
    }

    @Override
    public Future<IngestResult> take(Inbound event) throws FieldFault {
        JsonNode given = opened(event);
        TicketData data;
        try {
            data = TicketData.read(given, event.pointer());
        } catch (FieldFault e) {
            String system = given == null ? "" : given.path("system").asText();
            if (sources.find(system).filter(source -> speaks(event.sender(), source)).isPresent()) {
                health.refused(system);
            }
            throw e;
        }
        String system = data.ref().system();
        TicketSource source = sources.find(system).orElse(null);
        boolean isMute =
                TicketData.OWN.contains(system)
                        || !(source == null
                                ? event.sender().mayReport(system)
                                : speaks(event.sender(), source));
        if (isMute) {
            return Future.succeededFuture(
                    new IngestResult(
                            Verdict.FORBIDDEN,
                            "wrong-system",
                            event.pointer() + "/system",
                            "this credential does not speak for " + system));
        }
        if (source == null || !source.enabled()) {
            return quarantine(event, given, data.ref());
        }
        return turns.run(data.ref(), () -> append(event, data))
                .map(IngestResult.ACCEPTED)
                .onSuccess(
                        done ->
                                health.accepted(
                                        system,
                                        event.receivedAt(),
                                        event.replay()
                                                ? Duration.ZERO
                                                : Duration.between(
                                                        data.occurredAt(), event.receivedAt())))
                .onFailure(error -> health.refused(system));
    }

    /** Its own credential, one of a device of its name, or an integration that speaks for all. */
    public static boolean speaks(Credential sender, TicketSource source) {
        return sender.id().equals(source.credential()) || sender.mayReport(source.id());
    }

    /** Whether a system that is not Citywall itself may be called so. */
    public static boolean isForeign(String system) {
        return TicketData.isSystem(system) && !TicketData.OWN.contains(system);
    }

    /**
     * Says what is wrong with the data of an event.
     *
     * @throws FieldFault naming the field
     */
    public static void check(JsonNode data, String pointer) throws FieldFault {
        TicketData.read(data, pointer);
    }

    private Future<Void> append(Inbound event, TicketData data) {
        boolean into = data.event() == TicketEventKind.MERGED;
        return refs.route(data.ref(), data.other(), into, event.replay())
                .compose(
                        route ->
                                callers.of(route.caseId(), data.caller())
                                        .compose(all -> append(event, data, route, all)));
    }

    private Future<Void> append(
            Inbound event, TicketData data, Route route, List<TicketCaller> all) {
        TicketPrivacy known = TicketPrivacy.of(data, all, sealing);
        boolean secret = known.content() != null && known.content().secret();
        TicketEvent told =
                TicketEvents.told(
                        event,
                        data,
                        known,
                        spots.spot(data.place(), data.lon(), data.lat(), secret),
                        route);
        return sealed(told, known.originals()).compose(done -> appendAll(event, told, route));
    }

    private Future<Void> sealed(TicketEvent event, @Nullable ObjectNode originals) {
        if (originals == null) {
            return Future.succeededFuture();
        }
        Sealing.Sealed sealed = sealing.seal(originals, event.caseId());
        return log.append(
                new TicketSealed(
                        event.id(),
                        event.caseId(),
                        event.ref(),
                        sealed.keyId(),
                        sealed.sealed(),
                        event.receivedAt()));
    }

    /** A case must be told of its number before that speaks, and of others after it began. */
    private Future<Void> appendAll(Inbound from, TicketEvent event, Route route) {
        List<TicketEvent> before = new ArrayList<>();
        List<TicketEvent> after = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        boolean isMerge = event.kind() == TicketEventKind.MERGED;
        for (Untold added : route.untold()) {
            boolean isOwn = added.ref().equals(event.ref());
            if (added.was() != null && ended.add(added.was())) {
                boolean isSaid = isMerge && added.was().equals(event.caseId());
                if (!isSaid) {
                    before.add(TicketEvents.merged(from, route, added));
                }
            }
            boolean isLater = isMerge || !(isOwn || added.was() != null);
            (isLater ? after : before).add(TicketEvents.linked(from, route, added));
        }
        Future<Void> appended = Future.succeededFuture();
        for (TicketEvent each : before) {
            appended = appended.compose(done -> log.append(each));
        }
        appended = appended.compose(done -> log.append(event));
        for (TicketEvent each : after) {
            appended = appended.compose(done -> log.append(each));
        }
        // If this fails they are told again, under the same ids.
        return appended.compose(done -> refs.told(route.untold(), event.replay()).otherwiseEmpty());
    }

    /** What waits for its system is sealed whole: nobody knows yet what is in it. */
    private Future<IngestResult> quarantine(Inbound event, JsonNode data, TicketRef ref) {
        String field = event.pointer() + "/system";
        String detail = ref.system() + " is not registered; the event is kept in quarantine";
        Sealing.Sealed sealed = sealing.seal(data, associated(ref));
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("system", ref.system()).put("ticketId", ref.number());
        payload.put("event", data.path("event").asText());
        payload.putObject(SEALED).put("keyId", sealed.keyId()).put("text", sealed.sealed());
        // Of what was sealed: the same bytes refused for the same reason are one rejection.
        String id = RejectedLog.idOf(event.source(), event.id(), UNKNOWN, Json.string(data));
        return rejected.append(
                        new RejectedEvent(
                                id,
                                event.receivedAt(),
                                event.protocol(),
                                event.sender().id(),
                                UNKNOWN,
                                field,
                                detail,
                                event.type(),
                                ref.system(),
                                event.id(),
                                event.source(),
                                Json.string(payload)))
                .map(new IngestResult(Verdict.QUARANTINED, UNKNOWN, field, detail));
    }

    /** The data of an event; of one that waited, what was sealed of it. */
    private @Nullable JsonNode opened(Inbound event) throws FieldFault {
        JsonNode given = event.data();
        if (given == null || !QUARANTINE.equals(event.protocol()) || !given.has(SEALED)) {
            return given;
        }
        JsonNode sealed = given.path(SEALED);
        TicketRef ref =
                new TicketRef(given.path("system").asText(), given.path("ticketId").asText());
        try {
            return sealing.open(
                    sealed.path("keyId").asText(), sealed.path("text").asText(), associated(ref));
        } catch (Sealing.UnopenableException e) {
            throw new FieldFault("/" + SEALED, e.getMessage());
        }
    }

    private static String associated(TicketRef ref) {
        return "quarantine/" + ref.system() + "/" + ref.number();
    }
}
