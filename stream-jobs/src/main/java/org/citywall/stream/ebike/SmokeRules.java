package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.SMOKE;

import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;
import org.citywall.contracts.ebike.StopReason;

/**
 * Smoke is red at once. It is over when the detector has said so for two minutes: smoke drifts. A
 * charger without detector that stops a session because of smoke is believed for half an hour.
 */
final class SmokeRules {
    private static final long CALM = 120_000;
    private static final long STOPPED = Minutes.LENGTH * Minutes.MINUTE;
    private static final String ROW = "，建议切断整桩全部端口";

    private SmokeRules() {}

    static void judge(EbikeDraft draft) {
        Boolean smoke = draft.reading.smoke();
        StationMemory station = draft.station;
        if (smoke == null || draft.at < station.smokeAt) {
            return;
        }
        station.smokeAt = draft.at;
        boolean raised = Findings.level(station.findings, SMOKE) != PortView.NO_LEVEL;
        if (smoke) {
            station.smoke = true;
            station.noSmokeSince = 0;
            if (!raised) {
                Verdicts.ofStation(draft, station, SMOKE, Level.RED, "烟感报警" + ROW);
            }
            return;
        }
        station.smoke = false;
        if (station.noSmokeSince == 0) {
            station.noSmokeSince = draft.at;
        }
        if (raised && draft.at - station.noSmokeSince >= CALM) {
            Verdicts.ofStation(
                    draft,
                    station,
                    SMOKE,
                    PortView.NO_LEVEL,
                    "烟感已恢复 " + EbikeWords.duration(draft.at - station.noSmokeSince));
        }
    }

    /** What the charger gave as the reason of an end. */
    static void judgeStop(EbikeDraft draft, StopReason reason) {
        if (reason == StopReason.SMOKE) {
            Verdicts.ofPort(draft, draft.port, SMOKE, Level.RED, "充电桩因烟雾停止充电" + ROW);
        }
    }

    static void judgePort(EbikeDraft draft) {
        Finding smoke = Findings.find(draft.port.findings, SMOKE);
        if (smoke != null && !draft.station.smoke && draft.at - smoke.since() >= STOPPED) {
            Verdicts.ofPort(
                    draft,
                    draft.port,
                    SMOKE,
                    PortView.NO_LEVEL,
                    "停止充电后 %s内无烟雾".formatted(EbikeWords.duration(draft.at - smoke.since())));
        }
    }
}
