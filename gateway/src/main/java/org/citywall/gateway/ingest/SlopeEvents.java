package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.RegistrySnapshot.Location;

/** Readings of slope stations: keyed by slope, so that its instruments are in order together. */
final class SlopeEvents implements EventReader {
    private static final Map<String, String> RECORDED = Map.of(KafkaHeaders.REPLAY, "true");

    private final EventLog log;

    SlopeEvents(EventLog log) {
        this.log = log;
    }

    @Override
    public String type() {
        return EventTypes.SLOPE_READING;
    }

    @Override
    public AlertDomain domain() {
        return AlertDomain.SLOPE;
    }

    @Override
    public Read read(Inbound event) throws FieldFault {
        return new ReadReading(event, SlopeData.read(event.data(), event.pointer()));
    }

    private final class ReadReading implements Read {
        private final Inbound event;
        private final SlopeData data;

        ReadReading(Inbound event, SlopeData data) {
            this.event = event;
            this.data = data;
        }

        @Override
        public String deviceId() {
            return data.stationId();
        }

        @Override
        public String deviceField() {
            return event.pointer() + "/" + SlopeData.DEVICE_FIELD;
        }

        @Override
        public ObjectNode toJson() {
            return data.toJson();
        }

        @Override
        public Future<Void> append(Device device, RegistrySnapshot snapshot) {
            SlopeReading reading = placed(snapshot.location(device.siteId()));
            return log.append(
                    new EventLog.Entry(
                            Topics.SLOPE_READINGS,
                            null,
                            device.siteId(),
                            EventTypes.SLOPE_READING,
                            reading.id(),
                            reading.source(),
                            Json.bytes(reading),
                            reading.replay() ? RECORDED : Map.of()));
        }

        private SlopeReading placed(Location location) {
            return new SlopeReading(
                    event.id(),
                    event.source(),
                    data.stationId(),
                    data.instrument(),
                    data.channel(),
                    data.values(),
                    data.deviceTime(),
                    event.receivedAt(),
                    location.site(),
                    location.place(),
                    location.placeName(),
                    true,
                    event.replay(),
                    data.faults());
        }
    }
}
