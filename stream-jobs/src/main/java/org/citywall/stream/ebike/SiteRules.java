package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.SITE_LOAD;
import static org.citywall.stream.ebike.EbikeKind.WARM_GROUP;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;

/** What the ports of a site do together. */
final class SiteRules {
    /** What a port drew longer ago does not count for its site, ms. */
    private static final long STALE = 600_000;

    private SiteRules() {}

    /** Whether what is known of the port counts for its site. */
    static boolean isHeard(EbikeDraft draft, PortMemory port) {
        StationMemory station = draft.site.stations.get(port.stationId);
        return station != null && station.online && draft.nowMs() - port.heardAt <= STALE;
    }

    /**
     * Sums anew, so that neither rounding nor what a silent port drew stays in the sum. The next
     * reading judges it: while nobody is heard, what was wrong stays so. Powers of ports are
     * floats, which add up exactly in a double: the order of the map does not show.
     */
    static void sumAnew(EbikeDraft draft) {
        double sum = 0;
        for (PortMemory port : draft.ports.all()) {
            if (port.countedW != 0 && !isHeard(draft, port)) {
                port.countedW = 0;
                draft.ports.put(port.key(), port);
            }
            sum += port.countedW;
        }
        draft.site.powerW = sum;
    }

    static void judge(EbikeDraft draft) {
        load(draft);
        if (!draft.site.warm.isEmpty()) {
            group(draft);
        }
    }

    /** Clocks of chargers differ: times of several are compared by the gateway's. */
    private static long time(EbikeDraft draft) {
        return !draft.timed
                ? draft.reading.receivedAt().toEpochMilli()
                : draft.station.clock.corrected(draft.reading.deviceTime().toEpochMilli());
    }

    private static void load(EbikeDraft draft) {
        SiteMemory site = draft.site;
        PortMemory port = draft.port;
        boolean drawn = port.powerAt == draft.at || port.session != null;
        float counts = drawn && !Float.isNaN(port.powerW) ? port.powerW : 0;
        site.powerW = Math.max(0, site.powerW + counts - port.countedW);
        port.countedW = counts;
        long time = time(draft);
        site.load.add(time, site.powerW);
        Double limit = site.profile.siteLimitW();
        if (limit != null) {
            judgeLoad(draft, site.powerW / limit, limit, time);
        }
    }

    /** By the settings as they are now. */
    static void judgeSettings(EbikeDraft draft) {
        SiteMemory site = draft.site;
        Double limit = site.profile.siteLimitW();
        draft.at = draft.nowMs();
        if (limit != null) {
            judgeLoad(draft, site.powerW / limit, limit, draft.at);
            return;
        }
        site.loadSince = 0;
        if (Findings.level(site.findings, SITE_LOAD) != PortView.NO_LEVEL) {
            Verdicts.ofSite(draft, SITE_LOAD, PortView.NO_LEVEL, "场站负荷上限已取消", Map.of());
        }
    }

    private static void judgeLoad(EbikeDraft draft, double share, double limit, long time) {
        SiteMemory site = draft.site;
        PowerLimits limits = draft.policy.power();
        int level = Findings.level(site.findings, SITE_LOAD);
        if (share <= limits.siteYellow()) {
            site.loadSince = 0;
        } else if (site.loadSince == 0 || time < site.loadSince) {
            site.loadSince = time;
        }
        int up = PortView.NO_LEVEL;
        if (site.loadSince != 0 && time - site.loadSince >= limits.siteFor().toMillis()) {
            up = loadLevel(share, limits);
        }
        int down = loadLevel(share / limits.fallShare(), limits);
        int next = up < level ? up : Math.max(down, level);
        if (next != level) {
            Map<String, String> evidence = new LinkedHashMap<>();
            evidence.put("总功率", EbikeWords.watts(site.powerW));
            evidence.put("上限", EbikeWords.watts(limit));
            Curves.ofSite(site, evidence);
            Verdicts.ofSite(
                    draft,
                    SITE_LOAD,
                    next,
                    "全场 %s，为上限 %s 的 %s"
                            .formatted(
                                    EbikeWords.watts(site.powerW),
                                    EbikeWords.watts(limit),
                                    EbikeWords.percent(share)),
                    evidence);
        }
    }

    private static int loadLevel(double share, PowerLimits limits) {
        if (share > limits.siteOrange()) {
            return Level.ORANGE;
        }
        return share > limits.siteYellow() ? Level.YELLOW : PortView.NO_LEVEL;
    }

    static void noteWarm(EbikeDraft draft) {
        draft.site.warm.put(draft.port.key(), time(draft));
    }

    private static void group(EbikeDraft draft) {
        SiteMemory site = draft.site;
        HeatLimits limits = draft.policy.heat();
        long now = time(draft);
        long keep = 3 * limits.warmWindow().toMillis();
        int remembered = 0;
        List<String> together = new ArrayList<>();
        for (var entries = site.warm.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, Long> warm = entries.next();
            long ago = now - warm.getValue();
            if (ago > keep) {
                entries.remove();
            } else {
                remembered++;
                if (Math.abs(ago) <= limits.warmWindow().toMillis()) {
                    together.add(warm.getKey());
                }
            }
        }
        boolean raised = Findings.level(site.findings, WARM_GROUP) != PortView.NO_LEVEL;
        if (!raised && together.size() >= limits.warmPorts()) {
            Map<String, String> evidence = new LinkedHashMap<>();
            evidence.put("发热端口", Integer.toString(together.size()));
            Curves.ofPorts(draft, together, evidence);
            Verdicts.ofSite(
                    draft,
                    WARM_GROUP,
                    Level.ORANGE,
                    "%s内 %d 个端口达到 %s"
                            .formatted(
                                    EbikeWords.duration(limits.warmWindow().toMillis()),
                                    together.size(),
                                    EbikeWords.celsius(limits.warmC())),
                    evidence);
        } else if (raised && remembered < limits.warmPorts()) {
            Verdicts.ofSite(
                    draft,
                    WARM_GROUP,
                    PortView.NO_LEVEL,
                    "发热端口减少到 %d 个".formatted(remembered),
                    Map.of());
        }
    }
}
