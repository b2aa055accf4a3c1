package org.citywall.contracts.alert;

import java.time.Instant;

/**
 * Whether an alarm was found to be real.
 *
 * @param result what was found
 * @param byRule true: nobody said anything in time, and the rule takes it for real
 * @param by account that said it, or {@code system}
 * @param at event time of the decision
 */
public record Verification(VerifyResult result, boolean byRule, String by, Instant at) {}
