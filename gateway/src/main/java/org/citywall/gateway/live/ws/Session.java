package org.citywall.gateway.live.ws;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.citywall.contracts.Revisions;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.live.topic.Delta;
import org.citywall.gateway.live.topic.Frames;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.live.topic.TopicView;

/**
 * One client. Confined to the event loop of its hub.
 *
 * <p>While its socket is full, changes wait conflated in the outboxes. If it stays full too long,
 * or too much waits, the outboxes are dropped and the client gets a resync with fresh snapshots as
 * soon as its socket takes something again: a slow reader costs one boolean, not a queue.
 */
final class Session {
    private static final int EARLY_MESSAGES_MAX = 16;
    private static final int CLOSE_REASON_MAX = 100;

    private final Hub hub;
    private final ServerWebSocket socket;
    private final MessageRate rate;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Queue<String> early = new ArrayDeque<>();
    private Principal principal;
    private String token;
    private boolean authenticating;
    private boolean closing;
    private boolean subscribed;
    private boolean named;
    private boolean lagging;
    private long fullSinceMs;
    private int waiting;
    private String sound = "unknown";

    Session(Hub hub, ServerWebSocket socket) {
        this.hub = hub;
        this.socket = socket;
        LiveOptions options = hub.options();
        this.rate =
                new MessageRate(options.messageBurst(), options.messagesPerSecond(), hub.nowMs());
    }

    /**
     * Begins to listen.
     *
     * @param cookieToken token of the session cookie, or null
     */
    void start(String cookieToken) {
        socket.textMessageHandler(this::onText);
        socket.binaryMessageHandler(b -> close(CloseCode.BAD_MESSAGE, "text frames only"));
        socket.drainHandler(v -> onDrain());
        socket.exceptionHandler(e -> {});
        socket.closeHandler(v -> onClosed());
        hub.opened(this);
        hub.metrics().sound(sound, 1);
        hub.vertx()
                .setTimer(
                        hub.options().authMs(),
                        id -> {
                            if (principal == null) {
                                close(CloseCode.AUTH, "not authenticated in time");
                            }
                        });
        if (cookieToken != null) {
            authenticate(cookieToken, false);
        }
    }

    Future<Void> close(CloseCode code, String reason) {
        if (closing) {
            return Future.succeededFuture();
        }
        closing = true;
        String sentence =
                reason.length() > CLOSE_REASON_MAX ? reason.substring(0, CLOSE_REASON_MAX) : reason;
        return socket.close(code.code(), sentence).otherwiseEmpty();
    }

    void onDelta(LiveTopic topic, Delta delta) {
        Subscription sub = subscriptions.get(topic.name());
        if (closing || lagging || sub == null || !sub.isStarted() || sub.contains(delta.seq())) {
            return;
        }
        hub.metrics().conflated(sub.add(delta));
        if (sub.isUrgent()) {
            flush(sub);
        }
        countWaiting();
        if (waiting > hub.options().outboxItems()) {
            lag();
        }
    }

    void onReplaced(LiveTopic topic, String reason) {
        Subscription sub = subscriptions.get(topic.name());
        if (closing || lagging || sub == null || sub.contains(topic.view().seq())) {
            return;
        }
        if (sub.isStarted()) {
            hub.metrics().resynced(reason);
            send(Frames.resync(reason));
        }
        if (topic.name().equals(LiveServer.ALERTS)) {
            // A new epoch makes every offset worthless that the client holds.
            hello();
            subscriptions.values().forEach(this::snapshot);
        } else {
            snapshot(sub);
        }
    }

    void beat(String frame) {
        if (subscribed && isWritable()) {
            send(frame);
        }
    }

    void ping(Buffer data) {
        if (!isOver()) {
            socket.writePing(data);
        }
    }

    /** Sends what is conflated, and looks after a socket that does not drain. */
    void tick() {
        if (isOver()) {
            return;
        }
        // Also one that lagged by numbers alone: its socket was never full and says no drain.
        if ((fullSinceMs > 0 || lagging) && !socket.writeQueueFull()) {
            onDrain();
        }
        if (fullSinceMs > 0) {
            long fullMs = hub.nowMs() - fullSinceMs;
            if (fullMs > hub.options().stuckMs()) {
                close(CloseCode.TOO_MANY, "takes nothing");
            } else if (fullMs > hub.options().slowMs()) {
                lag();
            }
        }
        subscriptions.values().forEach(this::flush);
        countWaiting();
    }

    /** Ends the session if its credentials were revoked or have run out. */
    void recheck() {
        if (principal != null && !closing) {
            hub.access()
                    .byToken(token)
                    .onSuccess(
                            holder -> {
                                if (holder.isEmpty()) {
                                    hub.context()
                                            .runOnContext(
                                                    v -> close(CloseCode.AUTH, "no longer valid"));
                                }
                            });
        }
    }

    private void onText(String text) {
        if (closing) {
            return;
        }
        if (!rate.take(hub.nowMs()) || early.size() >= EARLY_MESSAGES_MAX) {
            close(CloseCode.TOO_MANY, "too many messages");
        } else if (authenticating) {
            early.add(text);
        } else {
            try {
                handle(ClientMessage.read(text));
            } catch (IllegalArgumentException e) {
                close(CloseCode.BAD_MESSAGE, e.getMessage());
            }
        }
    }

    private void handle(ClientMessage message) {
        if (message instanceof ClientMessage.Auth auth) {
            // A cookie may have spoken first; what is shown already was for its holder alone.
            if (principal != null && (named || subscribed)) {
                close(CloseCode.BAD_MESSAGE, "authenticated already");
            } else {
                named = true;
                authenticate(auth.token(), true);
            }
        } else if (principal == null) {
            close(CloseCode.AUTH, "authenticate first");
        } else if (message instanceof ClientMessage.Subscribe subscribe) {
            subscribe(subscribe);
        } else if (message instanceof ClientMessage.Seen seen) {
            painted(seen);
        } else if (message instanceof ClientMessage.Status status) {
            status(status);
        }
    }

    private void authenticate(String candidate, boolean last) {
        authenticating = true;
        hub.access()
                .byToken(candidate)
                .onComplete(
                        done ->
                                hub.context()
                                        .runOnContext(
                                                v ->
                                                        authenticated(
                                                                candidate,
                                                                done.succeeded()
                                                                        ? done.result()
                                                                        : Optional.empty(),
                                                                last)));
    }

    private void authenticated(String candidate, Optional<Principal> holder, boolean last) {
        authenticating = false;
        if (holder.isPresent()) {
            principal = holder.get();
            token = candidate;
        } else if (last) {
            close(CloseCode.AUTH, "unknown token");
        }
        // A cookie that is no longer valid is no end: the client may still bring a token.
        while (!early.isEmpty() && !authenticating && !closing) {
            onText(early.remove());
        }
    }

    private void subscribe(ClientMessage.Subscribe wanted) {
        String place = wanted.place().isEmpty() ? principal.place() : wanted.place();
        if (!principal.sees(place)) {
            close(CloseCode.PLACE_NOT_ALLOWED, "place not allowed");
            return;
        }
        subscribed = true;
        hello();
        for (String name : LiveServer.withCompanions(wanted.topics())) {
            LiveTopic topic = hub.topic(name);
            if (topic == null) {
                // A feed of a later release: known to be empty here.
                send(Frames.snapshot(name, "0", List.of(), ""));
                continue;
            }
            Subscription sub = new Subscription(topic, place, LiveServer.isUrgent(name));
            subscriptions.put(name, sub);
            if (!lagging && !resume(sub, wanted)) {
                snapshot(sub);
            }
        }
    }

    private boolean resume(Subscription sub, ClientMessage.Subscribe wanted) {
        String offset = wanted.offsetOf(sub.topic().name());
        if (offset == null || !LiveServer.isResumable(sub.topic().name())) {
            return false;
        }
        Optional<Delta> missed = sub.topic().since(wanted.epoch(), offset);
        missed.ifPresent(
                delta -> {
                    sub.startFrom(delta);
                    List<Item> visible = sub.visible(delta.changes());
                    send(Frames.delta(sub.topic().name(), delta.prev(), delta.offset(), visible));
                });
        return missed.isPresent();
    }

    private void hello() {
        String epoch = hub.topic(LiveServer.ALERTS).view().epoch();
        send(Frames.hello(epoch, hub.clock().instant(), hub.options().beatMs()));
    }

    /** An empty topic that no feed has filled yet is unknown, not empty: it gets no snapshot. */
    private void snapshot(Subscription sub) {
        if (sub.topic().isLoaded()) {
            TopicView view = sub.topic().view();
            sub.startFrom(view);
            send(hub.frames().snapshot(sub, view));
        }
    }

    private void flush(Subscription sub) {
        if (lagging || sub.waiting() == 0 || !isWritable()) {
            return;
        }
        Outbox outbox = sub.outbox();
        String prev = outbox.sentOffset();
        List<Item> changes = outbox.take();
        send(hub.frames().delta(sub, prev, outbox.newestOffset(), changes));
        if (sub.topic().name().equals(LiveServer.ALERTS)) {
            changes.forEach(this::measure);
        }
    }

    private void measure(Item item) {
        if (!item.isGone()
                && item.receivedAt() != null
                && Revisions.changeNumber(item.rev()) == 1) {
            hub.metrics()
                    .written(
                            item.level(),
                            Duration.between(item.receivedAt(), hub.clock().instant()));
        }
    }

    private void painted(ClientMessage.Seen seen) {
        hub.topic(LiveServer.ALERTS)
                .item(seen.id())
                .filter(item -> item.receivedAt() != null && item.liesIn(principal.place()))
                .filter(item -> Revisions.changeNumber(seen.rev()) == 1)
                .ifPresent(
                        item ->
                                hub.metrics()
                                        .painted(
                                                Duration.between(
                                                        item.receivedAt(), hub.clock().instant())));
    }

    private void status(ClientMessage.Status status) {
        String said = status.sound();
        String state = said.equals("armed") || said.equals("off") ? said : "unknown";
        hub.metrics().sound(sound, -1);
        hub.metrics().sound(state, 1);
        sound = state;
    }

    private void onDrain() {
        fullSinceMs = 0;
        if (closing) {
            return;
        }
        if (lagging) {
            lagging = false;
            hub.metrics().resynced(LiveMetrics.SLOW_READER);
            send(Frames.resync(LiveMetrics.SLOW_READER));
            subscriptions.values().forEach(this::snapshot);
        } else {
            subscriptions.values().forEach(this::flush);
        }
        countWaiting();
    }

    private void lag() {
        lagging = true;
        subscriptions.values().forEach(Subscription::drop);
        countWaiting();
    }

    /** A socket closed from the other side throws at each use: those behind would miss a turn. */
    private boolean isOver() {
        return closing || socket.isClosed();
    }

    private boolean isWritable() {
        if (isOver()) {
            return false;
        }
        if (!socket.writeQueueFull()) {
            return true;
        }
        if (fullSinceMs == 0) {
            fullSinceMs = hub.nowMs();
        }
        return false;
    }

    private void send(String frame) {
        if (!isOver()) {
            socket.writeTextMessage(frame);
        }
    }

    private void countWaiting() {
        int now = 0;
        for (Subscription sub : subscriptions.values()) {
            now += sub.waiting();
        }
        hub.metrics().waiting(now - waiting);
        waiting = now;
    }

    private void onClosed() {
        closing = true;
        hub.closed(this);
        hub.metrics().waiting(-waiting);
        hub.metrics().sound(sound, -1);
        waiting = 0;
        subscriptions.clear();
    }
}
