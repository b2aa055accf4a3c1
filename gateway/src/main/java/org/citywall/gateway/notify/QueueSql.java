package org.citywall.gateway.notify;

/** Statements of {@link NotificationQueue}. */
final class QueueSql {
    /** No red waits on the same way: red goes first. */
    static final String NO_RED =
            """
            NOT EXISTS (SELECT FROM notification AS r WHERE r.state = 'waiting'
                AND r.contact = %1$s AND r.position = %2$s AND r.urgency = 1)
            """;

    /**
     * $1 now, $2 end of the lease, $3 most, $4 mildest urgency, $5 channels that are left out, and
     * $6 for red.
     */
    static final String CLAIM =
            """
            UPDATE contact_lane AS l SET busy_until = $2
            FROM (
                SELECT k.contact, k.position, k.red, c.channel, c.address
                FROM contact_lane AS k
                JOIN contact_channel AS c
                    ON c.contact = k.contact AND c.position = k.position AND c.enabled
                JOIN (
                    SELECT DISTINCT ON (contact, position, urgency = 1) contact, position,
                        urgency = 1 AS red, urgency, next_at, decided_at, line
                    FROM notification WHERE state = 'waiting'
                    ORDER BY contact, position, urgency = 1, urgency, decided_at, line) AS head
                    ON head.contact = k.contact AND head.position = k.position
                        AND head.red = k.red
                WHERE k.busy_until <= $1 AND head.next_at <= $1 AND head.urgency <= $4
                    AND c.channel <> ALL (CASE WHEN k.red THEN $6::text[] ELSE $5::text[] END)
                    AND (k.red OR %s)
                ORDER BY head.urgency, head.decided_at, head.line LIMIT $3 FOR UPDATE OF k SKIP LOCKED) AS due
            WHERE l.contact = due.contact AND l.position = due.position AND l.red = due.red
            RETURNING l.contact, l.position, l.red, due.channel, due.address
            """
                    .formatted(NO_RED.formatted("k.contact", "k.position"));

    /** $1 contact, $2 position, $3 red, $4 lease as it is, $5 as it becomes, $6 now. */
    static final String BEGIN =
            """
            WITH lease AS (
                UPDATE contact_lane SET busy_until = $5
                WHERE contact = $1 AND position = $2 AND red = $3 AND busy_until = $4 RETURNING 1
            ), head AS (
                SELECT n.id FROM notification AS n
                WHERE EXISTS (SELECT FROM lease) AND n.contact = $1 AND n.position = $2
                    AND n.state = 'waiting' AND (n.urgency = 1) = $3 AND ($3 OR %s)
                ORDER BY n.urgency, n.decided_at, n.line LIMIT 1
            ), due AS (
                UPDATE notification AS n SET attempts = n.attempts + 1, sending_until = $5,
                    channel = c.channel, address = c.address
                FROM head, contact_channel AS c
                WHERE n.id = head.id AND n.next_at <= $6 AND n.state = 'waiting'
                    AND c.contact = $1 AND c.position = $2 AND c.enabled
                RETURNING n.*, c.secret
            ), cut AS (
                UPDATE notification_attempt AS a SET result = 'cut-off' FROM due
                WHERE a.notification = due.id AND a.result = 'begun' RETURNING 1
            ), begun AS (
                INSERT INTO notification_attempt (notification, at, channel, address, result)
                SELECT id, $6, channel, address, 'begun' FROM due RETURNING id
            )
            SELECT due.*, begun.id AS attempt, (SELECT count(*) FROM cut) AS cut_off,
                EXISTS (SELECT FROM contact_channel AS c WHERE c.enabled AND (
                    (c.contact = due.contact AND c.position > due.position)
                    OR (due.urgency = 1 AND c.contact = ANY(due.instead)))) AS has_next
            FROM due, begun
            """
                    .formatted(NO_RED.formatted("$1", "$2"));

    /**
     * $1 attempt, $2 result, $3 status, $4 said, $5 ms; $6 notification, $7 state, $8 next, $9 end.
     */
    static final String SETTLE =
            """
            WITH tried AS (
                UPDATE notification_attempt SET result = $2, status = $3, said = $4, ms = $5
                WHERE id = $1)
            UPDATE notification SET state = $7, said = $4, next_at = $8, settled_at = $9,
                sending_until = NULL
            WHERE id = $6 AND state = 'waiting'
            """;

    static final String FREE =
            "UPDATE contact_lane SET busy_until = $5"
                    + " WHERE contact = $1 AND position = $2 AND red = $3 AND busy_until = $4";

    private static final String NEXT =
            "(SELECT min(c.position) FROM contact_channel AS c WHERE c.contact = n.contact"
                    + " AND c.position > n.position AND c.enabled)";

    /** The contact of a page cannot be reached, but others may be asked. */
    private static final String OTHERS =
            "EXISTS (SELECT FROM contact_channel AS c WHERE c.contact = ANY(n.instead)"
                    + " AND c.enabled)";

    /** Where a page goes next: the next channel of its contact, or else of those that are next. */
    private static final String WAY =
            """
            LEFT JOIN LATERAL (
                SELECT c.contact, c.position, c.channel, n.instead[one.nth + 1:] AS instead
                FROM (SELECT n.contact AS name, 0 AS nth
                    UNION ALL SELECT o.name, o.nth
                    FROM unnest(n.instead) WITH ORDINALITY AS o (name, nth)) AS one
                JOIN contact_channel AS c ON c.contact = one.name AND c.enabled
                    AND (one.nth > 0 OR c.position > n.position)
                ORDER BY one.nth, c.position LIMIT 1) AS way ON true
            """;

    /**
     * $1 why, $2 now, $3 deadline of red, $4 of others; more in the condition. Pages that were
     * merged because of a channel's pace leave it singly.
     */
    private static final String PASS =
            """
            WITH gone AS (
                SELECT n.id, n.state AS was, way.contact, way.position, way.channel, way.instead
                FROM notification AS n %1$s WHERE %2$s FOR UPDATE OF n SKIP LOCKED
            ), ended AS (
                UPDATE notification AS n SET said = coalesce(n.said, $1), settled_at = $2,
                    sending_until = NULL,
                    state = CASE WHEN gone.contact IS NULL AND NOT n.paced THEN 'dead'
                        ELSE 'passed' END
                FROM gone WHERE n.id = gone.id RETURNING n.*, gone.was,
                    gone.contact AS to_contact, gone.position AS to_position,
                    gone.channel AS to_channel, gone.instead AS to_instead
            ), inside AS (
                SELECT n.*, e.was, e.said AS why, way.contact AS to_contact,
                    way.position AS to_position, way.channel AS to_channel,
                    way.instead AS to_instead
                FROM ended AS e JOIN notification AS n
                    ON n.merged_into = e.id AND n.state = 'merged' AND e.paced
                %1$s
            ), dead AS (
                UPDATE notification AS n SET state = 'dead', said = i.why, settled_at = $2
                FROM inside AS i WHERE i.to_contact IS NULL AND n.id = i.id
                RETURNING n.channel
            ), each AS (
                SELECT page_id, n, line, digest, alert_id, recipient, step, level, urgency, place,
                    decided_at, body, was, held_for, hold_until, to_contact, to_position,
                    to_channel, to_instead
                FROM ended WHERE NOT paced
                UNION ALL
                SELECT page_id, n, line, digest, alert_id, recipient, step, level, urgency, place,
                    decided_at, body, was, held_for, hold_until, to_contact, to_position,
                    to_channel, to_instead
                FROM inside
            ), moved AS (
                INSERT INTO notification (page_id, n, line, digest, alert_id, recipient, contact,
                    position, channel, step, level, urgency, place, state, next_at, deadline_at,
                    decided_at, written_at, body, held_for, hold_until, instead)
                SELECT e.page_id, e.n + 1, e.line, e.digest, e.alert_id, e.recipient,
                    e.to_contact, e.to_position, e.to_channel, e.step, e.level, e.urgency,
                    e.place, e.was, $2,
                    CASE WHEN e.urgency = 1 THEN $3::timestamptz ELSE $4::timestamptz END,
                    e.decided_at, $2, e.body, e.held_for, e.hold_until,
                    coalesce(e.to_instead, '{}')
                FROM each AS e WHERE e.to_contact IS NOT NULL
                ON CONFLICT (page_id, n) DO NOTHING
            )
            SELECT channel, state = 'dead' AS dead FROM ended
            UNION ALL SELECT channel, true FROM dead
            """;

    private static final String IDLE = "(n.sending_until IS NULL OR n.sending_until < $2)";

    /** $5 which one. */
    static final String PASS_ONE = pass("n.id = $5 AND n.state = 'waiting'");

    /** $5 contact, $6 position: those that have somewhere to go. */
    static final String PASS_RED =
            pass(
                    "n.state = 'waiting' AND n.contact = $5 AND n.position = $6 AND n.urgency = 1"
                            + " AND "
                            + NEXT
                            + " IS NOT NULL");

    /** $5 contact, $6 position, $7: those that would wait beyond their deadline. */
    static final String PASS_SLOW =
            pass(
                    "n.state = 'waiting' AND n.contact = $5 AND n.position = $6 AND n.urgency = 1"
                            + " AND n.deadline_at < $7::timestamptz AND "
                            + NEXT
                            + " IS NOT NULL");

    /**
     * $5 what is on its last channel was due there before that, and does not wait for the pace that
     * the channel asked for, which is an hour at the most.
     */
    static final String PASS_OVERDUE =
            pass(
                    "n.state = 'waiting' AND n.deadline_at < $2 AND "
                            + IDLE
                            + " AND ("
                            + NEXT
                            + " IS NOT NULL OR (n.urgency = 1 AND "
                            + OTHERS
                            + ") OR (n.deadline_at < $5::timestamptz AND (n.next_at <= $2"
                            + " OR n.deadline_at < $5::timestamptz - interval '1 hour')))");

    static final String PASS_ORPHANS =
            pass(
                    "n.state IN ('waiting', 'held') AND "
                            + IDLE
                            + " AND NOT EXISTS (SELECT FROM contact_channel AS c"
                            + " WHERE c.contact = n.contact AND c.position = n.position"
                            + " AND c.enabled)");

    /** $1 contact, $2 position, $3 red, $4 not before. */
    static final String PUT_OFF =
            "UPDATE notification SET next_at = $4 WHERE state = 'waiting' AND contact = $1"
                    + " AND position = $2 AND (urgency = 1) = $3 AND next_at < $4";

    static final String DEPTH =
            "SELECT count(*) AS n, min(decided_at) FILTER (WHERE urgency = 1) AS red"
                    + " FROM notification WHERE state = 'waiting'";

    private QueueSql() {}

    private static String pass(String condition) {
        return PASS.formatted(WAY, condition);
    }
}
