package org.citywall.gateway.ingest.line;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
    private final Consumer<DeviceCommand> expired;
    private final Instant begun;
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

    /**
     * Orders expire by this clock.
     *
     * @param expired told of each order that nobody sent in time, as far as is known here; not of
     *     those that had expired before this gateway was there
     */
    public Lines(Clock clock, Consumer<DeviceCommand> expired) {
        this.clock = clock;
        this.expired = expired;
        this.begun = clock.instant();
    }

    /** An order came by. */
    public void ordered(DeviceCommand order) {
        dropExpired();
        Line line;
        boolean isLate;
        synchronized (this) {
            if (taken.containsKey(order.commandId())) {
                return;
            }
            line = lines.get(order.deviceId());
            isLate = isExpired(order);
            if (!isLate && line == null) {
                wait(order);
                return;
            }
            taken.put(order.commandId(), true);
        }
        if (!isLate) {
            line.send(order);
        } else if (order.expiresAt().isAfter(begun)) {
            expired.accept(order);
        }
    }

    /** Drops what waited too long, and tells of it. */
    public void dropExpired() {
        List<DeviceCommand> late;
        synchronized (this) {
            late = waiting.values().stream().filter(this::isExpired).toList();
            late.forEach(order -> waiting.remove(order.commandId()));
            late.forEach(order -> taken.put(order.commandId(), true));
        }
        late.forEach(expired);
    }

    /**
     * Somebody has sent the order, this gateway or another. Orders and this word of them come by
     * topics of their own, so it may be heard before the order itself.
     */
    public synchronized void settled(String commandId) {
        if (commandId != null) {
            waiting.remove(commandId);
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

    /** Devices that are connected here. Whoever reads metrics learns of what expired, too. */
    public int count() {
        dropExpired();
        synchronized (this) {
            return lines.size();
        }
    }

    private void wait(DeviceCommand order) {
        if (waiting.size() < MAX_REMEMBERED) {
            waiting.put(order.commandId(), order);
        }
    }

    /** Whether it must not be sent any more. */
    public boolean isExpired(DeviceCommand order) {
        return order.expiresAt().isBefore(clock.instant());
    }
}
