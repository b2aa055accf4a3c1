package org.citywall.gateway.ingest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.live.RawPressRoad;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.RegistrySnapshot;

/**
 * Who may still wait for Kafka. Fires have as many places again of their own: a thousand heartbeats
 * in a queue are no reason to refuse one. A fire that finds none of these either is shown to the
 * walls as unrecorded before its sender is told to come again.
 *
 * <p>Any thread.
 */
final class Admission {
    private final Supplier<RegistrySnapshot> registry;
    private final RawPressRoad road;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();

    Admission(Supplier<RegistrySnapshot> registry, RawPressRoad road, int maxInFlight) {
        this.registry = registry;
        this.road = road;
        this.maxInFlight = maxInFlight;
    }

    /** Whether it may wait; then {@link #left} must follow. */
    boolean isEntered(Inbound event) {
        boolean isFire =
                EventTypes.FIRE_SIGNAL.equals(event.type()) && FireData.isFire(event.data());
        if (isEntered(isFire)) {
            return true;
        }
        if (isFire) {
            show(event);
        }
        return false;
    }

    /** Whether it may wait; then {@link #left} must follow. */
    boolean isEntered(DeviceEvent event) {
        boolean isFire = event.data().signal().isFire();
        if (isEntered(isFire)) {
            return true;
        }
        if (isFire) {
            show(event);
        }
        return false;
    }

    /** One that was entered waits no more. */
    void left() {
        inFlight.decrementAndGet();
    }

    private boolean isEntered(boolean isFire) {
        long limit = isFire ? 2L * maxInFlight : maxInFlight;
        if (inFlight.incrementAndGet() <= limit) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    /** Only what would have been taken: not what its sender may not say, nor of a stranger. */
    private void show(Inbound event) {
        try {
            FireData data = FireData.read(event.data(), event.pointer(), event.lenient());
            RegistrySnapshot snapshot = registry.get();
            Device device = snapshot.devices().get(data.deviceId());
            if (device != null
                    && device.domain() == AlertDomain.FIRE
                    && event.sender().mayReport(data.deviceId())) {
                show(Placing.signal(event.with(data.orAt(device.point())), device, snapshot));
            }
        } catch (FieldFault e) {
            return; // it comes again, and is then refused by the name of the field
        }
    }

    private void show(DeviceEvent event) {
        RegistrySnapshot snapshot = registry.get();
        Device device = snapshot.devices().get(event.data().deviceId());
        boolean isKnown = device != null && device.domain() == AlertDomain.FIRE;
        show(isKnown ? Placing.signal(event, device, snapshot) : Placing.unregistered(event));
    }

    private void show(FireSignal fire) {
        road.tell(RawPressRoad.pressOf(fire, RawPress.State.UNRECORDED));
    }
}
