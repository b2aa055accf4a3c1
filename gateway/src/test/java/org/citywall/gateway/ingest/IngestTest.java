package org.citywall.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.Place;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;
import org.citywall.gateway.testing.FakeEventLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {
    private static final RegistrySnapshot EMPTY =
            new RegistrySnapshot(1, List.of(), List.of(), List.of(), Map.of());

    private static final RegistrySnapshot KNOWN =
            new RegistrySnapshot(
                    2,
                    List.of(new Place("yw", "云湾区")),
                    List.of(new Site("B-1", "1栋", "yw", "building", 114, 22, null, null)),
                    List.of(new Device("N-1", AlertDomain.FIRE, "panel", "B-1", null, null)),
                    Map.of());

    private final FakeEventLog log = new FakeEventLog();
    private final List<RawPress> shown = new ArrayList<>();

    private Ingest ingest(Supplier<RegistrySnapshot> registry) {
        return new Ingest(
                registry, log, shown::add, new IngestMeters(new SimpleMeterRegistry()), 1);
    }

    private static Inbound event(String id, String point) {
        return event(id, "press", point);
    }

    private static Inbound event(String id, String signal, String point) {
        ObjectNode data =
                Json.mapper()
                        .createObjectNode()
                        .put("deviceId", "N-1")
                        .put("signal", signal)
                        .put("point", point);
        return new Inbound(
                "http",
                new Credential("integration", null),
                EventTypes.FIRE_SIGNAL,
                id,
                "test",
                data,
                "/data",
                Instant.EPOCH,
                false,
                false);
    }

    @Test
    void whatThrowsEndsAsUnavailableAndIsNotCountedAsInFlightForEver() {
        Ingest ingest =
                ingest(
                        () -> {
                            throw new IllegalStateException("broken registry");
                        });
        for (int i = 0; i < 3; i++) {
            Future<IngestResult> result = ingest.accept(event("e-1", "1"));
            assertThat(result.result().verdict()).isEqualTo(Verdict.UNAVAILABLE);
        }
    }

    @Test
    void heartbeatsInTheQueueRefuseNoFire() {
        Ingest ingest = ingest(() -> KNOWN);
        log.hold();
        ingest.accept(event("h-1", "heartbeat", "1"));
        assertThat(verdict(ingest.accept(event("h-2", "heartbeat", "1"))))
                .isEqualTo(Verdict.OVERLOADED);
        Future<IngestResult> fire = ingest.accept(event("f-1", "1"));
        assertThat(fire.isComplete()).isFalse();
        log.release();
        assertThat(verdict(fire)).isEqualTo(Verdict.ACCEPTED);
        assertThat(log.signals()).extracting(FireSignal::id).containsExactly("h-1", "f-1");
        assertThat(verdict(ingest.accept(event("h-3", "heartbeat", "1"))))
                .as("its place is free again")
                .isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void fireThatIsRefusedIsShownAsUnrecordedBeforeItsSenderIsTold() {
        Ingest ingest = ingest(() -> KNOWN);
        log.hold();
        ingest.accept(event("f-1", "1"));
        ingest.accept(event("f-2", "1"));
        shown.clear();

        assertThat(verdict(ingest.accept(event("f-3", "1")))).isEqualTo(Verdict.OVERLOADED);
        assertThat(verdict(ingest.accept(ofPanel("f-4")))).isEqualTo(Verdict.OVERLOADED);
        assertThat(shown)
                .extracting(RawPress::signalId, RawPress::state)
                .containsExactly(
                        tuple("f-3", RawPress.State.UNRECORDED),
                        tuple("f-4", RawPress.State.UNRECORDED));
        assertThat(shown.get(0).site().id()).isEqualTo("B-1");
    }

    private static DeviceEvent ofPanel(String id) {
        FireData data =
                new FireData("GB-1", FireSignalKind.ALARM, null, null, null, null, null, null);
        return new DeviceEvent("gb26875", id, "gb26875/GB-1", data, Instant.EPOCH, false);
    }

    private static Verdict verdict(Future<IngestResult> future) {
        return future.result().verdict();
    }

    @Test
    void correctedEventUnderTheSameIdIsKeptTooButARepeatIsTheSame() {
        Ingest ingest = ingest(() -> EMPTY);
        for (String point : new String[] {"1", "2", "2"}) {
            Future<IngestResult> result = ingest.accept(event("e-1", point));
            assertThat(result.result().verdict()).isEqualTo(Verdict.QUARANTINED);
        }

        List<String> ids = log.rejected().stream().map(RejectedEvent::id).toList();
        assertThat(ids.get(1)).isNotEqualTo(ids.get(0)).isEqualTo(ids.get(2));
        assertThat(RejectedLog.idOf("s", "e", "schema", "{}"))
                .isNotEqualTo(RejectedLog.idOf("s", "e", "unknown-device", "{}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x1f, 0xd83d})
    void idThatCannotBeStoredIsRefusedByItsName(int c) {
        IngestResult result = ingest(() -> EMPTY).accept(event("e" + (char) c, "1")).result();

        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.field()).isEqualTo("/id");
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void everyTextOfARejectionIsMadeStorable() {
        String bad = "a\0\ud83d";
        new RejectedLog(log)
                .append(
                        new RejectedEvent(
                                "r",
                                Instant.EPOCH,
                                "mqtt",
                                bad,
                                "schema",
                                bad,
                                bad,
                                bad,
                                bad,
                                bad,
                                bad,
                                bad));

        RejectedEvent kept = log.rejected().get(0);
        assertThat(
                        List.of(
                                kept.principal(),
                                kept.field(),
                                kept.detail(),
                                kept.eventType(),
                                kept.deviceId(),
                                kept.eventId(),
                                kept.source(),
                                kept.payload()))
                .containsOnly("a\ufffd\ufffd");
    }
}
