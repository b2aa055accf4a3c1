package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.PortCurve;

/**
 * The last 30 minutes as evidence, where more than one port is concerned: {@link #CURVE} is of the
 * site, {@code CURVE + " " + name} of a port. Bounded, since alerts keep them.
 */
final class Curves {
    /** Evidence: the last 30 minutes, a {@link PortCurve} as JSON. */
    static final String CURVE = "curve";

    private static final int MOST_OF_STATION = 3;
    private static final int MOST_OF_GROUP = 6;

    /**
     * The gravest first, then the hottest, then what draws most; by name of those that are alike.
     */
    private static final Comparator<PortMemory> BY_DANGER =
            Comparator.comparingInt((PortMemory port) -> Findings.gravest(port.findings))
                    .thenComparing(port -> orLeast(port.tempC), Comparator.reverseOrder())
                    .thenComparing(port -> orLeast(port.powerW), Comparator.reverseOrder())
                    .thenComparing(PortMemory::key);

    private Curves() {}

    private static Float orLeast(float value) {
        return Float.isNaN(value) ? Float.NEGATIVE_INFINITY : value;
    }

    /** What all ports of the site drew together. */
    static void ofSite(SiteMemory site, Map<String, String> evidence) {
        PortCurve curve = site.load.curve();
        if (curve != null) {
            evidence.put(CURVE, Json.string(curve));
        }
    }

    /** Of the ports of a charger. */
    static void ofStation(EbikeDraft draft, String stationId, Map<String, String> evidence) {
        List<PortMemory> ports = new ArrayList<>();
        for (PortMemory port : draft.ports.all()) {
            if (port.stationId.equals(stationId)) {
                ports.add(port);
            }
        }
        put(draft, ports, MOST_OF_STATION, evidence);
    }

    /** Of these ports, by their keys. */
    static void ofPorts(EbikeDraft draft, Collection<String> keys, Map<String, String> evidence) {
        List<PortMemory> ports = new ArrayList<>();
        for (String key : keys) {
            // The port at hand is not stored before the end of the call.
            boolean atHand = draft.port != null && draft.port.key().equals(key);
            PortMemory port = atHand ? draft.port : draft.ports.get(key);
            if (port != null) {
                ports.add(port);
            }
        }
        put(draft, ports, MOST_OF_GROUP, evidence);
    }

    private static void put(
            EbikeDraft draft, List<PortMemory> ports, int most, Map<String, String> evidence) {
        ports.sort(BY_DANGER);
        int count = 0;
        for (PortMemory port : ports) {
            PortCurve curve = port.minutes.curve();
            if (curve != null && count < most) {
                evidence.put(CURVE + " " + EbikeWords.port(draft.site, port), Json.string(curve));
                count++;
            }
        }
    }
}
