package org.citywall.gateway.ingest.charger;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.ingest.line.DeviceResults;
import org.citywall.gateway.ingest.line.Line;
import org.citywall.gateway.ingest.line.Lines;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.DeviceKinds;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings orders for ports to the chargers whose connections this gateway holds, whatever they
 * speak, and tells the job among the readings of the site what they answer. What the answers are
 * worth, and whether to try again, is the job's to decide.
 *
 * <p>Any thread.
 */
public final class ChargerOrders {
    private static final Logger LOG = LoggerFactory.getLogger(ChargerOrders.class);

    /** An answer may come by another connection, at another gateway, than the order went by. */
    private static final int MAX_HEARD = 10_000;

    private final EventLog log;
    private final Clock clock;
    private final String gatewayId;
    private final MeterRegistry meters;
    private final Supplier<RegistrySnapshot> registry;
    private final DeviceResults results;
    private final Lines lines;
    private final Map<String, PortCommand> heard =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, PortCommand> eldest) {
                    return size() > MAX_HEARD;
                }
            };

    /** Tells the answers into this log. */
    public ChargerOrders(
            EventLog log,
            Clock clock,
            String gatewayId,
            MeterRegistry meters,
            Supplier<RegistrySnapshot> registry) {
        this.log = log;
        this.clock = clock;
        this.gatewayId = gatewayId;
        this.meters = meters;
        this.registry = registry;
        this.results = new DeviceResults(log, clock, gatewayId);
        this.lines = new Lines(clock, order -> count(order.kind(), "expired"));
        meters.gauge(MetricNames.CHARGERS, lines, Lines::count);
    }

    /** An order came by. */
    public void ordered(DeviceCommand order) {
        PortCommand command;
        try {
            command = PortCommand.of(order);
        } catch (IllegalArgumentException e) {
            LOG.error("order {} cannot be sent: {} is wrong", order.commandId(), e.getMessage());
            count(order.kind(), "unreadable");
            return;
        }
        synchronized (heard) {
            heard.put(order.commandId(), command);
        }
        lines.ordered(order);
    }

    /** A result came by, of this gateway or another: somebody has sent the order. */
    public void settled(DeviceResult result) {
        lines.settled(result.commandId());
    }

    /** Whether orders may go to it. */
    public boolean isCharger(String deviceId) {
        Device device = registry.get().devices().get(deviceId);
        return device != null
                && device.domain() == AlertDomain.EBIKE
                && device.kind().equals(DeviceKinds.CHARGER);
    }

    /** The charger is on this connection now; the newest wins. */
    public void connected(String deviceId, Line line) {
        lines.connected(deviceId, line);
    }

    /** The charger is not on this connection any more. */
    public void disconnected(String deviceId, Line line) {
        lines.disconnected(deviceId, line);
    }

    /** An order that its connection took with it, unsent. */
    public void again(DeviceCommand order) {
        lines.again(order);
    }

    /** What was ordered under this id, if this gateway has heard of it. */
    public Optional<PortCommand> heard(String commandId) {
        synchronized (heard) {
            return Optional.ofNullable(heard.get(commandId));
        }
    }

    /** Whether it must not be sent any more, because the job has given it up; counts it then. */
    public boolean dropIfExpired(DeviceCommand order) {
        boolean isExpired = lines.isExpired(order);
        if (isExpired) {
            count(order.kind(), "expired");
        }
        return isExpired;
    }

    /** The command was written to the charger's connection. */
    public Future<Void> sent(PortCommand command) {
        // So that no other gateway sends it too, to which the charger comes next.
        results.tell(
                command.device().commandId(),
                command.device().deviceId(),
                command.device().kind(),
                "sent",
                null,
                null);
        return tell(command, PortAnswer.Step.SENT, null);
    }

    /** The charger has answered; completes when that is durable. */
    public Future<Void> answered(
            PortCommand command, PortAnswer.Step step, @Nullable String detail) {
        count(command.device().kind(), step.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return tell(command, step, detail);
    }

    private Future<Void> tell(PortCommand command, PortAnswer.Step step, @Nullable String detail) {
        Instant now = clock.instant();
        PortAnswer answer =
                new PortAnswer(
                        command.order(),
                        command.attempt(),
                        command.siteId(),
                        command.device().deviceId(),
                        command.port(),
                        step,
                        detail,
                        gatewayId,
                        now);
        return log.append(
                        new EventLog.Entry(
                                Topics.CHARGER_READINGS,
                                null,
                                command.siteId(),
                                EventTypes.CHARGER_ANSWER,
                                Ids.of(
                                        "port-answer",
                                        command.device().commandId(),
                                        step.name(),
                                        gatewayId,
                                        Long.toString(now.toEpochMilli())),
                                "/gateway/" + gatewayId,
                                Json.bytes(answer),
                                Map.of()))
                .onFailure(
                        error ->
                                LOG.warn(
                                        "{} of order {} is not on the log: {}",
                                        step,
                                        command.device().commandId(),
                                        error.toString()));
    }

    private void count(String kind, String result) {
        meters.counter(MetricNames.DEVICE_COMMANDS, "kind", kind, "result", result).increment();
    }
}
