package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Shows the originals of a case to who gives a reason; the reason is written down before. */
public final class Reveals {
    /** For so long a screen may show them. */
    static final Duration SHOWN = Duration.ofMinutes(10);

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST = 50;
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext($1))";
    private static final String COUNT =
            "SELECT count(*) AS n, min(at) AS first FROM ticket_reveal WHERE who = $1 AND at > $2";
    private static final String INSERT =
            "INSERT INTO ticket_reveal (case_id, who, reason, at) VALUES ($1, $2, $3, $4)";
    private static final String SEALED =
            "SELECT * FROM ticket_sealed WHERE case_id = $1 ORDER BY received_at, event_id LIMIT "
                    + MOST;

    private final Pool pool;
    private final Opener opener;
    private final int perHour;
    private final Clock clock;
    private final Audit audit;
    private final Counter shown;

    /**
     * Opens with this.
     *
     * @param perHour cases that one account may see the originals of within an hour
     */
    public Reveals(Pool pool, Opener opener, int perHour, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.opener = opener;
        this.perHour = perHour;
        this.clock = clock;
        this.audit = new Audit(clock);
        this.shown = meters.counter(MetricNames.TICKET_REVEALS);
    }

    /** The originals; {@code reason} holds nothing that names people. */
    Future<ObjectNode> reveal(String caseId, Principal who, String reason) {
        Instant now = clock.instant();
        return pool.withTransaction(transaction -> writeDown(transaction, caseId, who, reason, now))
                .compose(written -> pool.preparedQuery(SEALED).execute(Tuple.of(caseId)))
                .map(rows -> open(rows, caseId, now))
                .onSuccess(opened -> shown.increment());
    }

    private Future<Void> writeDown(
            SqlConnection transaction, String caseId, Principal who, String reason, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of("ticket_reveal/" + who.name()))
                .compose(
                        locked ->
                                transaction
                                        .preparedQuery(COUNT)
                                        .execute(Tuple.of(who.name(), at.minus(WINDOW))))
                .compose(rows -> checkRate(rows.iterator().next()))
                .compose(
                        ok ->
                                transaction
                                        .preparedQuery(INSERT)
                                        .execute(Tuple.of(caseId, who.name(), reason, at)))
                .compose(
                        inserted ->
                                audit.write(
                                        transaction,
                                        who.name(),
                                        "reveal",
                                        "tickets",
                                        caseId,
                                        null,
                                        new JsonObject().put("reason", reason)));
    }

    private Future<Void> checkRate(Row row) {
        if (row.getLong("n") < perHour) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(
                new Refusal(
                        Problem.of(
                                429,
                                "too many",
                                "%d cases within an hour are the most; the oldest was at %s"
                                        .formatted(
                                                perHour,
                                                Json.time(
                                                        row.getOffsetDateTime("first")
                                                                .toInstant())))));
    }

    private ObjectNode open(RowSet<Row> rows, String caseId, Instant now) {
        if (rows.size() == 0) {
            throw new Refusal(
                    Problem.of(404, "no-originals", "nothing was sealed for this ticket"));
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("caseId", caseId).put("expiresAt", Json.time(now.plus(SHOWN)));
        ArrayNode originals = answer.putArray("originals");
        Set<String> unreadable = new TreeSet<>();
        for (Row row : rows) {
            TicketSealed sealed = sealed(row);
            Optional<ObjectNode> opened = opener.open(sealed);
            if (opened.isEmpty()) {
                unreadable.add(sealed.keyId());
                continue;
            }
            ObjectNode original = originals.addObject();
            original.put("eventId", sealed.eventId()).put("system", sealed.ref().system());
            original.put("number", sealed.ref().number());
            original.put("receivedAt", Json.time(sealed.receivedAt()));
            original.set("fields", opened.get());
        }
        if (originals.isEmpty()) {
            throw new Refusal(
                    Problem.of(
                            503,
                            "unreadable-key",
                            "this gateway cannot open what was sealed with key "
                                    + String.join(", ", unreadable)));
        }
        ArrayNode keys = answer.putArray("unreadableKeys");
        unreadable.forEach(keys::add);
        return answer;
    }

    private static TicketSealed sealed(Row row) {
        return new TicketSealed(
                row.getString("event_id"),
                row.getString("case_id"),
                new TicketRef(row.getString("system"), row.getString("number")),
                row.getString("key_id"),
                row.getString("sealed"),
                row.getOffsetDateTime("received_at").toInstant());
    }
}
