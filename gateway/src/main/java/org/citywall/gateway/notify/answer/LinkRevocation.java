package org.citywall.gateway.notify.answer;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** A shift lead takes the links of a page back, of whatever way it went. */
final class LinkRevocation {
    private static final String REVOKE =
            """
            WITH page AS (
                SELECT n.page_id FROM notification AS n WHERE n.id = $1
                    AND ($2 = '' OR n.place = $2 OR starts_with(n.place, $2 || '/'))
            ), gone AS (
                UPDATE action_link AS l SET revoked_at = $3, revoked_by = $4
                FROM page WHERE l.page_id = page.page_id AND l.revoked_at IS NULL
                    AND l.used_at IS NULL
                RETURNING 1)
            SELECT (SELECT count(*) FROM page) AS pages, (SELECT count(*) FROM gone) AS links
            """;

    private final Pool pool;
    private final Clock clock;
    private final Audit audit;

    LinkRevocation(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** How many links were of use until now. */
    Future<Long> revoke(String id, Principal who) {
        if (!id.matches("[0-9]{1,18}")) {
            return Future.failedFuture(unknown());
        }
        return pool.withTransaction(
                transaction ->
                        transaction
                                .preparedQuery(REVOKE)
                                .execute(
                                        Tuple.of(
                                                Long.parseLong(id),
                                                who.place(),
                                                clock.instant().atOffset(ZoneOffset.UTC),
                                                who.name()))
                                .compose(
                                        rows ->
                                                noted(
                                                        transaction,
                                                        rows.iterator().next(),
                                                        id,
                                                        who)));
    }

    private Future<Long> noted(SqlConnection transaction, Row row, String id, Principal who) {
        if (row.getLong("pages") == 0) {
            return Future.failedFuture(unknown());
        }
        long links = row.getLong("links");
        return audit.write(
                        transaction,
                        who.name(),
                        "revoke-links",
                        "notifications",
                        id,
                        null,
                        new JsonObject().put("links", links))
                .map(links);
    }

    private static Refusal unknown() {
        return new Refusal(
                Problem.of(404, "unknown-notification", "there is no such notification"));
    }
}
