package org.citywall.gateway.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Level;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.notify.Lane.Left;
import org.citywall.gateway.notify.Lane.Letter;
import org.citywall.gateway.notify.PacedLanes.Begun;
import org.citywall.gateway.webhook.DeliveryTry;

/**
 * What waits in PostgreSQL to be sent. A lane is one way to one contact, for red or for the rest;
 * of all gateways one serves it at a time, and what stands in it goes in its order. That something
 * is tried is written before it leaves.
 */
final class NotificationQueue {
    private final Pool pool;
    private final NotifyOptions options;
    private final PacedLanes paced;

    NotificationQueue(Pool pool, NotifyOptions options) {
        this.pool = pool;
        this.options = options;
        this.paced = new PacedLanes(pool, options.webhooks().timeout());
    }

    /**
     * Takes lanes in which something is due.
     *
     * @param until end of the leases; no other lease of these lanes may end then
     */
    Future<List<Lane>> claim(Instant now, Instant until, Places.Claim claim) {
        return pool.preparedQuery(QueueSql.CLAIM)
                .execute(
                        Tuple.of(
                                utc(now),
                                utc(until),
                                claim.most(),
                                claim.mildest(),
                                claim.crowded().toArray(String[]::new),
                                claim.crowdedByRed().toArray(String[]::new)))
                .map(
                        rows -> {
                            List<Lane> lanes = new ArrayList<>();
                            for (Row row : rows) {
                                lanes.add(lane(row, until));
                            }
                            return lanes;
                        });
    }

    private static Lane lane(Row row, Instant until) {
        return new Lane(
                row.getString("contact"),
                row.getInteger("position"),
                row.getBoolean("red"),
                row.getString("channel"),
                row.getString("address"),
                until);
    }

    /**
     * Writes that the head of the lane is tried now, and answers it; merged with what waits behind
     * it, or nothing, as the pace of its channel demands.
     *
     * @param channel null: there is none of that name
     */
    Future<Begun> begin(Lane lane, @Nullable Channel channel, Instant now, Instant until) {
        boolean isPaced = channel != null && !channel.paces().isEmpty();
        return isPaced
                ? paced.begin(lane, channel, now, db -> begin(db, lane, now, until))
                : begin(pool, lane, now, until).map(letter -> new Begun(letter, 0, null));
    }

    private Future<Letter> begin(SqlClient db, Lane lane, Instant now, Instant until) {
        Tuple parameters =
                Tuple.of(
                        lane.contact,
                        lane.position,
                        lane.red,
                        utc(lane.until),
                        utc(until),
                        utc(now));
        return db.preparedQuery(QueueSql.BEGIN)
                .execute(parameters)
                .map(
                        rows -> {
                            lane.until = until;
                            for (Row row : rows) {
                                return letter(row);
                            }
                            return null;
                        });
    }

    private Letter letter(Row row) {
        boolean isDigest = row.getBoolean("digest");
        int attempts = row.getInteger("attempts");
        boolean hasNext = row.getBoolean("has_next");
        Instant deadline = Rows.instant(row, "deadline_at");
        Message message =
                new Message(
                        row.getString("page_id"),
                        isDigest,
                        isDigest ? row.getString("contact") : row.getString("alert_id"),
                        Rows.instant(row, "decided_at"),
                        Rows.tree(row, "body"));
        return new Letter(
                row.getLong("id"),
                row.getLong("attempt"),
                row.getLong("cut_off").intValue(),
                attempts == 1 && row.getInteger("n") == 1 && !isDigest,
                row.getString("channel"),
                row.getString("address"),
                row.getString("secret"),
                new Verdict.Standing(
                        row.getInteger("urgency") == 1 ? Level.RED : row.getInteger("level"),
                        attempts,
                        hasNext ? deadline : deadline.plus(options.lastChannel()),
                        hasNext),
                message);
    }

    /** Writes how a try ended. What shall pass still waits after that. */
    Future<Void> settle(
            Letter letter, DeliveryTry tried, Duration took, Verdict verdict, Instant now) {
        boolean isSent = verdict.next() == Verdict.Next.SENT;
        return pool.preparedQuery(QueueSql.SETTLE)
                .execute(
                        Tuple.of(
                                letter.attempt(),
                                result(tried),
                                tried.status(),
                                tried.said(),
                                (int) Math.min(took.toMillis(), Integer.MAX_VALUE),
                                letter.id(),
                                isSent ? "sent" : "waiting",
                                utc(verdict.at()),
                                isSent ? utc(now) : null))
                .mapEmpty();
    }

    /** Word of how a try ended. */
    static String result(DeliveryTry tried) {
        return switch (tried.end()) {
            case TAKEN -> "taken";
            case AGAIN -> "failed";
            case NEVER -> "refused";
        };
    }

    /** To the next channel, or to the dead. */
    Future<List<Left>> pass(Letter letter, String why, Instant now) {
        return pass(QueueSql.PASS_ONE, why, now, letter.id());
    }

    /** Red of the lane that has another channel goes there. */
    Future<List<Left>> passRed(Lane lane, Instant now) {
        return pass(QueueSql.PASS_RED, "left alone", now, lane.contact, lane.position);
    }

    /**
     * The lane waits for the pace of its channel; red that would wait beyond its deadline goes to
     * the next channel, if there is one.
     */
    Future<List<Left>> slowDown(Lane lane, Instant until, Instant now) {
        Future<List<Left>> passed =
                lane.red
                        ? pass(
                                QueueSql.PASS_SLOW,
                                "too fast for the channel",
                                now,
                                lane.contact,
                                lane.position,
                                utc(until))
                        : Future.succeededFuture(List.of());
        return passed.compose(left -> putOff(lane, until).map(left));
    }

    /** Nothing of the lane goes before that. */
    Future<Void> putOff(Lane lane, Instant until) {
        return pool.preparedQuery(QueueSql.PUT_OFF)
                .execute(Tuple.of(lane.contact, lane.position, lane.red, utc(until)))
                .mapEmpty();
    }

    /** Nobody sends to that address before that: it said so. */
    Future<Void> pause(Letter letter, Instant until) {
        return paced.pause(letter, until);
    }

    /** Passes on what its channel did not take in time, and what has no channel any more. */
    Future<List<Left>> passOverdue(Instant now) {
        return pass(
                        QueueSql.PASS_OVERDUE,
                        "not sent in time",
                        now,
                        utc(now.minus(options.lastChannel())))
                .compose(
                        late ->
                                pass(QueueSql.PASS_ORPHANS, "no such channel", now)
                                        .map(
                                                orphans -> {
                                                    List<Left> all = new ArrayList<>(late);
                                                    all.addAll(orphans);
                                                    return all;
                                                }));
    }

    private Future<List<Left>> pass(String sql, String why, Instant now, Object... more) {
        Tuple parameters =
                Tuple.of(
                        why,
                        utc(now),
                        utc(options.deadlineOf(Level.RED, now)),
                        utc(options.deadlineOf(Level.BLUE, now)));
        for (Object each : more) {
            parameters.addValue(each);
        }
        return pool.preparedQuery(sql).execute(parameters).map(NotificationQueue::left);
    }

    private static List<Left> left(RowSet<Row> rows) {
        List<Left> left = new ArrayList<>();
        for (Row row : rows) {
            left.add(new Left(row.getString("channel"), row.getBoolean("dead")));
        }
        return left;
    }

    /** Others may serve the lane. */
    Future<Void> free(Lane lane, Instant now) {
        return pool.preparedQuery(QueueSql.FREE)
                .execute(Tuple.of(lane.contact, lane.position, lane.red, utc(lane.until), utc(now)))
                .mapEmpty();
    }

    /**
     * What waits.
     *
     * @param waiting how many
     * @param oldestRed when the oldest red one was decided; null: there is none
     */
    record Depth(long waiting, @Nullable Instant oldestRed) {}

    Future<Depth> depth() {
        return pool.query(QueueSql.DEPTH)
                .execute()
                .map(
                        rows -> {
                            Row row = rows.iterator().next();
                            OffsetDateTime red = row.getOffsetDateTime("red");
                            return new Depth(
                                    row.getLong("n"), red == null ? null : red.toInstant());
                        });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
