package org.citywall.gateway.ticketsource;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.gateway.db.ChangeWatch;

/**
 * Which case each number of each system is. A number that is remembered asks nobody; one that is
 * not needs PostgreSQL. Numbers are linked under one lock for the city, so that two gateways that
 * hear of the same two numbers at once come to the same case.
 *
 * <p>When two cases become one, another gateway learns it within a second; what it hears in between
 * of the one that ended still goes there, and the stream refuses it in the story.
 */
public final class TicketRefs {
    /** Name of the version that rises when a number changes its case. */
    public static final String VERSION = "ticket-refs";

    private static final String REPLAY = "~replay";
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('citywall ticket_ref'))";
    private static final String SELECT =
            "SELECT case_id, linked_at, was_case, told FROM ticket_ref WHERE system = $1 AND number"
                    + " = $2";
    private static final String INSERT =
            "INSERT INTO ticket_ref (system, number, case_id, linked_at, told) VALUES ($1, $2, $3,"
                    + " $4, $5) ON CONFLICT DO NOTHING";
    private static final String MOVE =
            "UPDATE ticket_ref SET case_id = $2, was_case = $1, told = false WHERE case_id = $1";
    private static final String OF_CASE =
            "SELECT system, number, was_case, told FROM ticket_ref WHERE case_id = $1 ORDER BY"
                    + " linked_at, told DESC, system, number";

    private final Pool pool;
    private final ChangeWatch watch;
    private final Clock clock;
    private final Map<TicketRef, String> held;
    private long generation;

    /**
     * Where an event goes.
     *
     * @param caseId its case
     * @param was the case that its number was before it was linked to this one
     * @param lead first number of the case
     * @param untold numbers of the case of which the stream does not know
     */
    public record Route(String caseId, @Nullable String was, TicketRef lead, List<Untold> untold) {}

    /**
     * A number that the stream has to be told of.
     *
     * @param ref the number
     * @param was case of its own that it was; null: it was none
     */
    public record Untold(TicketRef ref, @Nullable String was) {}

    private record Stored(
            String caseId, OffsetDateTime linkedAt, @Nullable String was, boolean told) {
        Link.Known known() {
            return new Link.Known(caseId, linkedAt.toInstant());
        }
    }

    /**
     * Remembers up to so many numbers.
     *
     * @param watch tells when a number changed its case
     */
    public TicketRefs(Pool pool, ChangeWatch watch, int most, Clock clock) {
        this.pool = pool;
        this.watch = watch;
        this.clock = clock;
        this.held =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<TicketRef, String> eldest) {
                        return size() > most;
                    }
                };
        watch.onChange(VERSION, this::forget);
    }

    /** Id of the case that this number is unless it is linked to another. */
    public static String caseOf(TicketRef ref, boolean replay) {
        return Ids.of(ref.system(), ref.number() + (replay ? REPLAY : ""));
    }

    /**
     * Where an event of this number goes; it is registered if it was not.
     *
     * @param other number of the same case, or null
     * @param into whether the event says that it goes on as the other
     */
    public Future<Route> route(
            TicketRef ref, @Nullable TicketRef other, boolean into, boolean replay) {
        TicketRef own = stored(ref, replay);
        TicketRef named = other == null ? null : stored(other, replay);
        long asked;
        synchronized (this) {
            String caseId = held.get(own);
            if (caseId != null && !into && (named == null || caseId.equals(held.get(named)))) {
                return Future.succeededFuture(new Route(caseId, null, ref, List.of()));
            }
            asked = generation;
        }
        return (named == null ? plain(own) : linked(own, named, into))
                .onSuccess(
                        route -> {
                            if (route.untold().isEmpty()) {
                                hold(asked, route.caseId(), own, named);
                            }
                        })
                .map(route -> shown(route, replay));
    }

    /** The stream knows of these now. */
    public Future<Void> told(List<Untold> told, boolean replay) {
        List<Tuple> rows = new ArrayList<>();
        for (Untold each : told) {
            TicketRef ref = stored(each.ref(), replay);
            rows.add(Tuple.of(ref.system(), ref.number()));
        }
        return rows.isEmpty()
                ? Future.succeededFuture()
                : pool.preparedQuery(
                                "UPDATE ticket_ref SET told = true WHERE system = $1 AND number ="
                                        + " $2")
                        .executeBatch(rows)
                        .mapEmpty();
    }

    private synchronized void hold(
            long asked, String caseId, TicketRef own, @Nullable TicketRef named) {
        if (asked == generation) { // else it may have changed since it was read
            held.put(own, caseId);
            if (named != null) {
                held.put(named, caseId);
            }
        }
    }

    private Future<Long> forget() {
        return pool.preparedQuery("SELECT value FROM data_version WHERE name = $1")
                .execute(Tuple.of(VERSION))
                .map(
                        rows -> {
                            clear();
                            return rows.iterator().next().getLong(0);
                        });
    }

    private Future<Route> plain(TicketRef ref) {
        return find(pool, ref)
                .compose(
                        there ->
                                there != null
                                        ? Future.succeededFuture(there)
                                        : insert(pool, ref, freshOf(ref), true)
                                                .compose(done -> find(pool, ref)))
                .compose(
                        there ->
                                there.told()
                                        ? Future.succeededFuture(
                                                new Route(there.caseId(), null, ref, List.of()))
                                        : ofCase(pool, there.caseId(), there.was(), ref));
    }

    private Future<Route> linked(TicketRef own, TicketRef other, boolean into) {
        return pool.withTransaction(
                        transaction ->
                                transaction
                                        .query(LOCK)
                                        .execute()
                                        .compose(locked -> link(transaction, own, other, into)))
                .compose(this::forgetEnded);
    }

    /** The others learn it from the watch. */
    private Future<Route> forgetEnded(Route route) {
        boolean isMerged = route.untold().stream().anyMatch(each -> each.was() != null);
        if (!isMerged) {
            return Future.succeededFuture(route);
        }
        clear();
        return watch.reload(VERSION).otherwiseEmpty().map(route);
    }

    private synchronized void clear() {
        generation++;
        held.clear();
    }

    private Future<Route> link(
            SqlConnection transaction, TicketRef own, TicketRef other, boolean into) {
        return find(transaction, own)
                .compose(
                        one ->
                                find(transaction, other)
                                        .compose(
                                                two ->
                                                        decided(
                                                                transaction,
                                                                own,
                                                                other,
                                                                one,
                                                                two,
                                                                into)));
    }

    private Future<Route> decided(
            SqlConnection transaction,
            TicketRef own,
            TicketRef other,
            @Nullable Stored one,
            @Nullable Stored two,
            boolean into) {
        Link link =
                Link.decide(
                        one == null ? null : one.known(),
                        two == null ? null : two.known(),
                        List.of(freshOf(own), freshOf(other)),
                        into);
        // Of a case that begins with both, the one that speaks is its first number.
        Future<Boolean> added =
                link.addOwn()
                        ? insert(transaction, own, link.caseId(), two == null)
                        : Future.succeededFuture(true);
        return added.compose(
                        done ->
                                done && link.addOther()
                                        ? insert(
                                                transaction,
                                                other,
                                                link.caseId(),
                                                startsThere(link))
                                        : Future.succeededFuture(done))
                .compose(
                        done ->
                                done
                                        ? move(transaction, link)
                                                .compose(moved -> find(transaction, own))
                                                .compose(
                                                        now ->
                                                                ofCase(
                                                                        transaction,
                                                                        link.caseId(),
                                                                        now.was(),
                                                                        own))
                                        // It was heard alone in the meantime, which takes no lock.
                                        : link(transaction, own, other, into));
    }

    /** Whether the other number is a case of its own into which this one goes. */
    private static boolean startsThere(Link link) {
        return link.loser() != null;
    }

    private static Future<Void> move(SqlConnection transaction, Link link) {
        return link.loser() == null
                ? Future.succeededFuture()
                : transaction
                        .preparedQuery(MOVE)
                        .execute(Tuple.of(link.loser(), link.caseId()))
                        .compose(done -> ChangeWatch.raise(transaction, VERSION))
                        .mapEmpty();
    }

    private static Future<Stored> find(SqlClient client, TicketRef ref) {
        return client.preparedQuery(SELECT)
                .execute(Tuple.of(ref.system(), ref.number()))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                return null;
                            }
                            Row row = rows.iterator().next();
                            return new Stored(
                                    row.getString(0),
                                    row.getOffsetDateTime(1),
                                    row.getString(2),
                                    row.getBoolean(3));
                        });
    }

    /** Whether it was not there before. */
    private Future<Boolean> insert(SqlClient client, TicketRef ref, String caseId, boolean told) {
        return client.preparedQuery(INSERT)
                .execute(
                        Tuple.of(
                                ref.system(),
                                ref.number(),
                                caseId,
                                clock.instant().atOffset(ZoneOffset.UTC),
                                told))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Future<Route> ofCase(
            SqlClient client, String caseId, @Nullable String was, TicketRef own) {
        return client.preparedQuery(OF_CASE)
                .execute(Tuple.of(caseId))
                .map(
                        rows -> {
                            TicketRef lead = null;
                            List<Untold> untold = new ArrayList<>();
                            for (Row row : rows) {
                                TicketRef ref = new TicketRef(row.getString(0), row.getString(1));
                                if (!row.getBoolean(3)) {
                                    untold.add(new Untold(ref, row.getString(2)));
                                } else if (lead == null) {
                                    lead = ref;
                                }
                            }
                            return new Route(caseId, was, lead == null ? own : lead, untold);
                        });
    }

    private static String freshOf(TicketRef stored) {
        return Ids.of(stored.system(), stored.number());
    }

    private static TicketRef stored(TicketRef ref, boolean replay) {
        return replay ? new TicketRef(ref.system(), ref.number() + REPLAY) : ref;
    }

    private static Route shown(Route route, boolean replay) {
        return replay
                ? new Route(
                        route.caseId(),
                        route.was(),
                        shown(route.lead()),
                        route.untold().stream()
                                .map(each -> new Untold(shown(each.ref()), each.was()))
                                .toList())
                : route;
    }

    private static TicketRef shown(TicketRef stored) {
        String number = stored.number();
        return number.endsWith(REPLAY)
                ? new TicketRef(
                        stored.system(), number.substring(0, number.length() - REPLAY.length()))
                : stored;
    }
}
