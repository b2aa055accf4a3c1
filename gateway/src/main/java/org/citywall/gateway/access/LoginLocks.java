package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Counts failed log-ins of all gateways, by name and client address, and by name alone (the row
 * with an empty address). A name that does not exist is locked like one that does.
 */
final class LoginLocks {
    private static final int MAX_ADDRESS = 64;

    private static final String LOCKED =
            """
            SELECT max(locked_until) FROM login_failure
            WHERE username = $1 AND address IN ($2, '') AND locked_until > $3
            """;
    // A failure counts for as long as a lock lasts; older ones are forgotten on the way.
    private static final String FORGET_OLD =
            """
            DELETE FROM login_failure
            WHERE last_failed_at < $1 AND coalesce(locked_until, $2) <= $2
            """;
    private static final String COUNT =
            """
            INSERT INTO login_failure AS f (username, address, failed_count, last_failed_at)
            VALUES ($1, $2, 1, $3), ($1, '', 1, $3)
            ON CONFLICT (username, address) DO UPDATE SET
              failed_count = f.failed_count + 1,
              last_failed_at = $3,
              locked_until = CASE
                WHEN f.address <> '' AND f.failed_count + 1 >= $4 THEN $5::timestamptz
                WHEN f.address = '' AND f.failed_count + 1 >= $6 THEN $7::timestamptz
              END
            """;

    private final Pool pool;
    private final Clock clock;
    private final LoginLimits limits;

    LoginLocks(Pool pool, Clock clock, LoginLimits limits) {
        this.pool = pool;
        this.clock = clock;
        this.limits = limits;
    }

    /** Where this request came from. */
    String clientOf(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        if (limits.forwardedFor()) {
            // What stands last was added by the proxy that we know; the rest came from the client.
            List<String> headers = request.headers().getAll("x-forwarded-for");
            String last = headers.isEmpty() ? "" : headers.get(headers.size() - 1);
            String told = last.substring(last.lastIndexOf(',') + 1).trim();
            address = told.isEmpty() ? address : told;
        }
        if (address == null || address.isEmpty()) {
            return "unknown";
        }
        return address.substring(0, Math.min(MAX_ADDRESS, address.length()));
    }

    /** Fails with {@link LockedException} while this client may not try this name. */
    Future<Void> check(String username, String address) {
        OffsetDateTime now = now();
        return pool.preparedQuery(LOCKED)
                .execute(Tuple.of(username, address, now))
                .compose(
                        rows -> {
                            OffsetDateTime until = rows.iterator().next().getOffsetDateTime(0);
                            return until == null
                                    ? Future.succeededFuture()
                                    : Future.failedFuture(
                                            new LockedException(Duration.between(now, until)));
                        });
    }

    /** This client failed with this name. */
    Future<Void> failed(String username, String address) {
        OffsetDateTime now = now();
        return pool.preparedQuery(FORGET_OLD)
                .execute(Tuple.of(now.minus(limits.lockFor()), now))
                .compose(
                        cleaned ->
                                pool.preparedQuery(COUNT)
                                        .execute(
                                                Tuple.of(
                                                        username,
                                                        address,
                                                        now,
                                                        limits.maxFailures(),
                                                        now.plus(limits.lockFor()),
                                                        limits.maxFailuresOfName(),
                                                        now.plus(limits.nameLockFor()))))
                .mapEmpty();
    }

    /** This client logged in. What others failed with the name still counts. */
    Future<Void> succeeded(String username, String address) {
        return pool.preparedQuery("DELETE FROM login_failure WHERE username = $1 AND address = $2")
                .execute(Tuple.of(username, address))
                .mapEmpty();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Not before this time. */
    static final class LockedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long seconds;

        LockedException(Duration rest) {
            super("locked", null, false, false);
            this.seconds = Math.max(1, rest.toSeconds());
        }

        /** For {@code Retry-After}. */
        long seconds() {
            return seconds;
        }
    }
}
