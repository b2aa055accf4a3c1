package org.citywall.gateway.ingest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignalKind;

/**
 * The data of {@code citywall.fire.signal.v1}, checked.
 *
 * @param deviceId registry id of the device
 * @param signal what happened
 * @param point point inside the device, or null
 * @param componentType component type code of GB/T 26875.3, 0 to 255, or null
 * @param value analogue value, or null
 * @param unit unit of the value, or null
 * @param deviceTime the device's own clock, or null
 * @param detail free text, or null
 */
public record FireData(
        String deviceId,
        FireSignalKind signal,
        String point,
        Integer componentType,
        Double value,
        String unit,
        Instant deviceTime,
        String detail) {
    /** Characters of a device id. */
    public static final int MAX_DEVICE_ID = 64;

    private static final int MAX_POINT = 64;
    private static final int MAX_UNIT = 32;
    private static final int MAX_DETAIL = 1_000;
    private static final int MAX_COMPONENT_TYPE = 255;
    private static final Map<String, FireSignalKind> KINDS =
            Stream.of(FireSignalKind.values())
                    .filter(kind -> !kind.isInternal())
                    .collect(toUnmodifiableMap(FireData::wire, kind -> kind));

    /** {@code press}, {@code low-battery} …, also the value of the Kafka header. */
    public static String wire(FireSignalKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads and checks the data.
     *
     * @param pointer JSON pointer of {@code data} in what the sender sent
     * @param lenient leave out optional fields that are wrong, if this is a press or an alarm
     */
    static FireData read(JsonNode data, String pointer, boolean lenient) throws FieldFault {
        if (data == null || !data.isObject()) {
            throw new FieldFault(pointer, "must be an object");
        }
        Fields fields = new Fields(data, pointer);
        String deviceId = fields.required("deviceId", MAX_DEVICE_ID);
        FireSignalKind signal = KINDS.get(fields.required("signal", MAX_POINT));
        if (signal == null) {
            throw new FieldFault(pointer + "/signal", "is not a signal that we know");
        }
        Fields rest = lenient && signal.isFire() ? new LenientFields(data, pointer) : fields;
        return new FireData(
                deviceId,
                signal,
                rest.text("point", MAX_POINT),
                rest.integer("componentType", MAX_COMPONENT_TYPE),
                rest.number("value"),
                rest.text("unit", MAX_UNIT),
                rest.time("deviceTime"),
                rest.text("detail", MAX_DETAIL));
    }

    /** Whether the data is of a fire, whatever else is wrong with it. */
    static boolean isFire(JsonNode data) {
        FireSignalKind signal = data == null ? null : KINDS.get(data.path("signal").asText());
        return signal != null && signal.isFire();
    }

    /** The same at this point, unless it names one. */
    FireData orAt(String otherPoint) {
        return point != null || otherPoint == null
                ? this
                : new FireData(
                        deviceId,
                        signal,
                        otherPoint,
                        componentType,
                        value,
                        unit,
                        deviceTime,
                        detail);
    }

    /** The same data again, without what we do not know. */
    ObjectNode toJson() {
        ObjectNode json = Json.mapper().valueToTree(this);
        json.put("signal", wire(signal));
        return json;
    }
}
