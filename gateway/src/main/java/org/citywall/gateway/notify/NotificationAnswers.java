package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.gateway.db.Rows;

/** What stands beside a notification: who answered it, and what became of its links. */
final class NotificationAnswers {
    /** Columns of {@link #JOIN}. */
    static final String COLUMNS =
            "s.person AS answered_by, s.answered_at, s.action AS answered_with, s.how AS answered_how,"
                    + " s.reason AS answered_reason, s.accepted AS answer_accepted,"
                    + " s.said AS answer_said";

    static final String JOIN = " LEFT JOIN page_answer AS s ON s.page_id = n.page_id";

    private static final String LINKS =
            "SELECT * FROM action_link WHERE notification = ANY($1) ORDER BY made_at, token_hash";

    private NotificationAnswers() {}

    /** Who answered, how, and what came of it; nothing if nobody did. */
    static void put(ObjectNode item, Row row) {
        Instant at = Rows.instant(row, "answered_at");
        if (at == null) {
            return;
        }
        item.put("answeredAt", Json.time(at)).put("answeredBy", row.getString("answered_by"));
        ObjectNode answer = item.putObject("answer");
        answer.put("how", row.getString("answered_how"));
        answer.put("action", row.getString("answered_with"));
        if (row.getString("answered_reason") != null) {
            answer.put("reason", row.getString("answered_reason"));
        }
        Boolean accepted = row.getBoolean("answer_accepted");
        answer.put("result", accepted == null ? "waiting" : accepted ? "accepted" : "refused");
        if (row.getString("answer_said") != null) {
            answer.put("said", row.getString("answer_said"));
        }
    }

    /** The links of these notifications, by notification; never their tokens. */
    static Future<Map<Long, ArrayNode>> links(Pool pool, Long[] ids) {
        return pool.preparedQuery(LINKS)
                .execute(Tuple.of(ids))
                .map(
                        rows -> {
                            Map<Long, ArrayNode> all = new HashMap<>();
                            for (Row row : rows) {
                                all.computeIfAbsent(
                                                row.getLong("notification"),
                                                id -> Json.mapper().createArrayNode())
                                        .add(link(row));
                            }
                            return all;
                        });
    }

    private static ObjectNode link(Row row) {
        ObjectNode link = Json.mapper().createObjectNode();
        put(link, "madeAt", row, "made_at");
        put(link, "expiresAt", row, "expires_at");
        put(link, "openedAt", row, "opened_at");
        link.put("opens", row.getInteger("opens"));
        put(link, "usedAt", row, "used_at");
        put(link, "revokedAt", row, "revoked_at");
        if (row.getString("revoked_by") != null) {
            link.put("revokedBy", row.getString("revoked_by"));
        }
        return link;
    }

    private static void put(ObjectNode link, String field, Row row, String column) {
        Instant at = Rows.instant(row, column);
        if (at != null) {
            link.put(field, Json.time(at));
        }
    }
}
