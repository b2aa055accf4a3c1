package org.citywall.launcher.demo.devices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.demo.DemoSlope;

/**
 * One simulated station: what it would say of which moments, in the national dialect or as
 * CloudEvents. Its first message is what it measured while nobody listened, one reading an hour;
 * then comes one each ten minutes.
 */
final class SlopeStation {
    static final Duration PERIOD = Duration.ofMinutes(10);
    static final Duration BACKLOG = Duration.ofDays(10);
    private static final Duration BACKLOG_STEP = Duration.ofHours(1);
    private static final int HEAD = 3;
    private static final byte DATA_TYPE = 1;
    private static final int LONGEST_WITH_HEAD = 0xFFFF;

    /** Instruments as CloudEvents name them, by sensor code. */
    private static final Map<String, String> INSTRUMENTS =
            Map.of(
                    "L1_GP_1", "gnss",
                    "L1_LF_1", "crack",
                    "L1_LF_2", "crack",
                    "L1_QJ_1", "tilt",
                    "L3_YL_1", "rain",
                    "L3_HS_1", "moisture",
                    "L3_DX_1", "water-level",
                    "S1_ZT_1", "station");

    private final DemoSlope.Station station;
    private final SlopeSeries series;
    private final Duration offset;
    private Instant last;

    /**
     * A station that has said nothing yet.
     *
     * @param offset how long after the full ten minutes it speaks, so that not all speak at once
     */
    SlopeStation(DemoSlope.Station station, SlopeSeries series, Duration offset) {
        this.station = station;
        this.series = series;
        this.offset = offset;
    }

    String id() {
        return station.id();
    }

    /** The moments that it has to tell of now, oldest first; they count as told. */
    List<Instant> due(Instant now) {
        Instant newest = floor(now.minus(offset), PERIOD);
        List<Instant> due = new ArrayList<>();
        if (last == null) {
            Instant oldest = floor(newest.minus(BACKLOG), BACKLOG_STEP);
            for (Instant at = oldest; at.isBefore(newest); at = at.plus(BACKLOG_STEP)) {
                due.add(at);
            }
            due.add(newest);
        } else {
            for (Instant at = last.plus(PERIOD); !at.isAfter(newest); at = at.plus(PERIOD)) {
                due.add(at);
            }
        }
        last = last == null || newest.isAfter(last) ? newest : last;
        return due;
    }

    /** The dialect: all channels and moments in one message. */
    byte[] dialect(List<Instant> moments, boolean withHead) {
        ObjectNode message = Json.mapper().createObjectNode();
        ObjectNode channels = message.putObject(station.id());
        for (String channel : station.channels()) {
            ObjectNode times = channels.putObject(channel);
            moments.forEach(
                    at -> times.set(at.toString(), series.value(station.id(), channel, at)));
        }
        byte[] json = Json.bytes(message);
        return withHead && json.length <= LONGEST_WITH_HEAD ? headed(json) : json;
    }

    private static byte[] headed(byte[] json) {
        byte[] all = new byte[json.length + HEAD];
        all[0] = DATA_TYPE;
        all[1] = (byte) (json.length >> 8);
        all[2] = (byte) json.length;
        System.arraycopy(json, 0, all, HEAD, json.length);
        return all;
    }

    /** A batch of CloudEvents. */
    byte[] events(List<Instant> moments) {
        ArrayNode batch = Json.mapper().createArrayNode();
        for (Instant at : moments) {
            for (String channel : station.channels()) {
                ObjectNode event = batch.addObject();
                event.put("specversion", "1.0").put("type", EventTypes.SLOPE_READING);
                event.put("source", "urn:citywall:demo:slopes");
                event.put("id", station.id() + "/" + channel + "/" + at);
                ObjectNode data = event.putObject("data");
                data.put("stationId", station.id()).put("channel", channel);
                data.put("instrument", INSTRUMENTS.get(channel)).put("deviceTime", at.toString());
                JsonNode value = series.value(station.id(), channel, at);
                data.set(
                        "values",
                        value.isObject()
                                ? value
                                : Json.mapper().createObjectNode().set("value", value));
            }
        }
        return Json.bytes(batch);
    }

    private static Instant floor(Instant at, Duration step) {
        long seconds = step.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }
}
