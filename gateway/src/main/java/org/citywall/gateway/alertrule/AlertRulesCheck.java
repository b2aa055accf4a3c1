package org.citywall.gateway.alertrule;

import java.util.List;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.gateway.rules.RulesFault;
import org.citywall.gateway.rules.RulesForm;

/**
 * Whether alerts can be judged by rules: first their form, by a JSON Schema, then what they say.
 */
final class AlertRulesCheck {
    /** Where the JSON Schema of a text of rules lies. */
    static final String SCHEMA = "/schemas/alert-rules.json";

    private AlertRulesCheck() {}

    /** What is wrong with rules whose form is right; empty: nothing. */
    static List<RulesFault> sense(AlertRules rules) {
        return AlertRulesReader.check(rules).stream()
                .limit(RulesForm.MOST_FAULTS)
                .map(fault -> new RulesFault(pointer(fault.path()), fault.detail()))
                .toList();
    }

    /** {@code groups[2].by[0]} as a JSON pointer. */
    static String pointer(String path) {
        return path.isEmpty() ? "" : "/" + path.replace("]", "").replaceAll("[\\[.]", "/");
    }
}
