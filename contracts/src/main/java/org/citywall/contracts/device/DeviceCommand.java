package org.citywall.contracts.device;

import java.time.Instant;
import java.util.Map;

/**
 * An order to a device. Every gateway reads all of them; the one that holds the device's connection
 * sends it.
 *
 * @param commandId chosen by who orders; a repeat is sent once
 * @param deviceId registry id
 * @param kind {@code duty-check}, {@code clock}, {@code read}
 * @param params what the kind needs: {@code timeoutMinutes}; {@code type} and the like for reads
 * @param by account that ordered it, or the gateway itself
 * @param at when it was ordered
 * @param expiresAt a device that is not connected by then is not reached any more
 */
public record DeviceCommand(
        String commandId,
        String deviceId,
        String kind,
        Map<String, String> params,
        String by,
        Instant at,
        Instant expiresAt) {}
