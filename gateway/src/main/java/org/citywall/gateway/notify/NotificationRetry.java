package org.citywall.gateway.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.oncall.OnCallNow;

/**
 * A person has what was given up sent again: to whoever is the contact now, from the first channel.
 */
public final class NotificationRetry {
    private static final String FIND =
            "SELECT state, level, recipient, contact, place FROM notification AS n WHERE id = $1"
                    + " AND ($2 = '' OR n.place = $2 OR starts_with(n.place, $2 || '/'))"
                    + " FOR UPDATE";

    private static final String AGAIN =
            """
            UPDATE notification AS n SET state = 'waiting', said = NULL, attempts = 0,
                next_at = $2, deadline_at = $3, settled_at = NULL, merged_into = NULL,
                contact = way.contact, position = way.position, channel = way.channel,
                instead = ($4::text[])[way.nth + 1:]
            FROM (SELECT c.contact, c.position, c.channel, one.nth
                FROM unnest($4::text[]) WITH ORDINALITY AS one (name, nth)
                JOIN contact_channel AS c ON c.enabled AND c.contact = one.name
                ORDER BY one.nth, c.position LIMIT 1) AS way
            WHERE n.id = $1
            """;

    private final Pool pool;
    private final NotifyOptions options;
    private final OnCallNow onCall;
    private final Clock clock;
    private final Audit audit;
    private final Runnable wake;

    /**
     * Changes what stands in this database.
     *
     * @param wake told when something is there to be sent
     */
    public NotificationRetry(
            Pool pool, NotifyOptions options, OnCallNow onCall, Clock clock, Runnable wake) {
        this.pool = pool;
        this.options = options;
        this.onCall = onCall;
        this.clock = clock;
        this.audit = new Audit(clock);
        this.wake = wake;
    }

    Future<Void> retry(String id, Principal who) {
        if (!id.matches("[0-9]{1,18}")) {
            return Future.failedFuture(new Refusal(unknown()));
        }
        long number = Long.parseLong(id);
        return pool.withTransaction(
                        transaction ->
                                transaction
                                        .preparedQuery(FIND)
                                        .execute(Tuple.of(number, who.place()))
                                        .compose(
                                                rows -> {
                                                    for (Row row : rows) {
                                                        return again(transaction, number, row, who);
                                                    }
                                                    return Future.failedFuture(
                                                            new Refusal(unknown()));
                                                }))
                .onSuccess(done -> wake.run());
    }

    private Future<Void> again(SqlConnection transaction, long id, Row row, Principal who) {
        String state = row.getString("state");
        if (!state.equals("dead")) {
            return refused("not-dead", "the notification is " + state);
        }
        return onCall.contacts(transaction, row.getString("recipient"), row.getString("place"))
                .compose(contacts -> again(transaction, id, row, contacts, who));
    }

    private Future<Void> again(
            SqlConnection transaction, long id, Row row, List<String> contacts, Principal who) {
        Instant now = clock.instant();
        Instant deadline = options.deadlineOf(row.getInteger("level"), now);
        return transaction
                .preparedQuery(AGAIN)
                .execute(
                        Tuple.of(
                                id,
                                now.atOffset(ZoneOffset.UTC),
                                deadline.atOffset(ZoneOffset.UTC),
                                contacts.toArray(String[]::new)))
                .compose(
                        changed ->
                                changed.rowCount() == 0
                                        ? refused("no-contact", "nobody hears what is for it")
                                        : audit.write(
                                                transaction,
                                                who.name(),
                                                "retry",
                                                "notifications",
                                                Long.toString(id),
                                                null,
                                                null));
    }

    private static Future<Void> refused(String type, String detail) {
        return Future.failedFuture(new Refusal(Problem.of(409, type, detail)));
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-notification", "there is no such notification");
    }
}
