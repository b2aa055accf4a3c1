package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;

/** The trail of edits; written in the transaction of the edit, so that none can exist without. */
public final class Audit {
    private final Clock clock;

    /** Stamps entries by this clock. */
    public Audit(Clock clock) {
        this.clock = clock;
    }

    /** Writes one entry; {@code before} and {@code after} may be null and hold no secrets. */
    public Future<Void> write(
            SqlConnection transaction,
            String who,
            String action,
            String kind,
            String key,
            JsonObject before,
            JsonObject after) {
        return transaction
                .preparedQuery(
                        "INSERT INTO audit (at, who, action, kind, key, before, after)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7)")
                .execute(
                        Tuple.of(
                                clock.instant().atOffset(ZoneOffset.UTC),
                                who,
                                action,
                                kind,
                                key,
                                before,
                                after))
                .mapEmpty();
    }
}
