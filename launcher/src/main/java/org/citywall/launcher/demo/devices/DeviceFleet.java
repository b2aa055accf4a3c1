package org.citywall.launcher.demo.devices;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.launcher.demo.District;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated devices of the district on real sockets: most share a few MQTT connections, as
 * behind an integration; some have an MQTT connection of their own; every twentieth sends
 * CloudEvents over HTTP. What happens is decided by a {@link Scenario}; tests and benches press
 * themselves.
 */
public final class DeviceFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceFleet.class);
    private static final long TICK_MS = 50;
    private static final int HTTP_EVERY = 20;

    /** Protocols of the demo devices. */
    public enum Road {
        MQTT,
        HTTP
    }

    private final Clock clock;
    private final Scenario scenario;
    private final List<MqttLink> shared = new ArrayList<>();
    private final List<MqttLink> own = new ArrayList<>();
    private final HttpLink http;
    private final Map<String, DeviceLink> links = new HashMap<>();
    private final AtomicLong presses = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicLong notSent = new AtomicLong();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "demo-devices");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * A fleet that is not connected yet.
     *
     * @param devices all devices of the district
     * @param scenario what they do by themselves; null: nothing (only {@link #press})
     * @param clock the time of the scenario and of the device clocks
     */
    public DeviceFleet(
            FleetOptions options, List<District.Device> devices, Scenario scenario, Clock clock) {
        this.clock = clock;
        this.scenario = scenario;
        this.http = new HttpLink(options);
        for (int i = 0; i < options.sharedConnections(); i++) {
            shared.add(new MqttLink(options, "demo-integration-" + (i + 1)));
        }
        for (int i = 0; i < devices.size(); i++) {
            links.put(devices.get(i).id(), linkOf(options, devices.get(i), i));
        }
    }

    /** Connects, in the background, and begins the scenario. */
    public void start() {
        shared.forEach(MqttLink::open);
        own.forEach(MqttLink::open);
        if (scenario != null) {
            var unused = ticker.scheduleAtFixedRate(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Presses a one-click alarm; the future completes when the gateway has confirmed it (PUBACK or
     * HTTP 202), however long that takes.
     *
     * @throws IllegalArgumentException if the fleet has no such device
     */
    public CompletableFuture<Void> press(String deviceId) {
        return send(signal(deviceId, FireSignalKind.PRESS));
    }

    /** As {@link #press(String)}, over this road whatever the device's own is. */
    public CompletableFuture<Void> press(String deviceId, Road road) {
        DeviceSignal press = signal(deviceId, FireSignalKind.PRESS);
        int connection = Math.floorMod(deviceId.hashCode(), shared.size());
        return send(road == Road.HTTP ? http : shared.get(connection), press);
    }

    /** Sends any signal of a device; the future as in {@link #press(String)}. */
    public CompletableFuture<Void> send(String deviceId, FireSignalKind kind) {
        return send(signal(deviceId, kind));
    }

    /** Whether all MQTT connections stand. */
    public boolean isConnected() {
        return Stream.concat(shared.stream(), own.stream()).allMatch(MqttLink::isConnected);
    }

    /** Signals confirmed by the gateway, heartbeats (sent once, QoS 0) included. */
    public long confirmedCount() {
        return confirmed.get();
    }

    /** Signals given up: heartbeats without connection, events refused for good. */
    public long notSentCount() {
        return notSent.get();
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends the scenario and closes all connections; what was not confirmed by now is given up. */
    public void stop() {
        ticker.shutdownNow();
        shared.forEach(MqttLink::close);
        own.forEach(MqttLink::close);
        http.close();
    }

    private DeviceLink linkOf(FleetOptions options, District.Device device, int index) {
        if (index % HTTP_EVERY == HTTP_EVERY - 1) {
            return http;
        }
        if (index % HTTP_EVERY == 1 && own.size() < options.ownConnections()) {
            own.add(new MqttLink(options, device.id()));
            return own.get(own.size() - 1);
        }
        return shared.get(index % shared.size());
    }

    private void tick() {
        try {
            for (DeviceSignal signal : scenario.until(clock.instant())) {
                var unused = send(signal);
            }
        } catch (RuntimeException e) {
            // A throwing task would silently never be scheduled again.
            LOG.error("the device scenario failed once", e);
        }
    }

    private CompletableFuture<Void> send(DeviceSignal signal) {
        return send(links.get(signal.deviceId()), signal);
    }

    private CompletableFuture<Void> send(DeviceLink link, DeviceSignal signal) {
        return link.send(signal)
                .whenComplete(
                        (done, failure) -> {
                            (failure == null ? confirmed : notSent).incrementAndGet();
                            if (failure != null && signal.mustArrive()) {
                                LOG.warn("{} given up: {}", signal.eventId(), failure.toString());
                            }
                        });
    }

    /** Two presses in one millisecond are two events: their ids are numbered. */
    private DeviceSignal signal(String deviceId, FireSignalKind kind) {
        if (!links.containsKey(deviceId)) {
            throw new IllegalArgumentException("no such demo device: " + deviceId);
        }
        Integer type = kind == FireSignalKind.PRESS ? DeviceSignal.MANUAL_CALL_POINT : null;
        DeviceSignal plain = DeviceSignal.of(deviceId, kind, null, type, clock.instant(), null);
        return new DeviceSignal(
                deviceId,
                plain.eventId() + "-" + presses.incrementAndGet(),
                kind,
                null,
                type,
                null,
                null,
                plain.deviceTime(),
                null);
    }
}
