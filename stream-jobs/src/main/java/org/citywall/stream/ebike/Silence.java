package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.SITE_OFFLINE;
import static org.citywall.stream.ebike.EbikeKind.STATION_OFFLINE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;

/**
 * What happens while chargers are not heard: one watch per site, at the earliest moment at which
 * one of them may have fallen silent. A reading does not move it; when it comes, it looks who
 * really is, and sets itself anew.
 */
final class Silence {
    /** How often it is looked for what nobody has heard of for long. */
    private static final long SWEEP = 600_000;

    private Silence() {}

    static void hear(EbikeDraft draft) {
        StationMemory station = draft.station;
        boolean first = station.heardAt == 0;
        station.heardAt = draft.nowMs();
        station.receivedAt = draft.reading.receivedAt().toEpochMilli();
        station.registered = draft.reading.registered();
        if (!station.online) {
            station.online = true;
            Verdicts.ofStation(
                    draft,
                    station,
                    STATION_OFFLINE,
                    PortView.NO_LEVEL,
                    EbikeWords.clock(station.receivedAt) + " 恢复在线");
            watchAnew(draft);
        }
        if (draft.site.dark) {
            draft.site.dark = false;
            Verdicts.ofSite(
                    draft,
                    SITE_OFFLINE,
                    PortView.NO_LEVEL,
                    EbikeWords.station(draft.site, station.id) + "恢复在线",
                    Map.of());
        }
        if (first) {
            watchAnew(draft);
        }
    }

    /** Something changed that may bring the next look forward. */
    static void watchAnew(EbikeDraft draft) {
        SiteMemory site = draft.site;
        if (!site.replay && isWatched(site)) {
            site.watchAt = next(draft);
        }
    }

    /** Whether time alone may change something. */
    private static boolean isWatched(SiteMemory site) {
        return !site.stations.isEmpty() || site.ports > 0 || !site.orderIds.until().isEmpty();
    }

    static void watch(EbikeDraft draft) {
        SiteMemory site = draft.site;
        if (site.watchAt == 0 || draft.nowMs() < site.watchAt) {
            return;
        }
        draft.at = draft.nowMs();
        for (StationMemory station : new TreeMap<>(site.stations).values()) {
            if (station.registered && station.online && due(draft, station) <= draft.nowMs()) {
                station.online = false;
                Verdicts.ofStation(
                        draft,
                        station,
                        STATION_OFFLINE,
                        Level.YELLOW,
                        "%s没有消息，最后消息 %s"
                                .formatted(
                                        EbikeWords.duration(
                                                draft.nowMs() - silentSince(site, station)),
                                        EbikeWords.clock(station.receivedAt)));
            }
        }
        if (!site.dark && darkDue(draft) <= draft.nowMs()) {
            goDark(draft);
        }
        Forgetting.sweep(draft);
        site.watchAt = isWatched(site) ? next(draft) : 0;
    }

    static long heartbeat(EbikeDraft draft) {
        Integer set = draft.site.profile.heartbeatS();
        return set == null ? draft.policy.silence().heartbeat().toMillis() : set * 1_000L;
    }

    private static long silentSince(SiteMemory site, StationMemory station) {
        return Math.max(station.heardAt, site.graceFrom);
    }

    private static long due(EbikeDraft draft, StationMemory station) {
        return silentSince(draft.site, station)
                + draft.policy.silence().missed() * heartbeat(draft);
    }

    /** Never while one is heard. The only charger of a site may just have lost its network. */
    private static long darkDue(EbikeDraft draft) {
        long due = 0;
        int registered = 0;
        for (StationMemory station : draft.site.stations.values()) {
            if (station.registered) {
                registered++;
                due = Math.max(due, due(draft, station));
                if (station.online) {
                    return Long.MAX_VALUE;
                }
            }
        }
        if (registered == 0) {
            return Long.MAX_VALUE;
        }
        long lone = draft.policy.silence().lone().toMillis();
        long hearts = draft.policy.silence().missed() * heartbeat(draft);
        return registered == 1 ? due + Math.max(0, lone - hearts) : due;
    }

    private static void goDark(EbikeDraft draft) {
        SiteMemory site = draft.site;
        site.dark = true;
        int inUse = 0;
        PortMemory worst = null;
        for (PortMemory port : draft.ports.all()) {
            inUse += port.session == null ? 0 : 1;
            if (worst == null || isGraver(port, worst)) {
                worst = port;
            }
        }
        int gravest = worst == null ? PortView.NO_LEVEL : Findings.gravest(worst.findings);
        for (StationMemory station : site.stations.values()) {
            gravest = station.smoke ? Level.RED : gravest;
        }
        boolean danger = gravest <= Level.ORANGE;
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("离线充电桩", Integer.toString(site.stations.size()));
        evidence.put("失联前充电端口", Integer.toString(inUse));
        if (worst != null && !Float.isNaN(worst.tempC)) {
            evidence.put("失联前最高温度", EbikeWords.celsius(worst.tempC));
        }
        Curves.ofSite(site, evidence);
        if (worst != null) {
            Curves.ofPorts(draft, List.of(worst.key()), evidence);
        }
        Verdicts.ofSite(
                draft,
                SITE_OFFLINE,
                danger ? Level.RED : Level.ORANGE,
                "全部 %d 台充电桩失联，失联前 %d 个端口在充电%s"
                        .formatted(site.stations.size(), inUse, before(site, worst, danger)),
                evidence);
    }

    /** By level, then by temperature, then by name, so that a replay finds the same one. */
    private static boolean isGraver(PortMemory one, PortMemory other) {
        int level = Findings.gravest(one.findings) - Findings.gravest(other.findings);
        if (level != 0) {
            return level < 0;
        }
        int warmth = Float.compare(celsius(one), celsius(other));
        return warmth != 0 ? warmth > 0 : one.key().compareTo(other.key()) < 0;
    }

    private static float celsius(PortMemory port) {
        return Float.isNaN(port.tempC) ? Float.NEGATIVE_INFINITY : port.tempC;
    }

    private static String before(SiteMemory site, PortMemory worst, boolean danger) {
        if (danger && worst != null && !worst.findings.isEmpty()) {
            return "，%s失联前已有%s告警：%s"
                    .formatted(
                            EbikeWords.port(site, worst),
                            EbikeWords.level(Findings.gravest(worst.findings)),
                            worst.findings.get(0).reason());
        }
        if (danger) {
            return "，失联前烟感报警";
        }
        return worst == null || Float.isNaN(worst.tempC)
                ? ""
                : "，最高 %s".formatted(EbikeWords.celsius(worst.tempC));
    }

    private static long next(EbikeDraft draft) {
        long next = draft.nowMs() + SWEEP;
        for (StationMemory station : draft.site.stations.values()) {
            if (station.registered && station.online) {
                next = Math.min(next, due(draft, station));
            }
        }
        if (!draft.site.dark) {
            next = Math.min(next, darkDue(draft));
        }
        return Math.max(next, draft.nowMs() + 1);
    }

    /** Nobody could be heard until then. */
    static void sleepUntil(SiteMemory site, long awakeSince) {
        if (site.watchAt != 0 && site.heardAt < awakeSince && awakeSince > site.graceFrom) {
            site.graceFrom = awakeSince;
            // Until the next look somebody could be heard, else it would have come sooner.
            site.sleptMs += Math.max(0, awakeSince - Math.max(site.watchAt, site.heardAt));
        }
    }
}
