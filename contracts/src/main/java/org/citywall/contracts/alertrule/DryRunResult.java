package org.citywall.contracts.alertrule;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What became of a {@link DryRunRequest}.
 *
 * @param id of the run
 * @param report what was found; null: it failed
 * @param failure why it failed, in words; null: it did not
 * @param at when it ended
 */
public record DryRunResult(
        String id, @Nullable DryRunReport report, @Nullable String failure, Instant at) {}
