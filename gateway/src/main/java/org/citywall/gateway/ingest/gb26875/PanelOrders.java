package org.citywall.gateway.ingest.gb26875;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.kafka.EventLog;

/**
 * Brings orders to the panels whose connections this gateway holds. Every gateway hears all orders;
 * one for a panel that is nowhere connected waits until it expires, or until another gateway says
 * that it has sent it.
 *
 * <p>Any thread.
 */
public final class PanelOrders {
    /** Who ordered what no person did. */
    public static final String GATEWAY = "gateway";

    private static final Duration CLOCK_REST = Duration.ofMinutes(10);
    private static final Duration CLOCK_EXPIRES = Duration.ofSeconds(30);
    private static final int MAX_REMEMBERED = 10_000;

    private final Clock clock;
    private final DeviceResults results;
    private final MeterRegistry meters;
    private final long resendMs;
    private final Map<String, PanelConnection> connections = new HashMap<>();
    private final Map<String, DeviceCommand> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> clockSet = new HashMap<>();
    private final Map<String, Boolean> taken =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MAX_REMEMBERED;
                }
            };

    /**
     * Tells the results into this log.
     *
     * @param resend after this an order that was not answered is sent again
     */
    public PanelOrders(
            EventLog log, Clock clock, String gatewayId, MeterRegistry meters, Duration resend) {
        this.clock = clock;
        this.results = new DeviceResults(log, clock, gatewayId);
        this.meters = meters;
        this.resendMs = resend.toMillis();
        meters.gauge(MetricNames.PANELS, this, PanelOrders::connected);
        count(Orders.DUTY_CHECK, "no-answer", 0);
    }

    /** An order came by. */
    public void ordered(DeviceCommand order) {
        PanelConnection connection;
        synchronized (this) {
            if (isExpired(order) || taken.containsKey(order.commandId())) {
                return;
            }
            connection = connections.get(order.deviceId());
            if (connection == null) {
                wait(order);
                return;
            }
            taken.put(order.commandId(), true);
        }
        connection.send(order);
    }

    /** A result came by, of this gateway or another: somebody has sent the order. */
    public synchronized void settled(DeviceResult result) {
        if (result.commandId() != null && waiting.remove(result.commandId()) != null) {
            taken.put(result.commandId(), true);
        }
    }

    /** The panel is to get our time, unless it got it a moment ago. */
    void setClock(String deviceId) {
        Instant now = clock.instant();
        synchronized (this) {
            Instant last = clockSet.get(deviceId);
            if (last != null && last.plus(CLOCK_REST).isAfter(now)) {
                return;
            }
            clockSet.put(deviceId, now);
        }
        String id = "clock-" + UUID.randomUUID();
        ordered(
                new DeviceCommand(
                        id,
                        deviceId,
                        Orders.CLOCK,
                        Map.of(),
                        GATEWAY,
                        now,
                        now.plus(CLOCK_EXPIRES)));
    }

    /** The panel is on this connection now; the newest wins. */
    void connected(String deviceId, PanelConnection connection) {
        List<DeviceCommand> due;
        synchronized (this) {
            if (connections.put(deviceId, connection) == connection) {
                return;
            }
            due =
                    waiting.values().stream()
                            .filter(order -> order.deviceId().equals(deviceId))
                            .toList();
            due.forEach(order -> waiting.remove(order.commandId()));
        }
        due.forEach(this::ordered);
    }

    /** The panel is not on this connection any more. */
    synchronized void disconnected(String deviceId, PanelConnection connection) {
        connections.remove(deviceId, connection);
    }

    /** An order that its connection took with it. */
    void again(DeviceCommand order) {
        synchronized (this) {
            taken.remove(order.commandId());
        }
        ordered(order);
    }

    void told(DeviceCommand order, String state, String detail, List<String> lines) {
        results.tell(order.commandId(), order.deviceId(), order.kind(), state, detail, lines);
    }

    void ended(DeviceCommand order, String state, String detail, List<String> lines) {
        count(order.kind(), state, 1);
        told(order, state, detail, lines);
    }

    private void count(String kind, String result, int orders) {
        meters.counter(MetricNames.DEVICE_COMMANDS, "kind", kind, "result", result)
                .increment(orders);
    }

    /** A person answered a duty check at this panel; which one, the record knows. */
    void dutyAnswered(String deviceId) {
        results.tell(null, deviceId, Orders.DUTY_CHECK, "answered", null, null);
    }

    long resendMs() {
        return resendMs;
    }

    private synchronized int connected() {
        return connections.size();
    }

    private void wait(DeviceCommand order) {
        waiting.values().removeIf(this::isExpired);
        if (waiting.size() < MAX_REMEMBERED) {
            waiting.put(order.commandId(), order);
        }
    }

    private boolean isExpired(DeviceCommand order) {
        return order.expiresAt().isBefore(clock.instant());
    }
}
