package org.citywall.gateway.notify.answer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.TimelineEntry;

/**
 * What a change of an alert says of its pages: whoever was paged answered otherwise than over the
 * link, or the alert is closed. Then the links are of no use any more.
 */
public final class AnsweredPages {
    /** Of a person's pages; an answer that was refused gives way. */
    private static final String ANSWERED =
            """
            WITH answered AS (
                INSERT INTO page_answer AS s (page_id, alert_id, person, action, how, answered_at,
                    tried_at, settled_at, accepted)
                SELECT DISTINCT n.page_id, n.alert_id, n.contact, e.action, 'command', e.at, e.at,
                    e.at, true
                FROM (SELECT ? AS alert_id, ? AS person, ? AS action, ?::timestamptz AS at,
                    ?::text[] AS steps) AS e
                JOIN notification AS n ON n.alert_id = e.alert_id AND n.contact = e.person
                    AND n.step = ANY(e.steps) AND NOT n.digest AND n.decided_at <= e.at
                ON CONFLICT (page_id) DO UPDATE SET action = excluded.action, reason = NULL,
                    how = excluded.how, command_id = NULL, answered_at = excluded.answered_at,
                    tried_at = excluded.tried_at, settled_at = excluded.settled_at,
                    accepted = true, code = NULL, said = NULL
                    WHERE NOT s.accepted
                RETURNING s.page_id, s.answered_at)
            UPDATE action_link AS l SET revoked_at = answered.answered_at, revoked_by = 'answered'
            FROM answered WHERE l.page_id = answered.page_id AND l.revoked_at IS NULL
                AND l.used_at IS NULL
            """;

    private static final String CLOSED =
            """
            UPDATE action_link SET revoked_at = ?, revoked_by = 'closed'
            WHERE alert_id = ? AND made_at <= ? AND revoked_at IS NULL AND used_at IS NULL
            """;

    private AnsweredPages() {}

    /** Whether the change says anything of the kind. */
    public static boolean concerns(AlertChange change) {
        return isClosed(change)
                || (change.entry() != null && !answered(change.entry().action()).isEmpty());
    }

    private static boolean isClosed(AlertChange change) {
        return change.alert().response() == Response.CLOSED;
    }

    /** Steps of the pages that somebody who does that has answered. */
    static List<String> answered(String action) {
        List<String> steps = new ArrayList<>();
        switch (action) {
            case "acknowledge", "verify", "dispatch" -> addSeen(steps);
            case "accept", "decline", "arrive" -> {
                addSeen(steps);
                steps.add("dispatched");
            }
            case "answer" -> steps.add("called");
            case "resolve", "false-alarm", "drill", "close" -> {
                addSeen(steps);
                steps.addAll(List.of("dispatched", "called"));
            }
            default -> {} // a remark, a count, a call to 119 is no answer
        }
        return steps;
    }

    private static void addSeen(List<String> steps) {
        steps.addAll(List.of("raised", "risen", "escalated", "overdue", "order"));
    }

    /** Writes it down. */
    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    public static void write(Connection db, AlertChange change) throws SQLException {
        TimelineEntry entry = change.entry();
        String alert = change.alert().id();
        Instant when = entry == null ? change.alert().updatedAt() : entry.at();
        Timestamp at = Timestamp.from(when);
        List<String> steps = entry == null ? List.of() : answered(entry.action());
        if (!steps.isEmpty()) {
            try (PreparedStatement answered = db.prepareStatement(ANSWERED)) {
                answered.setString(1, alert);
                answered.setString(2, entry.by());
                answered.setString(3, entry.action());
                answered.setTimestamp(4, at);
                answered.setArray(5, db.createArrayOf("text", steps.toArray()));
                answered.executeUpdate();
            }
        }
        if (isClosed(change)) {
            try (PreparedStatement closed = db.prepareStatement(CLOSED)) {
                closed.setTimestamp(1, at);
                closed.setString(2, alert);
                closed.setTimestamp(3, at);
                closed.executeUpdate();
            }
        }
    }
}
