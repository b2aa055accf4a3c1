package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.SMOKE;

import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;

/**
 * Smoke is red at once. It is over when the detector has said so for two minutes: smoke drifts. A
 * charger without detector that stops a session because of smoke is believed for half an hour.
 */
final class SmokeRules {
    private static final long CALM = 120_000;
    static final String ROW = "，建议切断整桩全部端口";

    private SmokeRules() {}

    static void judge(EbikeDraft draft) {
        Boolean smoke = draft.reading.smoke();
        StationMemory station = draft.station;
        long received = draft.reading.receivedAt().toEpochMilli();
        if (smoke == null || (!smoke && received < station.smokeAt)) {
            lapse(draft, received);
            return;
        }
        boolean raised = Findings.level(station.findings, SMOKE) != PortView.NO_LEVEL;
        if (smoke) {
            station.smoke = true;
            station.smokeAt = Math.max(station.smokeAt, received);
            station.noSmokeSince = 0;
            if (!raised) {
                Verdicts.ofStation(draft, station, SMOKE, Level.RED, "烟感报警" + ROW);
            }
            return;
        }
        if (station.noSmokeSince == 0) {
            station.noSmokeSince = received;
        }
        if (received - station.noSmokeSince >= CALM) {
            station.smoke = false;
        }
        if (raised && !station.smoke) {
            Verdicts.ofStation(
                    draft,
                    station,
                    SMOKE,
                    PortView.NO_LEVEL,
                    "烟感已恢复 " + EbikeWords.duration(received - station.noSmokeSince));
        }
    }

    /** A detector that says nothing any more, while its charger goes on speaking. */
    private static void lapse(EbikeDraft draft, long received) {
        StationMemory station = draft.station;
        if (station.smoke && received - station.smokeAt >= Stops.HOLD) {
            station.smoke = false;
            Verdicts.ofStation(
                    draft,
                    station,
                    SMOKE,
                    PortView.NO_LEVEL,
                    "%s内未再报烟".formatted(EbikeWords.duration(received - station.smokeAt)));
        }
    }
}
