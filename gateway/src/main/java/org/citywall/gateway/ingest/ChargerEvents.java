package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.DeviceKinds;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.RegistrySnapshot.Location;

/**
 * Readings of chargers, one for each port that an event names; keyed by site, so that its ports are
 * in order together.
 */
final class ChargerEvents implements EventReader {
    private static final Map<String, String> RECORDED = Map.of(KafkaHeaders.REPLAY, "true");

    private final EventLog log;

    ChargerEvents(EventLog log) {
        this.log = log;
    }

    @Override
    public String type() {
        return EventTypes.CHARGER_READING;
    }

    @Override
    public AlertDomain domain() {
        return AlertDomain.EBIKE;
    }

    @Override
    public String deviceKind() {
        return DeviceKinds.CHARGER;
    }

    @Override
    public Read read(Inbound event) throws FieldFault {
        return new ReadReadings(
                event, ChargerData.read(event.data(), event.pointer(), event.lenient()));
    }

    private final class ReadReadings implements Read {
        private final Inbound event;
        private final ChargerData data;

        ReadReadings(Inbound event, ChargerData data) {
            this.event = event;
            this.data = data;
        }

        @Override
        public String deviceId() {
            return data.stationId();
        }

        @Override
        public String deviceField() {
            return event.pointer() + "/" + ChargerData.DEVICE_FIELD;
        }

        @Override
        public ObjectNode toJson() {
            return data.toJson();
        }

        @Override
        public Future<Void> append(Device device, RegistrySnapshot snapshot) {
            Location location = snapshot.location(device.siteId());
            List<Future<Void>> appended = new ArrayList<>(data.ports().size());
            for (int i = 0; i < data.ports().size(); i++) {
                // Made of its place in the event, so that an event that comes again has the same.
                String id = data.isList() ? event.id() + "/" + i : event.id();
                appended.add(append(placed(id, data.ports().get(i), location), device));
            }
            return Future.all(appended).mapEmpty();
        }

        private Future<Void> append(ChargerReading reading, Device device) {
            return log.append(
                    new EventLog.Entry(
                            Topics.CHARGER_READINGS,
                            null,
                            device.siteId(),
                            EventTypes.CHARGER_READING,
                            reading.id(),
                            reading.source(),
                            Json.bytes(reading),
                            reading.replay() ? RECORDED : Map.of()));
        }

        private ChargerReading placed(String id, PortValues values, Location location) {
            return new ChargerReading(
                    id,
                    event.source(),
                    data.stationId(),
                    values.port(),
                    values.state(),
                    values.powerW(),
                    values.voltageV(),
                    values.currentA(),
                    values.portTempC(),
                    values.boardTempC(),
                    values.smoke(),
                    values.sessionId(),
                    values.elapsedS(),
                    values.energyWh(),
                    values.stopReason(),
                    values.deviceTime(),
                    event.receivedAt(),
                    location.site(),
                    location.place(),
                    location.placeName(),
                    true,
                    event.replay(),
                    values.faults());
        }
    }
}
