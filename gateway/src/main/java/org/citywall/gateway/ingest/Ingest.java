package org.citywall.gateway.ingest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.live.RawPressRoad;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.Domains;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every transport does with an event: check, enrich from the registry, append to Kafka. Only
 * after Kafka's acknowledgement does an event count as accepted, and only then may a transport say
 * so to the device.
 *
 * <p>Runs on the caller's event loop and asks nobody but Kafka. Duplicates are not its matter: the
 * jobs find them by (source, id).
 */
public final class Ingest {
    /** Events that may wait for Kafka at once, over all transports; fires as many again. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    /** Types of the interface that later releases take. */
    private static final Set<String> KNOWN_TYPES =
            Set.of("citywall.ticket.event.v1", "citywall.indicator.v1");

    private static final int MAX_ID = 256;
    private static final IngestResult QUARANTINED =
            IngestResult.of(Verdict.QUARANTINED, "unknown-device", null, null);

    private final Supplier<RegistrySnapshot> registry;
    private final RejectedLog rejected;
    private final FireEvents fire;
    private final Map<String, EventReader> readers;
    private final Map<String, EventIntake> intakes;
    private final IngestMeters meters;
    private final Admission admission;

    /** Enriches from this registry and appends to this log; takes no other events. */
    public Ingest(
            Supplier<RegistrySnapshot> registry,
            EventLog log,
            RawPressRoad road,
            IngestMeters meters,
            int maxInFlight) {
        this(registry, log, road, meters, maxInFlight, List.of());
    }

    /** Enriches from this registry and appends to this log; what is no device's goes to intakes. */
    public Ingest(
            Supplier<RegistrySnapshot> registry,
            EventLog log,
            RawPressRoad road,
            IngestMeters meters,
            int maxInFlight,
            List<EventIntake> intakes) {
        this.registry = registry;
        this.rejected = new RejectedLog(log);
        this.fire = new FireEvents(log, road);
        this.readers =
                Stream.of(fire, new SlopeEvents(log), new ChargerEvents(log), new CameraEvents(log))
                        .collect(toUnmodifiableMap(EventReader::type, reader -> reader));
        this.intakes =
                intakes.stream().collect(toUnmodifiableMap(EventIntake::type, intake -> intake));
        this.meters = meters;
        this.admission = new Admission(registry, road, maxInFlight);
    }

    /** Takes one event. The future never fails: what went wrong is in the result. */
    public Future<IngestResult> accept(Inbound event) {
        if (!admission.isEntered(event)) {
            return ended(event, overloaded());
        }
        return decide(event)
                .otherwise(Ingest::unavailable)
                .onComplete(
                        done -> {
                            admission.left();
                            meters.event(event.protocol(), done.result().verdict());
                        });
    }

    /**
     * Takes one event of a transport that normalises by itself and whose devices have no
     * credential. A fire of a device that is not registered is raised all the same, marked so; it
     * is also kept until somebody adopts the device. The future never fails.
     */
    public Future<IngestResult> accept(DeviceEvent event) {
        if (!admission.isEntered(event)) {
            meters.event(event.protocol(), Verdict.OVERLOADED);
            return Future.succeededFuture(overloaded());
        }
        Future<IngestResult> placed =
                Future.future(promise -> placeOfDevice(event).onComplete(promise));
        return placed.otherwise(Ingest::unavailable)
                .onComplete(
                        done -> {
                            admission.left();
                            meters.event(event.protocol(), done.result().verdict());
                        });
    }

    private Future<IngestResult> placeOfDevice(DeviceEvent event) {
        RegistrySnapshot snapshot = registry.get();
        Device device = snapshot.devices().get(event.data().deviceId());
        if (device != null && device.domain() == AlertDomain.FIRE) {
            List<Future<Void>> appended =
                    Placing.signals(event, device, snapshot).stream().map(fire::append).toList();
            return Future.all(appended).map(IngestResult.ACCEPTED);
        }
        return event.data().signal().isFire()
                ? fire.append(Placing.unregistered(event)).compose(raised -> keep(event))
                : keep(event);
    }

    /** Of a fire only when it was raised: what is kept is not raised again. */
    private Future<IngestResult> keep(DeviceEvent event) {
        return rejected.append(Placing.unknown(event)).map(QUARANTINED);
    }

    private Future<IngestResult> decide(Inbound event) {
        try {
            checkEnvelope(event);
            EventIntake intake = intakes.get(event.type());
            if (intake != null) {
                return intake.take(event);
            }
            EventReader reader = readers.get(event.type());
            if (reader == null) {
                return Future.succeededFuture(otherType(event.type()));
            }
            return place(event, reader, reader.read(event));
        } catch (FieldFault e) {
            return Future.succeededFuture(
                    IngestResult.of(Verdict.INVALID, "schema", e.field(), e.getMessage()));
        } catch (RuntimeException e) {
            // Thrown on, it would never be counted out, and the sender would wait for ever.
            LOG.error("an event of {} could not be handled", event.sender().id(), e);
            return Future.failedFuture(e);
        }
    }

    private Future<IngestResult> place(Inbound event, EventReader reader, EventReader.Read read) {
        String field = read.deviceField();
        String deviceId = read.deviceId();
        if (!event.sender().mayReport(deviceId)) {
            return Future.succeededFuture(
                    IngestResult.of(
                            Verdict.FORBIDDEN,
                            "wrong-device",
                            field,
                            "this credential does not speak for " + deviceId));
        }
        RegistrySnapshot snapshot = registry.get();
        Device device = snapshot.devices().get(deviceId);
        if (device == null) {
            return quarantine(event, read);
        }
        if (device.domain() != reader.domain()) {
            return Future.succeededFuture(
                    IngestResult.of(
                            Verdict.INVALID,
                            "wrong-domain",
                            field,
                            "%s is not a %s device"
                                    .formatted(deviceId, Domains.wire(reader.domain()))));
        }
        String kind = reader.deviceKind();
        if (kind != null && !kind.equals(device.kind())) {
            return Future.succeededFuture(
                    IngestResult.of(
                            Verdict.INVALID,
                            "wrong-kind",
                            field,
                            "%s is a %s, not a %s".formatted(deviceId, device.kind(), kind)));
        }
        return read.append(device, snapshot).map(IngestResult.ACCEPTED);
    }

    private Future<IngestResult> quarantine(Inbound event, EventReader.Read read) {
        String field = read.deviceField();
        String detail = read.deviceId() + " is not registered; the event is kept in quarantine";
        String payload = Json.string(read.toJson());
        RejectedEvent kept =
                new RejectedEvent(
                        RejectedLog.idOf(event.source(), event.id(), "unknown-device", payload),
                        event.receivedAt(),
                        event.protocol(),
                        event.sender().id(),
                        "unknown-device",
                        field,
                        detail,
                        event.type(),
                        read.deviceId(),
                        event.id(),
                        event.source(),
                        payload);
        return rejected.append(kept)
                .map(IngestResult.of(Verdict.QUARANTINED, "unknown-device", field, detail));
    }

    private static void checkEnvelope(Inbound event) throws FieldFault {
        checkText("/id", event.id());
        checkText("/source", event.source());
        checkText("/type", event.type());
    }

    private static void checkText(String field, String value) throws FieldFault {
        if (value == null || value.isEmpty()) {
            throw new FieldFault(field, "is missing");
        }
        if (value.length() > MAX_ID) {
            throw new FieldFault(field, "must not exceed %d characters".formatted(MAX_ID));
        }
        if (!PlainText.isPlain(value)) {
            throw new FieldFault(field, PlainText.RULE);
        }
    }

    private static IngestResult otherType(String type) {
        return KNOWN_TYPES.contains(type)
                ? IngestResult.of(
                        Verdict.UNSUPPORTED,
                        "unsupported-type",
                        "/type",
                        type + " is not supported in this release")
                : IngestResult.of(
                        Verdict.INVALID, "unknown-type", "/type", "is not a type that we know");
    }

    private Future<IngestResult> ended(Inbound event, IngestResult result) {
        meters.event(event.protocol(), result.verdict());
        return Future.succeededFuture(result);
    }

    private static IngestResult overloaded() {
        return IngestResult.of(
                Verdict.OVERLOADED, "overloaded", null, "too many events are in flight");
    }

    private static IngestResult unavailable(Throwable error) {
        return IngestResult.of(
                Verdict.UNAVAILABLE, "unavailable", null, "the event could not be made durable");
    }
}
