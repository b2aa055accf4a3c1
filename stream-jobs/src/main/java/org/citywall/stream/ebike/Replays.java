package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.HashMap;
import org.citywall.contracts.ebike.ChargerReading;

/**
 * Recorded readings are judged apart from what is going on: in memories of their own, under the key
 * of the site with {@link SiteMemory#REPLAY} behind it. Each run, known by its source, begins with
 * empty memories; only the settings of the site are the same.
 */
final class Replays {
    private static final String REASON = "新的一次回放开始";

    private Replays() {}

    static void begin(EbikeDraft draft, ChargerReading reading) {
        SiteMemory site = draft.site;
        site.replay = true;
        if (reading.source().equals(site.run)) {
            return;
        }
        if (site.run != null) {
            Verdicts.clearAll(draft, REASON);
            forget(draft);
        }
        site.run = reading.source();
    }

    /**
     * As if it had been received when it was measured. A whole night may be sent within seconds;
     * rules that compare when readings were received would take it for one moment.
     */
    static ChargerReading asMeasured(ChargerReading one) {
        if (one.deviceTime() == null) {
            return one;
        }
        return new ChargerReading(
                one.id(),
                one.source(),
                one.stationId(),
                one.port(),
                one.state(),
                one.powerW(),
                one.voltageV(),
                one.currentA(),
                one.portTempC(),
                one.boardTempC(),
                one.smoke(),
                one.sessionId(),
                one.elapsedS(),
                one.energyWh(),
                one.stopReason(),
                one.deviceTime(),
                one.deviceTime(),
                one.site(),
                one.place(),
                one.placeName(),
                one.registered(),
                true,
                one.faults());
    }

    private static void forget(EbikeDraft draft) {
        SiteMemory site = draft.site;
        draft.ports.clear();
        site.stations = new HashMap<>();
        site.ports = 0;
        site.powerW = 0;
        site.loadSince = 0;
        site.warm = new HashMap<>();
        site.findings = new ArrayList<>(0);
    }
}
