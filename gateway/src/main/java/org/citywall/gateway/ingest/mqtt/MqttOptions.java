package org.citywall.gateway.ingest.mqtt;

import java.time.Duration;

/**
 * Limits of the MQTT port.
 *
 * @param host address to bind to
 * @param port 1883 plus the offset; 0 for any free one
 * @param instances event loops that share the port
 * @param maxMessageBytes a longer packet closes the connection
 * @param connectTimeout a new connection must have sent its CONNECT by then
 * @param maxIdle a connection without any packet is closed after this, whatever keep-alive it asked
 *     for; MQTT 5 clients are told so
 * @param maxConnections more are closed at once
 * @param maxInFlight publishes of one connection that may wait for Kafka
 */
public record MqttOptions(
        String host,
        int port,
        int instances,
        int maxMessageBytes,
        Duration connectTimeout,
        Duration maxIdle,
        int maxConnections,
        int maxInFlight) {
    /** 256 KiB, 10 s, 20 min, 20,000 connections, 1,000 in flight; 2 event loops. */
    public static MqttOptions of(String host, int port) {
        return new MqttOptions(
                host,
                port,
                2,
                256 << 10,
                Duration.ofSeconds(10),
                Duration.ofMinutes(20),
                20_000,
                1_000);
    }
}
