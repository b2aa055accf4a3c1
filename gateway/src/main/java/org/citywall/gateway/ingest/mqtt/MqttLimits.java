package org.citywall.gateway.ingest.mqtt;

import java.time.Duration;

/**
 * What an MQTT connection may cost.
 *
 * @param maxMessageBytes a longer packet closes the connection
 * @param connectTimeout a new connection must have sent its CONNECT by then
 * @param maxIdle a connection without any packet is closed after this, whatever keep-alive it asked
 *     for; MQTT 5 clients are told so
 * @param maxConnections more are closed at once
 * @param maxInFlight publishes of one connection that may wait for Kafka
 */
public record MqttLimits(
        int maxMessageBytes,
        Duration connectTimeout,
        Duration maxIdle,
        int maxConnections,
        int maxInFlight) {
    /**
     * 2 MiB (a backlog of a slope station has up to 1 MiB; what is a little longer should be told
     * so, not cut off and sent for ever), 10 s, 20 min, 20,000 connections, 1,000 in flight.
     */
    public static MqttLimits defaults() {
        return new MqttLimits(
                2 << 20, Duration.ofSeconds(10), Duration.ofMinutes(20), 20_000, 1_000);
    }
}
