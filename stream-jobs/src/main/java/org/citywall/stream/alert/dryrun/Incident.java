package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alertrule.DryRunDifference;
import org.citywall.contracts.alertrule.DryRunDifference.Measure;

/**
 * Alerts that hold detections in common.
 *
 * @param current those under the rules that judge now
 * @param proposed those under the others
 */
record Incident(List<SeenAlert> current, List<SeenAlert> proposed) {
    private static final int MOST_CHANGES = 20;

    Incident() {
        this(new ArrayList<>(1), new ArrayList<>(1));
    }

    /** What differs; empty: nothing. */
    Optional<DryRunDifference> difference() {
        List<DryRunDifference.Change> changes = new ArrayList<>();
        boolean redPagedLess = red(changes);
        compare(changes, Measure.ALERTS, current.size(), proposed.size());
        if (!current.isEmpty() && !proposed.isEmpty()) {
            compare(changes, Measure.LEVEL, level(current), level(proposed));
        }
        comparePages(changes, Measure.LOUD, alert -> alert.loudTo);
        comparePages(changes, Measure.QUIET, alert -> alert.quietTo);
        compareAlerts(changes, Measure.INHIBITED, alert -> alert.inhibited);
        compareAlerts(changes, Measure.FLOODED, alert -> alert.flooded);
        compareAlerts(changes, Measure.CHATTERING, alert -> alert.chattering);
        compareAlerts(changes, Measure.STALE, alert -> alert.stale);
        compareAlerts(changes, Measure.STANDING, alert -> alert.standing);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        List<DryRunDifference.Change> shown =
                List.copyOf(changes.subList(0, Math.min(MOST_CHANGES, changes.size())));
        SeenAlert gravest =
                all().min(Comparator.comparingInt(alert -> alert.gravest)).orElseThrow();
        return Optional.of(
                new DryRunDifference(
                        current.isEmpty() ? null : first(current).id,
                        gravest.title,
                        gravest.gravest,
                        all().map(alert -> alert.raisedAt).min(Instant::compareTo).orElseThrow(),
                        redPagedLess,
                        shown,
                        DryRunWords.of(shown)));
    }

    /** Fewer of any step, or the first one later: each is a red alert that reaches people less. */
    private boolean red(List<DryRunDifference.Change> changes) {
        boolean less = false;
        Map<Page.Step, Long> before = sum(current, alert -> alert.redPages);
        Map<Page.Step, Long> after = sum(proposed, alert -> alert.redPages);
        for (Map.Entry<Page.Step, Long> step : before.entrySet()) {
            long then = after.getOrDefault(step.getKey(), 0L);
            if (then < step.getValue()) {
                less = true;
                String name = DryRunWords.wireName(step.getKey());
                changes.add(change(Measure.RED_PAGES, name, step.getValue(), then));
            }
        }
        Instant first = firstRedPage(current);
        Instant then = firstRedPage(proposed);
        if (first != null && (then == null || then.isAfter(first))) {
            less = true;
            changes.add(change(Measure.RED_PAGE_AFTER, null, seconds(first), seconds(then)));
        }
        return less;
    }

    private long seconds(Instant page) {
        Instant raised = all().map(alert -> alert.raisedAt).min(Instant::compareTo).orElseThrow();
        return page == null ? -1 : page.getEpochSecond() - raised.getEpochSecond();
    }

    private void comparePages(
            List<DryRunDifference.Change> changes,
            Measure what,
            Function<SeenAlert, Map<String, Long>> pages) {
        Map<String, Long> before = sum(current, pages);
        Map<String, Long> after = sum(proposed, pages);
        TreeMap<String, Long> names = new TreeMap<>(before);
        names.putAll(after);
        for (String to : names.keySet()) {
            long then = before.getOrDefault(to, 0L);
            long next = after.getOrDefault(to, 0L);
            if (then != next) {
                changes.add(change(what, to, then, next));
            }
        }
    }

    private void compareAlerts(
            List<DryRunDifference.Change> changes, Measure what, Predicate<SeenAlert> which) {
        compare(changes, what, Counting.count(current, which), Counting.count(proposed, which));
    }

    private static void compare(
            List<DryRunDifference.Change> changes, Measure what, long before, long after) {
        if (before != after) {
            changes.add(change(what, null, before, after));
        }
    }

    private static DryRunDifference.Change change(
            Measure what, String to, long before, long after) {
        return new DryRunDifference.Change(what, to, before, after);
    }

    private static <K extends Comparable<K>> Map<K, Long> sum(
            List<SeenAlert> alerts, Function<SeenAlert, Map<K, Long>> counts) {
        Map<K, Long> sums = new TreeMap<>();
        alerts.forEach(a -> counts.apply(a).forEach((key, n) -> sums.merge(key, n, Long::sum)));
        return sums;
    }

    private static int level(List<SeenAlert> alerts) {
        return alerts.stream().mapToInt(alert -> alert.gravest).min().orElseThrow();
    }

    private static Instant firstRedPage(List<SeenAlert> alerts) {
        return alerts.stream()
                .map(alert -> alert.firstRedPage)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static SeenAlert first(List<SeenAlert> alerts) {
        return alerts.stream().min(Comparator.comparing(alert -> alert.raisedAt)).orElseThrow();
    }

    private Stream<SeenAlert> all() {
        return Stream.concat(current.stream(), proposed.stream());
    }
}
