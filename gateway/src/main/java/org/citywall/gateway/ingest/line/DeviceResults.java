package org.citywall.gateway.ingest.line;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;

/** Tells all gateways what became of orders. */
public final class DeviceResults {
    private final EventLog log;
    private final Clock clock;
    private final String gatewayId;

    /** Tells as this gateway. */
    public DeviceResults(EventLog log, Clock clock, String gatewayId) {
        this.log = log;
        this.clock = clock;
        this.gatewayId = gatewayId;
    }

    /** A failed append is logged by the log; the order then ends by its time-out. */
    public void tell(
            String commandId,
            String deviceId,
            String kind,
            String state,
            String detail,
            List<String> lines) {
        DeviceResult result =
                new DeviceResult(
                        commandId,
                        deviceId,
                        kind,
                        state,
                        detail,
                        lines,
                        gatewayId,
                        clock.instant());
        String at = Long.toString(result.at().toEpochMilli());
        log.append(
                new EventLog.Entry(
                        Topics.DEVICE_RESULTS,
                        null,
                        deviceId,
                        EventTypes.DEVICE_RESULT,
                        Ids.of("device-result", String.valueOf(commandId), deviceId, state, at),
                        "/gateway/" + gatewayId,
                        Json.bytes(result),
                        Map.of()));
    }
}
