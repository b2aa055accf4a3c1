package org.citywall.launcher.demo.devices;

import java.time.Instant;
import java.util.Locale;
import org.citywall.contracts.fire.FireSignalKind;

/**
 * What a simulated device says: the {@code data} of {@code citywall.fire.signal.v1}, as sent.
 *
 * @param deviceId registry id
 * @param eventId the sender's id of this event; a resend carries the same
 * @param signal what happened
 * @param point the detector behind a transmission device; null for a button
 * @param componentType component type of GB/T 26875.3 (23 manual call point, 41 smoke detector)
 * @param value analogue value in {@code unit}
 * @param unit unit of {@code value}
 * @param deviceTime the device's clock
 * @param detail words of the device
 */
public record DeviceSignal(
        String deviceId,
        String eventId,
        FireSignalKind signal,
        String point,
        Integer componentType,
        Double value,
        String unit,
        Instant deviceTime,
        String detail) {

    /** GB/T 26875.3 component type of a manual call point (手动火灾报警按钮). */
    public static final int MANUAL_CALL_POINT = 23;

    /** GB/T 26875.3 component type of a point smoke detector. */
    public static final int SMOKE_DETECTOR = 41;

    /** A signal without analogue value; its event id follows from device, kind and time. */
    public static DeviceSignal of(
            String deviceId,
            FireSignalKind signal,
            String point,
            Integer componentType,
            Instant at,
            String detail) {
        String eventId =
                deviceId + "-" + signal.name().toLowerCase(Locale.ROOT) + "-" + at.toEpochMilli();
        return new DeviceSignal(
                deviceId, eventId, signal, point, componentType, null, null, at, detail);
    }

    /** Heartbeats may be lost; everything else is sent until it is confirmed. */
    public boolean mustArrive() {
        return signal != FireSignalKind.HEARTBEAT;
    }
}
