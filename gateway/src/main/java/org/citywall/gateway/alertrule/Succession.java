package org.citywall.gateway.alertrule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.Standing;

/**
 * Which versions follow when somebody changes the rules. A version is whole, so one that was
 * written for a later time would take the change back: for each of these moments there is a further
 * version with the change in it.
 */
final class Succession {
    private static final Comparator<AlertRules> ORDER =
            Comparator.comparing(AlertRules::effectiveAt).thenComparingLong(AlertRules::version);

    private Succession() {}

    /**
     * The versions to write, in the order in which they judge; the last one has the highest number.
     *
     * @param known versions that judge now or later, at least one
     * @param newest highest number that was ever given
     * @param change makes new content of what would have judged
     * @param effectiveAt from when the change counts
     */
    static List<AlertRules> of(
            List<AlertRules> known,
            long newest,
            UnaryOperator<AlertRules> change,
            String by,
            @Nullable String comment,
            Instant now,
            Instant effectiveAt) {
        List<Instant> moments = new ArrayList<>(List.of(effectiveAt));
        known.stream()
                .map(AlertRules::effectiveAt)
                .filter(moment -> moment.isAfter(effectiveAt))
                .distinct()
                .sorted()
                .forEach(moments::add);
        List<AlertRules> next = new ArrayList<>();
        for (Instant moment : moments) {
            AlertRules content = change.apply(at(known, moment));
            next.add(
                    new AlertRules(
                            newest + next.size() + 1,
                            by,
                            comment,
                            now,
                            moment,
                            content.groups(),
                            content.inhibitions(),
                            content.delays(),
                            content.chatter(),
                            content.staleAfterS(),
                            content.flood(),
                            content.escalations(),
                            notOver(content.standing(), moment)));
        }
        return next;
    }

    /** The version that judges at a moment, as the job finds it; before the first, the first. */
    static AlertRules at(List<AlertRules> known, Instant moment) {
        List<AlertRules> sorted = known.stream().sorted(ORDER).toList();
        return sorted.stream()
                .filter(each -> !each.effectiveAt().isAfter(moment))
                .reduce((before, after) -> after)
                .orElse(sorted.get(0));
    }

    /** The same rules with these things announced. */
    static AlertRules withStanding(AlertRules rules, List<Standing> standing) {
        return new AlertRules(
                rules.version(),
                rules.by(),
                rules.comment(),
                rules.at(),
                rules.effectiveAt(),
                rules.groups(),
                rules.inhibitions(),
                rules.delays(),
                rules.chatter(),
                rules.staleAfterS(),
                rules.flood(),
                rules.escalations(),
                List.copyOf(standing));
    }

    private static List<Standing> notOver(List<Standing> standing, Instant moment) {
        return standing.stream().filter(each -> each.until().isAfter(moment)).toList();
    }
}
