package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.DeviceKinds;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.RegistrySnapshot.Location;

/** What the analysis of cameras saw: keyed by building. */
final class CameraEvents implements EventReader {
    private static final Map<String, String> RECORDED = Map.of(KafkaHeaders.REPLAY, "true");

    private final EventLog log;

    CameraEvents(EventLog log) {
        this.log = log;
    }

    @Override
    public String type() {
        return EventTypes.CAMERA_EVENT;
    }

    @Override
    public AlertDomain domain() {
        return AlertDomain.EBIKE;
    }

    @Override
    public String deviceKind() {
        return DeviceKinds.CAMERA;
    }

    @Override
    public Read read(Inbound event) throws FieldFault {
        return new ReadEvent(
                event, CameraData.read(event.data(), event.pointer(), event.lenient()));
    }

    private final class ReadEvent implements Read {
        private final Inbound event;
        private final CameraData data;

        ReadEvent(Inbound event, CameraData data) {
            this.event = event;
            this.data = data;
        }

        @Override
        public String deviceId() {
            return data.cameraId();
        }

        @Override
        public String deviceField() {
            return event.pointer() + "/" + CameraData.DEVICE_FIELD;
        }

        @Override
        public ObjectNode toJson() {
            return data.toJson();
        }

        @Override
        public Future<Void> append(Device device, RegistrySnapshot snapshot) {
            CameraEvent seen = placed(snapshot.location(device.siteId()));
            return log.append(
                    new EventLog.Entry(
                            Topics.CAMERA_EVENTS,
                            null,
                            device.siteId(),
                            EventTypes.CAMERA_EVENT,
                            seen.id(),
                            seen.source(),
                            Json.bytes(seen),
                            seen.replay() ? RECORDED : Map.of()));
        }

        private CameraEvent placed(Location location) {
            return new CameraEvent(
                    event.id(),
                    event.source(),
                    data.cameraId(),
                    data.kind(),
                    data.confidence(),
                    data.imageUrl(),
                    data.deviceTime(),
                    event.receivedAt(),
                    location.site(),
                    location.place(),
                    location.placeName(),
                    event.replay());
        }
    }
}
