package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.db.ChangeWatch;

/**
 * Tokens of the walls: read only, without idle log-out, valid until somebody revokes them, which
 * every gateway knows within 2 s.
 */
public final class WallTokens {
    // The same rule as Principal.sees.
    private static final String REVOKE =
            "DELETE FROM wall_token WHERE id = $1 AND ($2::text = '' OR place = $2 OR"
                    + " starts_with(place, $2 || '/')) RETURNING token_hash, name";

    private final Pool pool;
    private final LocalAccess access;
    private final Clock clock;
    private final Audit audit;

    /**
     * A token as it may be listed.
     *
     * @param id to revoke it by
     * @param name where the wall hangs
     * @param place what it may see; empty for all
     * @param createdBy account that enrolled it
     * @param createdAt when
     */
    public record WallToken(
            String id, String name, String place, String createdBy, Instant createdAt) {}

    /**
     * A new token.
     *
     * @param id to revoke it by
     * @param token the secret; shown this once
     */
    public record Created(String id, String token) {}

    /** Keeps tokens in PostgreSQL. */
    public WallTokens(Pool pool, LocalAccess access, Clock clock) {
        this.pool = pool;
        this.access = access;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** Enrols a wall. */
    public Future<Created> create(String name, String place, String who) {
        String id = UUID.randomUUID().toString();
        String token = Tokens.create();
        String hash = Tokens.hash(token);
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        JsonObject after = new JsonObject().put("name", name).put("place", place);
        return pool.withTransaction(
                        transaction ->
                                ChangeWatch.raise(transaction, ChangeWatch.ACCESS)
                                        .compose(
                                                raised ->
                                                        transaction
                                                                .preparedQuery(
                                                                        "INSERT INTO wall_token"
                                                                                + " (id, token_hash,"
                                                                                + " name, place,"
                                                                                + " created_by,"
                                                                                + " created_at) VALUES"
                                                                                + " ($1, $2, $3, $4,"
                                                                                + " $5, $6)")
                                                                .execute(
                                                                        Tuple.of(
                                                                                id, hash, name,
                                                                                place, who, at)))
                                        .compose(
                                                inserted ->
                                                        audit.write(
                                                                transaction,
                                                                who,
                                                                "create",
                                                                "wall-token",
                                                                id,
                                                                null,
                                                                after)))
                .map(
                        done -> {
                            access.remember(
                                    hash, new Principal("wall:" + name, name, Role.VIEWER, place));
                            return new Created(id, token);
                        });
    }

    /** All tokens, oldest first. */
    public Future<List<WallToken>> list() {
        return pool.query(
                        "SELECT id, name, place, created_by, created_at FROM wall_token"
                                + " ORDER BY created_at, id")
                .execute()
                .map(
                        rows -> {
                            List<WallToken> tokens = new ArrayList<>();
                            for (Row row : rows) {
                                tokens.add(
                                        new WallToken(
                                                row.getString(0),
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getOffsetDateTime(4).toInstant()));
                            }
                            return tokens;
                        });
    }

    /** Revokes; answers whether there was such a token for a place that the caller sees. */
    public Future<Boolean> revoke(String id, Principal who) {
        return pool.withTransaction(
                transaction ->
                        ChangeWatch.raise(transaction, ChangeWatch.ACCESS)
                                .compose(
                                        raised ->
                                                transaction
                                                        .preparedQuery(REVOKE)
                                                        .execute(Tuple.of(id, who.place())))
                                .compose(
                                        deleted -> {
                                            if (deleted.size() == 0) {
                                                return Future.succeededFuture(false);
                                            }
                                            Row row = deleted.iterator().next();
                                            access.forget(row.getString(0));
                                            JsonObject before =
                                                    new JsonObject().put("name", row.getString(1));
                                            return audit.write(
                                                            transaction,
                                                            who.name(),
                                                            "revoke",
                                                            "wall-token",
                                                            id,
                                                            before,
                                                            null)
                                                    .map(true);
                                        }));
    }
}
