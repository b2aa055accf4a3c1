package org.citywall.gateway.notify.answer;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.access.Roles;
import org.citywall.gateway.db.Rows;

/** Links and answers in PostgreSQL. */
final class ActionLinks {
    /**
     * Only for a page that goes to a person, who may command, about something that needs an answer.
     * What a shift lead revoked, or somebody answered, gets no further link. $1 hash, $2 page, $3
     * now, $4 end.
     */
    private static final String MAKE =
            """
            INSERT INTO action_link (token_hash, notification, page_id, alert_id, person, made_at,
                expires_at)
            SELECT $1, n.id, n.page_id, n.alert_id, n.contact, $3::timestamptz,
                $4::timestamptz
            FROM notification AS n
            JOIN account AS a ON a.username = n.contact AND a.role <> 'viewer'
            WHERE n.page_id = $2 AND n.state = 'waiting' AND NOT n.digest
                AND n.alert_id IS NOT NULL AND n.step IS DISTINCT FROM 'recovered'
                AND NOT EXISTS (SELECT FROM page_answer AS s WHERE s.page_id = n.page_id)
                AND NOT EXISTS (SELECT FROM action_link AS l
                    WHERE l.page_id = n.page_id AND l.revoked_at IS NOT NULL)
            ORDER BY n.n DESC LIMIT 1
            """;

    private static final String FIND =
            """
            SELECT l.token_hash, l.page_id, l.alert_id, l.person, l.expires_at, l.revoked_at,
                l.revoked_by, n.step, n.body, a.display_name, a.role, a.place AS own_place,
                s.person AS answered_by, s.action, s.how, s.answered_at, s.accepted, s.said
            FROM action_link AS l
            JOIN notification AS n ON n.id = l.notification
            LEFT JOIN account AS a ON a.username = l.person
            LEFT JOIN page_answer AS s ON s.page_id = l.page_id
            WHERE l.token_hash = $1
            """;

    private static final String OPENED =
            "UPDATE action_link SET opened_at = coalesce(opened_at, $2), opens = opens + 1"
                    + " WHERE token_hash = $1 AND opens < 1000";

    /** The state is asked once more: what the page showed may be old. $1 hash, $2 now. */
    private static final String USE =
            "UPDATE action_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL"
                    + " AND revoked_at IS NULL AND expires_at > $2";

    private static final String ANSWER =
            """
            INSERT INTO page_answer (page_id, alert_id, person, action, reason, how, command_id,
                answered_at, tried_at)
            VALUES ($1, $2, $3, $4, $5, 'link', $6, $7, $7) ON CONFLICT (page_id) DO NOTHING
            """;

    private static final String SETTLE =
            "UPDATE page_answer SET settled_at = $2, accepted = $3, code = $4, said = $5"
                    + " WHERE page_id = $1 AND settled_at IS NULL";

    /** One gateway takes each. $1 now, $2 tried before that, $3 most. */
    private static final String UNSETTLED =
            """
            UPDATE page_answer AS s SET tried_at = $1
            FROM (SELECT o.page_id, a.username, a.display_name, a.role, a.place
                FROM page_answer AS o LEFT JOIN account AS a ON a.username = o.person
                WHERE o.settled_at IS NULL AND o.how = 'link' AND o.tried_at < $2
                ORDER BY o.tried_at LIMIT $3 FOR UPDATE OF o SKIP LOCKED) AS due
            WHERE s.page_id = due.page_id
            RETURNING s.*, due.username, due.display_name, due.role, due.place AS own_place
            """;

    private final Pool pool;

    ActionLinks(Pool pool) {
        this.pool = pool;
    }

    /**
     * What somebody pressed, before it is known what came of it.
     *
     * @param who null: the account is gone
     * @param offer null: none that this release knows
     */
    record Pressed(
            String pageId,
            String alertId,
            @Nullable Principal who,
            @Nullable Offer offer,
            @Nullable String reason,
            String commandId,
            Instant at) {}

    /** Whether there is a link for this page now. */
    Future<Boolean> make(String hash, String pageId, Instant now, Instant until) {
        return pool.preparedQuery(MAKE)
                .execute(Tuple.of(hash, pageId, utc(now), utc(until)))
                .map(made -> made.rowCount() == 1);
    }

    Future<Optional<ActionLink>> find(String hash) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(hash))
                .map(
                        rows -> {
                            for (Row row : rows) {
                                return Optional.of(link(row));
                            }
                            return Optional.empty();
                        });
    }

    /** Somebody or something opened it. */
    Future<Void> opened(String hash, Instant now) {
        return pool.preparedQuery(OPENED).execute(Tuple.of(hash, utc(now))).mapEmpty();
    }

    /** Uses up the link and writes the answer down; false: somebody was faster. */
    Future<Boolean> take(String hash, Pressed pressed, Principal who, Offer offer) {
        return pool.withTransaction(
                transaction ->
                        transaction
                                .preparedQuery(USE)
                                .execute(Tuple.of(hash, utc(pressed.at())))
                                .compose(
                                        used ->
                                                used.rowCount() == 0
                                                        ? Future.succeededFuture(false)
                                                        : write(transaction, pressed, who, offer)));
    }

    private static Future<Boolean> write(
            SqlConnection transaction, Pressed pressed, Principal who, Offer offer) {
        return transaction
                .preparedQuery(ANSWER)
                .execute(
                        Tuple.of(pressed.pageId(), pressed.alertId(), who.name(), offer.word())
                                .addString(pressed.reason())
                                .addString(pressed.commandId())
                                .addOffsetDateTime(utc(pressed.at())))
                .map(written -> written.rowCount() == 1);
    }

    /** What came of the answer. */
    Future<Void> settle(String pageId, boolean accepted, String code, String said, Instant now) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(pageId, utc(now), accepted, code, said))
                .mapEmpty();
    }

    /** What was pressed, and whose command was sent before that time and has no answer yet. */
    Future<List<Pressed>> unsettled(Instant triedBefore, int most, Instant now) {
        return pool.preparedQuery(UNSETTLED)
                .execute(Tuple.of(utc(now), utc(triedBefore), most))
                .map(
                        rows -> {
                            List<Pressed> all = new ArrayList<>();
                            for (Row row : rows) {
                                all.add(pressed(row));
                            }
                            return all;
                        });
    }

    private static Pressed pressed(Row row) {
        return new Pressed(
                row.getString("page_id"),
                row.getString("alert_id"),
                who(row),
                Offer.of(row.getString("action")).orElse(null),
                row.getString("reason"),
                row.getString("command_id"),
                Rows.instant(row, "answered_at"));
    }

    private static ActionLink link(Row row) {
        return new ActionLink(
                row.getString("token_hash"),
                row.getString("page_id"),
                row.getString("alert_id"),
                who(row),
                row.getString("step"),
                Rows.tree(row, "body"),
                Rows.instant(row, "expires_at"),
                Rows.instant(row, "revoked_at"),
                row.getString("revoked_by"),
                answer(row));
    }

    @Nullable
    private static Principal who(Row row) {
        if (row.getString("role") == null) {
            return null;
        }
        return new Principal(
                row.getString("person"),
                row.getString("display_name"),
                Roles.of(row.getString("role")).orElse(Role.VIEWER),
                row.getString("own_place"));
    }

    @Nullable
    private static ActionLink.Answer answer(Row row) {
        Instant at = Rows.instant(row, "answered_at");
        return at == null
                ? null
                : new ActionLink.Answer(
                        row.getString("answered_by"),
                        row.getString("action"),
                        row.getString("how"),
                        at,
                        row.getBoolean("accepted"),
                        row.getString("said"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
