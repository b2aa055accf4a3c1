package org.citywall.launcher.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.citywall.launcher.client.WallClient;

/** Questions about what a wall shows. */
final class Alerts {
    private Alerts() {}

    /** Alarm-class alerts to which the device contributed. */
    static List<JsonNode> of(WallClient wall, String deviceId) {
        return wall.items("alerts").values().stream()
                .filter(alert -> alert.path("class").asText().equals("alarm"))
                .filter(alert -> hasSource(alert, deviceId))
                .toList();
    }

    static Optional<JsonNode> find(WallClient wall, String deviceId) {
        return of(wall, deviceId).stream().findFirst();
    }

    static boolean hasSource(JsonNode alert, String deviceId) {
        return StreamSupport.stream(alert.path("sources").spliterator(), false)
                .anyMatch(source -> source.path("deviceId").asText().equals(deviceId));
    }

    /** The raw press of the device that the wall shows without an outcome. */
    static Optional<JsonNode> rawPress(WallClient wall, String deviceId) {
        return wall.items("signals").values().stream()
                .filter(press -> press.path("deviceId").asText().equals(deviceId))
                .findFirst();
    }
}
