package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.SITE_LOAD;
import static org.citywall.stream.ebike.EbikeKind.WARM_GROUP;

import java.util.Map;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;

/** What the ports of a site do together. */
final class SiteRules {
    private SiteRules() {}

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
        Double limit = site.profile.siteLimitW();
        if (limit != null) {
            judgeLoad(draft, site.powerW / limit, limit, time(draft));
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
            Verdicts.ofSite(
                    draft,
                    SITE_LOAD,
                    next,
                    "全场 %s，为上限 %s 的 %s"
                            .formatted(
                                    EbikeWords.watts(site.powerW),
                                    EbikeWords.watts(limit),
                                    EbikeWords.percent(share)),
                    Map.of(
                            "总功率", EbikeWords.watts(site.powerW),
                            "上限", EbikeWords.watts(limit)));
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
        int together = 0;
        for (var entries = site.warm.values().iterator(); entries.hasNext(); ) {
            long ago = now - entries.next();
            if (ago > keep) {
                entries.remove();
            } else {
                remembered++;
                together += Math.abs(ago) <= limits.warmWindow().toMillis() ? 1 : 0;
            }
        }
        boolean raised = Findings.level(site.findings, WARM_GROUP) != PortView.NO_LEVEL;
        if (!raised && together >= limits.warmPorts()) {
            Verdicts.ofSite(
                    draft,
                    WARM_GROUP,
                    Level.ORANGE,
                    "%s内 %d 个端口达到 %s"
                            .formatted(
                                    EbikeWords.duration(limits.warmWindow().toMillis()),
                                    together,
                                    EbikeWords.celsius(limits.warmC())),
                    Map.of("发热端口", Integer.toString(together)));
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
