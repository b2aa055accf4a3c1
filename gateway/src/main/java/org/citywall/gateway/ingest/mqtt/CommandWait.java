package org.citywall.gateway.ingest.mqtt;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.citywall.gateway.ingest.charger.ChargerOrders;
import org.citywall.gateway.ingest.charger.PortCommand;

/**
 * Waits for an order that a charger answers but this gateway has not heard of yet: it has just
 * started and reads what was ordered before, or it is a moment behind the gateway that sent it.
 * Answers behind it on the same connection wait with it, so it must not be long at other times.
 */
final class CommandWait {
    /** Until then a gateway that has started has read what was ordered before. */
    static final Duration AFTER_START = Duration.ofSeconds(20);

    /** Orders come to all gateways within some 100 ms of each other. */
    static final Duration BEHIND = Duration.ofSeconds(2);

    private static final long LOOK_MS = 50;

    private final Vertx vertx;
    private final ChargerOrders orders;
    private final Clock clock;
    private final Instant startedAt;

    CommandWait(Vertx vertx, ChargerOrders orders, Clock clock) {
        this.vertx = vertx;
        this.orders = orders;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** The command as soon as it is heard of, on the caller's context; empty: it was not. */
    Future<Optional<PortCommand>> heard(String commandId) {
        Optional<PortCommand> known = orders.heard(commandId);
        if (known.isPresent()) {
            return Future.succeededFuture(known);
        }
        Instant now = clock.instant();
        Instant started = startedAt.plus(AFTER_START);
        Instant until = now.plus(BEHIND);
        Promise<Optional<PortCommand>> heard = Promise.promise();
        look(commandId, started.isAfter(until) ? started : until, heard);
        return heard.future();
    }

    private void look(String commandId, Instant until, Promise<Optional<PortCommand>> heard) {
        vertx.setTimer(
                LOOK_MS,
                id -> {
                    Optional<PortCommand> known = orders.heard(commandId);
                    if (known.isPresent() || !clock.instant().isBefore(until)) {
                        heard.complete(known);
                    } else {
                        look(commandId, until, heard);
                    }
                });
    }
}
