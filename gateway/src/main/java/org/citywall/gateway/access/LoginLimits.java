package org.citywall.gateway.access;

import java.time.Duration;

/**
 * When log-ins are refused unseen (GB/T 22239-2019 8.1.4: handling of failed log-ins). The narrow
 * limit stops one client that guesses, and locks nobody else out. The wide one slows down many
 * clients that guess at one name together: after it a guess passes only each {@code nameLockFor},
 * which is short, because it also keeps the officer waiting.
 *
 * @param maxFailures of one name from one address in a row, then that pair is locked
 * @param lockFor how long; also how long a failure is remembered
 * @param maxFailuresOfName of one name from all addresses, then the name is locked
 * @param nameLockFor how long
 * @param forwardedFor whether a proxy says in {@code X-Forwarded-For} who the client is; anybody
 *     can say anything there where none does
 */
public record LoginLimits(
        int maxFailures,
        Duration lockFor,
        int maxFailuresOfName,
        Duration nameLockFor,
        boolean forwardedFor) {
    /** 5 failures, 15 minutes; 50 failures, 1 minute; no proxy. */
    public static LoginLimits defaults() {
        return new LoginLimits(5, Duration.ofMinutes(15), 50, Duration.ofMinutes(1), false);
    }
}
