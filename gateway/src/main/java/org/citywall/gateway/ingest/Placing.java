package org.citywall.gateway.ingest;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.FirePoint;
import org.citywall.gateway.registry.PointAddress;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.RegistrySnapshot.Location;

/** Gives an event its place from the registry, down to the point inside a panel. */
final class Placing {
    private static final String UNKNOWN = "unknown-device";

    private Placing() {}

    /**
     * The signals of one event: one, but for the reset of a panel whose points lie in several
     * buildings, which each of them must be told.
     */
    static List<FireSignal> signals(DeviceEvent event, Device device, RegistrySnapshot snapshot) {
        FireSignal home = signal(event, device, snapshot);
        if (home.signal() != FireSignalKind.RESET || home.point() != null) {
            return List.of(home);
        }
        List<FireSignal> all = new ArrayList<>(List.of(home));
        snapshot.panels().sitesOf(device.id()).stream()
                .filter(site -> !site.equals(device.siteId()))
                .forEach(site -> all.add(signal(event, device, null, site, snapshot)));
        return all;
    }

    /** The signal of a registered device; a point that the registry names has its own words. */
    static FireSignal signal(DeviceEvent event, Device device, RegistrySnapshot snapshot) {
        FirePoint point =
                snapshot.panels()
                        .point(event.data().deviceId(), PointAddress.parse(event.data().point()));
        boolean elsewhere = point != null && point.siteId() != null;
        String siteId = elsewhere ? point.siteId() : device.siteId();
        return signal(event, device, point, siteId, snapshot);
    }

    private static FireSignal signal(
            DeviceEvent event,
            Device device,
            FirePoint point,
            String siteId,
            RegistrySnapshot snapshot) {
        FireData data = event.data();
        Location location = snapshot.location(siteId);
        return new FireSignal(
                event.id(),
                event.source(),
                data.deviceId(),
                point != null ? point.label() : data.point(),
                data.signal(),
                point != null && point.componentType() != null
                        ? point.componentType()
                        : data.componentType(),
                data.value(),
                data.unit(),
                point == null ? data.detail() : join(point.where(), data.detail()),
                data.deviceTime(),
                event.receivedAt(),
                location.site(),
                location.place(),
                location.placeName(),
                true,
                event.replay(),
                siteId.equals(device.siteId()) ? null : device.siteId(),
                event.tags());
    }

    /** The signal of a device that the registry does not know: it has no place. */
    static FireSignal unregistered(DeviceEvent event) {
        FireData data = event.data();
        return new FireSignal(
                event.id(),
                event.source(),
                data.deviceId(),
                data.point(),
                data.signal(),
                data.componentType(),
                data.value(),
                data.unit(),
                data.detail(),
                data.deviceTime(),
                event.receivedAt(),
                null,
                null,
                null,
                false,
                event.replay(),
                null,
                event.tags());
    }

    /** The same event for the quarantine, to be processed once the device is adopted. */
    static RejectedEvent unknown(DeviceEvent event) {
        String payload = Json.string(event.toKept());
        return new RejectedEvent(
                RejectedLog.idOf(event.source(), event.id(), UNKNOWN, payload),
                event.receivedAt(),
                event.protocol(),
                null,
                UNKNOWN,
                null,
                event.data().deviceId() + " is not registered; the event is kept in quarantine",
                EventTypes.FIRE_SIGNAL,
                event.data().deviceId(),
                event.id(),
                event.source(),
                payload);
    }

    private static String join(String where, String detail) {
        if (where.isEmpty()) {
            return detail;
        }
        return detail == null || detail.isEmpty() ? where : where + " " + detail;
    }
}
