package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Level;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.sweep.Sweep;

/**
 * Merges pages that wait: when the first that a contact was spared has waited long enough, all that
 * are held for the same channel go as one message, which is sent like any other; but for those that
 * wait for the end of the quiet hours. A message has as many as its channel can name.
 */
final class Digests {
    private static final long PERIOD_MS = 5_000;

    /** Longer lists make more than one message. */
    private static final int MOST_PAGES = 200;

    private static final int MOST_LANES = 50;

    /** Its urgency: nothing in it is red, and it may wait. */
    private static final int LAST = 3;

    /** Whoever has the lane of such a channel makes its digest; $1: now. */
    private static final String DUE =
            """
            SELECT l.contact, l.position, c.channel FROM contact_lane AS l
            JOIN contact_channel AS c ON c.contact = l.contact AND c.position = l.position
            WHERE NOT l.red AND c.enabled AND EXISTS (SELECT FROM notification AS n
                WHERE n.contact = l.contact AND n.position = l.position AND n.state = 'held'
                    AND n.hold_until <= $1)
            LIMIT $2 FOR UPDATE OF l SKIP LOCKED
            """;

    private static final String HELD =
            "SELECT id, page_id, level, place, decided_at, body FROM notification"
                    + " WHERE contact = $1 AND position = $2 AND state = 'held'"
                    + " AND (hold_until <= $4 OR held_for <> 'quiet-hours')"
                    + " ORDER BY line LIMIT $3 FOR UPDATE";

    private static final String DIGEST =
            """
            INSERT INTO notification (page_id, n, digest, recipient, contact, position, channel,
                level, urgency, place, state, next_at, deadline_at, decided_at, written_at, body)
            VALUES ($1, 1, true, $2, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10, $8, $11)
            RETURNING id
            """;

    private static final String MERGE =
            "UPDATE notification SET state = 'merged', merged_into = $1, settled_at = $2"
                    + " WHERE id = ANY($3)";

    private final Pool pool;
    private final Map<String, Channel> channels;
    private final NotifyOptions options;
    private final Clock clock;
    private final Runnable wake;
    private final Sweep sweep;

    Digests(
            Vertx vertx,
            Pool pool,
            Map<String, Channel> channels,
            NotifyOptions options,
            Clock clock,
            Runnable wake) {
        this.pool = pool;
        this.channels = channels;
        this.options = options;
        this.clock = clock;
        this.wake = wake;
        this.sweep = new Sweep(vertx, "digests", PERIOD_MS, this::merge);
    }

    void start() {
        sweep.start();
    }

    void stop() {
        sweep.stop();
    }

    /** Makes the digests that are due; how many. */
    Future<Integer> merge() {
        Instant now = clock.instant();
        return pool.withTransaction(transaction -> merge(transaction, now))
                .onSuccess(
                        made -> {
                            if (made > 0) {
                                wake.run();
                            }
                        });
    }

    private Future<Integer> merge(SqlConnection transaction, Instant now) {
        return transaction
                .preparedQuery(DUE)
                .execute(Tuple.of(utc(now), MOST_LANES))
                .compose(
                        lanes -> {
                            Future<Integer> made = Future.succeededFuture(0);
                            for (Row lane : lanes) {
                                made =
                                        made.compose(
                                                before ->
                                                        digest(transaction, lane, now)
                                                                .map(one -> before + one));
                            }
                            return made;
                        });
    }

    private Future<Integer> digest(SqlConnection transaction, Row lane, Instant now) {
        return transaction
                .preparedQuery(HELD)
                .execute(
                        Tuple.of(
                                lane.getString("contact"),
                                lane.getInteger("position"),
                                MOST_PAGES,
                                utc(now)))
                .compose(
                        held ->
                                held.size() == 0 // another gateway was faster
                                        ? Future.succeededFuture(0)
                                        : write(transaction, lane, named(lane, held), now));
    }

    /** As many from the first on as the channel can name in one message, and at least that one. */
    private List<Row> named(Row lane, RowSet<Row> held) {
        List<Row> all = new ArrayList<>();
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode pages = body.putArray("pages");
        for (Row row : held) {
            all.add(row);
            pages.add(Rows.tree(row, "body"));
        }
        String contact = lane.getString("contact");
        body.put("to", contact).put("level", Level.YELLOW).put("count", all.size());
        Channel channel = channels.get(lane.getString("channel"));
        int most =
                channel == null
                        ? all.size()
                        : channel.names(new Message("", true, contact, Instant.EPOCH, body));
        return all.subList(0, Math.min(Math.max(most, 1), all.size()));
    }

    private Future<Integer> write(
            SqlConnection transaction, Row lane, List<Row> held, Instant now) {
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode pages = body.putArray("pages");
        List<Long> ids = new ArrayList<>();
        int level = Level.BLUE;
        Row first = null;
        String place = null;
        for (Row row : held) {
            pages.add(Rows.tree(row, "body"));
            ids.add(row.getLong("id"));
            level = Level.gravest(level, row.getInteger("level"));
            place = place == null ? row.getString("place") : common(place, row.getString("place"));
            first = first == null ? row : first;
        }
        String contact = lane.getString("contact");
        int position = lane.getInteger("position");
        body.put("to", contact).put("level", level).put("count", ids.size());
        Tuple digest =
                Tuple.of(Ids.of("digest", first.getString("page_id"), contact, "" + position))
                        .addString(contact)
                        .addInteger(position)
                        .addString(lane.getString("channel"))
                        .addInteger(level)
                        .addInteger(LAST)
                        .addString(place)
                        .addOffsetDateTime(utc(now))
                        .addOffsetDateTime(utc(options.deadlineOf(Level.BLUE, now)))
                        .addOffsetDateTime(first.getOffsetDateTime("decided_at"))
                        .addJsonObject(new JsonObject(Json.string(body)));
        return transaction
                .preparedQuery(DIGEST)
                .execute(digest)
                .compose(
                        rows ->
                                transaction
                                        .preparedQuery(MERGE)
                                        .execute(
                                                Tuple.of(
                                                        rows.iterator().next().getLong("id"),
                                                        utc(now),
                                                        ids.toArray(Long[]::new))))
                .map(1);
    }

    /** The narrowest place that holds both: who sees less than that does not see the list. */
    static String common(String a, String b) {
        String[] left = a.split("/", -1);
        String[] right = b.split("/", -1);
        List<String> same = new ArrayList<>();
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            if (!left[i].equals(right[i])) {
                break;
            }
            same.add(left[i]);
        }
        return String.join("/", same);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
