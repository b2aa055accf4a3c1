package org.citywall.gateway.registry;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Passwords;
import org.citywall.gateway.access.Roles;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.ImportResult.LineError;

/**
 * Single accounts: list, create or change, remove. A change of role, place or password ends the
 * sessions of the account on every gateway within 2 s. Nobody demotes or removes himself, so that
 * the last admin cannot be lost.
 */
public final class AccountEntries {
    private static final String OTHER_ADMINS =
            "SELECT 1 FROM account WHERE role = 'admin' AND username <> $1 LIMIT 1";

    private final Pool pool;
    private final ChangeWatch watch;
    private final Passwords passwords;
    private final Audit audit;

    /**
     * An account as it may be listed.
     *
     * @param username to log in with
     * @param displayName what colleagues read
     * @param role wire name
     * @param place what it may see; empty for all
     */
    public record Account(String username, String displayName, String role, String place) {}

    /**
     * What a put did.
     *
     * @param created whether the account is new
     * @param account as it is now
     * @param password one that was generated, told this once; null if it was given or kept
     */
    public record Written(boolean created, Account account, String password) {}

    private record Plan(Account before, Account after, String password, String generated) {
        boolean endsSessions() {
            return before != null
                    && (password != null
                            || !before.role().equals(after.role())
                            || !before.place().equals(after.place()));
        }
    }

    /** Keeps accounts in PostgreSQL. */
    public AccountEntries(Pool pool, ChangeWatch watch, Passwords passwords, Clock clock) {
        this.pool = pool;
        this.watch = watch;
        this.passwords = passwords;
        this.audit = new Audit(clock);
    }

    /** All accounts by name; never a hash. */
    public Future<List<Account>> list() {
        return pool.query(
                        "SELECT username, display_name, role, place FROM account ORDER BY username")
                .execute()
                .map(
                        rows -> {
                            List<Account> accounts = new ArrayList<>();
                            rows.forEach(row -> accounts.add(account(row)));
                            return accounts;
                        });
    }

    /**
     * Creates or changes an account. What is not given stays; a new account without a password gets
     * one.
     *
     * @param given column name to value
     */
    public Future<Written> put(String username, Map<String, String> given, String who) {
        return pool.withTransaction(
                        transaction ->
                                ChangeWatch.raise(transaction, ChangeWatch.ACCESS)
                                        .compose(raised -> find(transaction, username))
                                        .compose(
                                                before ->
                                                        plan(transaction, username, before, given))
                                        .compose(plan -> allowed(transaction, plan, who))
                                        .compose(plan -> write(transaction, plan, who)))
                .compose(done -> watch.reload(ChangeWatch.ACCESS).map(done));
    }

    /** Answers whether there was such an account; its sessions end with it. */
    public Future<Boolean> remove(String username, String who) {
        if (username.equals(who)) {
            return Future.failedFuture(conflict("nobody removes his own account"));
        }
        return pool.withTransaction(
                        transaction ->
                                ChangeWatch.raise(transaction, ChangeWatch.ACCESS)
                                        .compose(raised -> find(transaction, username))
                                        .compose(
                                                before ->
                                                        before == null
                                                                ? Future.succeededFuture(false)
                                                                : delete(transaction, before, who)))
                .compose(found -> watch.reload(ChangeWatch.ACCESS).map(found));
    }

    private Future<Boolean> delete(SqlConnection transaction, Account before, String who) {
        return adminStays(transaction, before, null)
                .compose(
                        ok ->
                                transaction
                                        .preparedQuery("DELETE FROM account WHERE username = $1")
                                        .execute(Tuple.of(before.username())))
                .compose(
                        gone ->
                                audit.write(
                                        transaction,
                                        who,
                                        "delete",
                                        ImportKind.ACCOUNTS.wire(),
                                        before.username(),
                                        json(before),
                                        null))
                .map(true);
    }

    private static Future<Account> find(SqlConnection transaction, String username) {
        return transaction
                .preparedQuery(
                        "SELECT username, display_name, role, place FROM account"
                                + " WHERE username = $1")
                .execute(Tuple.of(username))
                .map(rows -> rows.size() == 0 ? null : account(rows.iterator().next()));
    }

    private static Future<Plan> plan(
            SqlConnection transaction, String username, Account before, Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        if (before != null) {
            values.put("displayName", before.displayName());
            values.put("role", before.role());
            values.put("place", before.place());
        }
        values.putAll(given);
        values.put("username", username);
        String password = given.get("password");
        String generated = before == null && password == null ? Tokens.create() : null;
        Account after =
                new Account(
                        username,
                        values.getOrDefault("displayName", ""),
                        values.getOrDefault("role", ""),
                        values.getOrDefault("place", ""));
        Plan plan = new Plan(before, after, generated == null ? password : generated, generated);
        return places(transaction)
                .compose(
                        places -> {
                            List<LineError> errors =
                                    new RowCheck(
                                                    ImportKind.ACCOUNTS,
                                                    Map.of("place", places),
                                                    List.of())
                                            .check(List.of(new ImportRow(1, values)));
                            return errors.stream()
                                    // one that is kept need not be told, and one of ours fits
                                    .filter(e -> password != null || !e.field().equals("password"))
                                    .findFirst()
                                    .map(e -> Future.<Plan>failedFuture(fault(e)))
                                    .orElse(Future.succeededFuture(plan));
                        });
    }

    private static Future<Set<String>> places(SqlConnection transaction) {
        return transaction
                .query(ImportKind.ACCOUNTS.references().get("place"))
                .execute()
                .map(
                        rows -> {
                            Set<String> paths = new HashSet<>();
                            rows.forEach(row -> paths.add(row.getString(0)));
                            return paths;
                        });
    }

    private static Future<Plan> allowed(SqlConnection transaction, Plan plan, String who) {
        if (plan.before() == null) {
            return Future.succeededFuture(plan);
        }
        if (plan.after().username().equals(who)
                && rank(plan.after().role()).compareTo(rank(plan.before().role())) < 0) {
            return Future.failedFuture(conflict("nobody lowers his own role"));
        }
        return adminStays(transaction, plan.before(), plan.after()).map(plan);
    }

    /** Edits hold the version one after the other: two admins cannot remove each other at once. */
    private static Future<Void> adminStays(
            SqlConnection transaction, Account before, Account after) {
        String admin = Roles.wire(Role.ADMIN);
        if (!before.role().equals(admin) || (after != null && after.role().equals(admin))) {
            return Future.succeededFuture();
        }
        return transaction
                .preparedQuery(OTHER_ADMINS)
                .execute(Tuple.of(before.username()))
                .compose(
                        others ->
                                others.size() > 0
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(
                                                conflict("it is the last admin account")));
    }

    private Future<Written> write(SqlConnection transaction, Plan plan, String who) {
        Account after = plan.after();
        Future<String> hash =
                plan.password() == null
                        ? Future.succeededFuture()
                        : passwords.hash(plan.password());
        return hash.compose(
                        hashed ->
                                transaction
                                        .preparedQuery(
                                                plan.before() == null
                                                        ? "INSERT INTO account (username,"
                                                                + " display_name, role, place,"
                                                                + " password_hash) VALUES"
                                                                + " ($1, $2, $3, $4, $5)"
                                                        : "UPDATE account SET display_name = $2,"
                                                                + " role = $3, place = $4,"
                                                                + " password_hash = coalesce($5,"
                                                                + " password_hash) WHERE username"
                                                                + " = $1")
                                        .execute(
                                                Tuple.of(
                                                        after.username(),
                                                        after.displayName(),
                                                        after.role(),
                                                        after.place(),
                                                        hashed)))
                .compose(written -> endSessions(transaction, plan))
                .compose(ended -> trail(transaction, plan, who))
                .map(new Written(plan.before() == null, after, plan.generated()));
    }

    private static Future<Void> endSessions(SqlConnection transaction, Plan plan) {
        Tuple username = Tuple.of(plan.after().username());
        Future<?> ended =
                plan.endsSessions()
                        ? transaction
                                .preparedQuery("DELETE FROM session WHERE username = $1")
                                .execute(username)
                        : Future.succeededFuture();
        // Whoever gets a new password need not wait for the end of a lock.
        return ended.compose(
                        done ->
                                plan.password() == null
                                        ? Future.succeededFuture()
                                        : transaction
                                                .preparedQuery(
                                                        "DELETE FROM login_failure"
                                                                + " WHERE username = $1")
                                                .execute(username))
                .mapEmpty();
    }

    private Future<Void> trail(SqlConnection transaction, Plan plan, String who) {
        JsonObject after = json(plan.after()).put("passwordSet", plan.password() != null);
        return audit.write(
                transaction,
                who,
                "put",
                ImportKind.ACCOUNTS.wire(),
                plan.after().username(),
                plan.before() == null ? null : json(plan.before()),
                after);
    }

    private static Role rank(String wire) {
        return Roles.of(wire).orElse(Role.VIEWER);
    }

    private static Account account(Row row) {
        return new Account(row.getString(0), row.getString(1), row.getString(2), row.getString(3));
    }

    private static JsonObject json(Account account) {
        return new JsonObject()
                .put("displayName", account.displayName())
                .put("role", account.role())
                .put("place", account.place());
    }

    private static Refusal conflict(String detail) {
        return new Refusal(Problem.of(409, "not allowed for this account", detail));
    }

    private static Refusal fault(LineError error) {
        return new Refusal(Problem.ofField(400, "bad field", "/" + error.field(), error.detail()));
    }
}
