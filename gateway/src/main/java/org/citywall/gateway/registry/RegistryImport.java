package org.citywall.gateway.registry;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
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
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Passwords;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.registry.ImportResult.LineError;

/**
 * Writes registry entries, many or one, all or nothing. Everything happens in one transaction that
 * holds the version, so edits come one after the other; a dry run does the same and rolls back.
 */
public final class RegistryImport {
    /** The launcher, in the audit trail. */
    public static final String LAUNCHER = "launcher";

    private static final String TAKEN = "23505";

    private final Pool pool;
    private final ChangeWatch watch;
    private final Passwords passwords;
    private final Audit audit;

    /** Writes through the pool, then lets this gateway load at once. */
    public RegistryImport(Pool pool, ChangeWatch watch, Passwords passwords, Clock clock) {
        this.pool = pool;
        this.watch = watch;
        this.passwords = passwords;
        this.audit = new Audit(clock);
    }

    /** Imports CSV in the name of the launcher. */
    public Future<ImportResult> importCsv(ImportKind kind, String csv, boolean dryRun) {
        return importCsv(kind, csv, dryRun, LAUNCHER);
    }

    /**
     * Imports CSV; errors are in the result, not a failed future. A column that the file does not
     * have stays as it is in entries that are there already.
     */
    public Future<ImportResult> importCsv(ImportKind kind, String csv, boolean dryRun, String who) {
        Csv read = Csv.read(kind, csv);
        if (read.rows().isEmpty() && !read.errors().isEmpty()) {
            return Future.succeededFuture(ImportResult.refused(0, read.errors()));
        }
        return write(kind, read.rows(), read.errors(), dryRun, who, "import");
    }

    /** Creates or replaces one entry, given by column names; what is not given is empty then. */
    public Future<ImportResult> put(ImportKind kind, Map<String, String> given, String who) {
        Map<String, String> values = new HashMap<>(given);
        kind.columns().forEach(column -> values.putIfAbsent(column.name(), ""));
        return write(kind, List.of(new ImportRow(1, values)), List.of(), false, who, "put");
    }

    /**
     * Seeds or replaces the integration credential that may speak for every device; fails if the
     * token cannot be taken.
     *
     * @param token the token itself; only its hash is kept
     */
    public Future<Void> ensureIntegration(String id, String token) {
        Map<String, String> values = Map.of("id", id, "token", token, "deviceId", "");
        return put(ImportKind.CREDENTIALS, values, LAUNCHER)
                .compose(
                        done ->
                                done.errors().isEmpty()
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(
                                                new IllegalArgumentException(
                                                        "device token "
                                                                + done.errors().get(0).detail())));
    }

    private Future<ImportResult> write(
            ImportKind kind,
            List<ImportRow> rows,
            List<LineError> faults,
            boolean dryRun,
            String who,
            String action) {
        return pool.withTransaction(
                        transaction ->
                                ChangeWatch.raise(transaction, kind.version())
                                        .compose(raised -> existing(transaction, kind))
                                        .compose(known -> check(kind, known, faults, rows, who))
                                        .compose(ok -> before(transaction, kind, rows))
                                        .compose(
                                                before ->
                                                        edit(transaction, kind, rows, dryRun)
                                                                .compose(
                                                                        done ->
                                                                                trail(
                                                                                        transaction,
                                                                                        kind,
                                                                                        rows,
                                                                                        done,
                                                                                        before,
                                                                                        who,
                                                                                        action))))
                .compose(done -> watch.reload(kind.version()).map(done))
                .recover(error -> notWritten(error, rows.size()));
    }

    private Future<ImportResult> edit(
            SqlConnection transaction, ImportKind kind, List<ImportRow> rows, boolean dryRun) {
        return values(kind, rows, dryRun)
                .compose(all -> upsert(transaction, kind, all, rows))
                .compose(
                        done ->
                                dryRun
                                        ? Future.failedFuture(new NotWritten(done))
                                        : Future.succeededFuture(done));
    }

    /** The entry as it was, for the trail of a single edit; null for many, and for a new one. */
    private static Future<JsonObject> before(
            SqlConnection transaction, ImportKind kind, List<ImportRow> rows) {
        if (rows.size() != 1) {
            return Future.succeededFuture();
        }
        return transaction
                .preparedQuery(
                        "SELECT to_jsonb(t) - 'token_hash' - 'password_hash' FROM %s AS t WHERE %s = $1"
                                .formatted(kind.table(), kind.key().sql()))
                .execute(Tuple.of(rows.get(0).get(kind.key().name())))
                .map(found -> found.size() == 0 ? null : found.iterator().next().getJsonObject(0));
    }

    private static Future<ImportResult> notWritten(Throwable error, int rows) {
        if (error instanceof PgException pg && TAKEN.equals(pg.getSqlState())) {
            LineError taken =
                    switch (String.valueOf(pg.getConstraint())) {
                        case "fire_point_address" ->
                                new LineError(0, "position", "another point has this address");
                        case "fire_point_label" ->
                                new LineError(0, "label", "another point of the panel has it");
                        default -> new LineError(0, "token", "is the token of another credential");
                    };
            return Future.succeededFuture(ImportResult.refused(rows, List.of(taken)));
        }
        return error instanceof NotWritten nothing
                ? Future.succeededFuture(nothing.result)
                : Future.failedFuture(error);
    }

    private static Future<Void> check(
            ImportKind kind,
            Map<String, Set<String>> existing,
            List<LineError> faults,
            List<ImportRow> rows,
            String who) {
        List<LineError> errors = new RowCheck(kind, existing, faults).check(rows);
        if (kind == ImportKind.ACCOUNTS) {
            errors = withOwnRole(errors, rows, who);
        }
        return errors.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(new NotWritten(ImportResult.refused(rows.size(), errors)));
    }

    /** Who imports stays an admin, so that there always is one; the launcher is no account. */
    private static List<LineError> withOwnRole(
            List<LineError> errors, List<ImportRow> rows, String who) {
        List<LineError> all = new ArrayList<>(errors);
        for (ImportRow row : rows) {
            if (row.get("username").equals(who) && !row.get("role").equals("admin")) {
                all.add(new LineError(row.line(), "role", "nobody lowers his own role"));
            }
        }
        return all;
    }

    private static Future<Map<String, Set<String>>> existing(
            SqlConnection transaction, ImportKind kind) {
        Map<String, String> queries = new HashMap<>(kind.references());
        if (kind == ImportKind.PLACES) {
            queries.put(RowCheck.PARENTS, "SELECT path FROM place");
        }
        Map<String, Set<String>> existing = new HashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            all =
                    all.compose(
                            before ->
                                    transaction
                                            .query(query.getValue())
                                            .execute()
                                            .map(
                                                    found -> {
                                                        Set<String> values = new HashSet<>();
                                                        for (Row row : found) {
                                                            values.add(row.getString(0));
                                                        }
                                                        existing.put(query.getKey(), values);
                                                        return null;
                                                    }));
        }
        return all.map(existing);
    }

    /** The rows as the table takes them; secrets become hashes. */
    private Future<JsonArray> values(ImportKind kind, List<ImportRow> rows, boolean dryRun) {
        JsonArray values = new JsonArray();
        Future<Void> hashed = Future.succeededFuture();
        for (ImportRow row : rows) {
            JsonObject value = new JsonObject();
            for (Column column : kind.columns()) {
                String text = row.get(column.name());
                switch (column.sql()) {
                    case "password_hash" ->
                            hashed = hashed.compose(done -> password(value, text, dryRun));
                    case "token_hash" -> value.put(column.sql(), Tokens.hash(text));
                    default -> value.put(column.sql(), plain(kind, column, text));
                }
            }
            values.add(value);
        }
        return hashed.map(values);
    }

    private static Object plain(ImportKind kind, Column column, String text) {
        if (text.isEmpty()) {
            // "all places" is an empty path, not an absent one
            return kind == ImportKind.ACCOUNTS && column.name().equals("place") ? "" : null;
        }
        return switch (column.type()) {
            case "float8" -> Double.valueOf(text);
            case "integer" -> Integer.valueOf(text);
            default -> text;
        };
    }

    private Future<Void> password(JsonObject value, String password, boolean dryRun) {
        if (dryRun) { // rolled back anyway, and a hash costs a quarter of a second
            value.put("password_hash", "");
            return Future.succeededFuture();
        }
        return passwords
                .hash(password)
                .map(
                        hash -> {
                            value.put("password_hash", hash);
                            return null;
                        });
    }

    private static Future<ImportResult> upsert(
            SqlConnection transaction, ImportKind kind, JsonArray values, List<ImportRow> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture(new ImportResult(0, 0, 0, List.of()));
        }
        Set<String> given =
                rows.get(0).values().keySet(); // those of the header: all rows have them
        return transaction
                .preparedQuery(kind.upsert(given))
                .execute(Tuple.of(values))
                .map(
                        written -> {
                            int created = 0;
                            for (Row row : written) {
                                created += row.getBoolean(1) ? 1 : 0;
                            }
                            return new ImportResult(
                                    rows.size(), created, written.size() - created, List.of());
                        });
    }

    private Future<ImportResult> trail(
            SqlConnection transaction,
            ImportKind kind,
            List<ImportRow> rows,
            ImportResult done,
            JsonObject before,
            String who,
            String action) {
        String key = rows.size() == 1 ? rows.get(0).get(kind.key().name()) : "";
        JsonObject after =
                rows.size() == 1
                        ? withoutSecrets(rows.get(0))
                        : new JsonObject()
                                .put("rows", done.rows())
                                .put("created", done.created())
                                .put("updated", done.updated());
        Future<?> loggedOut =
                kind != ImportKind.ACCOUNTS
                        ? Future.succeededFuture()
                        : transaction
                                .preparedQuery("DELETE FROM session WHERE username = ANY ($1)")
                                .execute(Tuple.of(keys(kind, rows)));
        return loggedOut
                .compose(
                        nothing ->
                                audit.write(
                                        transaction, who, action, kind.wire(), key, before, after))
                .map(done);
    }

    private static String[] keys(ImportKind kind, List<ImportRow> rows) {
        return rows.stream().map(row -> row.get(kind.key().name())).toArray(String[]::new);
    }

    private static JsonObject withoutSecrets(ImportRow row) {
        JsonObject json = new JsonObject();
        row.values().forEach(json::put);
        json.remove("token");
        json.remove("password");
        return json;
    }

    /** Rolls the transaction back and carries the result out of it. */
    private static final class NotWritten extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ImportResult result;

        NotWritten(ImportResult result) {
            super("nothing was written", null, false, false);
            this.result = result;
        }
    }
}
