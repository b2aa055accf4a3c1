package org.citywall.contracts.ticket;

import java.time.Instant;

/**
 * What names a person in one event, encrypted; it goes to the record past all jobs and views.
 *
 * @param eventId of the event
 * @param caseId whose case; key of the log
 * @param ref whose ticket
 * @param keyId which key opens it
 * @param sealed AES-256-GCM of a JSON object of the original fields (caller, phone, idNumber,
 *     title, text, address …); Base64, nonce first; the associated data is {@code caseId}
 * @param receivedAt when the gateway had it
 */
public record TicketSealed(
        String eventId,
        String caseId,
        TicketRef ref,
        String keyId,
        String sealed,
        Instant receivedAt) {}
