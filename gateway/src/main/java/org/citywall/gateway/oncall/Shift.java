package org.citywall.gateway.oncall;

import java.time.Instant;

/**
 * A piece of time in which the answer is the same.
 *
 * @param from the first moment
 * @param to the first moment after it
 * @param answer who, or that nobody is
 */
record Shift(Instant from, Instant to, Answer answer) {}
