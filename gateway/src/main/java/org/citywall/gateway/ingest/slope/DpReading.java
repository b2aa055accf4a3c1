package org.citywall.gateway.ingest.slope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;

/**
 * One channel of one station at one timestamp.
 *
 * @param stationId as the message names it
 * @param channel sensor code, for example {@code L1_GP_1}
 * @param deviceTime the timestamp
 * @param values name to value, as they were sent; whether they are numbers is not checked here
 */
public record DpReading(
        String stationId, String channel, Instant deviceTime, SortedMap<String, JsonNode> values) {
    /** Name of the value of a channel that sends a bare number. */
    public static final String SCALAR = "value";

    /** The values of one timestamp; an object within is laid flat, its names joined by a dot. */
    static DpReading of(String stationId, String channel, Instant deviceTime, JsonNode sent) {
        SortedMap<String, JsonNode> values = new TreeMap<>();
        if (sent.isObject()) {
            for (var each : sent.properties()) {
                if (each.getValue().isObject()) {
                    each.getValue()
                            .properties()
                            .forEach(
                                    inner ->
                                            values.put(
                                                    each.getKey() + "." + inner.getKey(),
                                                    DpCodes.number(inner.getValue())));
                } else {
                    values.put(each.getKey(), DpCodes.number(each.getValue()));
                }
            }
        } else {
            values.put(SCALAR, DpCodes.number(sent));
        }
        leaveOutTexts(channel, values);
        return new DpReading(stationId, channel, deviceTime, values);
    }

    /** Versions and raw records stand among the numbers; they measure nothing. */
    private static void leaveOutTexts(String channel, SortedMap<String, JsonNode> values) {
        if (values.values().stream().noneMatch(JsonNode::isNumber)) {
            return;
        }
        for (Iterator<String> names = values.keySet().iterator(); names.hasNext(); ) {
            String name = names.next();
            boolean isText = values.get(name).isTextual();
            if (isText && DpCodes.mayBeText(channel, name) && !DpCodes.isGap(values.get(name))) {
                names.remove();
            }
        }
    }

    /** The same reading sent again has the same id. */
    public String id() {
        return Ids.of("dp", stationId, channel, deviceTime.toString(), values.toString());
    }

    /** As the data of {@code citywall.slope.reading.v1}. */
    public ObjectNode toData() {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("stationId", stationId).put("instrument", DpCodes.instrument(channel));
        data.put("channel", channel).put("deviceTime", deviceTime.toString());
        ObjectNode all = data.putObject("values");
        values.forEach(all::set);
        return data;
    }
}
