package org.citywall.gateway.ingest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.Json;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.gateway.text.PlainText;

/**
 * The data of {@code citywall.slope.reading.v1}, checked. A value that is no finite number is left
 * out and named, not refused with the others: the slope page must show the gap. A clock in 1970 is
 * no fault here either; the job marks it.
 *
 * @param stationId registry id of the station
 * @param instrument what it measures
 * @param channel channel of the station
 * @param values name to finite number, in the sender's order
 * @param deviceTime the station's own time of the measurement
 * @param leftOut name to what stood there instead of a number
 */
record SlopeData(
        String stationId,
        SlopeInstrument instrument,
        String channel,
        Map<String, Double> values,
        Instant deviceTime,
        Map<String, String> leftOut) {
    /** Name of the field that holds the station. */
    static final String DEVICE_FIELD = "stationId";

    static final int MAX_VALUES = 32;
    private static final int MAX_CHANNEL = 64;
    private static final int MAX_NAME = 64;
    private static final int MAX_SHOWN = 32;
    private static final int LAST_YEAR = 9_999;
    private static final Map<String, SlopeInstrument> INSTRUMENTS =
            Stream.of(SlopeInstrument.values())
                    .collect(toUnmodifiableMap(SlopeData::wire, instrument -> instrument));

    /** {@code gnss}, {@code pore-pressure} … */
    static String wire(SlopeInstrument instrument) {
        return instrument.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads and checks the data.
     *
     * @param pointer JSON pointer of {@code data} in what the sender sent
     */
    static SlopeData read(JsonNode data, String pointer) throws FieldFault {
        if (data == null || !data.isObject()) {
            throw new FieldFault(pointer, "must be an object");
        }
        Fields fields = new Fields(data, pointer);
        String stationId = fields.required(DEVICE_FIELD, FireData.MAX_DEVICE_ID);
        SlopeInstrument instrument = INSTRUMENTS.get(fields.required("instrument", MAX_NAME));
        if (instrument == null) {
            throw new FieldFault(pointer + "/instrument", "is not an instrument that we know");
        }
        String channel = fields.required("channel", MAX_CHANNEL);
        Instant deviceTime = fields.time("deviceTime");
        if (deviceTime == null) {
            throw new FieldFault(pointer + "/deviceTime", "is missing");
        }
        int year = deviceTime.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > LAST_YEAR) {
            throw new FieldFault(pointer + "/deviceTime", "must be " + Fields.TIME);
        }
        Map<String, String> leftOut = new LinkedHashMap<>();
        Map<String, Double> values = values(data.path("values"), pointer + "/values", leftOut);
        return new SlopeData(
                stationId,
                instrument,
                channel,
                values,
                deviceTime,
                Collections.unmodifiableMap(leftOut));
    }

    private static Map<String, Double> values(
            JsonNode given, String pointer, Map<String, String> leftOut) throws FieldFault {
        if (!given.isObject() || given.isEmpty()) {
            throw new FieldFault(pointer, "must be an object with at least one value");
        }
        if (given.size() > MAX_VALUES) {
            throw new FieldFault(
                    pointer, "must not have more than %d values".formatted(MAX_VALUES));
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (var each : given.properties()) {
            String name = each.getKey();
            if (name.isBlank() || name.length() > MAX_NAME || !PlainText.isPlain(name)) {
                throw new FieldFault(
                        pointer,
                        "a name must be a plain text of 1 to %d characters".formatted(MAX_NAME));
            }
            JsonNode value = each.getValue();
            if (value.isNumber() && Double.isFinite(value.doubleValue())) {
                values.put(name, value.doubleValue());
            } else {
                leftOut.put(name, shown(value));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return PlainText.storable(
                text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
    }

    /** What was left out, in words. */
    List<String> faults() {
        return leftOut.entrySet().stream()
                .map(each -> "%s：不是有效数值（%s）".formatted(each.getKey(), each.getValue()))
                .toList();
    }

    /** The same data again; what was left out would be so again. */
    ObjectNode toJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put(DEVICE_FIELD, stationId).put("instrument", wire(instrument));
        json.put("channel", channel).put("deviceTime", deviceTime.toString());
        ObjectNode all = json.putObject("values");
        values.forEach(all::put);
        leftOut.forEach(all::put);
        return json;
    }
}
