package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import java.time.Clock;

/**
 * Counts what a client guessed wrong where there is no name to log in with, as failed log-ins are
 * counted, on all gateways together. Only the client's address is ever locked: a lock for all would
 * be a way to lock everybody out.
 */
public final class GuessLocks {
    private final LoginLocks locks;
    private final String what;

    /**
     * Counts by the limits of log-ins.
     *
     * @param what is guessed; stands where log-ins have the name, and begins with a slash
     */
    public GuessLocks(Pool pool, Clock clock, LoginLimits limits, String what) {
        this.what = what;
        this.locks =
                new LoginLocks(
                        pool,
                        clock,
                        new LoginLimits(
                                limits.maxFailures(),
                                limits.lockFor(),
                                Integer.MAX_VALUE,
                                limits.nameLockFor(),
                                limits.forwardedFor()));
    }

    /** Where this request came from. */
    public String clientOf(HttpServerRequest request) {
        return locks.clientOf(request);
    }

    /** This client guessed wrong; answers for how many seconds it is locked, 0: it is not. */
    public Future<Long> failed(String client) {
        return locks.check(what, client)
                .compose(free -> locks.failed(what, client).map(0L))
                .recover(
                        error ->
                                error instanceof LoginLocks.LockedException locked
                                        ? Future.succeededFuture(locked.seconds())
                                        : Future.failedFuture(error));
    }
}
