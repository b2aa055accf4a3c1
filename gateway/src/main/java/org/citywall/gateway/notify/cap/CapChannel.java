package org.citywall.gateway.notify.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.Outgoing;
import org.citywall.gateway.webhook.Signature;
import org.citywall.gateway.webhook.WebhookOptions;
import org.citywall.gateway.webhook.WebhookTarget;

/** Posts CAP 1.2 documents; signed like a webhook if there is a secret. */
public final class CapChannel implements Channel {
    /** Its word. */
    public static final String NAME = "cap";

    private static final String MEDIA_TYPE = "application/cap+xml; charset=utf-8";
    private static final String KEY = "Idempotency-Key";
    private static final int MIN_SECRET = 16;

    private final CapOptions documents;
    private final WebhookOptions options;
    private final GuardedHttp http;

    /** Sends over these connections. */
    public CapChannel(GuardedHttp http, WebhookOptions options, CapOptions documents) {
        this.http = http;
        this.options = options;
        this.documents = documents;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isPersonal() {
        return false; // documents are handed on
    }

    @Override
    public void check(String address, @Nullable String secret) {
        try {
            WebhookTarget.of(address, options);
        } catch (IllegalArgumentException e) {
            throw new BadAddressException("address", e.getMessage());
        }
        if (secret != null && secret.length() < MIN_SECRET) {
            throw new BadAddressException(
                    "secret", "must have at least " + MIN_SECRET + " characters, or be absent");
        }
    }

    @Override
    public String shown(String address) {
        try {
            return WebhookTarget.of(address, options).host();
        } catch (IllegalArgumentException e) {
            return ""; // the settings allow it no more
        }
    }

    @Override
    public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
        List<CapDocument> all = CapDocument.of(message, documents);
        if (all.isEmpty()) {
            return Future.succeededFuture(DeliveryTry.forbidden("nothing to say"));
        }
        Future<DeliveryTry> sent = post(all.get(0), address, secret);
        for (CapDocument next : all.subList(1, all.size())) {
            sent =
                    sent.compose(
                            tried ->
                                    tried.end() == End.TAKEN
                                            ? post(next, address, secret)
                                            : Future.succeededFuture(tried));
        }
        return http.asOne(sent);
    }

    private Future<DeliveryTry> post(
            CapDocument document, String address, @Nullable String secret) {
        byte[] body = document.xml().getBytes(UTF_8);
        return http.send(
                new Outgoing(
                        HttpMethod.POST,
                        address,
                        Buffer.buffer(body),
                        leftAt -> {
                            Map<String, String> headers = new HashMap<>();
                            headers.put("content-type", MEDIA_TYPE);
                            headers.put(KEY, document.identifier());
                            if (secret != null) {
                                headers.put(Signature.HEADER, Signature.of(secret, leftAt, body));
                            }
                            return headers;
                        }));
    }
}
