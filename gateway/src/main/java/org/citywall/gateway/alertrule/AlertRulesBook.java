package org.citywall.gateway.alertrule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
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
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.rules.RulesFault;

/**
 * Versions of the rules of alerts. A version is written down first, then told to the job on every
 * partition of its inputs, before it judges. One that could not be told in time is withdrawn, and
 * its content judges later under another number: what judged must not depend on when it was told.
 */
public final class AlertRulesBook {
    /** A version is told at least so long before it judges. */
    static final Duration LEAD = Duration.ofSeconds(2);

    /** When a version judges if nobody says when: so long after it was written. */
    static final Duration SOON = Duration.ofSeconds(5);

    /** A version may be written at most so long before it judges. */
    static final Duration MOST_AHEAD = Duration.ofDays(30);

    /** As long as the job may judge what is past: longer than a checkpoint can be old. */
    static final Duration KEPT = Duration.ofDays(8);

    /** A version is one record of the log; Kafka's producers and brokers take 1 MiB. */
    static final int MOST_BYTES = 900_000;

    private static final String KEY = "alerts";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('alert_rules'))";
    private static final String INSERT =
            "INSERT INTO alert_rules (version, rules, effective_at, created_by, created_at,"
                    + " recorded) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String KNOWN =
            "SELECT * FROM alert_rules WHERE NOT withdrawn AND effective_at >="
                    + " (SELECT coalesce(max(effective_at), '-infinity') FROM alert_rules"
                    + " WHERE NOT withdrawn AND effective_at <= $1)"
                    + " ORDER BY effective_at, version";

    private final Pool pool;
    private final AlertRulesLog log;
    private final Clock clock;
    private final Audit audit;

    /**
     * A version as it stands.
     *
     * @param rules the version
     * @param recorded whether it is on Kafka, so that the job goes by it
     * @param withdrawn whether another has its content, because it came too late
     */
    record Stored(AlertRules rules, boolean recorded, boolean withdrawn) {
        ObjectNode toJson() {
            ObjectNode json = Json.mapper().valueToTree(rules);
            return json.put("recorded", recorded).put("withdrawn", withdrawn);
        }
    }

    /**
     * A change of the rules.
     *
     * @param by account
     * @param comment what is new
     * @param expected number on which it was built; null: whatever is the newest
     * @param effectiveAt from when it counts; null: {@link #SOON}
     * @param content makes new content of what would have judged; may refuse
     * @param also what else is written down with it
     */
    record Change(
            String by,
            @Nullable String comment,
            @Nullable Long expected,
            @Nullable Instant effectiveAt,
            UnaryOperator<AlertRules> content,
            Function<SqlConnection, Future<Void>> also) {}

    /** Writes to this database and this log. */
    public AlertRulesBook(Pool pool, AlertRulesLog log, Clock clock) {
        this.pool = pool;
        this.log = log;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** Makes these the first version if there is none; the job knows what ships anyway. */
    Future<Void> ensureFirst(AlertRules first) {
        return pool.withTransaction(
                transaction ->
                        transaction
                                .query(LOCK)
                                .execute()
                                .compose(locked -> newest(transaction))
                                .compose(
                                        found ->
                                                found.isPresent()
                                                        ? Future.succeededFuture()
                                                        : insert(transaction, first, true)));
    }

    /** The version with the highest number. */
    Future<Optional<Stored>> newest() {
        return newest(pool);
    }

    /** This version. */
    Future<Optional<Stored>> version(long version) {
        return one(
                pool.preparedQuery("SELECT * FROM alert_rules WHERE version = $1")
                        .execute(Tuple.of(version)));
    }

    /** All versions without what is in them, newest first, and which of them judges now. */
    Future<ObjectNode> versions() {
        Instant now = clock.instant();
        return pool.query(
                        "SELECT version, created_by, created_at, effective_at, recorded, withdrawn,"
                                + " rules->>'comment' AS comment FROM alert_rules"
                                + " ORDER BY version DESC LIMIT 1000")
                .execute()
                .compose(rows -> known(pool, now).map(known -> page(rows, known, now)));
    }

    private static ObjectNode page(RowSet<Row> rows, List<Stored> known, Instant now) {
        ObjectNode page = Json.mapper().createObjectNode();
        if (!known.isEmpty()) {
            page.put("judging", Succession.at(rules(known), now).version());
        }
        var items = page.putArray("items");
        for (Row row : rows) {
            ObjectNode item = items.addObject();
            item.put("version", row.getLong("version")).put("by", row.getString("created_by"));
            item.put("at", Json.time(row.getOffsetDateTime("created_at").toInstant()));
            item.put("effectiveAt", Json.time(row.getOffsetDateTime("effective_at").toInstant()));
            item.put("recorded", row.getBoolean("recorded"));
            item.put("withdrawn", row.getBoolean("withdrawn"));
            if (row.getString("comment") != null) {
                item.put("comment", row.getString("comment"));
            }
        }
        return page;
    }

    /** The version that judges at a moment. */
    Future<AlertRules> judging(Instant now) {
        return known(pool, now)
                .map(
                        known -> {
                            if (known.isEmpty()) {
                                throw new Refusal(starting());
                            }
                            return Succession.at(rules(known), now);
                        });
    }

    private static Problem starting() {
        return Problem.of(503, "no rules yet", "the gateway is starting");
    }

    /** Versions that may judge something of the last days, in the order in which they judge. */
    Future<List<Stored>> known() {
        return known(pool, clock.instant().minus(KEPT));
    }

    /** Writes the versions that follow from a change, and tells them; 409 if one came between. */
    Future<Stored> change(Change change) {
        return pool.withTransaction(transaction -> store(transaction, change))
                .compose(
                        made ->
                                tell(made)
                                        .map(new Stored(made.get(made.size() - 1), true, false))
                                        .otherwise(
                                                new Stored(
                                                        made.get(made.size() - 1), false, false)));
    }

    private Future<List<AlertRules>> store(SqlConnection transaction, Change change) {
        return transaction
                .query(LOCK)
                .execute()
                .compose(locked -> newest(transaction))
                .compose(
                        found -> {
                            Stored before = found.orElseThrow(() -> new Refusal(starting()));
                            long newest = before.rules().version();
                            if (change.expected() != null && change.expected() != newest) {
                                throw new Refusal(meanwhile(before.rules()));
                            }
                            Instant now = clock.instant();
                            Instant effectiveAt = effectiveAt(change, now);
                            return known(transaction, now)
                                    .map(
                                            known ->
                                                    Succession.of(
                                                            rules(known),
                                                            newest,
                                                            change.content(),
                                                            change.by(),
                                                            change.comment(),
                                                            now,
                                                            effectiveAt))
                                    .compose(made -> write(transaction, change, before, made));
                        });
    }

    private Future<List<AlertRules>> write(
            SqlConnection transaction, Change change, Stored before, List<AlertRules> made) {
        for (AlertRules each : made) {
            List<RulesFault> faults = AlertRulesCheck.sense(each);
            if (!faults.isEmpty()) {
                throw new BadRulesException(faults);
            }
            if (Json.bytes(each).length > MOST_BYTES) {
                throw new Refusal(tooLarge());
            }
        }
        Future<Void> written = change.also().apply(transaction);
        for (AlertRules each : made) {
            written = written.compose(done -> insert(transaction, each, false));
        }
        return written.compose(
                        done ->
                                audit.write(
                                        transaction,
                                        change.by(),
                                        "update",
                                        "rules",
                                        KEY,
                                        json(before.rules()),
                                        json(made.get(made.size() - 1))))
                .map(made);
    }

    private static Instant effectiveAt(Change change, Instant now) {
        Instant asked = change.effectiveAt();
        if (asked == null) {
            return now.plus(SOON);
        }
        if (asked.isBefore(now.plus(LEAD)) || asked.isAfter(now.plus(MOST_AHEAD))) {
            throw new BadRulesException(
                    List.of(
                            new RulesFault(
                                    "/effectiveAt",
                                    "must be %d s to %d days from now"
                                            .formatted(LEAD.toSeconds(), MOST_AHEAD.toDays()))));
        }
        return asked;
    }

    private static Problem tooLarge() {
        return Problem.of(
                422,
                "rules-too-large",
                "the version would have more than %d bytes, with all that is announced"
                        .formatted(MOST_BYTES));
    }

    private static Problem meanwhile(AlertRules newest) {
        return Problem.ofField(
                409,
                "changed-meanwhile",
                "/expectedVersion",
                "the newest version is %d, of %s".formatted(newest.version(), newest.by()));
    }

    /** Tells every version that may still judge: a partition must not know less than another. */
    Future<Void> announceAll() {
        return known().compose(all -> tell(rules(all)));
    }

    /** Tells what Kafka did not take; what came too late judges later under another number. */
    Future<Void> tellAgain() {
        return pool.query(
                        "SELECT * FROM alert_rules WHERE NOT recorded AND NOT withdrawn"
                                + " ORDER BY effective_at, version")
                .execute()
                .compose(
                        rows -> {
                            List<AlertRules> waiting = new ArrayList<>();
                            rows.forEach(row -> waiting.add(of(row).rules()));
                            Instant latest = clock.instant().plus(LEAD);
                            boolean isLate =
                                    waiting.stream()
                                            .anyMatch(r -> r.effectiveAt().isBefore(latest));
                            return isLate
                                    ? pool.withTransaction(this::postpone).compose(this::tell)
                                    : tell(waiting);
                        });
    }

    private Future<List<AlertRules>> postpone(SqlConnection transaction) {
        Instant now = clock.instant();
        return transaction
                .query(LOCK)
                .execute()
                .compose(
                        locked ->
                                transaction
                                        .preparedQuery(
                                                "UPDATE alert_rules SET withdrawn = true WHERE NOT"
                                                        + " recorded AND NOT withdrawn AND effective_at"
                                                        + " < $1 RETURNING *")
                                        .execute(Tuple.of(utc(now.plus(LEAD)))))
                .compose(
                        rows -> {
                            List<AlertRules> late = new ArrayList<>();
                            rows.forEach(row -> late.add(of(row).rules()));
                            return late.isEmpty()
                                    ? Future.succeededFuture(List.<AlertRules>of())
                                    : again(transaction, late, now);
                        });
    }

    /**
     * The one that would judge now; those before it would have been replaced already. If that is
     * one that came after the late ones and is not late itself, it was built on them and holds what
     * they said: written anew, they would take back what it changed.
     */
    private Future<List<AlertRules>> again(
            SqlConnection transaction, List<AlertRules> late, Instant now) {
        return known(transaction, now)
                .compose(
                        known -> {
                            List<AlertRules> all = new ArrayList<>(rules(known));
                            all.addAll(late);
                            AlertRules content = Succession.at(all, now.plus(SOON));
                            return late.contains(content)
                                    ? write(transaction, content, now)
                                    : Future.succeededFuture(List.of());
                        });
    }

    private Future<List<AlertRules>> write(
            SqlConnection transaction, AlertRules content, Instant now) {
        return newest(transaction)
                .compose(
                        newest -> {
                            List<AlertRules> made =
                                    Succession.of(
                                            List.of(content),
                                            newest.orElseThrow().rules().version(),
                                            same -> same,
                                            content.by(),
                                            content.comment(),
                                            now,
                                            now.plus(SOON));
                            return insert(transaction, made.get(0), false).map(made);
                        });
    }

    private Future<Void> tell(List<AlertRules> versions) {
        Future<Void> told = Future.succeededFuture();
        for (AlertRules each : versions) {
            told =
                    told.compose(before -> log.append(each))
                            .compose(
                                    done ->
                                            pool.preparedQuery(
                                                            "UPDATE alert_rules SET recorded = true"
                                                                    + " WHERE version = $1")
                                                    .execute(Tuple.of(each.version()))
                                                    .mapEmpty());
        }
        return told;
    }

    private static Future<Optional<Stored>> newest(SqlClient client) {
        return one(
                client.query("SELECT * FROM alert_rules ORDER BY version DESC LIMIT 1").execute());
    }

    private static Future<List<Stored>> known(SqlClient client, Instant from) {
        return client.preparedQuery(KNOWN)
                .execute(Tuple.of(utc(from)))
                .map(
                        rows -> {
                            List<Stored> found = new ArrayList<>();
                            rows.forEach(row -> found.add(of(row)));
                            return found;
                        });
    }

    private Future<Void> insert(SqlConnection transaction, AlertRules rules, boolean recorded) {
        return transaction
                .preparedQuery(INSERT)
                .execute(
                        Tuple.of(
                                rules.version(),
                                json(rules),
                                utc(rules.effectiveAt()),
                                rules.by(),
                                utc(rules.at()),
                                recorded))
                .mapEmpty();
    }

    private static Future<Optional<Stored>> one(Future<RowSet<Row>> rows) {
        return rows.map(
                found ->
                        found.size() == 0
                                ? Optional.empty()
                                : Optional.of(of(found.iterator().next())));
    }

    private static Stored of(Row row) {
        return new Stored(
                Json.read(row.getJsonObject("rules").encode(), AlertRules.class),
                row.getBoolean("recorded"),
                row.getBoolean("withdrawn"));
    }

    private static List<AlertRules> rules(List<Stored> stored) {
        return stored.stream().map(Stored::rules).toList();
    }

    private static JsonObject json(AlertRules rules) {
        return new JsonObject(Json.string(rules));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
