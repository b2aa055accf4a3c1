package org.citywall.gateway.oncall.readiness;

/** Statements of {@link ReadinessChecks} and {@link ReadinessRoutes}. */
final class ReadinessSql {
    /**
     * $1 id, $2 rota, $3 begin, $4 person, $5 label, $6 post, $7 place, $8 now, $9 deadline. Who
     * was withdrawn and comes on after all is asked anew.
     */
    static final String BEGIN =
            """
            INSERT INTO oncall_readiness (id, rota, begins_at, person, label, post, place, state,
                reason, sent_at, deadline_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', '已发送，等待应答', $8, $9)
            ON CONFLICT (rota, begins_at, person) DO UPDATE SET id = excluded.id,
                state = 'waiting', reason = excluded.reason, sent_at = excluded.sent_at,
                deadline_at = excluded.deadline_at, ended_at = NULL
            WHERE oncall_readiness.state = 'withdrawn' RETURNING id
            """;

    /**
     * $1 id of the page, $2 whom it is for, $3 step, $4 place, $5 deadline, $6 now, $7 body, $8
     * names of contacts, $9 only positions above.
     */
    static final String PAGE =
            """
            INSERT INTO notification (page_id, n, recipient, contact, position, channel, step,
                level, urgency, place, state, said, next_at, deadline_at, decided_at, written_at,
                settled_at, body)
            SELECT p.id, 1, p.recipient, way.contact, way.position, way.channel, p.step, 3, 3,
                p.place, CASE WHEN way.contact IS NULL THEN 'dead' ELSE 'waiting' END,
                CASE WHEN way.contact IS NULL THEN 'no contact' END, p.now, p.deadline, p.now,
                p.now, CASE WHEN way.contact IS NULL THEN p.now END, p.body
            FROM (SELECT $1::text AS id, $2::text AS recipient, $3::text AS step, $4::text AS place,
                    $5::timestamptz AS deadline, $6::timestamptz AS now, $7::jsonb AS body) AS p
            LEFT JOIN LATERAL (
                SELECT c.contact, c.position, c.channel
                FROM unnest($8::text[]) WITH ORDINALITY AS one (name, nth)
                JOIN contact_channel AS c ON c.contact = one.name AND c.enabled
                WHERE c.position > $9::integer
                ORDER BY one.nth, c.position LIMIT 1) AS way ON true
            ON CONFLICT (page_id, n) DO NOTHING RETURNING state
            """;

    /** Those that are open, each for one gateway. */
    static final String OPEN =
            """
            SELECT r.*, coalesce(tried.position, 0) AS tried, EXISTS (
                SELECT FROM contact_channel AS c WHERE c.contact = r.person AND c.enabled
                    AND c.position > coalesce(tried.position, 0)) AS has_next
            FROM oncall_readiness AS r
            LEFT JOIN LATERAL (
                SELECT max(n.position) AS position FROM notification AS n
                WHERE n.page_id = 'readiness/' || r.id) AS tried ON true
            WHERE r.state IN ('waiting', 'fallback')
            ORDER BY r.deadline_at LIMIT 100 FOR UPDATE OF r SKIP LOCKED
            """;

    /** $1 id of the page, $2 now: what did not leave yet need not leave any more. */
    static final String NO_MORE =
            """
            UPDATE notification SET state = 'passed', said = 'not needed any more', settled_at = $2
            WHERE page_id = $1 AND state = 'waiting' AND sending_until IS NULL
            """;

    /** $1 id, $2 state, $3 reason, $4 deadline or null: as it was, $5 end or null. */
    static final String MOVE =
            """
            UPDATE oncall_readiness SET state = $2, reason = $3,
                deadline_at = coalesce($4, deadline_at), ended_at = $5 WHERE id = $1
            """;

    /** $1 id. */
    static final String FIND =
            "SELECT person, state FROM oncall_readiness WHERE id = $1 FOR UPDATE";

    /** $1 place, $2 account, $3 whether all of the place, $4 since. */
    static final String LIST =
            """
            SELECT * FROM oncall_readiness WHERE begins_at > $4 AND (person = $2 OR ($3 AND (
                $1 = '' OR place = '' OR place = $1 OR starts_with(place, $1 || '/')
                OR starts_with($1, place || '/'))))
            ORDER BY begins_at DESC, rota, person LIMIT 200
            """;

    private ReadinessSql() {}
}
