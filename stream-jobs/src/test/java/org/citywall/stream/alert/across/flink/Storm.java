package org.citywall.stream.alert.across.flink;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.alert.AlertGroup;

/** Alarms of many sites, one alert each. */
final class Storm {
    static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    static final String HERE = "yunwan/north";
    static final String ELSEWHERE = "yunwan/south";

    private static int commands;

    private Storm() {}

    /** The device of a site raises something. */
    static AlertInput raise(int site, int level, long at) {
        return told(site, "hot", level, true, HERE, at, List.of());
    }

    static AlertInput raise(int site, int level, String place, long at) {
        return told(site, "hot", level, true, place, at, List.of());
    }

    /** The same from a recording. */
    static AlertInput recorded(int site, long at) {
        return told(site, "hot", 3, true, HERE, at, List.of("replay"));
    }

    static AlertInput clear(int site, long at) {
        return told(site, "hot", 4, false, HERE, at, List.of());
    }

    /** Somebody does something about the first alert that this raise opened. */
    static AlertInput act(AlertInput raise, AlertAction action) {
        return act(id(raise), action);
    }

    static AlertInput act(String alertId, AlertAction action) {
        return AlertInput.of(AlertGroup.command("c" + commands++, alertId, action));
    }

    static String id(AlertInput raise) {
        return Ids.alertId(Ids.groupHash(raise.detection().groupKey()), raise.detection().id());
    }

    private static AlertInput told(
            int site,
            String kind,
            int level,
            boolean raised,
            String place,
            long at,
            List<String> tags) {
        String name = "S-" + site;
        return AlertInput.of(
                new Detection(
                        Ids.of(name, kind, "" + level, "" + raised, "" + at),
                        "ebike/alarm/" + name,
                        AlertDomain.EBIKE,
                        AlertClass.ALARM,
                        kind,
                        level,
                        raised,
                        "D-" + site,
                        null,
                        "高温 " + site,
                        "原因",
                        Map.of(),
                        new SiteRef(name, name, 114.0, 22.7),
                        place + "/" + name,
                        name,
                        null,
                        Instant.ofEpochMilli(at),
                        null,
                        tags.contains("replay"),
                        tags));
    }
}
