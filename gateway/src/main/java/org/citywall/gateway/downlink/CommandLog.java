package org.citywall.gateway.downlink;

import io.vertx.core.Future;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;

/** Orders on the log, where every gateway hears them. */
public final class CommandLog {
    private final EventLog log;
    private final String source;

    /** Appends as this gateway. */
    public CommandLog(EventLog log, String gatewayId) {
        this.log = log;
        this.source = "/gateway/" + gatewayId;
    }

    /** Sends the order; the same one may be sent again. */
    Future<Void> append(DeviceCommand order) {
        return log.append(
                new EventLog.Entry(
                        Topics.DEVICE_COMMANDS,
                        null,
                        order.deviceId(),
                        EventTypes.DEVICE_COMMAND,
                        order.commandId(),
                        source,
                        Json.bytes(order),
                        Map.of()));
    }
}
