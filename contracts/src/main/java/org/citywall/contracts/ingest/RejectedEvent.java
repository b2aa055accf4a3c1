package org.citywall.contracts.ingest;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What a gateway refused or could not place, kept so that a person can look at it.
 *
 * @param id deterministic id of the refused event
 * @param receivedAt when it came
 * @param protocol http, mqtt, gb26875 …
 * @param principal the credential that sent it, null if none was valid
 * @param reason short machine word: unknown-device, invalid-json, schema …
 * @param field the field at fault, as a JSON pointer, if one is known
 * @param detail one sentence for a person
 * @param eventType CloudEvents type, if it was readable
 * @param deviceId device it spoke for, if it was readable
 * @param eventId the sender's event id, if it was readable
 * @param source the sender's CloudEvents source, if it was readable
 * @param payload the event's data as text, cut at 16 KiB
 */
public record RejectedEvent(
        String id,
        Instant receivedAt,
        String protocol,
        @Nullable String principal,
        String reason,
        @Nullable String field,
        String detail,
        @Nullable String eventType,
        @Nullable String deviceId,
        @Nullable String eventId,
        @Nullable String source,
        @Nullable String payload) {}
