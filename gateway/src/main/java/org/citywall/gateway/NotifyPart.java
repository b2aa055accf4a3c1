package org.citywall.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.ContactRoutes;
import org.citywall.gateway.notify.NotificationRetry;
import org.citywall.gateway.notify.NotificationRoutes;
import org.citywall.gateway.notify.Notifier;
import org.citywall.gateway.notify.NotifyOptions;
import org.citywall.gateway.notify.webhook.WebhookChannel;
import org.citywall.gateway.record.GroupReader;
import org.citywall.gateway.record.PageStore;
import org.citywall.gateway.record.PageWriter;
import org.citywall.gateway.record.RecordConsumers;

/** Telling people: contacts, the outbox of pages, and what sends them. */
final class NotifyPart {
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Its own, so that no request of the web keeps a red page waiting. */
    private static final int CONNECTIONS = 4;

    /**
     * What was read from the stream is on disk before it is taken as read; this is only how far its
     * sending is. If the database's machine dies, its last tenths of a second may be forgotten, and
     * what was sent in them is sent again under the same id; a gateway's death forgets nothing.
     */
    private static final Map<String, String> NO_WAIT_FOR_DISK = Map.of("synchronous_commit", "off");

    private final GatewayConfig config;
    private final StorePart store;
    private final MeterRegistry meters;
    private final NotifyOptions options;
    private final Pool pool;
    private final Map<String, Channel> channels;
    private final Notifier notifier;

    NotifyPart(Vertx vertx, GatewayConfig config, StorePart store, MeterRegistry meters) {
        this.config = config;
        this.store = store;
        this.meters = meters;
        this.options = config.limits().notifications();
        this.pool =
                StorePart.pool(
                        vertx,
                        config.postgres(),
                        "citywall-notifier",
                        CONNECTIONS,
                        NO_WAIT_FOR_DISK);
        Channel webhook = new WebhookChannel(vertx, options.webhooks(), config.clock());
        this.channels = Map.of(webhook.name(), webhook);
        this.notifier = new Notifier(vertx, pool, channels, options, config.clock(), meters);
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(Router router, Guard guard, Bodies bodies) {
        JsonBody json = new JsonBody(bodies);
        new ContactRoutes(store.pool, channels, guard, json, config.clock()).mount(router);
        new NotificationRoutes(
                        store.pool,
                        new NotificationRetry(store.pool, options, config.clock(), notifier::wake),
                        channels,
                        guard,
                        json)
                .mount(router);
    }

    /** Begins to read pages and to send them; needs tables and topics. */
    void start(Lifecycle lifecycle) {
        GatewayConfig.Postgres db = config.postgres();
        lifecycle.onStop("notifier pool", pool::close);
        notifier.start();
        lifecycle.onStop("notifications", notifier::stop);
        GroupReader<?> pages =
                PageWriter.of(
                        () -> RecordConsumers.ofPages(config.kafka()),
                        new PageStore(
                                db.jdbcUrl(),
                                db.user(),
                                db.password(),
                                options,
                                config.clock(),
                                meters,
                                notifier::wake),
                        RETRY,
                        meters);
        pages.start();
        lifecycle.onStopBlocking("pages", pages::stop);
    }
}
