package org.citywall.gateway.notify;

/** Statements of {@link PacedLanes}. */
final class PaceSql {
    /** Whoever holds the row of the address begins the next try; $1 to $4 as in BEGIN. */
    static final String HOLD =
            """
            INSERT INTO address_pace (channel, address)
            SELECT c.channel, c.address FROM contact_channel AS c
            JOIN contact_lane AS l ON l.contact = c.contact AND l.position = c.position
            WHERE c.contact = $1 AND c.position = $2 AND c.enabled AND l.red = $3
                AND l.busy_until = $4
            ON CONFLICT (channel, address) DO UPDATE SET channel = excluded.channel
            RETURNING channel, address, nullif(paused_until, '-infinity') AS paused_until
            """;

    /** $1 channel, $2 address, $3 since. */
    static final String USES =
            "SELECT at, ms, red FROM notification_attempt"
                    + " WHERE red IS NOT NULL AND channel = $1 AND address = $2 AND at > $3";

    /** What could go now, in its order; $1 contact, $2 position, $3 red, $4 most. */
    static final String WAITING =
            """
            SELECT n.id, n.digest, n.attempts, n.step, n.level, n.place, n.next_at, n.deadline_at,
                n.decided_at, n.body
            FROM notification AS n
            WHERE n.contact = $1 AND n.position = $2 AND n.state = 'waiting'
                AND (n.urgency = 1) = $3 AND ($3 OR %s)
            ORDER BY n.urgency, n.decided_at, n.line LIMIT $4 FOR UPDATE OF n SKIP LOCKED
            """
                    .formatted(QueueSql.NO_RED.formatted("$1", "$2"));

    /** Stands where the first of what is in it stood; $4 is the id of that one. */
    static final String MERGED =
            """
            INSERT INTO notification (page_id, n, line, digest, paced, recipient, contact, position,
                channel, level, urgency, place, state, next_at, deadline_at, decided_at, written_at,
                body)
            SELECT $1, 1, f.line, true, true, f.contact, f.contact, f.position, f.channel, $2,
                f.urgency, $3, 'waiting', f.next_at, $5, f.decided_at, $6, $7
            FROM notification AS f WHERE f.id = $4
            RETURNING id
            """;

    /** $1 into which, $2 now, $3 which. */
    static final String INTO =
            "UPDATE notification SET state = 'merged', merged_into = $1, settled_at = $2"
                    + " WHERE id = ANY($3)";

    /** $1 attempt, $2 red. */
    static final String COUNT = "UPDATE notification_attempt SET red = $2 WHERE id = $1";

    /** $1 channel, $2 address, $3 until. */
    static final String PAUSE =
            "UPDATE address_pace SET paused_until = greatest(paused_until, $3)"
                    + " WHERE channel = $1 AND address = $2";

    private PaceSql() {}
}
