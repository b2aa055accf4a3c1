package org.citywall.gateway.alertrule;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alertrule.Standing;
import org.citywall.contracts.alertrule.StandingKind;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * What people announced for a time. Silences and drills stand at once; a device goes out of service
 * when a second person has agreed. What stands is part of the rules; this is the record of who
 * asked.
 */
public final class StandingBook {
    private static final int MOST_LISTED = 500;

    private final Pool pool;
    private final AlertRulesBook rules;
    private final Clock clock;
    private final Audit audit;

    /**
     * One of them.
     *
     * @param standing what was asked, and who agreed
     * @param state waiting, agreed or ended
     * @param recorded whether the job knows the newest rules
     */
    record Asked(
            Standing standing,
            String state,
            Instant askedAt,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            boolean recorded) {}

    /** Keeps them in this database and these rules. */
    public StandingBook(Pool pool, AlertRulesBook rules, Clock clock) {
        this.pool = pool;
        this.rules = rules;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** What stands, waits, or was over within the last 8 days; what is over comes last. */
    Future<List<Asked>> list() {
        return pool.preparedQuery(
                        "SELECT * FROM alert_standing WHERE until_at > $1"
                                + " ORDER BY until_at <= $2, until_at, id LIMIT "
                                + MOST_LISTED)
                .execute(
                        Tuple.of(
                                utc(clock.instant().minus(AlertRulesBook.KEPT)),
                                utc(clock.instant())))
                .map(
                        rows -> {
                            List<Asked> all = new ArrayList<>();
                            rows.forEach(row -> all.add(of(row, true)));
                            return all;
                        });
    }

    Future<Optional<Asked>> find(String id) {
        return pool.preparedQuery("SELECT * FROM alert_standing WHERE id = $1")
                .execute(Tuple.of(id))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(of(rows.iterator().next(), true)));
    }

    /** Announces; who asks twice with the same command gets the first one. */
    Future<Asked> ask(Standing standing) {
        return find(standing.id())
                .compose(
                        found ->
                                found.isPresent() ? again(found.get(), standing) : first(standing));
    }

    private static Future<Asked> again(Asked found, Standing standing) {
        return found.standing().by().equals(standing.by())
                ? Future.succeededFuture(found)
                : Future.failedFuture(
                        new Refusal(
                                Problem.ofField(
                                        409,
                                        "command-used",
                                        "/commandId",
                                        "somebody else used this commandId")));
    }

    private Future<Asked> first(Standing standing) {
        Instant now = clock.instant();
        if (standing.kind() == StandingKind.OUT_OF_SERVICE) {
            return pool.withTransaction(
                    transaction ->
                            insert(transaction, standing, "waiting", now)
                                    .compose(
                                            done ->
                                                    audit.write(
                                                            transaction,
                                                            standing.by(),
                                                            "ask",
                                                            "standing",
                                                            standing.id(),
                                                            null,
                                                            json(standing)))
                                    .map(new Asked(standing, "waiting", now, null, null, true)));
        }
        return put(
                        standing,
                        standing.by(),
                        transaction -> insert(transaction, standing, "agreed", now))
                .map(recorded -> new Asked(standing, "agreed", now, null, null, recorded));
    }

    /** A second person agrees. */
    Future<Asked> confirm(Asked asked, String by) {
        Instant now = clock.instant();
        Standing standing = asked.standing();
        if (standing.by().equals(by)) {
            return refused(403, "same-person", "another person than " + by + " must agree");
        }
        if (!asked.state().equals("waiting")) {
            return refused(409, "not-waiting", "it is " + asked.state() + " already");
        }
        if (!standing.until().isAfter(now.plus(AlertRulesBook.SOON))) {
            return refused(409, "over", "its time is over");
        }
        Standing agreed =
                new Standing(
                        standing.id(),
                        standing.kind(),
                        standing.match(),
                        standing.from(),
                        standing.until(),
                        standing.reason(),
                        standing.by(),
                        by,
                        standing.replacement());
        return put(
                        agreed,
                        by,
                        transaction -> settle(transaction, agreed, "waiting", "agreed", by, now))
                .map(recorded -> new Asked(agreed, "agreed", asked.askedAt(), by, now, recorded));
    }

    /** Takes it back: what stands ends, what waits is not asked any more. */
    Future<Asked> end(Asked asked, String by) {
        Instant now = clock.instant();
        Standing standing = asked.standing();
        if (asked.state().equals("waiting")) {
            return pool.withTransaction(
                            transaction ->
                                    settle(transaction, standing, "waiting", "ended", by, now)
                                            .compose(
                                                    done ->
                                                            audit.write(
                                                                    transaction,
                                                                    by,
                                                                    "end",
                                                                    "standing",
                                                                    standing.id(),
                                                                    json(standing),
                                                                    null)))
                    .map(new Asked(standing, "ended", asked.askedAt(), by, now, true));
        }
        if (asked.state().equals("ended") || !standing.until().isAfter(now)) {
            return refused(409, "over", "it has ended already");
        }
        return change(
                        by,
                        "结束 " + words(standing),
                        before ->
                                before.stream()
                                        .filter(each -> !each.id().equals(standing.id()))
                                        .toList(),
                        transaction -> settle(transaction, standing, "agreed", "ended", by, now))
                .map(recorded -> new Asked(standing, "ended", asked.askedAt(), by, now, recorded));
    }

    private Future<Boolean> put(
            Standing standing, String by, Function<SqlConnection, Future<Void>> also) {
        return change(
                by,
                words(standing),
                before -> {
                    List<Standing> more = new ArrayList<>(before);
                    more.add(standing);
                    return more;
                },
                also);
    }

    private Future<Boolean> change(
            String by,
            String comment,
            UnaryOperator<List<Standing>> edit,
            Function<SqlConnection, Future<Void>> also) {
        return rules.change(
                        new AlertRulesBook.Change(
                                by,
                                comment,
                                null,
                                null,
                                before ->
                                        Succession.withStanding(
                                                before, edit.apply(before.standing())),
                                also))
                .map(AlertRulesBook.Stored::recorded);
    }

    private static String words(Standing standing) {
        String kind =
                switch (standing.kind()) {
                    case SILENCE -> "静默";
                    case DRILL -> "演练";
                    case OUT_OF_SERVICE -> "停用";
                };
        return kind + "：" + standing.reason();
    }

    private static Future<Void> insert(
            SqlConnection transaction, Standing standing, String state, Instant now) {
        return transaction
                .preparedQuery(
                        "INSERT INTO alert_standing (id, standing, state, asked_by, asked_at,"
                                + " until_at) VALUES ($1, $2, $3, $4, $5, $6)"
                                + " ON CONFLICT DO NOTHING")
                .execute(
                        Tuple.of(
                                standing.id(),
                                json(standing),
                                state,
                                standing.by(),
                                utc(now),
                                utc(standing.until())))
                .compose(
                        rows ->
                                rows.rowCount() == 1
                                        ? Future.succeededFuture()
                                        : refused(409, "changed-meanwhile", "ask again"));
    }

    private static Future<Void> settle(
            SqlConnection transaction,
            Standing standing,
            String from,
            String to,
            String by,
            Instant now) {
        return transaction
                .preparedQuery(
                        "UPDATE alert_standing SET state = $3, standing = $4, settled_by = $5,"
                                + " settled_at = $6 WHERE id = $1 AND state = $2")
                .execute(Tuple.of(standing.id(), from, to, json(standing), by, utc(now)))
                .compose(
                        rows ->
                                rows.rowCount() == 1
                                        ? Future.succeededFuture()
                                        : refused(
                                                409,
                                                "changed-meanwhile",
                                                "somebody settled it meanwhile"));
    }

    private static <T> Future<T> refused(int status, String title, String detail) {
        return Future.failedFuture(new Refusal(Problem.of(status, title, detail)));
    }

    private static Asked of(Row row, boolean recorded) {
        OffsetDateTime settledAt = row.getOffsetDateTime("settled_at");
        return new Asked(
                Json.read(row.getJsonObject("standing").encode(), Standing.class),
                row.getString("state"),
                row.getOffsetDateTime("asked_at").toInstant(),
                row.getString("settled_by"),
                settledAt == null ? null : settledAt.toInstant(),
                recorded);
    }

    private static JsonObject json(Standing standing) {
        return new JsonObject(Json.string(standing));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
