package org.citywall.contracts.alertrule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Level;

/**
 * Rules of inhibition that could explain each other's causes away, so that in the end nobody is
 * told. Two matches count as one that may meet unless a condition of theirs excludes it.
 */
final class InhibitCycles {
    private InhibitCycles() {}

    /**
     * A rule in a circle.
     *
     * @param index its place in the list
     * @param with id of the next rule in the circle
     */
    record Cycle(int index, String with) {}

    /**
     * Each rule that stands in a circle of at least two; within one rule the cause is never its
     * target.
     */
    static List<Cycle> of(@Nullable List<InhibitRule> rules) {
        List<Cycle> found = new ArrayList<>();
        if (rules == null || rules.stream().anyMatch(InhibitCycles::isUnfinished)) {
            return found; // told otherwise
        }
        int n = rules.size();
        boolean[][] reaches = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                reaches[i][j] = i != j && meet(rules.get(i).target(), rules.get(j).cause());
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (reaches[i][j] && leads(reaches, j, i, new boolean[n])) {
                    found.add(new Cycle(i, rules.get(j).id()));
                    break;
                }
            }
        }
        return found;
    }

    private static boolean isUnfinished(InhibitRule rule) {
        return rule == null || rule.cause() == null || rule.target() == null;
    }

    private static boolean leads(boolean[][] reaches, int from, int to, boolean[] seen) {
        if (from == to) {
            return true;
        }
        seen[from] = true;
        for (int next = 0; next < reaches.length; next++) {
            if (reaches[from][next] && !seen[next] && leads(reaches, next, to, seen)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an alert, which as a target is not red, could match both. */
    private static boolean meet(AlertMatch target, AlertMatch cause) {
        int gravest = Math.max(orElse(target.gravest(), Level.ORANGE), orElse(cause.gravest(), 1));
        int mildest =
                Math.min(orElse(target.mildest(), Level.BLUE), orElse(cause.mildest(), Level.BLUE));
        return Math.max(gravest, Level.ORANGE) <= mildest
                && (target.alertClass() == null
                        || cause.alertClass() == null
                        || target.alertClass() == cause.alertClass())
                && meet(target.domains(), cause.domains())
                && meet(target.kinds(), cause.kinds())
                && meet(target.sites(), cause.sites())
                && meet(target.devices(), cause.devices())
                && meet(target.evidence(), cause.evidence());
    }

    private static int orElse(@Nullable Integer level, int other) {
        return level == null ? other : level;
    }

    private static boolean meet(Collection<?> a, Collection<?> b) {
        return a.isEmpty() || b.isEmpty() || !Collections.disjoint(a, b);
    }

    private static boolean meet(Map<String, String> a, Map<String, String> b) {
        return a.entrySet().stream()
                .allMatch(e -> b.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
    }
}
