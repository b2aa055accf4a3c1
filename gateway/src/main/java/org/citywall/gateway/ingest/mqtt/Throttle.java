package org.citywall.gateway.ingest.mqtt;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.registry.Credential;

/**
 * Keeps one connection to the rate of its credential. MQTT cannot refuse a publish so that it comes
 * again (QoS 0 never does), and a disconnect makes a 3.1.1 client come back at once with all that
 * was not acknowledged. So the publish in hand is taken, and then the socket is not read until the
 * bucket has filled again: TCP slows the sender down, and no fire is lost. (Of a client that hangs
 * up meanwhile, what had been received and not taken was never acknowledged: at QoS 1 it comes
 * again.)
 *
 * <p>Lives on its connection's event loop.
 */
final class Throttle {
    private final Vertx vertx;
    private final NetSocket socket;
    private final RateLimits rates;
    private final IngestMeters meters;

    Throttle(Vertx vertx, NetSocket socket, RateLimits rates, IngestMeters meters) {
        this.vertx = vertx;
        this.socket = socket;
        this.rates = rates;
        this.meters = meters;
    }

    /** A publish of this sender was taken. */
    void taken(Credential sender) {
        Duration rest = rates.owe(sender);
        if (rest.isZero()) {
            return;
        }
        meters.refused(MqttIngest.PROTOCOL, "rate");
        socket.pause();
        vertx.setTimer(rest.toMillis(), id -> socket.resume());
    }
}
