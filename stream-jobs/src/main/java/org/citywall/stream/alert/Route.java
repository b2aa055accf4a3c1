package org.citywall.stream.alert;

import java.time.Instant;

/**
 * Where a condition that was handed on went, so that its end follows it.
 *
 * @param groupKey which group
 * @param until event time until which that is remembered
 */
public record Route(String groupKey, Instant until) {}
