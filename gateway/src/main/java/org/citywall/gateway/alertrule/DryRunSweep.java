package org.citywall.gateway.alertrule;

import io.vertx.core.Vertx;
import org.citywall.gateway.sweep.Sweep;

/** Gives up dry runs that were never answered, and forgets old ones. */
public final class DryRunSweep {
    private static final long PERIOD_MS = 10_000;

    private final Sweep sweep;

    /** Looks at this book. */
    public DryRunSweep(Vertx vertx, DryRunBook book) {
        sweep = new Sweep(vertx, "dry runs of rules", PERIOD_MS, book::sweep);
    }

    /** Begins to look. */
    public void start() {
        sweep.start();
    }

    /** Stops. */
    public void stop() {
        sweep.stop();
    }
}
