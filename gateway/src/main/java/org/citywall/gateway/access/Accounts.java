package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Local accounts: the first ones, log-in with lock-out, log-out. */
public final class Accounts {
    /** Environment variable with the password of {@code admin}. */
    public static final String ADMIN_PASSWORD = "CITYWALL_ADMIN_PASSWORD";

    /** Environment variable with the password of {@code officer}. */
    public static final String OFFICER_PASSWORD = "CITYWALL_OFFICER_PASSWORD";

    private final Pool pool;
    private final Passwords passwords;
    private final LocalAccess access;
    private final Clock clock;
    private final LoginLimits limits;
    private final Audit audit;

    /**
     * A successful log-in.
     *
     * @param token the session token; shown this once
     * @param principal who it is
     */
    public record Login(String token, Principal principal) {}

    private record Account(Principal principal, String passwordHash) {}

    /** Keeps accounts in PostgreSQL. */
    public Accounts(
            Pool pool, Passwords passwords, LocalAccess access, Clock clock, LoginLimits limits) {
        this.pool = pool;
        this.passwords = passwords;
        this.access = access;
        this.clock = clock;
        this.limits = limits;
        this.audit = new Audit(clock);
    }

    /**
     * Creates {@code admin} and {@code officer} where they are missing. A password in the
     * environment always counts, also for an account that exists (that is how a lost one is set
     * again); without one it is generated.
     *
     * @return the generated passwords by user name, to be printed once; empty if there are none
     */
    public Future<Map<String, String>> ensureFirstAccounts(Map<String, String> env) {
        Map<String, String> generated = new LinkedHashMap<>();
        var admin = new Principal("admin", "系统管理员", Role.ADMIN, "");
        var officer = new Principal("officer", "值班员", Role.OFFICER, "");
        return ensure(admin, given(env, ADMIN_PASSWORD), generated)
                .compose(done -> ensure(officer, given(env, OFFICER_PASSWORD), generated))
                .map(generated);
    }

    /**
     * Logs in. Refuses with 401, the same whether the name or the password is wrong, and with 429
     * while the name is locked; a name that does not exist is locked like one that does.
     */
    public Future<Login> logIn(String username, String password) {
        return lockedFor(username)
                .compose(
                        locked ->
                                locked.isZero()
                                        ? find(username)
                                        : Future.failedFuture(new LockedException(locked)))
                .compose(account -> check(username, password, account))
                .compose(this::open);
    }

    /** Ends the session; a wall token is not touched. */
    public Future<Void> logOut(String token) {
        String hash = Tokens.hash(token);
        access.forget(hash);
        return pool.withTransaction(
                        transaction ->
                                transaction
                                        .preparedQuery("DELETE FROM session WHERE token_hash = $1")
                                        .execute(Tuple.of(hash))
                                        .compose(
                                                rows ->
                                                        rows.rowCount() == 0
                                                                ? Future.succeededFuture()
                                                                : ChangeWatch.raise(
                                                                        transaction,
                                                                        ChangeWatch.ACCESS)))
                .mapEmpty();
    }

    /**
     * Gives an account another password and ends its other sessions. A wrong current one is refused
     * and counts like a failed log-in: a session that somebody left open is no password.
     *
     * @param token of the session that asks, which goes on
     */
    public Future<Void> changePassword(
            String username, String token, String current, String wanted) {
        String fault =
                wanted.equals(current) ? "must not be the current one" : Passwords.fault(wanted);
        if (fault != null) {
            return Future.failedFuture(
                    new Refusal(Problem.ofField(400, "bad field", "/new", fault)));
        }
        return lockedFor(username)
                .compose(
                        locked ->
                                locked.isZero()
                                        ? find(username)
                                        : Future.failedFuture(new LockedException(locked)))
                .compose(
                        account ->
                                account == null
                                        ? Future.failedFuture(noAccount())
                                        : passwords.verify(current, account.passwordHash()))
                .compose(
                        right ->
                                right
                                        ? passwords.hash(wanted)
                                        : fail(
                                                username,
                                                Problem.ofField(
                                                        403, "forbidden", "/current", "is wrong")))
                .compose(hash -> replace(username, hash, Tokens.hash(token), username))
                .compose(done -> access.reload());
    }

    private static Refusal noAccount() {
        return new Refusal(Problem.of(403, "forbidden", "a wall token has no password"));
    }

    private static String given(Map<String, String> env, String name) {
        String password = env.get(name);
        return password == null || password.isBlank() ? null : password;
    }

    private Future<Account> check(String username, String password, Account account) {
        String hash = account == null ? null : account.passwordHash();
        return passwords
                .verify(password, hash)
                .compose(
                        right ->
                                right
                                        ? pool.preparedQuery(
                                                        "DELETE FROM login_failure"
                                                                + " WHERE username = $1")
                                                .execute(Tuple.of(username))
                                                .map(account)
                                        : fail(
                                                username,
                                                Problem.of(
                                                        401,
                                                        "unauthorized",
                                                        "user name or password is wrong")));
    }

    private <T> Future<T> fail(String username, Problem problem) {
        OffsetDateTime now = now();
        // A failure counts for as long as a lock lasts; older ones are forgotten on the way.
        return pool.preparedQuery(
                        "DELETE FROM login_failure"
                                + " WHERE last_failed_at < $1 AND coalesce(locked_until, $2) <= $2")
                .execute(Tuple.of(now.minus(limits.lockFor()), now))
                .compose(
                        cleaned ->
                                pool.preparedQuery(
                                                "INSERT INTO login_failure AS f (username,"
                                                        + " failed_count, last_failed_at) VALUES ($1,"
                                                        + " 1, $2) ON CONFLICT (username) DO UPDATE SET"
                                                        + " failed_count = f.failed_count + 1,"
                                                        + " last_failed_at = $2, locked_until = CASE"
                                                        + " WHEN f.failed_count + 1 >= $3 THEN $4 END")
                                        .execute(
                                                Tuple.of(
                                                        username,
                                                        now,
                                                        limits.maxFailures(),
                                                        now.plus(limits.lockFor()))))
                .compose(counted -> Future.failedFuture(new Refusal(problem)));
    }

    private Future<Duration> lockedFor(String username) {
        OffsetDateTime now = now();
        return pool.preparedQuery(
                        "SELECT locked_until FROM login_failure"
                                + " WHERE username = $1 AND locked_until > $2")
                .execute(Tuple.of(username, now))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Duration.ZERO
                                        : Duration.between(
                                                now, rows.iterator().next().getOffsetDateTime(0)));
    }

    private Future<Account> find(String username) {
        return pool.preparedQuery(
                        "SELECT display_name, role, place, password_hash FROM account"
                                + " WHERE username = $1")
                .execute(Tuple.of(username))
                .map(rows -> rows.size() == 0 ? null : account(username, rows));
    }

    private static Account account(String username, RowSet<Row> rows) {
        Row row = rows.iterator().next();
        Role role = Roles.of(row.getString(1)).orElse(Role.VIEWER);
        return new Account(
                new Principal(username, row.getString(0), role, row.getString(2)),
                row.getString(3));
    }

    private Future<Login> open(Account account) {
        String token = Tokens.create();
        String hash = Tokens.hash(token);
        return pool.preparedQuery(
                        "INSERT INTO session (token_hash, username, created_at, last_seen_at)"
                                + " VALUES ($1, $2, $3, $3)")
                .execute(Tuple.of(hash, account.principal().name(), now()))
                .map(
                        rows -> {
                            access.remember(hash, account.principal());
                            return new Login(token, account.principal());
                        });
    }

    private Future<Void> ensure(
            Principal principal, String fromEnv, Map<String, String> generated) {
        return find(principal.name())
                .compose(
                        found -> {
                            if (found == null) {
                                String password = fromEnv != null ? fromEnv : Tokens.create();
                                if (fromEnv == null) {
                                    generated.put(principal.name(), password);
                                }
                                return create(principal, password);
                            }
                            return fromEnv == null
                                    ? Future.succeededFuture()
                                    : change(found, fromEnv);
                        });
    }

    private Future<Void> create(Principal principal, String password) {
        return usable(principal, password)
                .compose(passwords::hash)
                .compose(
                        hash ->
                                pool.preparedQuery(
                                                "INSERT INTO account (username, display_name,"
                                                        + " password_hash, role, place) VALUES ($1, $2,"
                                                        + " $3, $4, $5) ON CONFLICT DO NOTHING")
                                        .execute(
                                                Tuple.of(
                                                        principal.name(),
                                                        principal.displayName(),
                                                        hash,
                                                        Roles.wire(principal.role()),
                                                        principal.place())))
                .mapEmpty();
    }

    private Future<Void> change(Account account, String password) {
        String name = account.principal().name();
        return usable(account.principal(), password)
                .compose(usable -> passwords.verify(usable, account.passwordHash()))
                .compose(
                        same ->
                                same
                                        ? Future.succeededFuture()
                                        : passwords
                                                .hash(password)
                                                .compose(
                                                        hash ->
                                                                replace(
                                                                        name,
                                                                        hash,
                                                                        "",
                                                                        "environment")));
    }

    private Future<Void> replace(String username, String hash, String keptSession, String who) {
        return pool.withTransaction(
                transaction ->
                        ChangeWatch.raise(transaction, ChangeWatch.ACCESS)
                                .compose(
                                        raised ->
                                                transaction
                                                        .preparedQuery(
                                                                "UPDATE account SET password_hash ="
                                                                        + " $2 WHERE username = $1")
                                                        .execute(Tuple.of(username, hash)))
                                .compose(
                                        updated ->
                                                transaction
                                                        .preparedQuery(
                                                                "DELETE FROM session WHERE username"
                                                                        + " = $1 AND token_hash <> $2")
                                                        .execute(Tuple.of(username, keptSession)))
                                .compose(
                                        ended ->
                                                audit.write(
                                                        transaction,
                                                        who,
                                                        "password",
                                                        "accounts",
                                                        username,
                                                        null,
                                                        null)));
    }

    private static Future<String> usable(Principal principal, String password) {
        String fault = Passwords.fault(password);
        return fault == null
                ? Future.succeededFuture(password)
                : Future.failedFuture(
                        new IllegalArgumentException(
                                "the password of " + principal.name() + " " + fault));
    }

    private OffsetDateTime now() {
        Instant now = clock.instant();
        return now.atOffset(ZoneOffset.UTC);
    }

    /** The name is locked for now. */
    public static final class LockedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long seconds;

        LockedException(Duration rest) {
            super("locked", null, false, false);
            this.seconds = Math.max(1, rest.toSeconds());
        }

        /** For {@code Retry-After}. */
        public long seconds() {
            return seconds;
        }
    }
}
