package org.citywall.gateway.ingest.gb26875;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.ingest.line.DeviceResults;
import org.citywall.gateway.ingest.line.Line;
import org.citywall.gateway.ingest.line.Lines;
import org.citywall.gateway.kafka.EventLog;

/**
 * Brings orders to the panels whose connections this gateway holds, see {@link Lines}.
 *
 * <p>Any thread.
 */
public final class PanelOrders {
    /** Who ordered what no person did. */
    public static final String GATEWAY = "gateway";

    private static final Duration CLOCK_REST = Duration.ofMinutes(10);
    private static final Duration CLOCK_EXPIRES = Duration.ofSeconds(30);

    private final Clock clock;
    private final DeviceResults results;
    private final MeterRegistry meters;
    private final long resendMs;
    private final Lines lines;
    private final Map<String, Instant> clockSet = new HashMap<>();

    /**
     * Tells the results into this log.
     *
     * @param resend after this an order that was not answered is sent again
     */
    public PanelOrders(
            EventLog log, Clock clock, String gatewayId, MeterRegistry meters, Duration resend) {
        this.clock = clock;
        this.lines = new Lines(clock, order -> count(order.kind(), "expired", 1));
        this.results = new DeviceResults(log, clock, gatewayId);
        this.meters = meters;
        this.resendMs = resend.toMillis();
        meters.gauge(MetricNames.PANELS, lines, Lines::count);
        count(Orders.DUTY_CHECK, "no-answer", 0);
    }

    /** An order came by. */
    public void ordered(DeviceCommand order) {
        lines.ordered(order);
    }

    /** A result came by, of this gateway or another: somebody has sent the order. */
    public void settled(DeviceResult result) {
        lines.settled(result.commandId());
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
    void connected(String deviceId, Line connection) {
        lines.connected(deviceId, connection);
    }

    /** The panel is not on this connection any more. */
    void disconnected(String deviceId, Line connection) {
        lines.disconnected(deviceId, connection);
    }

    /** An order that its connection took with it. */
    void again(DeviceCommand order) {
        lines.again(order);
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
}
