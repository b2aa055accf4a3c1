package org.citywall.launcher.demo.devices;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.citywall.launcher.demo.District;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated panels of the district, each with a TCP connection of its own to the gateway. What
 * happens at them is decided by a {@link Scenario}; tests and benches raise alarms themselves.
 */
public final class PanelFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PanelFleet.class);
    private static final long TICK_MS = 50;
    private static final int NORMAL = 1;
    private static final int FIRE = 1 << 1;
    private static final int FAULT = 1 << 2;

    private final Map<String, PanelLink> links = new LinkedHashMap<>();
    private final Scenario scenario;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread made = new Thread(task, "demo-panels");
                        made.setDaemon(true);
                        return made;
                    });

    /**
     * A fleet that is not connected yet.
     *
     * @param port of the gateway on loopback
     * @param panels the devices with {@link District.Device#isPanel()}, in the district's order
     * @param scenario what happens at them by itself; null: nothing
     * @param clock the right time
     */
    public PanelFleet(int port, List<District.Device> panels, Scenario scenario, Clock clock) {
        this(port, panels, scenario, clock, PanelLink.Times.standard());
    }

    PanelFleet(
            int port,
            List<District.Device> panels,
            Scenario scenario,
            Clock clock,
            PanelLink.Times times) {
        this.scenario = scenario;
        this.clock = clock;
        // Stopped in the middle of a scenario, what is left of it is nobody's concern.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        InetSocketAddress centre = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int n = 0; n < panels.size(); n++) {
            String id = panels.get(n).id();
            Panel panel = new Panel(id, PanelManners.ofPanel(n), clock);
            links.put(id, new PanelLink(centre, panel, times, thread));
        }
    }

    /** Connects, in the background, and begins the scenario. */
    public void start() {
        links.values().forEach(PanelLink::open);
        if (scenario != null) {
            var unused = thread.scheduleAtFixedRate(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Panels that are connected now. */
    public int connectedCount() {
        return (int) links.values().stream().filter(PanelLink::isConnected).count();
    }

    /**
     * A component is on fire; completes when the gateway has confirmed it, however long it takes.
     */
    public CompletableFuture<Void> alarm(String deviceId, int type, int zone, int position) {
        return component(deviceId, type, zone, position, FIRE | NORMAL);
    }

    /** A component is as it should be again. */
    public CompletableFuture<Void> restore(String deviceId, int type, int zone, int position) {
        return component(deviceId, type, zone, position, NORMAL);
    }

    @Override
    public void close() {
        links.values().forEach(PanelLink::close);
        thread.shutdown();
    }

    private CompletableFuture<Void> component(
            String deviceId, int type, int zone, int position, int status) {
        String text = zone + "层" + position + "号";
        return link(deviceId).send(panel -> panel.component(type, zone, position, status, text));
    }

    private PanelLink link(String deviceId) {
        PanelLink link = links.get(deviceId);
        if (link == null) {
            throw new IllegalArgumentException("no such demo panel: " + deviceId);
        }
        return link;
    }

    private void tick() {
        try {
            for (DeviceSignal signal : scenario.until(clock.instant())) {
                var unused =
                        send(signal)
                                .exceptionally(
                                        failure -> {
                                            LOG.warn("{} given up", signal.eventId(), failure);
                                            return null;
                                        });
            }
        } catch (RuntimeException e) {
            // A throwing task would silently never be scheduled again.
            LOG.error("the scenario of the panels failed once", e);
        }
    }

    /** Heartbeats are the line's own business. */
    private CompletableFuture<Void> send(DeviceSignal signal) {
        if (signal.point() != null) {
            int dash = signal.point().indexOf('-');
            int status =
                    switch (signal.signal()) {
                        case PRESS, ALARM -> FIRE | NORMAL;
                        default -> NORMAL;
                    };
            return component(
                    signal.deviceId(),
                    signal.componentType(),
                    Integer.parseInt(signal.point().substring(0, dash)),
                    Integer.parseInt(signal.point().substring(dash + 1)),
                    status);
        }
        return switch (signal.signal()) {
            case FAULT -> link(signal.deviceId()).send(panel -> panel.device(FAULT | NORMAL));
            case RESTORE -> link(signal.deviceId()).send(panel -> panel.device(NORMAL));
            default -> CompletableFuture.completedFuture(null);
        };
    }
}
