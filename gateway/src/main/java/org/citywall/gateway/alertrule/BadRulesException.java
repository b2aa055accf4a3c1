package org.citywall.gateway.alertrule;

import java.util.List;
import org.citywall.gateway.rules.RulesFault;

/** A change would make versions by which nobody can judge. */
final class BadRulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RulesFault> faults;

    /** Without a stack trace: it is an answer, not an accident. */
    BadRulesException(List<RulesFault> faults) {
        super(faults.get(0).path() + " " + faults.get(0).detail(), null, false, false);
        this.faults = faults;
    }

    List<RulesFault> faults() {
        return faults;
    }
}
