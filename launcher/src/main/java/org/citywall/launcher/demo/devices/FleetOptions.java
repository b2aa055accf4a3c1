package org.citywall.launcher.demo.devices;

import java.net.URI;

/**
 * Where the simulated devices send to, and as whom.
 *
 * @param host of the MQTT listener
 * @param mqttPort of the MQTT listener
 * @param httpBase base of the HTTP API, for example {@code http://127.0.0.1:8080}
 * @param username integration id of all demo devices
 * @param token its device token
 * @param sharedConnections MQTT connections that most devices share, as an integration would
 * @param ownConnections devices with an MQTT connection of their own
 */
public record FleetOptions(
        String host,
        int mqttPort,
        URI httpBase,
        String username,
        String token,
        int sharedConnections,
        int ownConnections) {

    /** Three shared connections and twelve devices with their own. */
    public static FleetOptions local(int mqttPort, int httpPort, String username, String token) {
        return new FleetOptions(
                "127.0.0.1",
                mqttPort,
                URI.create("http://127.0.0.1:" + httpPort),
                username,
                token,
                3,
                12);
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "FleetOptions[" + username + "@" + host + ":" + mqttPort + ", " + httpBase + "]";
    }
}
