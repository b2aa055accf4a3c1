package org.citywall.gateway.alertrule;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.gateway.sweep.Sweep;

/**
 * Sees to it that the alerts job has rules: writes the first version if there is none, tells all
 * that may still judge after each start and each hour, because the log of inputs forgets, and what
 * Kafka did not take as soon as it does. What the job has already has no effect.
 */
public final class AlertRulesSweep {
    private static final long PERIOD_MS = 1_000;
    private static final Duration ALL_EVERY = Duration.ofHours(1);

    private final AlertRulesBook book;
    private final AlertRules first;
    private final Clock clock;
    private final Sweep sweep;
    private volatile Instant allAt = Instant.EPOCH;

    /**
     * Looks at this book.
     *
     * @param first the version that counts until somebody writes another
     */
    public AlertRulesSweep(Vertx vertx, AlertRulesBook book, AlertRules first, Clock clock) {
        this.book = book;
        this.first = first;
        this.clock = clock;
        this.sweep = new Sweep(vertx, "rules of alerts", PERIOD_MS, this::look);
    }

    /** Begins to look. */
    public void start() {
        sweep.start();
    }

    /** Stops. */
    public void stop() {
        sweep.stop();
    }

    Future<Void> look() {
        Instant now = clock.instant();
        // What came too late is withdrawn before all are told: it must not be told any more.
        Future<Void> told =
                allAt.equals(Instant.EPOCH)
                        ? book.ensureFirst(first).compose(there -> book.tellAgain())
                        : book.tellAgain();
        if (now.isBefore(allAt.plus(ALL_EVERY))) {
            return told;
        }
        return told.compose(done -> book.announceAll()).onSuccess(done -> allAt = now);
    }
}
