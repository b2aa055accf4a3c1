package org.citywall.gateway.ingest.line;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.device.DeviceCommand;

/**
 * Which devices' connections this gateway holds, and the orders on their way to them. Every gateway
 * hears all orders; one for a device that is nowhere connected waits until it expires, or until
 * another gateway says that it has sent it. An order is sent once, however often it is heard.
 *
 * <p>Any thread.
 */
public final class Lines {
    private static final int MAX_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, DeviceCommand> waiting = new LinkedHashMap<>();
    private final Map<String, Boolean> taken =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MAX_REMEMBERED;
                }
            };

    /** Orders expire by this clock. */
    public Lines(Clock clock) {
        this.clock = clock;
    }

    /** An order came by. */
    public void ordered(DeviceCommand order) {
        Line line;
        synchronized (this) {
            if (isExpired(order) || taken.containsKey(order.commandId())) {
                return;
            }
            line = lines.get(order.deviceId());
            if (line == null) {
                wait(order);
                return;
            }
            taken.put(order.commandId(), true);
        }
        line.send(order);
    }

    /** Somebody has sent the order, this gateway or another. */
    public synchronized void settled(String commandId) {
        if (commandId != null && waiting.remove(commandId) != null) {
            taken.put(commandId, true);
        }
    }

    /** The device is on this line now; the newest wins. */
    public void connected(String deviceId, Line line) {
        List<DeviceCommand> due;
        synchronized (this) {
            if (lines.put(deviceId, line) == line) {
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

    /** The device is not on this line any more. */
    public synchronized void disconnected(String deviceId, Line line) {
        lines.remove(deviceId, line);
    }

    /** An order that its line took with it: it may go by the next one. */
    public void again(DeviceCommand order) {
        synchronized (this) {
            taken.remove(order.commandId());
        }
        ordered(order);
    }

    /** Devices that are connected here. */
    public synchronized int count() {
        return lines.size();
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
