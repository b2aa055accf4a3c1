package org.citywall.stream.alert.flink;

import org.citywall.contracts.alert.AlertInput;

/**
 * An input that waits for a version of the rules.
 *
 * @param at event time of its record, in milliseconds
 * @param input the input
 */
public record HeldInput(long at, AlertInput input) {}
