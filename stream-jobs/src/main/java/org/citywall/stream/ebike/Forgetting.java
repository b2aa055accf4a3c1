package org.citywall.stream.ebike;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.ebike.PortView;

/**
 * Looks through all ports of a site now and then, for what nobody hears of any more: sessions,
 * temperatures, and at last ports and chargers that are gone for good. A port that is locked, or
 * has an open order, is never forgotten: only a person gives it free.
 */
final class Forgetting {
    private Forgetting() {}

    /** Nearly always there is nothing to forget: a site is only sorted where there is. */
    static void sweep(EbikeDraft draft) {
        if (isAnythingDue(draft)) {
            forgetInOrder(draft);
        }
        SiteRules.sumAnew(draft);
        draft.site.orderIds = draft.site.orderIds.pruned(draft.now);
    }

    private static boolean isAnythingDue(EbikeDraft draft) {
        if (draft.site.sleptMs != 0) {
            return true;
        }
        for (PortMemory port : draft.ports.all()) {
            if (isGone(draft, port.heardAt)
                    || isSessionDue(draft, port)
                    || LostHeat.isDue(draft, port)) {
                return true;
            }
        }
        for (StationMemory station : draft.site.stations.values()) {
            if (isGone(draft, station.heardAt)) {
                return true;
            }
        }
        return false;
    }

    /** In one order whatever the map's is, so that a replay tells the same. */
    private static void forgetInOrder(EbikeDraft draft) {
        TreeMap<String, PortMemory> ports = new TreeMap<>();
        draft.ports.all().forEach(port -> ports.put(port.key(), port));
        leaveOutWhatWasSlept(draft, ports.values());
        for (PortMemory port : ports.values()) {
            boolean lost = LostHeat.sweep(draft, port);
            boolean over = forgetSession(draft, port);
            if (lost || over) {
                draft.ports.put(port.key(), port);
            }
        }
        for (PortMemory port : List.copyOf(ports.values())) {
            if (isGone(draft, port.heardAt) && !isKept(draft, port)) {
                forget(draft, port);
                ports.remove(port.key());
            }
        }
        for (StationMemory station : new TreeMap<>(draft.site.stations).values()) {
            boolean kept =
                    ports.values().stream().anyMatch(one -> one.stationId.equals(station.id));
            if (isGone(draft, station.heardAt) && !kept) {
                forget(draft, station);
            }
        }
    }

    /** As if they had been heard so much later: in that time nobody could be heard. */
    private static void leaveOutWhatWasSlept(EbikeDraft draft, Collection<PortMemory> ports) {
        SiteMemory site = draft.site;
        if (site.sleptMs == 0) {
            return;
        }
        for (PortMemory port : ports) {
            if (port.heardAt < site.graceFrom) {
                port.heardAt = Math.min(site.graceFrom, port.heardAt + site.sleptMs);
                draft.ports.put(port.key(), port);
            }
        }
        for (StationMemory station : site.stations.values()) {
            if (station.heardAt < site.graceFrom) {
                station.heardAt = Math.min(site.graceFrom, station.heardAt + site.sleptMs);
            }
        }
        site.sleptMs = 0;
    }

    private static boolean isSessionDue(EbikeDraft draft, PortMemory port) {
        long before = draft.nowMs() - draft.policy.time().forgotten().toMillis();
        return port.heardAt < before && port.session != null;
    }

    private static boolean forgetSession(EbikeDraft draft, PortMemory port) {
        if (!isSessionDue(draft, port)) {
            return false;
        }
        Sessions.forget(draft, port);
        return true;
    }

    private static boolean isGone(EbikeDraft draft, long heardAt) {
        return draft.nowMs() - heardAt >= draft.policy.silence().forgotten().toMillis();
    }

    private static boolean isKept(EbikeDraft draft, PortMemory port) {
        return port.lockedBy != null || CutOffs.isOpen(draft, port);
    }

    private static void forget(EbikeDraft draft, PortMemory port) {
        if (port.session != null) {
            Sessions.forget(draft, port);
        }
        for (Finding one : List.copyOf(port.findings)) {
            Verdicts.ofPort(draft, port, one.rule(), PortView.NO_LEVEL, words(draft));
        }
        draft.site.warm.remove(port.key());
        draft.ports.remove(port.key());
        draft.site.ports--;
        draft.showNow();
    }

    private static void forget(EbikeDraft draft, StationMemory station) {
        SiteMemory site = draft.site;
        for (Finding one : List.copyOf(station.findings)) {
            Verdicts.ofStation(draft, station, one.rule(), PortView.NO_LEVEL, words(draft));
        }
        site.stations.remove(station.id);
        draft.showNow();
        if (site.stations.isEmpty()) {
            site.dark = false;
            site.loadSince = 0;
            for (Finding one : List.copyOf(site.findings)) {
                Verdicts.ofSite(draft, one.rule(), PortView.NO_LEVEL, words(draft), Map.of());
            }
        }
    }

    private static String words(EbikeDraft draft) {
        return "已 %d 天没有任何消息，不再计入本场所；再次上报时重新计入"
                .formatted(draft.policy.silence().forgotten().toDays());
    }
}
