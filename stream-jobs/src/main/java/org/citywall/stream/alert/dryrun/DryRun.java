package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.DryRunReport;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.stream.alert.AlertPolicy;

/**
 * What rules would have done to a history, beside what those do that judge now. Both judge all of
 * it, whatever judged when it was made. Pure.
 *
 * <p>An alert that was raised before the history begins is not known: its end and what people did
 * to it have no effect.
 */
public final class DryRun {
    /** As the groups of a job never begin: what was handed on, and what a stage raised. */
    private static final String HANDED_ON = "by/";

    private static final String SYSTEM = "system/";

    private final DryRunRequest request;
    private final DryRunLimits limits;
    private final Side current;
    private final Side proposed;
    private final Map<String, Long> dropped = new TreeMap<>();
    private long inputs;
    private Instant firstAt;
    private Instant lastAt;
    private DryRunReport.Limit limit;

    private DryRun(DryRunRequest request, AlertPolicy policy, DryRunLimits limits) {
        this.request = request;
        this.limits = limits;
        this.current = new Side(request.current(), policy);
        this.proposed = new Side(request.proposed(), policy);
    }

    /** Judges the history up to the time of the request, or to a limit. */
    public static DryRunReport of(
            DryRunRequest request, History history, AlertPolicy policy, DryRunLimits limits) {
        DryRun run = new DryRun(request, policy, limits);
        run.read(history);
        return run.report(history);
    }

    private void read(History history) {
        while (history.hasNext()) {
            LoggedInput next = history.next();
            if (next.at().isAfter(request.at())) {
                return; // the log has gone on since it was asked
            }
            limit = isFull();
            if (limit != null) {
                return;
            }
            take(next);
        }
        limit = history.isCutShort() ? DryRunReport.Limit.TIME : null;
    }

    @Nullable
    private DryRunReport.Limit isFull() {
        if (inputs >= limits.inputs()) {
            return DryRunReport.Limit.INPUTS;
        }
        int most = Math.max(current.alerts().size(), proposed.alerts().size());
        return most >= limits.alerts() ? DryRunReport.Limit.ALERTS : null;
    }

    private void take(LoggedInput next) {
        AlertInput input = next.input();
        boolean counts =
                switch (input.kind()) {
                    case TICK, CANARY, RULES -> false; // of no alert
                    case FACT -> drop("fact");
                    case DETECTION -> isFirstHand(input.detection().groupKey());
                    case COMMAND -> true;
                };
        if (!counts) {
            return;
        }
        inputs++;
        firstAt = firstAt == null ? next.at() : firstAt;
        // Partitions are merged, and a broker's clock may step back.
        lastAt = lastAt == null || next.at().isAfter(lastAt) ? next.at() : lastAt;
        current.tell(input, lastAt);
        proposed.tell(input, lastAt);
    }

    /** What the rules themselves made they make again. */
    private boolean isFirstHand(String groupKey) {
        if (groupKey.startsWith(HANDED_ON)) {
            return drop("forwarded");
        }
        return !groupKey.startsWith(SYSTEM) || drop("stage");
    }

    private boolean drop(String why) {
        dropped.merge(why, 1L, Long::sum);
        return false;
    }

    private DryRunReport report(History history) {
        Instant to = limit == null || lastAt == null ? request.at() : lastAt;
        current.advanceTo(to);
        proposed.advanceTo(to);
        if (history.malformed() > 0) {
            dropped.put("malformed", history.malformed());
        }
        Comparison found = Comparison.of(current, proposed);
        return new DryRunReport(
                DryRunWords.headline(found.redPagedLess(), found.examples(), limit),
                found.redPagedLess(),
                request.from(),
                to,
                firstAt,
                lastAt,
                inputs,
                dropped,
                limit,
                Counting.of(current),
                Counting.of(proposed),
                found.differing(),
                found.examples());
    }
}
