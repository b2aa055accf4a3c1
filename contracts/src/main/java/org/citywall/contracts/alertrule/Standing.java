package org.citywall.contracts.alertrule;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What people announced for a time: maintenance, a drill, a device out of service. Its alerts stay
 * visible and are counted; they page nobody. A silence never holds for red.
 *
 * @param id name
 * @param kind what was announced
 * @param match which alerts; out of service: devices must be named
 * @param from begin
 * @param until end; a silence lasts at most 7 days
 * @param reason why
 * @param by account that asked
 * @param confirmedBy out of service: another account that agreed; null for the others
 * @param replacement out of service: what watches instead; null for the others
 */
public record Standing(
        String id,
        StandingKind kind,
        AlertMatch match,
        Instant from,
        Instant until,
        String reason,
        String by,
        @Nullable String confirmedBy,
        @Nullable String replacement) {}
