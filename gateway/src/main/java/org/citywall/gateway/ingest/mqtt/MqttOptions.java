package org.citywall.gateway.ingest.mqtt;

/**
 * The MQTT port.
 *
 * @param host address to bind to
 * @param port 1883 plus the offset; 0 for any free one
 * @param instances event loops that share the port
 * @param limits what a connection may cost
 */
public record MqttOptions(String host, int port, int instances, MqttLimits limits) {
    /** On two event loops. */
    public static MqttOptions of(String host, int port, MqttLimits limits) {
        return new MqttOptions(host, port, 2, limits);
    }
}
