package org.citywall.gateway.ingest.mqtt;

import io.vertx.core.Handler;
import org.citywall.gateway.ingest.IngestMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the MQTT server throws while it handles a packet. A packet before the CONNECT, or one
 * that was on its way while we refused or ended the connection, is everyday: the server closes and
 * throws, with nothing but this sentence to know it by. It is counted, and is no accident; anything
 * else is one.
 */
final class StrayPackets implements Handler<Throwable> {
    static final String NOT_CONNECTED = "Received an MQTT packet from a not connected client";

    private static final Logger LOG = LoggerFactory.getLogger(StrayPackets.class);

    private final IngestMeters meters;

    StrayPackets(IngestMeters meters) {
        this.meters = meters;
    }

    @Override
    public void handle(Throwable error) {
        boolean isStray =
                error instanceof IllegalArgumentException
                        && error.getMessage() != null
                        && error.getMessage().startsWith(NOT_CONNECTED);
        if (isStray) {
            meters.refused(MqttIngest.PROTOCOL, "bad-packet");
            LOG.debug("MQTT: {}", error.getMessage());
        } else {
            LOG.error("an MQTT packet could not be handled", error);
        }
    }
}
