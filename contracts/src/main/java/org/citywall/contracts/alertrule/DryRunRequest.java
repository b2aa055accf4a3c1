package org.citywall.contracts.alertrule;

import java.time.Instant;

/**
 * Somebody asks what rules would have done to the last hours.
 *
 * @param id of this run
 * @param by account
 * @param at when it was asked; the history ends here
 * @param hours how far back it begins: 1 to 168
 * @param current the rules that judge at {@code at}
 * @param proposed the rules that may follow, with what is announced in {@code current}
 */
public record DryRunRequest(
        String id, String by, Instant at, int hours, AlertRules current, AlertRules proposed) {
    /** When the history begins. */
    public Instant from() {
        return at.minusSeconds(hours * 3_600L);
    }
}
