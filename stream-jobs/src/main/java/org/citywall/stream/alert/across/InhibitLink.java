package org.citywall.stream.alert.across;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.InhibitRule;
import org.citywall.stream.alert.rules.Matching;
import org.citywall.stream.alert.rules.Traits;

/**
 * An alert's part in a rule of inhibition.
 *
 * @param key where causes and targets of the same rule and the same values of its fields meet
 * @param rule id of the rule
 * @param cause true: it explains others; false: others may explain it
 * @param reason why, in words
 */
public record InhibitLink(String key, String rule, boolean cause, String reason) {
    /**
     * The parts of an alert under a version of the rules. What a rule takes as a cause is never its
     * target too, or two alerts could silence each other. Red is nobody's target. A field that the
     * alert has no value for joins it with nothing.
     */
    static List<InhibitLink> of(Traits alert, AlertRules rules) {
        List<InhibitLink> links = new ArrayList<>();
        if (!alert.open()) {
            return links;
        }
        for (InhibitRule rule : rules.inhibitions()) {
            String key = key(rule, alert);
            if (key == null) {
                continue;
            }
            String reason = rule.reason() == null ? rule.id() : rule.reason();
            if (Matching.matches(rule.cause(), alert)) {
                if (alert.active() && !alert.recorded()) {
                    links.add(new InhibitLink(key, rule.id(), true, reason));
                }
            } else if (alert.level() > Level.RED && Matching.matchesWhole(rule.target(), alert)) {
                links.add(new InhibitLink(key, rule.id(), false, reason));
            }
        }
        return links;
    }

    /** Whether it is the same part, in whatever words. */
    boolean isSamePart(InhibitLink other) {
        return cause == other.cause && key.equals(other.key);
    }

    private static String key(InhibitRule rule, Traits alert) {
        List<String> parts = new ArrayList<>();
        parts.add(rule.id());
        for (String field : rule.equal()) {
            String value = Matching.field(field, alert);
            if (value == null) {
                return null;
            }
            parts.add(value);
        }
        return Ids.of(parts.toArray(String[]::new));
    }
}
