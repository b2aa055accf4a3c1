package org.citywall.gateway.notify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.notify.Lane.Letter;
import org.citywall.gateway.notify.Merge.Waiting;
import org.citywall.gateway.notify.Pacing.Use;

/**
 * Begins tries at addresses with a pace ({@link Pacing}). All gateways count together: whoever
 * holds the row of the address looks at what went there, merges what has to be merged, and writes
 * the next try. Confined to the dispatcher's thread.
 */
final class PacedLanes {
    /** No message names more pages. */
    private static final int MOST_PAGES = 200;

    private final Pool pool;
    private final Duration longestTry;

    /** Who waits here for whom: else lanes of one address would take all connections. */
    private final Map<String, Future<?>> turns = new HashMap<>();

    /**
     * @param longestTry a try of which nobody knows the end counts as if it took so long
     */
    PacedLanes(Pool pool, Duration longestTry) {
        this.pool = pool;
        this.longestTry = longestTry;
    }

    /**
     * What may go.
     *
     * @param letter which is tried now; null: none
     * @param merged how many went into it
     * @param notBefore where something waits for the pace: until when; null: nothing does
     */
    record Begun(@Nullable Letter letter, int merged, @Nullable Instant notBefore) {
        private static final Begun NOTHING = new Begun(null, 0, null);
    }

    /** Writes the try, with this statement's parameters, in the transaction that counted. */
    interface Write extends Function<SqlConnection, Future<Letter>> {}

    /** Begins the next try of the lane, if its address may be sent to. */
    Future<Begun> begin(Lane lane, Channel channel, Instant now, Write write) {
        String key = lane.channel + ' ' + lane.address;
        Future<?> before = turns.getOrDefault(key, Future.succeededFuture());
        Future<Begun> turn =
                before.transform(
                        ended ->
                                pool.withTransaction(
                                        db -> new Turn(db, lane, channel, now, write).take()));
        turns.put(key, turn);
        return turn.onComplete(done -> turns.remove(key, turn));
    }

    /** One try to begin one. */
    private final class Turn {
        private final SqlConnection db;
        private final Lane lane;
        private final Channel channel;
        private final Instant now;
        private final Write write;

        Turn(SqlConnection db, Lane lane, Channel channel, Instant now, Write write) {
            this.db = db;
            this.lane = lane;
            this.channel = channel;
            this.now = now;
            this.write = write;
        }

        Future<Begun> take() {
            return db.preparedQuery(PaceSql.HOLD)
                    .execute(Tuple.of(lane.contact, lane.position, lane.red, utc(lane.until)))
                    .compose(
                            held -> {
                                for (Row row : held) {
                                    return count(row);
                                }
                                return Future.succeededFuture(Begun.NOTHING); // the lease is over
                            });
        }

        private Future<Begun> count(Row held) {
            Instant since = now.minus(Pacing.longest(channel.paces())).minus(longestTry);
            Instant paused = Rows.instant(held, "paused_until");
            return db.preparedQuery(PaceSql.USES)
                    .execute(
                            Tuple.of(
                                    held.getString("channel"),
                                    held.getString("address"),
                                    utc(since)))
                    .compose(
                            rows -> {
                                List<Use> uses = new ArrayList<>();
                                rows.forEach(row -> uses.add(use(row)));
                                return waiting()
                                        .compose(
                                                all ->
                                                        decide(
                                                                all,
                                                                uses,
                                                                paused == null
                                                                        ? Instant.MIN
                                                                        : paused));
                            });
        }

        private Future<List<Waiting>> waiting() {
            return db.preparedQuery(PaceSql.WAITING)
                    .execute(Tuple.of(lane.contact, lane.position, lane.red, MOST_PAGES))
                    .map(
                            rows -> {
                                List<Waiting> all = new ArrayList<>();
                                rows.forEach(row -> all.add(page(row, channel)));
                                return all;
                            });
        }

        private Future<Begun> decide(List<Waiting> all, List<Use> uses, Instant pausedUntil) {
            if (all.isEmpty() || all.get(0).nextAt().isAfter(now)) {
                return Future.succeededFuture(Begun.NOTHING);
            }
            List<Waiting> run = Merge.run(all, now);
            Pacing pacing =
                    Pacing.of(
                            channel.paces(),
                            uses,
                            pausedUntil,
                            lane.red,
                            Math.max(1, run.size()),
                            now);
            return switch (pacing.next()) {
                case NOTHING -> Future.succeededFuture(new Begun(null, 0, pacing.at()));
                case ALONE -> write(0);
                case MERGED -> {
                    List<Waiting> named = Merge.named(run, channel, lane.contact);
                    yield named.size() < 2
                            ? write(0)
                            : merge(named).compose(done -> write(named.size()));
                }
            };
        }

        private Future<Void> merge(List<Waiting> pages) {
            Message message = Merge.message(pages, lane.contact, now);
            Long[] ids = pages.stream().map(Waiting::id).toArray(Long[]::new);
            Tuple row =
                    Tuple.of(message.id(), Merge.level(pages), Merge.place(pages), ids[0])
                            .addOffsetDateTime(utc(Merge.deadline(pages)))
                            .addOffsetDateTime(utc(now))
                            .addJsonObject(new JsonObject(Json.string(message.data())));
            return db.preparedQuery(PaceSql.MERGED)
                    .execute(row)
                    .compose(
                            rows ->
                                    db.preparedQuery(PaceSql.INTO)
                                            .execute(
                                                    Tuple.of(
                                                            rows.iterator().next().getLong("id"),
                                                            utc(now),
                                                            ids)))
                    .mapEmpty();
        }

        private Future<Begun> write(int merged) {
            return write.apply(db)
                    .compose(
                            letter ->
                                    letter == null
                                            ? Future.succeededFuture(Begun.NOTHING)
                                            : db.preparedQuery(PaceSql.COUNT)
                                                    .execute(Tuple.of(letter.attempt(), lane.red))
                                                    .map(new Begun(letter, merged, null)));
        }
    }

    private Use use(Row row) {
        Instant at = Rows.instant(row, "at");
        Integer ms = row.getInteger("ms");
        Duration took = ms == null ? longestTry : Duration.ofMillis(ms);
        return new Use(at, at.plus(took), row.getBoolean("red"));
    }

    private static Waiting page(Row row, Channel channel) {
        boolean isUntouched = !row.getBoolean("digest") && row.getInteger("attempts") == 0;
        return new Waiting(
                row.getLong("id"),
                isUntouched && !Merge.keepsItsLink(row.getString("step"), channel),
                row.getInteger("level"),
                row.getString("place"),
                Rows.instant(row, "next_at"),
                Rows.instant(row, "deadline_at"),
                Rows.instant(row, "decided_at"),
                Rows.tree(row, "body"));
    }

    /** The address said that it had too much: nobody sends to it before that. */
    Future<Void> pause(Letter letter, Instant until) {
        return pool.preparedQuery(PaceSql.PAUSE)
                .execute(Tuple.of(letter.channel(), letter.address(), utc(until)))
                .mapEmpty();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
