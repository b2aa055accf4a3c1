package org.citywall.gateway.notify.webpush;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.WebhookOptions;

/** What channel and routes share: the city's keys, the browsers, and where these may be. */
public final class WebPush {
    private static final int CONNECTIONS_PER_ADDRESS = 32;

    private final VapidKeys keys;
    private final Subscriptions subscriptions;
    private final Subscriptions sending;
    private final WebhookOptions guard;

    /**
     * With these keys.
     *
     * @param pool for requests of the web
     * @param sending for what is sent, which must not wait for the web
     */
    public WebPush(VapidKeys keys, Pool pool, Pool sending, WebhookOptions webhooks, Clock clock) {
        this.keys = keys;
        this.subscriptions = new Subscriptions(pool, clock);
        this.sending = new Subscriptions(sending, clock);
        this.guard = Subscription.guard(webhooks);
    }

    /** To all browsers of a person. */
    public WebPushChannel channel(Vertx vertx, Clock clock) {
        // All browsers of one maker have one address, and each answer may take its time.
        GuardedHttp http = GuardedHttp.keepingAlive(vertx, guard, clock, CONNECTIONS_PER_ADDRESS);
        return new WebPushChannel(vertx, keys, sending, http, guard);
    }

    VapidKeys keys() {
        return keys;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    WebhookOptions guard() {
        return guard;
    }
}
