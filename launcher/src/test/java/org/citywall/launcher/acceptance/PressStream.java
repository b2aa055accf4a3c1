package org.citywall.launcher.acceptance;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.citywall.launcher.client.ApiClient;

/**
 * Buttons pressed at a constant pace, each on a device of its own, each resent with the same event
 * id until it is confirmed, as a real device does; knows which were confirmed.
 */
final class PressStream implements AutoCloseable {
    private static final long RESEND_MS = 500;

    private final ApiClient http;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Map<String, Boolean> confirmedByDevice = new ConcurrentHashMap<>();

    PressStream(ApiClient http, Queue<String> devices, long periodMs) {
        this(http, devices::poll, periodMs);
    }

    PressStream(ApiClient http, Supplier<String> devices, long periodMs) {
        this.http = http;
        clock.scheduleAtFixedRate(
                () -> pressNext(devices.get()), 0, periodMs, TimeUnit.MILLISECONDS);
    }

    private void pressNext(String device) {
        if (device != null) {
            confirmedByDevice.put(device, false);
            send(device, "press-" + device);
        }
    }

    private void send(String device, String eventId) {
        http.press(device, eventId)
                .whenComplete(
                        (status, failure) -> {
                            if (failure == null && status == 202) {
                                confirmedByDevice.put(device, true);
                            } else if (!clock.isShutdown()) {
                                clock.schedule(
                                        () -> send(device, eventId),
                                        RESEND_MS,
                                        TimeUnit.MILLISECONDS);
                            }
                        });
    }

    /** Devices whose press was confirmed so far. */
    java.util.Set<String> confirmed() {
        return confirmedByDevice.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(java.util.stream.Collectors.toSet());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
