package org.citywall.stream.fire;

import java.time.Instant;

/**
 * A signal over GB/T 26875.3 that had an effect, so that its resend has none.
 *
 * @param key source, device and id
 * @param deviceId the device
 * @param point the point inside the device, if any
 * @param receivedAt when the gateway had it
 * @param ends a restore or reset
 */
public record PanelSignal(
        String key, String deviceId, String point, Instant receivedAt, boolean ends) {}
