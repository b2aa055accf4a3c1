package org.citywall.gateway.notify.webpush;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.Outgoing;
import org.citywall.gateway.webhook.WebhookOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages to all browsers in which a person subscribed, at once; taken if one push service took
 * it. The address is the person's account. RFC 8030 §5 (request, 201), §7.3 (404 and 410: the
 * subscription ended), RFC 8291 (encryption), RFC 8292 (who sends).
 */
public final class WebPushChannel implements Channel {
    /** Its word. */
    public static final String NAME = "webpush";

    private static final Logger LOG = LoggerFactory.getLogger(WebPushChannel.class);
    private static final Pattern ACCOUNT = Pattern.compile("[^\\s\\p{Cntrl}]{1,100}");
    private static final String GONE = "subscription gone";
    private static final int NOT_FOUND = 404;
    private static final int ENDED = 410;

    private final Vertx vertx;
    private final VapidKeys keys;
    private final Subscriptions subscriptions;
    private final GuardedHttp http;
    private final WebhookOptions guard;

    /** What became of one browser. */
    private record Each(UUID id, DeliveryTry tried) {
        boolean isGone() {
            return tried.status() != null
                    && (tried.status() == NOT_FOUND || tried.status() == ENDED);
        }
    }

    /**
     * Sends in the city's name.
     *
     * @param http made of the same options as {@code guard}
     * @param guard where push services may be
     */
    WebPushChannel(
            Vertx vertx,
            VapidKeys keys,
            Subscriptions subscriptions,
            GuardedHttp http,
            WebhookOptions guard) {
        this.vertx = vertx;
        this.keys = keys;
        this.subscriptions = subscriptions;
        this.http = http;
        this.guard = guard;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(String address, @Nullable String secret) {
        if (!ACCOUNT.matcher(address).matches()) {
            throw new BadAddressException("address", "must be an account: its browsers are told");
        }
        if (secret != null) {
            throw new BadAddressException("secret", "must be absent: each browser has its own");
        }
    }

    @Override
    public String shown(String address) {
        return address;
    }

    @Override
    public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
        PushNote note = PushNote.of(message);
        return http.asOne(subscriptions.of(address).compose(all -> send(note, all)));
    }

    private Future<DeliveryTry> send(PushNote note, List<Subscription> all) {
        if (all.isEmpty()) {
            return Future.succeededFuture(DeliveryTry.forbidden("no subscription"));
        }
        List<Future<Each>> sending = new ArrayList<>();
        for (Subscription one : all) {
            sending.add(send(note, one).map(tried -> new Each(one.id(), tried)));
        }
        return Future.join(sending)
                .compose(
                        done -> {
                            List<Each> ends = done.list();
                            return settle(ends).map(settled -> of(ends));
                        });
    }

    private Future<DeliveryTry> send(PushNote note, Subscription one) {
        try {
            one.check(guard);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(DeliveryTry.forbidden("address not allowed"));
        }
        // A key agreement is a millisecond or two, of which a storm has thousands.
        return vertx.executeBlocking(() -> encrypted(note, one), false)
                .compose(body -> http.send(outgoing(note, one, body)));
    }

    private static byte[] encrypted(PushNote note, Subscription one) {
        EncryptedPushMessage message =
                MessageEncryptions.of()
                        .encrypt(one.key(), PushMessage.of(Json.bytes(note.payload())));
        return message.toBytes();
    }

    private Outgoing outgoing(PushNote note, Subscription one, byte[] body) {
        return new Outgoing(
                HttpMethod.POST,
                one.endpoint(),
                Buffer.buffer(body),
                leftAt ->
                        Map.of(
                                "content-type", "application/octet-stream",
                                "content-encoding", "aes128gcm",
                                "ttl", Long.toString(note.ttl().toSeconds()),
                                "urgency", note.urgency(),
                                "topic", note.topic(),
                                "authorization", keys.authorization(one.endpoint(), leftAt)));
    }

    /** How it ends does not hang on whether that can be written down. */
    private Future<Void> settle(List<Each> ends) {
        return subscriptions
                .settle(
                        ends.stream().filter(Each::isGone).map(Each::id).toList(),
                        ends.stream()
                                .filter(each -> each.tried().end() == End.TAKEN)
                                .map(Each::id)
                                .toList())
                .onFailure(error -> LOG.warn("subscriptions are not settled: {}", error.toString()))
                .otherwiseEmpty();
    }

    /** Taken if one is; else again if one may take it yet. */
    private static DeliveryTry of(List<Each> ends) {
        Each best =
                ends.stream().min(Comparator.comparing(each -> each.tried().end())).orElseThrow();
        DeliveryTry tried = best.tried();
        String said = best.isGone() ? GONE : tried.said();
        if (ends.size() > 1 && tried.end() == End.TAKEN) {
            long taken = ends.stream().filter(each -> each.tried().end() == End.TAKEN).count();
            said = "%s, %d of %d".formatted(said, taken, ends.size());
        }
        Instant leftAt =
                ends.stream()
                        .map(each -> each.tried().leftAt())
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return new DeliveryTry(tried.end(), tried.status(), said, tried.retryAfter(), leftAt);
    }
}
