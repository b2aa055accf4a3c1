package org.citywall.contracts.ticket;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What a department is told to do; goes out as a signed CloudEvent until it is taken.
 *
 * @param id deterministic: the same case, round and reason give the same id
 * @param caseId whose case; alert: id of the alert
 * @param ref its first number; alert: the alert under the name of this system
 * @param department who is told
 * @param kind why
 * @param title a few words, masked; null: secret
 * @param category code of the category
 * @param place grid path
 * @param placeName the same in words
 * @param dueAt by when; null: none
 * @param reason why, in words and numbers
 * @param issuedAt time of the log
 * @param replay of a recording: is recorded and never sent
 */
public record TicketOrder(
        String id,
        String caseId,
        TicketRef ref,
        String department,
        TicketOrderKind kind,
        @Nullable String title,
        @Nullable String category,
        @Nullable String place,
        @Nullable String placeName,
        @Nullable Instant dueAt,
        String reason,
        Instant issuedAt,
        boolean replay) {}
