package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.live.RawPressRoad;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.RegistrySnapshot;

/** Fire signals: keyed by site, and a press is also told on the raw road. */
final class FireEvents implements EventReader {
    private final EventLog log;
    private final RawPressRoad road;

    FireEvents(EventLog log, RawPressRoad road) {
        this.log = log;
        this.road = road;
    }

    @Override
    public String type() {
        return EventTypes.FIRE_SIGNAL;
    }

    @Override
    public AlertDomain domain() {
        return AlertDomain.FIRE;
    }

    @Override
    public Read read(Inbound event) throws FieldFault {
        return new ReadSignal(event, FireData.read(event.data(), event.pointer(), event.lenient()));
    }

    /** Appends the signal; completes when it is durable. */
    Future<Void> append(FireSignal signal) {
        EventLog.Entry entry =
                new EventLog.Entry(
                        Topics.FIRE_SIGNALS,
                        null,
                        signal.site() == null ? signal.deviceId() : signal.site().id(),
                        EventTypes.FIRE_SIGNAL,
                        signal.id(),
                        signal.source(),
                        Json.bytes(signal),
                        Map.of(KafkaHeaders.SIGNAL, FireData.wire(signal.signal())));
        if (!signal.signal().isFire()) {
            return log.append(entry);
        }
        road.tell(RawPressRoad.pressOf(signal, RawPress.State.UNRECORDED));
        return log.append(entry)
                .onSuccess(
                        done ->
                                road.tell(
                                        RawPressRoad.pressOf(signal, RawPress.State.UNAGGREGATED)));
    }

    private final class ReadSignal implements Read {
        private final Inbound event;
        private final FireData data;

        ReadSignal(Inbound event, FireData data) {
            this.event = event;
            this.data = data;
        }

        @Override
        public String deviceId() {
            return data.deviceId();
        }

        @Override
        public String deviceField() {
            return event.pointer() + "/deviceId";
        }

        @Override
        public ObjectNode toJson() {
            return data.toJson();
        }

        @Override
        public Future<Void> append(Device device, RegistrySnapshot snapshot) {
            DeviceEvent placed =
                    new DeviceEvent(
                            event.protocol(),
                            event.id(),
                            event.source(),
                            data.orAt(device.point()),
                            event.receivedAt(),
                            event.replay());
            return FireEvents.this.append(Placing.signal(placed, device, snapshot));
        }
    }
}
