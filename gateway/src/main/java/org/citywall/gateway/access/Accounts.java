package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
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
    private final LoginLocks locks;
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
        this.locks = new LoginLocks(pool, clock, limits);
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
     * while this client may not try the name ({@link LoginLimits}).
     *
     * @param client its address, see {@link #clientOf}
     */
    public Future<Login> logIn(String username, String password, String client) {
        return locks.check(username, client)
                .compose(free -> find(username))
                .compose(account -> check(username, password, client, account))
                .compose(this::open);
    }

    /** The address of the client that sent this request. */
    String clientOf(HttpServerRequest request) {
        return locks.clientOf(request);
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
                // A load that was under way may have seen the session; a newer one outdoes it.
                .compose(ended -> access.reload().otherwiseEmpty());
    }

    /**
     * Gives an account another password and ends its other sessions. A wrong current one is refused
     * and counts like a failed log-in: a session that somebody left open is no password.
     *
     * @param token of the session that asks, which goes on
     * @param client address that it asks from
     */
    public Future<Void> changePassword(
            String username, String token, String client, String current, String wanted) {
        String fault =
                wanted.equals(current) ? "must not be the current one" : Passwords.fault(wanted);
        if (fault != null) {
            return Future.failedFuture(
                    new Refusal(Problem.ofField(400, "bad field", "/new", fault)));
        }
        return locks.check(username, client)
                .compose(free -> find(username))
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
                                                client,
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

    private Future<Account> check(
            String username, String password, String client, Account account) {
        String hash = account == null ? null : account.passwordHash();
        return passwords
                .verify(password, hash)
                .compose(
                        right ->
                                right
                                        ? locks.succeeded(username, client).map(account)
                                        : fail(
                                                username,
                                                client,
                                                Problem.of(
                                                        401,
                                                        "unauthorized",
                                                        "user name or password is wrong")));
    }

    private <T> Future<T> fail(String username, String client, Problem problem) {
        return locks.failed(username, client)
                .compose(counted -> Future.failedFuture(new Refusal(problem)));
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
}
