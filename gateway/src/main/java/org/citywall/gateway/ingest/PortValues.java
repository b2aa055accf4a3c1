package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.gateway.ingest.PortFields.Measure;

/**
 * What a charger says of one of its ports, checked; fields as in {@link ChargerReading}.
 *
 * @param leftOut what could not be taken, as it stood there
 */
record PortValues(
        int port,
        PortState state,
        Double powerW,
        Double voltageV,
        Double currentA,
        Double portTempC,
        Double boardTempC,
        Boolean smoke,
        String sessionId,
        Integer elapsedS,
        Double energyWh,
        StopReason stopReason,
        Instant deviceTime,
        List<String> faults,
        ObjectNode leftOut) {
    static final int MAX_PORT = 255;
    private static final int MAX_SESSION_ID = 64;

    /** A year: longer no session lasts. */
    private static final int MAX_ELAPSED_S = 366 * 24 * 3_600;

    /** A hundred times what a socket gives; more is milliwatts. */
    private static final Measure POWER = new Measure("powerW", "W", -10, 100_000, 0, true);

    private static final Measure VOLTAGE = new Measure("voltageV", "V", 0, 1_000, 0, true);
    private static final Measure CURRENT = new Measure("currentA", "A", -1, 1_000, 0, true);

    /** What 100 kW give in 10 h. */
    private static final Measure ENERGY = new Measure("energyWh", "Wh", 0, 1_000_000, 0, true);

    /** Sensors that are torn off read -300 or 3,276.7: the port has no temperature then. */
    private static final Measure PORT_TEMP = temperature("portTempC");

    private static final Measure BOARD_TEMP = temperature("boardTempC");
    private static final Map<String, PortState> STATES = PortFields.words(PortState.values());
    private static final Map<String, StopReason> REASONS = PortFields.words(StopReason.values());

    private static Measure temperature(String name) {
        return new Measure(name, "°C", -60, 1_000, -60, false);
    }

    /** Reads the values of a port. */
    static PortValues read(PortFields fields) throws FieldFault {
        return read(fields, fields.port(MAX_PORT));
    }

    /** The same of this port, whatever the fields name. */
    static PortValues read(PortFields fields, int port) throws FieldFault {
        PortState state = fields.word("state", STATES);
        Double powerW = fields.measure(POWER);
        Double voltageV = fields.measure(VOLTAGE);
        Double currentA = fields.measure(CURRENT);
        Double portTempC = fields.measure(PORT_TEMP);
        Double boardTempC = fields.measure(BOARD_TEMP);
        Boolean smoke = fields.flag("smoke");
        String sessionId = fields.label("sessionId", MAX_SESSION_ID);
        Integer elapsedS = fields.whole("elapsedS", MAX_ELAPSED_S);
        Double energyWh = fields.measure(ENERGY);
        StopReason stopReason = fields.wordOr("stopReason", REASONS, StopReason.OTHER);
        Instant deviceTime = fields.time("deviceTime");
        return new PortValues(
                port,
                state,
                powerW,
                voltageV,
                currentA,
                portTempC,
                boardTempC,
                smoke,
                sessionId,
                elapsedS,
                energyWh,
                stopReason,
                deviceTime,
                fields.faults(),
                fields.leftOut());
    }

    /** The same again; what was left out would be so again. */
    void writeTo(ObjectNode json) {
        json.put("port", port);
        put(json, "state", state == null ? null : PortFields.wire(state));
        json.put("powerW", powerW).put("voltageV", voltageV).put("currentA", currentA);
        json.put("portTempC", portTempC).put("boardTempC", boardTempC).put("smoke", smoke);
        json.put("sessionId", sessionId).put("elapsedS", elapsedS).put("energyWh", energyWh);
        put(json, "stopReason", stopReason == null ? null : PortFields.wire(stopReason));
        put(json, "deviceTime", deviceTime == null ? null : deviceTime.toString());
        json.properties().removeIf(each -> each.getValue().isNull());
        json.setAll(leftOut);
    }

    private static void put(ObjectNode json, String name, String value) {
        json.put(name, value);
    }
}
