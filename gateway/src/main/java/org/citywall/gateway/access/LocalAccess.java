package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.db.ChangeWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions and wall tokens of local accounts. All live ones are held in memory, so that nobody is
 * logged out while PostgreSQL is down, and loaded again within a second after any gateway changed
 * them. A token that is not in memory is looked for in PostgreSQL once more: another gateway may
 * have created it just now.
 */
public final class LocalAccess implements Access {
    private static final Logger LOG = LoggerFactory.getLogger(LocalAccess.class);
    private static final String SESSIONS =
            "SELECT s.token_hash, s.last_seen_at, a.username, a.display_name, a.role, a.place"
                    + " FROM session s JOIN account a USING (username)";
    private static final String WALLS = "SELECT token_hash, name, place FROM wall_token";
    private static final long RETRY_MS = 500;

    private final Vertx vertx;
    private final Pool pool;
    private final ChangeWatch watch;
    private final Clock clock;
    private final Options options;
    private volatile Map<String, Holder> holders = new ConcurrentHashMap<>();

    /** Loads are numbered as they begin; only a later one may take the place of another. */
    private final AtomicLong loads = new AtomicLong();

    private long heldTurn;
    private long flushTimer = -1;
    private volatile boolean stopped;

    /**
     * How long sessions live.
     *
     * @param idleLimit a session that was not used for this long has ended
     * @param flushInterval how often the time of use is written down
     * @param secureCookie only over TLS; to be set where a proxy terminates TLS
     */
    public record Options(Duration idleLimit, Duration flushInterval, boolean secureCookie) {
        /** 12 h, the longest shift; every minute; plain, because all ports bind to loopback. */
        public static Options defaults() {
            return new Options(Duration.ofHours(12), Duration.ofMinutes(1), false);
        }
    }

    /** Loads through the pool whenever the watch tells. */
    public LocalAccess(Vertx vertx, Pool pool, ChangeWatch watch, Clock clock, Options options) {
        this.vertx = vertx;
        this.pool = pool;
        this.watch = watch;
        this.clock = clock;
        this.options = options;
        watch.onChange(ChangeWatch.ACCESS, this::load);
    }

    /** Completes when all live sessions were loaded; tries for ever. */
    public Future<Void> start() {
        flushTimer = vertx.setPeriodic(options.flushInterval().toMillis(), id -> flush());
        Promise<Void> loaded = Promise.promise();
        tryLoad(loaded);
        return loaded.future();
    }

    /** Writes down when sessions were used last. */
    public Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(flushTimer);
        return flush();
    }

    @Override
    public Future<Optional<Principal>> of(HttpServerRequest request) {
        String bearer = Tokens.bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
        boolean isUse = !request.headers().contains(UNATTENDED_HEADER);
        if (bearer != null) {
            return find(bearer, isUse);
        }
        Cookie cookie = request.getCookie(SESSION_COOKIE);
        return cookie == null
                ? Future.succeededFuture(Optional.empty())
                : find(cookie.getValue(), isUse);
    }

    @Override
    public Future<Optional<Principal>> byToken(String token) {
        return find(token, false);
    }

    private Future<Optional<Principal>> find(String token, boolean isUse) {
        String hash = Tokens.hash(token);
        Holder holder = holders.get(hash);
        Instant now = clock.instant();
        if (holder != null && !holder.isIdle(now)) {
            if (isUse) {
                holder.used(now);
            }
            return Future.succeededFuture(Optional.of(holder.principal));
        }
        return lookUp(hash, now, isUse);
    }

    /** Lets a session that was just created count here at once. */
    void remember(String tokenHash, Principal principal) {
        holders.put(tokenHash, new Holder(principal, clock.instant(), idleMs()));
    }

    /** Lets a token that was just removed count no more here at once. */
    void forget(String tokenHash) {
        holders.remove(tokenHash);
    }

    /** Loads what was just changed here; the other gateways hear of it by the watch. */
    Future<Void> reload() {
        return watch.reload(ChangeWatch.ACCESS);
    }

    boolean secureCookie() {
        return options.secureCookie();
    }

    private void tryLoad(Promise<Void> loaded) {
        watch.reload(ChangeWatch.ACCESS)
                .onSuccess(nothing -> loaded.complete())
                .onFailure(
                        error -> {
                            LOG.warn("sessions cannot be loaded yet: {}", error.toString());
                            if (!stopped) {
                                vertx.setTimer(RETRY_MS, id -> tryLoad(loaded));
                            }
                        });
    }

    private Future<Optional<Principal>> lookUp(String hash, Instant now, boolean isUse) {
        return pool.preparedQuery(SESSIONS + " WHERE s.token_hash = $1")
                .execute(Tuple.of(hash))
                .compose(
                        rows ->
                                rows.size() > 0
                                        ? Future.succeededFuture(rows)
                                        : pool.preparedQuery(WALLS + " WHERE token_hash = $1")
                                                .execute(Tuple.of(hash)))
                .map(rows -> adopt(hash, rows, now, isUse));
    }

    private Optional<Principal> adopt(String hash, RowSet<Row> rows, Instant now, boolean isUse) {
        if (rows.size() == 0) {
            holders.remove(hash);
            return Optional.empty();
        }
        Holder found = holder(rows.iterator().next());
        if (found.isIdle(now)) {
            holders.remove(hash);
            return Optional.empty();
        }
        if (isUse) {
            found.used(now);
        }
        holders.put(hash, found);
        return Optional.of(found.principal);
    }

    private Future<Long> load() {
        Future<RowSet<Row>> version =
                pool.query("SELECT value FROM data_version WHERE name = 'access'").execute();
        // The version is read first: a change in between only makes us load once more.
        long turn = loads.incrementAndGet();
        return version.compose(
                first ->
                        Future.all(pool.query(SESSIONS).execute(), pool.query(WALLS).execute())
                                .map(
                                        all -> {
                                            long loaded = first.iterator().next().getLong(0);
                                            swap(turn, all.resultAt(0), all.resultAt(1));
                                            return loaded;
                                        }));
    }

    private synchronized void swap(long turn, RowSet<Row> sessions, RowSet<Row> walls) {
        if (turn < heldTurn) {
            return; // overtaken: it would bring back who has logged out since
        }
        heldTurn = turn;
        Map<String, Holder> old = holders;
        Map<String, Holder> loaded = new ConcurrentHashMap<>();
        for (RowSet<Row> rows : List.of(sessions, walls)) {
            for (Row row : rows) {
                Holder holder = holder(row);
                Holder known = old.get(row.getString(0));
                if (known != null) {
                    holder.used(known.lastSeenAt);
                }
                loaded.put(row.getString(0), holder);
            }
        }
        holders = loaded;
    }

    private Holder holder(Row row) {
        if (row.getColumnIndex("username") < 0) {
            String name = row.getString("name");
            return new Holder(
                    new Principal("wall:" + name, name, Role.VIEWER, row.getString("place")),
                    Instant.EPOCH,
                    Long.MAX_VALUE);
        }
        return new Holder(
                new Principal(
                        row.getString("username"),
                        row.getString("display_name"),
                        Roles.of(row.getString("role")).orElse(Role.VIEWER),
                        row.getString("place")),
                row.getOffsetDateTime("last_seen_at").toInstant(),
                idleMs());
    }

    private long idleMs() {
        return options.idleLimit().toMillis();
    }

    private Future<Void> flush() {
        List<Tuple> used = new ArrayList<>();
        holders.forEach(
                (hash, holder) -> {
                    if (holder.toWrite) {
                        holder.toWrite = false;
                        used.add(Tuple.of(hash, holder.lastSeenAt.atOffset(ZoneOffset.UTC)));
                    }
                });
        if (used.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(
                        "UPDATE session SET last_seen_at = greatest(last_seen_at, $2)"
                                + " WHERE token_hash = $1")
                .executeBatch(used)
                .<Void>mapEmpty()
                .recover(
                        error -> {
                            LOG.warn("use of sessions not written: {}", error.toString());
                            return Future.succeededFuture();
                        });
    }

    /** Who holds a token; written by any event loop, where the newest time wins. */
    private static final class Holder {
        private final Principal principal;
        private final long idleMs;
        private volatile Instant lastSeenAt;
        private volatile boolean toWrite;

        Holder(Principal principal, Instant lastSeenAt, long idleMs) {
            this.principal = principal;
            this.lastSeenAt = lastSeenAt;
            this.idleMs = idleMs;
        }

        boolean isIdle(Instant now) {
            return idleMs != Long.MAX_VALUE
                    && Duration.between(lastSeenAt, now).toMillis() > idleMs;
        }

        void used(Instant at) {
            if (at.isAfter(lastSeenAt)) {
                lastSeenAt = at;
                toWrite = idleMs != Long.MAX_VALUE;
            }
        }
    }
}
