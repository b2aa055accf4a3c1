package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.citywall.contracts.ebike.ChargerReading;

/**
 * Recorded readings are judged apart from what is going on: in memories of their own, under the key
 * of the site with {@link SiteMemory#REPLAY} behind it. Each run, known by its source, begins with
 * empty memories; only the settings of the site are the same.
 *
 * <p>One run at a time: the newest. What still comes of one that another has taken the place of is
 * refused, since two that alternate would begin anew with each reading and judge nothing; once it
 * has been silent for {@link #QUIET} it may begin again.
 */
final class Replays {
    private static final String REASON = "新的一次回放开始";

    /** Ten minutes, ms. */
    static final long QUIET = 600_000;

    private static final int MOST_REMEMBERED = 8;

    private Replays() {}

    /** Whether the reading belongs to the run at hand, or begins one. */
    static boolean accepts(EbikeDraft draft, ChargerReading reading) {
        SiteMemory site = draft.site;
        site.replay = true;
        String source = reading.source();
        if (source.equals(site.run)) {
            return true;
        }
        Long heard = site.supersededRuns.get(source);
        if (heard != null && draft.nowMs() - heard < QUIET) {
            site.supersededRuns.put(source, draft.nowMs());
            if (!site.refusedRuns.contains(source)) {
                site.refusedRuns.add(source);
            }
            draft.showInTurn();
            return false;
        }
        if (site.run != null) {
            Verdicts.clearAll(draft, REASON);
            forget(draft);
            remember(site, draft.nowMs());
        }
        site.supersededRuns.remove(source);
        site.refusedRuns.retainAll(site.supersededRuns.keySet());
        site.run = source;
        return true;
    }

    private static void remember(SiteMemory site, long now) {
        site.supersededRuns.values().removeIf(heard -> now - heard >= QUIET);
        if (site.supersededRuns.size() >= MOST_REMEMBERED) {
            String oldest = null;
            for (Map.Entry<String, Long> one : new TreeMap<>(site.supersededRuns).entrySet()) {
                if (oldest == null || one.getValue() < site.supersededRuns.get(oldest)) {
                    oldest = one.getKey();
                }
            }
            site.supersededRuns.remove(oldest);
        }
        site.supersededRuns.put(site.run, now);
    }

    /** Why readings of others were not taken, for the page of the recording. */
    static List<String> refusals(SiteMemory site) {
        List<String> words = new ArrayList<>(0);
        for (String source : new TreeSet<>(site.refusedRuns)) {
            words.add("回放“%s”已被“%s”取代，其后续数据不再采用".formatted(source, site.run));
        }
        return words;
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
        site.load = new SiteLoad();
        site.warm = new HashMap<>();
        site.findings = new ArrayList<>(0);
    }
}
