package org.citywall.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.launcher.client.MqttDevice;

/**
 * Heartbeats at a constant rate over a few MQTT connections, whatever the answers do (open loop): a
 * slow system must not be spared by its own slowness.
 */
final class HeartbeatLoad implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int BURSTS_PER_SECOND = 100;
    private static final String HEARTBEAT = "{\"signal\":\"heartbeat\"}";

    private final List<MqttDevice> connections = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final List<String> devices;

    HeartbeatLoad(int mqttPort, String user, String token, List<String> devices, int perSecond) {
        this.devices = devices;
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(MqttDevice.connect(mqttPort, user, token));
        }
        int burst = perSecond / BURSTS_PER_SECOND;
        var unused =
                clock.scheduleAtFixedRate(
                        () -> sendBurst(burst), 0, 1000 / BURSTS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    private void sendBurst(int count) {
        for (int i = 0; i < count; i++) {
            int n = (int) (sent.getAndIncrement() % Integer.MAX_VALUE);
            var unused =
                    connections
                            .get(n % CONNECTIONS)
                            .publish(devices.get(n % devices.size()), HEARTBEAT)
                            .thenRun(confirmed::incrementAndGet);
        }
    }

    long sent() {
        return sent.get();
    }

    long confirmed() {
        return confirmed.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        connections.forEach(MqttDevice::close);
    }
}
