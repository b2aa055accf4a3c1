package org.citywall.gateway.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Posts signed messages; it believes nothing of the answer but its head. */
public final class WebhookSender {
    private final GuardedHttp http;

    /** Each message over a connection of its own: they are few, and to many. */
    public static WebhookSender singly(Vertx vertx, WebhookOptions options, Clock clock) {
        return new WebhookSender(GuardedHttp.singly(vertx, options, clock));
    }

    /** Over these connections. */
    public WebhookSender(GuardedHttp http) {
        this.http = http;
    }

    /**
     * How it ended; never fails.
     *
     * @param headers beside those of every message
     */
    public Future<DeliveryTry> send(
            String url, String secret, byte[] body, Map<String, String> headers) {
        return http.send(
                new Outgoing(
                        HttpMethod.POST,
                        url,
                        Buffer.buffer(body),
                        leftAt -> {
                            Map<String, String> all = new HashMap<>(headers);
                            all.put("content-type", CloudEvent.MEDIA_TYPE);
                            all.put(Signature.HEADER, Signature.of(secret, leftAt, body));
                            return all;
                        }));
    }
}
