package org.citywall.gateway.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sends what stands in the outbox of this database, together with all other gateways. */
public final class Notifier {
    /** The answer to a try, when it is there. */
    private static final Duration TO_WRITE = Duration.ofSeconds(1);

    private final Dispatcher dispatcher;
    private final Digests digests;
    private final NotificationPruning pruning;
    private final Duration answersWithin;

    /**
     * Sends nothing yet.
     *
     * @param channels by their names
     */
    public Notifier(
            Vertx vertx,
            Pool pool,
            Map<String, Channel> channels,
            NotifyOptions options,
            Clock clock,
            MeterRegistry meters) {
        this.dispatcher =
                new Dispatcher(
                        vertx,
                        new NotificationQueue(pool, options),
                        channels,
                        options,
                        clock,
                        new NotifyMeters(meters, channels.keySet(), clock));
        this.digests = new Digests(vertx, pool, channels, options, clock, dispatcher::wake);
        this.answersWithin = options.webhooks().timeout().plus(TO_WRITE);
        this.pruning = new NotificationPruning(vertx, pool, options.keep(), clock);
    }

    /** Begins to send. */
    public void start() {
        dispatcher.start();
        digests.start();
        pruning.start();
    }

    /**
     * Begins nothing more; ends when the answers to what is on its way are written, so that no heir
     * sends it again, and at the latest when their time is over.
     */
    public Future<Void> stop() {
        digests.stop();
        pruning.stop();
        return dispatcher.stop().timeout(answersWithin.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something was written into the outbox; from any thread. */
    public void wake() {
        dispatcher.wake();
    }
}
