package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** What many tickets say together, as it stands in the record; and what people say of it. */
public final class Insight {
    private static final String PROPOSALS =
            """
            SELECT p.*, a.state AS a_state, b.state AS b_state, a.open AND b.open AS both_open,
                a.category_name AS a_category, b.category_name AS b_category,
                a.number AS a_number, b.number AS b_number, a.title AS a_title, b.title AS b_title,
                a.place AS a_place, a.place_name AS a_place_name, a.secret OR b.secret AS secret
            FROM ticket_proposal AS p JOIN ticket AS a ON a.case_id = p.case_id
                JOIN ticket AS b ON b.case_id = p.other
            WHERE p.replay = $1 AND p.state = $2 AND p.seq < $3
                AND ($4 = '' OR a.place = $4 OR starts_with(a.place, $4 || '/'))
                AND ($5 OR a.open AND b.open)
                AND ($6 = '' OR p.case_id = $6 OR p.other = $6)
            ORDER BY p.seq DESC LIMIT $7
            """;

    private final Pool pool;
    private final Audit audit;
    private final Clock clock;

    /** Reads and writes through the pool. */
    public Insight(Pool pool, Clock clock) {
        this.pool = pool;
        this.audit = new Audit(clock);
        this.clock = clock;
    }

    /** Hot spots, the newest first; {@code open} alone leaves out those that are over. */
    Future<ObjectNode> hotSpots(String place, boolean open, boolean replay, Page page) {
        List<Object> parameters = new ArrayList<>(List.of(replay, place));
        String after = "";
        if (!page.after().isEmpty()) {
            int space = page.after().indexOf(' ');
            try {
                Instant since = Instant.parse(page.after().substring(0, Math.max(0, space)));
                parameters.add(since.atOffset(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                throw TicketFilter.fault("cursor", "is not one that we gave");
            }
            parameters.add(page.after().substring(space + 1));
            after = " AND (since, id) < ($3, $4)";
        }
        parameters.add(page.limit() + 1);
        String sql =
                "SELECT since, id, most, body FROM hot_spot WHERE replay = $1"
                        + " AND ($2 = '' OR place = $2 OR starts_with(place, $2 || '/'))"
                        + (open ? " AND ended_at IS NULL" : "")
                        + after
                        + " ORDER BY since DESC, id DESC LIMIT $"
                        + parameters.size();
        return pool.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .map(rows -> spots(rows, page.limit()));
    }

    private static ObjectNode spots(RowSet<Row> rows, int limit) {
        ObjectNode page = Json.mapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        Row last = null;
        for (Row row : rows) {
            if (items.size() == limit) {
                Instant since = last.getOffsetDateTime("since").toInstant();
                return page.put("nextCursor", Page.cursorAfter(since + " " + last.getString("id")));
            }
            items.add(Rows.tree(row, "body").put("most", row.getInteger("most")));
            last = row;
        }
        return page;
    }

    /**
     * Pairs of cases, the newest first; of the undecided only those of which both still run.
     *
     * @param caseId one of the pair; empty: any
     */
    Future<ObjectNode> proposals(
            String place, String state, boolean replay, String caseId, Page page, Principal who) {
        Tuple asked =
                Tuple.of(
                        replay,
                        state,
                        Rows.before(page),
                        place,
                        !state.equals("open"),
                        caseId,
                        page.limit() + 1);
        return pool.preparedQuery(PROPOSALS)
                .execute(asked)
                .map(rows -> Rows.page(rows, "seq", page.limit(), row -> proposal(row, who)));
    }

    private static ObjectNode proposal(Row row, Principal who) {
        ObjectNode proposal = Rows.tree(row, "body").put("state", row.getString("state"));
        boolean mayRead = !row.getBoolean("secret") || TicketView.mayReveal(who);
        proposal.put("placeName", row.getString("a_place_name"));
        proposal.set("later", side(row, "a_", mayRead));
        proposal.set("earlier", side(row, "b_", mayRead));
        if (row.getString("decided_by") != null) {
            proposal.put("decidedBy", row.getString("decided_by"));
            proposal.put("decidedAt", Json.time(row.getOffsetDateTime("decided_at").toInstant()));
        }
        return proposal;
    }

    private static ObjectNode side(Row row, String prefix, boolean mayRead) {
        ObjectNode side = Json.mapper().createObjectNode();
        side.put("state", row.getString(prefix + "state"));
        side.put("categoryName", row.getString(prefix + "category"));
        if (mayRead) {
            side.put("number", row.getString(prefix + "number"));
            side.put("title", row.getString(prefix + "title"));
        }
        return side;
    }

    /** The pair; fails with 404 if there is none that this person may see, 409 if it is decided. */
    Future<Row> undecided(String id, Principal who) {
        return pool.preparedQuery(
                        "SELECT p.*, t.place AS place FROM ticket_proposal AS p"
                                + " JOIN ticket AS t ON t.case_id = p.case_id WHERE p.id = $1")
                .execute(Tuple.of(id))
                .map(
                        rows -> {
                            for (Row row : rows) {
                                if (!who.sees(row.getString("place"))) {
                                    continue;
                                }
                                if (!row.getString("state").equals("open")) {
                                    throw new Refusal(decided(row));
                                }
                                return row;
                            }
                            throw new Refusal(
                                    Problem.of(
                                            404, "unknown-proposal", "there is no such proposal"));
                        });
    }

    private static Problem decided(Row row) {
        return Problem.of(
                409,
                "decided",
                "%s has said before that these are %s"
                        .formatted(
                                row.getString("decided_by"),
                                row.getString("state").equals("same") ? "one case" : "two cases"));
    }

    /** The command by which the later case goes on in the earlier one. */
    TicketEvent merge(Row proposal, String commandId, String reason, Principal who) {
        String caseId = proposal.getString("case_id");
        Instant now = clock.instant();
        return new TicketEvent(
                commandId,
                new TicketRef(TicketEvent.DESK, caseId),
                caseId,
                TicketEventKind.MERGED,
                who.name(),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                proposal.getString("other"),
                null,
                null,
                reason,
                now,
                now,
                proposal.getBoolean("replay"));
    }

    /** What the stream made of the merge, once it is written down; refused, the pair stays open. */
    Future<TicketResult> merged(Row proposal, TicketResult result, String reason, Principal who) {
        return result.accepted()
                ? decide(proposal, "same", reason, who).map(result)
                : Future.succeededFuture(result);
    }

    /** Writes down what a person said of the pair. */
    Future<Void> decide(Row proposal, String state, String reason, Principal who) {
        return pool.withTransaction(
                transaction ->
                        transaction
                                .preparedQuery(
                                        "UPDATE ticket_proposal SET state = $2, decided_by = $3,"
                                                + " decided_at = $4, reason = $5"
                                                + " WHERE id = $1 AND state = 'open'")
                                .execute(
                                        Tuple.of(
                                                proposal.getString("id"),
                                                state,
                                                who.name(),
                                                clock.instant().atOffset(ZoneOffset.UTC),
                                                reason))
                                .compose(done -> audit(transaction, proposal, state, reason, who)));
    }

    private Future<Void> audit(
            SqlConnection transaction, Row proposal, String state, String reason, Principal who) {
        return audit.write(
                transaction,
                who.name(),
                state,
                "ticket-proposal",
                proposal.getString("id"),
                null,
                new JsonObject().put("state", state).put("reason", reason));
    }
}
