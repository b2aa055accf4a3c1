package org.citywall.gateway.notify.webhook;

import io.vertx.core.Future;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.webhook.CloudEvent;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.WebhookOptions;
import org.citywall.gateway.webhook.WebhookSender;
import org.citywall.gateway.webhook.WebhookTarget;

/** Posts a CloudEvent that is signed with the contact's secret. */
public final class WebhookChannel implements Channel {
    /** Its word. */
    public static final String NAME = "webhook";

    /** Header with the id of the message, the same in every try. */
    public static final String KEY = "Idempotency-Key";

    private static final String SOURCE = "/citywall/alerts";
    private static final int MIN_SECRET = 16;

    private final WebhookOptions options;
    private final WebhookSender sender;

    /** Sends by these options. */
    public WebhookChannel(GuardedHttp http, WebhookOptions options) {
        this.options = options;
        this.sender = new WebhookSender(http);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(String address, @Nullable String secret) {
        try {
            WebhookTarget.of(address, options);
        } catch (IllegalArgumentException e) {
            throw new BadAddressException("address", e.getMessage());
        }
        if (secret == null || secret.length() < MIN_SECRET) {
            throw new BadAddressException(
                    "secret", "a webhook needs one of at least " + MIN_SECRET + " characters");
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

    /** Over TLS, or in a network that the operator said is the city's own. */
    @Override
    public boolean isConfidential(String address) {
        return options.allowPrivate() || address.regionMatches(true, 0, "https:", 0, 6);
    }

    @Override
    public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
        if (secret == null) {
            return Future.succeededFuture(DeliveryTry.forbidden("no secret"));
        }
        String type = message.isDigest() ? EventTypes.ALERT_DIGEST : EventTypes.ALERT_PAGE;
        byte[] body =
                CloudEvent.body(
                        message.id(),
                        SOURCE,
                        type,
                        message.subject(),
                        message.at(),
                        message.data());
        return sender.send(address, secret, body, Map.of(KEY, message.id()));
    }
}
