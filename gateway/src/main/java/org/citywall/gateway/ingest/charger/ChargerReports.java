package org.citywall.gateway.ingest.charger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.gateway.ingest.charger.codec.PortStates;
import org.citywall.gateway.ingest.charger.codec.StopReasons;
import org.citywall.gateway.ingest.charger.codec.UpMessage;

/**
 * Makes the data of {@code citywall.charger.reading.v1} of messages (docs/domain/charger-tcp.md,
 * "What is answered, and what becomes of it"). Pure.
 */
final class ChargerReports {
    private static final Map<Integer, PortState> STATES =
            Map.of(
                    PortStates.IDLE, PortState.IDLE,
                    PortStates.IN_USE, PortState.CHARGING,
                    PortStates.FUSE, PortState.FUSE,
                    PortStates.RELAY_STUCK, PortState.RELAY_STUCK,
                    PortStates.DISABLED, PortState.DISABLED);
    private static final Map<Integer, StopReason> REASONS =
            Map.of(
                    StopReasons.FULL, StopReason.FULL,
                    StopReasons.TIME, StopReason.TIME,
                    StopReasons.MONEY, StopReason.MONEY,
                    StopReasons.MANUAL, StopReason.MANUAL,
                    StopReasons.ENERGY, StopReason.ENERGY,
                    StopReasons.OVER_POWER, StopReason.OVER_POWER,
                    StopReasons.NO_CHARGER, StopReason.NO_CHARGER,
                    StopReasons.OVER_TEMPERATURE, StopReason.OVER_TEMPERATURE,
                    StopReasons.SMOKE, StopReason.SMOKE,
                    StopReasons.SMART, StopReason.SMART);

    /** Wh of a step of energy. */
    private static final int WH = 10;

    private ChargerReports() {}

    /**
     * The data of a message.
     *
     * @param running orders of the sessions that run, by port
     */
    static ObjectNode of(String deviceId, UpMessage message, Map<Integer, Long> running) {
        ObjectNode data = Json.mapper().createObjectNode().put("stationId", deviceId);
        ArrayNode ports = data.putArray("ports");
        if (message instanceof UpMessage.Heartbeat heartbeat) {
            heartbeat(heartbeat, ports);
        } else if (message instanceof UpMessage.Live live) {
            live(live, running, data, ports);
        } else if (message instanceof UpMessage.End end) {
            ObjectNode port = ports.addObject().put("port", end.port());
            port.put("state", wire(PortState.IDLE)).put("sessionId", Long.toString(end.order()));
            port.put("elapsedS", end.seconds()).put("energyWh", end.energy() * WH);
            StopReason reason = REASONS.get(end.reason());
            port.put("stopReason", reason == null ? "code-" + end.reason() : wire(reason));
        } else if (message instanceof UpMessage.LocalStart start) {
            started(ports, start.port(), start.order());
        } else if (message instanceof UpMessage.StartAnswer start && start.result() == 0) {
            started(ports, start.port(), start.order());
        }
        return data;
    }

    private static void heartbeat(UpMessage.Heartbeat heartbeat, ArrayNode ports) {
        ports.addObject()
                .put("port", ChargerReading.BOARD)
                .put("boardTempC", heartbeat.boardTempC());
        for (int i = 0; i < heartbeat.states().size(); i++) {
            int code = heartbeat.states().get(i);
            PortState state = STATES.get(code);
            ports.addObject()
                    .put("port", i + 1)
                    .put("state", state == null ? "code-" + code : wire(state));
        }
    }

    /** Live data measures; what state a port is in, only other messages say. */
    private static void live(
            UpMessage.Live live, Map<Integer, Long> running, ObjectNode data, ArrayNode ports) {
        data.put("voltageV", live.voltage() / 10.0).put("boardTempC", live.boardTempC());
        for (UpMessage.Live.Port each : live.ports()) {
            ObjectNode port = ports.addObject().put("port", each.port());
            port.put("powerW", each.powerW()).put("portTempC", each.tempC());
            port.put("elapsedS", each.seconds()).put("energyWh", each.energy() * WH);
            Long order = running.get(each.port());
            if (order != null) {
                port.put("sessionId", order.toString());
            }
        }
    }

    private static void started(ArrayNode ports, int port, long order) {
        ports.addObject()
                .put("port", port)
                .put("state", wire(PortState.CHARGING))
                .put("sessionId", Long.toString(order));
    }

    private static String wire(Enum<?> constant) {
        return Json.mapper().convertValue(constant, String.class);
    }
}
