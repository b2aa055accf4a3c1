package org.citywall.stream.alert.dryrun;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.citywall.contracts.alertrule.DryRunCounts;

/** Adds up what one version of the rules made. */
final class Counting {
    /** So many names are shown; a history may hold any. */
    private static final int MOST_NAMES = 50;

    private static final String OTHER = "other";

    private Counting() {}

    static DryRunCounts of(Side side) {
        Collection<SeenAlert> alerts = side.alerts().values();
        Map<String, Long> byLevel = new TreeMap<>();
        Map<String, Long> byKind = new HashMap<>();
        Map<String, Long> loudTo = new HashMap<>();
        Map<String, Long> quietTo = new HashMap<>();
        long escalations = 0;
        for (SeenAlert alert : alerts) {
            byLevel.merge(Integer.toString(alert.gravest), 1L, Long::sum);
            byKind.merge(alert.kind, 1L, Long::sum);
            alert.loudTo.forEach((to, n) -> loudTo.merge(to, n, Long::sum));
            alert.quietTo.forEach((to, n) -> quietTo.merge(to, n, Long::sum));
            escalations += alert.escalations;
        }
        return new DryRunCounts(
                alerts.size(),
                byLevel,
                most(byKind),
                sum(loudTo),
                sum(quietTo),
                most(loudTo),
                most(quietTo),
                escalations,
                count(alerts, alert -> alert.inhibited),
                count(alerts, alert -> alert.flooded),
                count(alerts, alert -> alert.chattering),
                count(alerts, alert -> alert.stale),
                count(alerts, alert -> alert.standing),
                side.commandsDone(),
                side.commandsRefused(),
                side.commandsLost());
    }

    static long count(Collection<SeenAlert> alerts, Predicate<SeenAlert> which) {
        return alerts.stream().filter(which).count();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> most(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> ordered =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .toList();
        Map<String, Long> shown = new TreeMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            String name = i < MOST_NAMES ? ordered.get(i).getKey() : OTHER;
            shown.merge(name, ordered.get(i).getValue(), Long::sum);
        }
        return shown;
    }
}
