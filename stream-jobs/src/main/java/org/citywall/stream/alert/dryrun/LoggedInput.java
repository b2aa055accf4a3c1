package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import org.citywall.contracts.alert.AlertInput;

/**
 * An input as it lies in the log.
 *
 * @param at log time
 * @param input the input
 */
public record LoggedInput(Instant at, AlertInput input) {}
