package org.citywall.stream.ebike;

import java.util.List;
import org.citywall.contracts.ebike.PortView;

/**
 * A port that was too warm, and of which no temperature is told any more: whether it has cooled
 * nobody knows, so it is not over. It says so, once, and waits for a measurement or for a person
 * who gives the port free.
 */
final class LostHeat {
    private static final List<EbikeKind> HEAT =
            List.of(EbikeKind.PORT_HOT, EbikeKind.TEMP_RISE, EbikeKind.PORT_ABOVE_BOARD);

    private LostHeat() {}

    /** A reading without a temperature that can be one. */
    static void look(EbikeDraft draft) {
        PortMemory port = draft.port;
        if (port.tempAt == 0) {
            port.tempAt = draft.at; // What was stored before this was kept.
        }
        long since = draft.at - port.tempAt;
        if (mayBeLost(port) && since >= draft.policy.heat().lostAfter().toMillis()) {
            tell(draft, port, since);
        }
    }

    /** A port that is not heard at all while its charger is; whether anything changed. */
    static boolean sweep(EbikeDraft draft, PortMemory port) {
        if (!isDue(draft, port)) {
            return false;
        }
        tell(draft, port, silentFor(draft, port));
        return true;
    }

    /** Whether it is to be told now. */
    static boolean isDue(EbikeDraft draft, PortMemory port) {
        if (silentFor(draft, port) < draft.policy.heat().lostAfter().toMillis()
                || !mayBeLost(port)) {
            return false;
        }
        StationMemory station = draft.site.stations.get(port.stationId);
        return station != null && station.online;
    }

    private static long silentFor(EbikeDraft draft, PortMemory port) {
        return draft.nowMs() - Math.max(port.heardAt, draft.site.graceFrom);
    }

    /** What the charger itself stopped for is believed without a measurement for a while. */
    private static boolean mayBeLost(PortMemory port) {
        return !port.tempLost && !Float.isNaN(port.tempC) && port.hotStopAt == 0;
    }

    private static void tell(EbikeDraft draft, PortMemory port, long since) {
        port.tempLost = true;
        draft.showInTurn();
        for (EbikeKind rule : HEAT) {
            Finding found = Findings.find(port.findings, rule);
            if (found != null) {
                draft.showNow();
                String words =
                        "已 %s没有温度实测，最后为 %s，是否降温未知，须到场核实"
                                .formatted(
                                        EbikeWords.duration(since), EbikeWords.celsius(port.tempC));
                Verdicts.tellAgain(draft, port, found, words);
            }
        }
    }

    /** A temperature is told again; what it says of the limits is said by their rules. */
    static void find(EbikeDraft draft, float celsius) {
        PortMemory port = draft.port;
        port.tempAt = draft.at;
        if (!port.tempLost) {
            return;
        }
        port.tempLost = false;
        draft.showInTurn();
        for (EbikeKind rule : HEAT) {
            Finding found = Findings.find(port.findings, rule);
            if (found != null) {
                draft.showNow();
                String words = "恢复温度实测，现为 " + EbikeWords.celsius(celsius);
                Findings.put(port.findings, new Finding(rule, found.level(), found.since(), words));
            }
        }
    }

    /** Whether nobody knows if it still holds: whoever has been there may say that it does not. */
    static boolean isUnknown(PortMemory port, EbikeKind rule) {
        return port.tempLost && HEAT.contains(rule);
    }

    /** The same of any of its rules. */
    static boolean isUnknown(PortMemory port) {
        for (EbikeKind rule : HEAT) {
            if (isUnknown(port, rule) && port.level(rule) != PortView.NO_LEVEL) {
                return true;
            }
        }
        return false;
    }

    /** A person has looked, and gives the port free. */
    static void release(EbikeDraft draft, PortMemory port, String reason) {
        if (!port.tempLost) {
            return;
        }
        for (EbikeKind rule : HEAT) {
            if (port.level(rule) != PortView.NO_LEVEL) {
                Verdicts.ofPort(draft, port, rule, PortView.NO_LEVEL, reason);
            }
        }
    }
}
