package org.citywall.gateway.ingest.mqtt;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.registry.Credential;

/**
 * Keeps one connection to the rate of its credential, and to what may wait for Kafka. MQTT cannot
 * refuse a publish so that it comes again, and a disconnect makes a 3.1.1 client come back at once
 * with all that was not acknowledged. So the publish in hand is taken, and then the socket is not
 * read until the bucket has filled again, or half of what waits is durable: TCP slows the sender
 * down. What had been received and not taken when the client hangs up was never acknowledged and
 * comes again at QoS 1 and 2; at QoS 0 it would be lost, so the rate never holds up a publish of
 * QoS 0: only what waits for Kafka does.
 *
 * <p>Lives on its connection's event loop.
 */
final class Throttle {
    /** Vert.x MQTT's name of the handler that ends a connection after 1.5 × its keep-alive. */
    private static final String KEEP_ALIVE = "idle";

    private final Vertx vertx;
    private final NetSocket socket;
    private final RateLimits rates;
    private final IngestMeters meters;
    private final int maxInFlight;
    private boolean isOwing;
    private boolean isFull;

    Throttle(
            Vertx vertx, NetSocket socket, RateLimits rates, IngestMeters meters, int maxInFlight) {
        this.vertx = vertx;
        this.socket = socket;
        this.rates = rates;
        this.meters = meters;
        this.maxInFlight = maxInFlight;
    }

    /** A publish of this sender was taken. */
    void taken(Credential sender, MqttQoS qos) {
        Duration rest = rates.owe(sender);
        if (rest.isZero() || isOwing || qos == MqttQoS.AT_MOST_ONCE) {
            return;
        }
        meters.refused(MqttIngest.PROTOCOL, "rate");
        isOwing = true;
        pauseOrResume();
        vertx.setTimer(
                rest.toMillis(),
                id -> {
                    isOwing = false;
                    pauseOrResume();
                });
    }

    /** So many publishes of the connection wait for Kafka now. */
    void waiting(int publishes) {
        if (!isFull && publishes >= maxInFlight) {
            meters.refused(MqttIngest.PROTOCOL, "in-flight");
            isFull = true;
            pauseOrResume();
        } else if (isFull && publishes <= maxInFlight / 2) {
            isFull = false;
            pauseOrResume();
        }
    }

    private void pauseOrResume() {
        if (isOwing || isFull) {
            forgetKeepAlive();
            socket.pause();
        } else {
            socket.resume();
        }
    }

    /**
     * While we do not read, the client's signs of life wait with the rest: its silence is ours. The
     * limit of {@link MqttLimits#maxIdle()} still ends a dead connection.
     */
    private void forgetKeepAlive() {
        ChannelPipeline pipeline = ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        if (pipeline.get(KEEP_ALIVE) != null) {
            pipeline.remove(KEEP_ALIVE);
        }
    }
}
