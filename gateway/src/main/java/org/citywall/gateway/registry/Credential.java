package org.citywall.gateway.registry;

/**
 * The right to send events.
 *
 * @param id also the MQTT user name
 * @param deviceId the one device that it speaks for; null for an integration that speaks for all
 */
public record Credential(String id, String deviceId) {
    /** Whether it may speak for the device. */
    public boolean mayReport(String device) {
        return deviceId == null || deviceId.equals(device);
    }

    /** Whether this user name (of MQTT) fits. */
    public boolean isNamed(String username) {
        return id.equals(username) || (deviceId != null && deviceId.equals(username));
    }
}
