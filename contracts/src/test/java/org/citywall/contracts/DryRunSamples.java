package org.citywall.contracts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.DryRunCounts;
import org.citywall.contracts.alertrule.DryRunDifference;
import org.citywall.contracts.alertrule.DryRunReport;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.alertrule.DryRunResult;

/** What rules would have done, as it is asked and answered. */
final class DryRunSamples {
    private static final String ID = "0d6c1f0e-6d8e-4a58-9d6e-3b8f1f9a0007";
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    private DryRunSamples() {}

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "dry-run-request",
                new DryRunRequest(
                        ID,
                        "admin",
                        AT,
                        24,
                        AlertRulesReader.shipped(),
                        AlertRulesReader.shipped()));
        all.put("dry-run-result", new DryRunResult(ID, report(), null, AT.plusSeconds(9)));
        all.put("dry-run-result-failed", new DryRunResult(ID, null, "读取历史失败", AT.plusSeconds(9)));
        return all;
    }

    private static DryRunReport report() {
        return new DryRunReport(
                "▲ 1 起红色告警的通知会减少或推迟：一号楼火警",
                1,
                AT.minusSeconds(86_400),
                AT,
                AT.minusSeconds(80_000),
                AT.minusSeconds(10),
                1_234,
                Map.of("fact", 12L),
                DryRunReport.Limit.INPUTS,
                counts(3, 8),
                counts(2, 6),
                1,
                List.of(difference()));
    }

    private static DryRunCounts counts(long alerts, long loud) {
        return new DryRunCounts(
                alerts,
                Map.of("1", alerts),
                Map.of("press", alerts),
                loud,
                2,
                Map.of("第二席", loud),
                Map.of("seat-1", 2L),
                1,
                1,
                0,
                0,
                0,
                0,
                4,
                1,
                0);
    }

    private static DryRunDifference difference() {
        return new DryRunDifference(
                Ids.alertId(Ids.groupHash("fire/alarm/B-1"), "d-1"),
                "一号楼火警",
                1,
                AT.minusSeconds(3_600),
                true,
                List.of(new DryRunDifference.Change(DryRunDifference.Measure.LOUD, "第二席", 2, 1)),
                "响铃通知第二席 2→1");
    }
}
