package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.citywall.gateway.registry.Credential;

/**
 * One event as a transport hands it to {@link Ingest}, not yet checked.
 *
 * @param protocol http, mqtt …, for counters and the record of refusals
 * @param sender the credential that it came with
 * @param type CloudEvents type
 * @param id the sender's event id; (source, id) is the duplicate key
 * @param source the sender, a CloudEvents source
 * @param data the event's data
 * @param pointer JSON pointer of {@code data} in what the sender sent, to name fields by
 * @param receivedAt when the gateway had the whole message
 * @param lenient whether a press, an alarm or a charger's reading is taken even if an optional
 *     field is wrong: where the transport has no refusal, nobody would ever learn what was lost
 * @param replay a recorded event: raises alerts marked as replay
 */
public record Inbound(
        String protocol,
        Credential sender,
        String type,
        String id,
        String source,
        JsonNode data,
        String pointer,
        Instant receivedAt,
        boolean lenient,
        boolean replay) {
    /** The same, checked: with the data that was read of it. */
    DeviceEvent with(FireData read) {
        return new DeviceEvent(protocol, id, source, read, receivedAt, replay);
    }
}
