package org.citywall.stream.alert.dryrun;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alertrule.DryRunDifference;

/**
 * Where two versions of the rules part. Alerts are compared incident by incident: their ids follow
 * from their groups, which may be others.
 *
 * @param redPagedLess number of incidents whose red pages are fewer or later
 * @param differing number of incidents that differ
 * @param examples the gravest of them
 */
record Comparison(int redPagedLess, int differing, List<DryRunDifference> examples) {
    private static final int MOST_EXAMPLES = 50;

    private static final Comparator<DryRunDifference> GRAVEST =
            Comparator.comparing((DryRunDifference d) -> !d.redPagedLess())
                    .thenComparingInt(DryRunDifference::level)
                    .thenComparing(Comparator.comparingLong(Comparison::less).reversed())
                    .thenComparing(DryRunDifference::at)
                    .thenComparing(DryRunDifference::title);

    /** Joins what is one incident, and compares. */
    static Comparison of(Side current, Side proposed) {
        current.join(proposed);
        Map<SeenAlert, Incident> incidents = new LinkedHashMap<>();
        current.alerts()
                .values()
                .forEach(
                        alert ->
                                incidents
                                        .computeIfAbsent(alert.incident(), i -> new Incident())
                                        .current()
                                        .add(alert));
        proposed.alerts()
                .values()
                .forEach(
                        alert ->
                                incidents
                                        .computeIfAbsent(alert.incident(), i -> new Incident())
                                        .proposed()
                                        .add(alert));
        List<DryRunDifference> found = new ArrayList<>();
        for (Incident incident : incidents.values()) {
            incident.difference().ifPresent(found::add);
        }
        found.sort(GRAVEST);
        return new Comparison(
                (int) found.stream().filter(DryRunDifference::redPagedLess).count(),
                found.size(),
                List.copyOf(found.subList(0, Math.min(MOST_EXAMPLES, found.size()))));
    }

    /** Loud pages that would no longer be told. */
    private static long less(DryRunDifference difference) {
        return difference.changes().stream()
                .filter(change -> change.what() == DryRunDifference.Measure.LOUD)
                .mapToLong(change -> change.current() - change.proposed())
                .sum();
    }
}
