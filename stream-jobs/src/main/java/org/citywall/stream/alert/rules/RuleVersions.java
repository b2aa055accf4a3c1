package org.citywall.stream.alert.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;

/**
 * The versions of the rules that are known. Which of them judges follows from event time alone, so
 * it does not matter when a version became known, as long as it was before it judges.
 */
public final class RuleVersions {
    /** Only what the release ships. */
    public static final RuleVersions SHIPPED =
            new RuleVersions(List.of(AlertRulesReader.shipped()));

    /** Longer than a checkpoint from which a job is restored can be old. */
    private static final Duration KEPT = Duration.ofDays(8);

    /** Ascending by effective time; of the same time the newest version last. */
    private final List<AlertRules> versions;

    private RuleVersions(List<AlertRules> versions) {
        this.versions = versions;
    }

    /** These, whatever the release ships. */
    public static RuleVersions of(AlertRules... versions) {
        RuleVersions all = new RuleVersions(List.of());
        for (AlertRules each : versions) {
            all = all.with(each);
        }
        return all;
    }

    /** The version that judges at a moment; before the first, the first. */
    public AlertRules at(Instant moment) {
        for (int i = versions.size() - 1; i > 0; i--) {
            if (!versions.get(i).effectiveAt().isAfter(moment)) {
                return versions.get(i);
            }
        }
        return versions.get(0);
    }

    /**
     * When another version takes over from this one; null: none is known that does. One that is not
     * known was replaced long ago.
     */
    public Instant replacedAt(long version) {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).version() == version) {
                return i + 1 < versions.size() ? versions.get(i + 1).effectiveAt() : null;
            }
        }
        return Instant.EPOCH;
    }

    /** When the next version begins to judge after a moment; null: none is known. */
    public Instant nextAfter(Instant moment) {
        for (AlertRules each : versions) {
            if (each.effectiveAt().isAfter(moment)) {
                return each.effectiveAt();
            }
        }
        return null;
    }

    /** The newest version that is known. */
    public long newest() {
        return versions.stream().mapToLong(AlertRules::version).max().orElse(0);
    }

    /** Whether this version is known. */
    public boolean contains(long version) {
        return versions.stream().anyMatch(each -> each.version() == version);
    }

    /** All that are known. */
    public List<AlertRules> all() {
        return versions;
    }

    /** With this version too. What was replaced so long ago that no replay needs it, goes. */
    public RuleVersions with(AlertRules version) {
        if (contains(version.version())) {
            return this;
        }
        List<AlertRules> more = new ArrayList<>(versions);
        more.add(version);
        more.sort(
                Comparator.comparing(AlertRules::effectiveAt)
                        .thenComparingLong(AlertRules::version));
        Instant needed = version.at().minus(KEPT);
        while (more.size() > 1 && more.get(1).effectiveAt().isBefore(needed)) {
            more.remove(0);
        }
        return new RuleVersions(List.copyOf(more));
    }
}
