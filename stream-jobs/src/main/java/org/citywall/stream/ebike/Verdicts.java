package org.citywall.stream.ebike;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;

/**
 * What a rule says now, against what it said before. A level that begins or rises is told, and the
 * end is told once; a level that falls and is not over changes only the page.
 */
final class Verdicts {
    private Verdicts() {}

    /** For a port; callers look whether the level is another one before they find the words. */
    static void ofPort(
            EbikeDraft draft, PortMemory port, EbikeKind rule, int level, String reason) {
        int before = port.level(rule);
        if (level == before) {
            return;
        }
        remember(port.findings, rule, level, draft.at, reason);
        draft.showNow();
        if (level < before) {
            noteInSession(port, rule, level);
            Detection raised = Detections.ofPort(draft, port, rule, level, reason);
            draft.emit(raised);
            Orders.automatic(draft, port, rule, raised);
        } else if (level == PortView.NO_LEVEL) {
            draft.emit(Detections.ofPort(draft, port, rule, level, reason));
        }
    }

    /** The same level for another reason. */
    static void tellAgain(EbikeDraft draft, PortMemory port, Finding found, String reason) {
        Findings.put(
                port.findings, new Finding(found.rule(), found.level(), found.since(), reason));
        draft.showNow();
        draft.emit(Detections.ofPort(draft, port, found.rule(), found.level(), reason));
    }

    static void ofStation(
            EbikeDraft draft, StationMemory station, EbikeKind rule, int level, String reason) {
        int before = Findings.level(station.findings, rule);
        if (level == before) {
            return;
        }
        remember(station.findings, rule, level, draft.at, reason);
        draft.showNow();
        if (level < before || level == PortView.NO_LEVEL) {
            draft.emit(Detections.ofStation(draft, station, rule, level, reason));
        }
    }

    static void ofSite(
            EbikeDraft draft,
            EbikeKind rule,
            int level,
            String reason,
            Map<String, String> evidence) {
        int before = Findings.level(draft.site.findings, rule);
        if (level == before) {
            return;
        }
        remember(draft.site.findings, rule, level, draft.at, reason);
        draft.showNow();
        if (level < before || level == PortView.NO_LEVEL) {
            draft.emit(Detections.ofSite(draft, rule, level, reason, evidence));
        }
    }

    /** Ends all that is wrong, in one order whatever the maps' is. */
    static void clearAll(EbikeDraft draft, String reason) {
        TreeMap<String, PortMemory> ports = new TreeMap<>();
        draft.ports.all().forEach(port -> ports.put(port.key(), port));
        for (PortMemory port : ports.values()) {
            for (Finding one : List.copyOf(port.findings)) {
                ofPort(draft, port, one.rule(), PortView.NO_LEVEL, reason);
            }
        }
        for (StationMemory station : new TreeMap<>(draft.site.stations).values()) {
            for (Finding one : List.copyOf(station.findings)) {
                ofStation(draft, station, one.rule(), PortView.NO_LEVEL, reason);
            }
        }
        for (Finding one : List.copyOf(draft.site.findings)) {
            ofSite(draft, one.rule(), PortView.NO_LEVEL, reason, Map.of());
        }
    }

    private static void remember(
            List<Finding> findings, EbikeKind rule, int level, long at, String reason) {
        if (level == PortView.NO_LEVEL) {
            Findings.remove(findings, rule);
        } else {
            Findings.put(findings, new Finding(rule, level, at, reason));
        }
    }

    private static void noteInSession(PortMemory port, EbikeKind rule, int level) {
        SessionMemory session = port.session;
        if (session != null) {
            session.level = Level.gravest(session.level, level);
            if (!session.kinds.contains(rule.wireName())) {
                session.kinds.add(rule.wireName());
            }
        }
    }
}
