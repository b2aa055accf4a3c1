package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.function.Consumer;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;

/**
 * What sees several groups, as the stages behind the rule of a group do ({@code alert/across}).
 * What it says is told to its group at once; in the job it comes back through the log a moment
 * later.
 *
 * <p>They are {@link InhibitStage} and {@link FloodStage}.
 */
interface Stage {
    /** An alert changed. */
    void see(AlertChange change, Instant at, Consumer<AlertInput> say);

    /** When time alone changes something; null: never. */
    @Nullable
    default Instant nextDue() {
        return null;
    }

    /** Time has come so far. */
    default void advanceTo(Instant now, Consumer<AlertInput> say) {}
}
