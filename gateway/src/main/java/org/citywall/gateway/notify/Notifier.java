package org.citywall.gateway.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Map;

/** Sends what stands in the outbox of this database, together with all other gateways. */
public final class Notifier {
    private final Dispatcher dispatcher;
    private final Digests digests;
    private final NotificationPruning pruning;

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
        this.digests = new Digests(vertx, pool, options, clock, dispatcher::wake);
        this.pruning = new NotificationPruning(vertx, pool, options.keep(), clock);
    }

    /** Begins to send. */
    public void start() {
        dispatcher.start();
        digests.start();
        pruning.start();
    }

    /** Begins nothing more. */
    public void stop() {
        dispatcher.stop();
        digests.stop();
        pruning.stop();
    }

    /** Something was written into the outbox; from any thread. */
    public void wake() {
        dispatcher.wake();
    }
}
