package org.citywall.gateway.ticket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.gateway.sweep.Sweep;

/**
 * Sees to it that the stream has rules: writes the first version if there is none, appends the
 * newest once after each start, and later what Kafka did not take. What the stream has already has
 * no effect.
 */
public final class RulesSweep {
    private static final long PERIOD_MS = 2_000;

    private final RulesBook book;
    private final Supplier<Optional<TicketRules>> first;
    private final Sweep sweep;
    private volatile boolean isAppended;

    /**
     * Looks at this book.
     *
     * @param first the version that counts until somebody writes another, if there is one
     */
    public RulesSweep(Vertx vertx, RulesBook book, Supplier<Optional<TicketRules>> first) {
        this.book = book;
        this.first = first;
        this.sweep = new Sweep(vertx, "rules of tickets", PERIOD_MS, this::look);
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
        return ensureFirst()
                .compose(there -> book.appendAgain(!isAppended))
                .onSuccess(appended -> isAppended = true)
                .mapEmpty();
    }

    private Future<Void> ensureFirst() {
        return isAppended
                ? Future.succeededFuture()
                : first.get().map(book::ensureFirst).orElse(Future.succeededFuture());
    }
}
