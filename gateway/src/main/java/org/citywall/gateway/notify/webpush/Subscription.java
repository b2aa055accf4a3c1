package org.citywall.gateway.notify.webpush;

import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.webhook.WebhookOptions;
import org.citywall.gateway.webhook.WebhookTarget;

/**
 * A browser that wants messages, as it says itself ({@code PushSubscription} of the Push API).
 *
 * @param endpoint URL of its push service
 * @param p256dh its public key, an uncompressed point on P-256 in base64url
 * @param auth its secret of 16 bytes in base64url
 */
record Subscription(UUID id, String endpoint, String p256dh, String auth) {
    private static final int POINT_BYTES = 65;
    private static final int AUTH_BYTES = 16;

    /**
     * Where browsers' addresses may be: what any officer's browser says must not lead into a
     * network of our own just because admins may name webhooks there; hosts that the operator lists
     * may be anywhere.
     */
    static WebhookOptions guard(WebhookOptions webhooks) {
        return new WebhookOptions(
                webhooks.timeout(),
                webhooks.hosts(),
                webhooks.allowPrivate() && !webhooks.hosts().isEmpty());
    }

    /**
     * Whether it can be sent to.
     *
     * @throws BadAddressException naming the field: endpoint, keys/p256dh or keys/auth
     */
    void check(WebhookOptions guard) {
        try {
            WebhookTarget.of(endpoint, guard);
        } catch (IllegalArgumentException e) {
            throw new BadAddressException("endpoint", e.getMessage());
        }
        if (!guard.allowPrivate() && !endpoint.toLowerCase(Locale.ROOT).startsWith("https:")) {
            throw new BadAddressException("endpoint", "must begin with https://");
        }
        if (bytes(auth).length != AUTH_BYTES) {
            throw new BadAddressException("keys/auth", "must be 16 bytes in base64url");
        }
        if (bytes(p256dh).length != POINT_BYTES) {
            throw badKey();
        }
        try {
            key();
        } catch (RuntimeException e) { // the library has several, for one reason each
            throw badKey();
        }
    }

    private static BadAddressException badKey() {
        return new BadAddressException("keys/p256dh", "must be a point on P-256 in base64url");
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** To encrypt with. */
    UserAgentMessageEncryptionKeyInfo key() {
        return UserAgentMessageEncryptionKeyInfo.of(p256dh, auth);
    }

    /** Host of its push service. */
    String host() {
        return URI.create(endpoint).getHost();
    }
}
