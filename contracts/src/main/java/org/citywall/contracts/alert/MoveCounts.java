package org.citywall.contracts.alert;

import org.citywall.contracts.Nullable;

/**
 * How far the moving out of the endangered has come. What is neither moved nor refused is still
 * inside.
 *
 * @param toMove all that must go, ≥ 0
 * @param moved those that are out, ≥ 0
 * @param refused those that will not go, ≥ 0; with those moved at most {@code toMove}
 */
public record MoveCounts(int toMove, int moved, int refused) {
    /** Largest count: more than live below any slope. */
    public static final int MOST = 1_000_000;

    /** Name of the first component that cannot be; null: the counts fit together. */
    public @Nullable String misfit() {
        if (toMove < 0 || toMove > MOST) {
            return "toMove";
        }
        if (moved < 0 || moved > toMove) {
            return "moved";
        }
        return refused < 0 || refused > toMove - moved ? "refused" : null;
    }
}
