package org.citywall.gateway.ingest.mqtt;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.registry.Credential;

/**
 * Keeps one connection to the rate of its credential, and to what may wait for Kafka. MQTT cannot
 * refuse a publish so that it comes again (QoS 0 never does), and a disconnect makes a 3.1.1 client
 * come back at once with all that was not acknowledged. So the publish in hand is taken, and then
 * the socket is not read until the bucket has filled again, or half of what waits is durable: TCP
 * slows the sender down, and no fire is lost. (Of a client that hangs up meanwhile, what had been
 * received and not taken was never acknowledged: at QoS 1 it comes again.)
 *
 * <p>Lives on its connection's event loop.
 */
final class Throttle {
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
    void taken(Credential sender) {
        Duration rest = rates.owe(sender);
        if (rest.isZero() || isOwing) {
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
            socket.pause();
        } else {
            socket.resume();
        }
    }
}
