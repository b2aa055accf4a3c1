package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.function.Consumer;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;

/**
 * What sees several groups, as the stages behind the rule of a group do ({@code alert/across}).
 * What it says is told to its group at once; in the job it comes back through the log a moment
 * later.
 *
 * <p>{@link InhibitStage} is one. That of floods has a place beside it in {@link Side}.
 */
interface Stage {
    /** An alert changed. */
    void see(AlertChange change, Instant at, Consumer<AlertInput> say);
}
