package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerReading;

/**
 * The data of {@code citywall.charger.reading.v1}, checked: one port, or a list {@code ports} whose
 * entries share what stands outside of it. A list may have a port more than once: what was kept
 * while the line was down.
 *
 * @param stationId registry id of the charger
 * @param isList whether it came as a list
 * @param ports what it says of each
 */
record ChargerData(String stationId, boolean isList, List<PortValues> ports) {
    /** Name of the field that holds the charger. */
    static final String DEVICE_FIELD = "stationId";

    static final String LIST_FIELD = "ports";

    /** Ten ports, a sample a minute, more than an hour and a half. */
    static final int MAX_ENTRIES = 1_000;

    /**
     * Reads and checks the data.
     *
     * @param pointer JSON pointer of {@code data} in what the sender sent
     * @param isLenient leave out, and name, what would be refused
     */
    static ChargerData read(JsonNode data, String pointer, boolean isLenient) throws FieldFault {
        if (data == null || !data.isObject()) {
            throw new FieldFault(pointer, "must be an object");
        }
        String stationId = new Fields(data, pointer).required(DEVICE_FIELD, FireData.MAX_DEVICE_ID);
        JsonNode list = data.path(LIST_FIELD);
        if (list.isMissingNode()) {
            PortFields fields = new PortFields(data, pointer, null, pointer, isLenient);
            return new ChargerData(stationId, false, List.of(PortValues.read(fields)));
        }
        return new ChargerData(stationId, true, list(data, list, pointer, isLenient));
    }

    private static List<PortValues> list(
            JsonNode data, JsonNode list, String pointer, boolean isLenient) throws FieldFault {
        String at = pointer + "/" + LIST_FIELD;
        if (!list.isArray() || list.size() > MAX_ENTRIES) {
            throw new FieldFault(at, "must be a list of at most %d ports".formatted(MAX_ENTRIES));
        }
        if (list.isEmpty()) { // what is said of no port is said of the charger
            PortFields fields = new PortFields(data, pointer, null, pointer, isLenient);
            return List.of(PortValues.read(fields, ChargerReading.BOARD));
        }
        List<PortValues> ports = new ArrayList<>(list.size());
        for (JsonNode entry : list) {
            String entryAt = at + "/" + ports.size();
            if (!entry.isObject()) {
                throw new FieldFault(entryAt, "must be an object");
            }
            ports.add(PortValues.read(new PortFields(entry, entryAt, data, pointer, isLenient)));
        }
        return ports;
    }

    /** The same data again. */
    ObjectNode toJson() {
        ObjectNode json = Json.mapper().createObjectNode().put(DEVICE_FIELD, stationId);
        if (isList) {
            ArrayNode list = json.putArray(LIST_FIELD);
            ports.forEach(port -> port.writeTo(list.addObject()));
        } else {
            ports.get(0).writeTo(json);
        }
        return json;
    }
}
