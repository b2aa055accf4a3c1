package org.citywall.gateway.ingest.mqtt;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.registry.Credential;

/**
 * One connection. Acknowledges a publish when it is durable, in the order of the publishes; when it
 * cannot be made durable, closes the connection without acknowledging, so that the device comes
 * again and resends.
 *
 * <p>QoS 2: PUBREC stands for what PUBACK is at QoS 1, and a packet id is not taken again before
 * its PUBREL. Across connections the same rules as at QoS 1 find the repeat.
 *
 * <p>Lives on its connection's event loop, except for {@link #close} and {@link #takenOver}.
 */
final class MqttSession {
    private final MqttEndpoint endpoint;
    private final Supplier<Optional<Credential>> sender;
    private final MqttPublishes publishes;
    private final ChargerLines lines;
    private final Throttle throttle;
    private final IngestMeters meters;
    private final Clock clock;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Set<Integer> unreleased = new HashSet<>();
    private volatile long lastPacketMs;

    private static final class Pending {
        private final int packetId;
        private final MqttQoS qos;
        private IngestResult result;

        Pending(int packetId, MqttQoS qos) {
            this.packetId = packetId;
            this.qos = qos;
        }
    }

    MqttSession(
            MqttEndpoint endpoint,
            Supplier<Optional<Credential>> sender,
            MqttPublishes publishes,
            ChargerLines lines,
            Throttle throttle,
            IngestMeters meters,
            Clock clock) {
        this.endpoint = endpoint;
        this.sender = sender;
        this.publishes = publishes;
        this.lines = lines;
        this.throttle = throttle;
        this.meters = meters;
        this.clock = clock;
    }

    void open(Runnable onClose) {
        touch();
        endpoint.publishHandler(this::publish)
                .publishReleaseHandler(this::release)
                .pingHandler(nothing -> touch())
                .subscribeHandler(
                        message -> {
                            touch();
                            lines.subscribe(
                                    message,
                                    codes ->
                                            endpoint.subscribeAcknowledge(
                                                    message.messageId(),
                                                    codes,
                                                    MqttProperties.NO_PROPERTIES));
                        })
                .unsubscribeHandler(
                        message -> {
                            touch();
                            message.topics().forEach(lines::unsubscribe);
                            endpoint.unsubscribeAcknowledge(message.messageId());
                        })
                .exceptionHandler(error -> meters.refused(MqttIngest.PROTOCOL, "bad-packet"))
                .closeHandler(
                        nothing -> {
                            lines.close();
                            onClose.run();
                        });
    }

    long lastPacketMs() {
        return lastPacketMs;
    }

    /** Closes without a word. */
    void close() {
        try {
            endpoint.close();
        } catch (IllegalArgumentException e) {
            // it was closed already
        }
    }

    /** The same client has connected again. */
    void takenOver() {
        disconnect(MqttDisconnectReasonCode.SESSION_TAKEN_OVER);
    }

    /** Ends the session if its credential was revoked since the connection was made. */
    void recheck() {
        if (sender.get().isEmpty()) {
            meters.refused(MqttIngest.PROTOCOL, "bad-token");
            disconnect(MqttDisconnectReasonCode.NOT_AUTHORIZED);
        }
    }

    private void touch() {
        lastPacketMs = clock.millis();
    }

    private void publish(MqttPublishMessage message) {
        touch();
        Optional<Credential> credential = sender.get();
        if (credential.isEmpty()) { // revoked since the connection was made
            meters.refused(MqttIngest.PROTOCOL, "bad-token");
            disconnect(MqttDisconnectReasonCode.NOT_AUTHORIZED);
            return;
        }
        if (message.qosLevel() == MqttQoS.EXACTLY_ONCE && !unreleased.add(message.messageId())) {
            repeatReceived(message.messageId());
            return;
        }
        Pending publish = new Pending(message.messageId(), message.qosLevel());
        pending.add(publish);
        throttle.taken(credential.get(), message.qosLevel());
        throttle.waiting(pending.size());
        publishes
                .take(credential.get(), message)
                .onSuccess(
                        result -> {
                            publish.result = result;
                            acknowledge();
                        });
    }

    /** A QoS 2 repeat within the connection: answered again only if the first was answered. */
    private void repeatReceived(int packetId) {
        boolean waiting =
                pending.stream()
                        .anyMatch(p -> p.packetId == packetId && p.qos == MqttQoS.EXACTLY_ONCE);
        if (!waiting) {
            endpoint.publishReceived(packetId);
        }
    }

    private void release(int packetId) {
        touch();
        unreleased.remove(packetId);
        endpoint.publishComplete(packetId);
    }

    private void acknowledge() {
        while (!pending.isEmpty() && pending.peek().result != null) {
            Pending first = pending.poll();
            if (!endpoint.isConnected()) {
                return;
            }
            if (first.result.verdict().mayRetry()) {
                disconnect(MqttDisconnectReasonCode.SERVER_BUSY);
                return;
            }
            switch (first.qos) {
                case AT_LEAST_ONCE ->
                        endpoint.publishAcknowledge(
                                first.packetId,
                                ackCode(first.result.verdict()),
                                MqttProperties.NO_PROPERTIES);
                case EXACTLY_ONCE -> endpoint.publishReceived(first.packetId);
                default -> {
                    // QoS 0 gets no answer
                }
            }
        }
        throttle.waiting(pending.size());
    }

    /** MQTT 5 clients learn why; at 3.1.1 the code is not sent. */
    private static MqttPubAckReasonCode ackCode(Verdict verdict) {
        return switch (verdict) {
            case INVALID -> MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID;
            case UNSUPPORTED -> MqttPubAckReasonCode.TOPIC_NAME_INVALID;
            case FORBIDDEN -> MqttPubAckReasonCode.NOT_AUTHORIZED;
            default -> MqttPubAckReasonCode.SUCCESS;
        };
    }

    private void disconnect(MqttDisconnectReasonCode code) {
        try {
            endpoint.disconnect(code, MqttProperties.NO_PROPERTIES);
        } catch (IllegalArgumentException e) {
            // it was closed already
        }
    }
}
