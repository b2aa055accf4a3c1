package org.citywall.gateway.record;

import java.util.List;

/** The statements of {@link TicketStore}; each takes many cases. */
final class TicketSql {
    /** Takes a JSON array of {@link TicketRow}; returns the ids of those that were newer. */
    static final String CASES =
            """
            INSERT INTO ticket AS old (case_id, rev, state, open, flags, class_id, category,
                category_name, title, text, secret, unrated, channel, place, place_name, lon, lat,
                departments, system, number, tier, returns, redos, rating, outcome, merged_into,
                created_at, received_at, updated_at, done_at, ended_at, due_at, rules, replay, body)
            SELECT case_id, rev, state, open, flags, class_id, category,
                category_name, title, text, secret, unrated, channel, place, place_name, lon, lat,
                departments, system, number, tier, returns, redos, rating, outcome, merged_into,
                created_at, received_at, updated_at, done_at, ended_at, due_at, rules, replay, body
            FROM jsonb_populate_recordset(NULL::ticket, ?::jsonb)
            ON CONFLICT (case_id) DO UPDATE SET
                rev = excluded.rev, state = excluded.state, open = excluded.open,
                flags = excluded.flags, class_id = excluded.class_id,
                category = excluded.category, category_name = excluded.category_name,
                title = CASE WHEN NOT excluded.secret THEN coalesce(excluded.title, old.title) END,
                text = CASE WHEN NOT excluded.secret THEN coalesce(excluded.text, old.text) END,
                secret = excluded.secret, unrated = excluded.unrated, channel = excluded.channel,
                place = excluded.place, place_name = excluded.place_name, lon = excluded.lon,
                lat = excluded.lat, departments = excluded.departments, system = excluded.system,
                number = excluded.number, tier = excluded.tier, returns = excluded.returns,
                redos = excluded.redos, rating = excluded.rating, outcome = excluded.outcome,
                merged_into = excluded.merged_into, created_at = excluded.created_at,
                received_at = excluded.received_at, updated_at = excluded.updated_at,
                done_at = excluded.done_at, ended_at = excluded.ended_at,
                due_at = excluded.due_at, rules = excluded.rules, replay = excluded.replay,
                body = excluded.body
            WHERE excluded.rev > old.rev
            RETURNING case_id
            """;

    private static final String CLOCKS =
            """
            INSERT INTO ticket_clock AS old (case_id, n, milestone, department, kind, amount,
                started_at, due_at, paused_at, spent, ended_at, state)
            SELECT case_id, n, c->>'milestone', c->>'department', c->>'kind',
                (c->>'amount')::integer, (c->>'startedAt')::timestamptz,
                (c->>'dueAt')::timestamptz, (c->>'pausedAt')::timestamptz,
                (c->>'spent')::integer, (c->>'endedAt')::timestamptz, c->>'state'
            FROM ticket, jsonb_array_elements(body->'clocks') WITH ORDINALITY AS e (c, n)
            WHERE case_id = ANY(?)
            ON CONFLICT (case_id, n) DO UPDATE SET
                milestone = excluded.milestone, department = excluded.department,
                kind = excluded.kind, amount = excluded.amount,
                started_at = excluded.started_at, due_at = excluded.due_at,
                paused_at = excluded.paused_at, spent = excluded.spent,
                ended_at = excluded.ended_at, state = excluded.state
            WHERE old IS DISTINCT FROM excluded
            """;
    private static final String DEPARTMENTS =
            """
            INSERT INTO ticket_department AS old (case_id, n, department, lead, role, round,
                dispatched_at, signed_at, reported_at, returned_at)
            SELECT case_id, n, d->>'name', (d->>'lead')::boolean, d->>'role',
                (d->>'round')::integer, (d->>'dispatchedAt')::timestamptz,
                (d->>'signedAt')::timestamptz, (d->>'reportedAt')::timestamptz,
                (d->>'returnedAt')::timestamptz
            FROM ticket, jsonb_array_elements(body->'departments') WITH ORDINALITY AS e (d, n)
            WHERE case_id = ANY(?)
            ON CONFLICT (case_id, n) DO UPDATE SET
                department = excluded.department, lead = excluded.lead, role = excluded.role,
                round = excluded.round, dispatched_at = excluded.dispatched_at,
                signed_at = excluded.signed_at, reported_at = excluded.reported_at,
                returned_at = excluded.returned_at
            WHERE old IS DISTINCT FROM excluded
            """;
    private static final String LINKS =
            """
            INSERT INTO ticket_link AS old (case_id, n, system, number, since, heard_at, lag_ms)
            SELECT case_id, n, l->'ref'->>'system', l->'ref'->>'number',
                (l->>'since')::timestamptz, (l->>'heardAt')::timestamptz, (l->>'lagMs')::bigint
            FROM ticket, jsonb_array_elements(body->'links') WITH ORDINALITY AS e (l, n)
            WHERE case_id = ANY(?)
            ON CONFLICT (case_id, n) DO UPDATE SET
                system = excluded.system, number = excluded.number, since = excluded.since,
                heard_at = excluded.heard_at, lag_ms = excluded.lag_ms
            WHERE old IS DISTINCT FROM excluded
            """;

    /** Orders that were told before a case became secret keep no title either. */
    private static final String SECRETS =
            """
            UPDATE ticket_order AS o SET body = o.body - 'title'
            FROM ticket AS t
            WHERE t.case_id = ANY(?) AND t.secret AND o.case_id = t.case_id
                AND o.body->'title' IS NOT NULL
            """;

    /** Each takes the ids of the cases that were written. */
    static final List<String> PARTS =
            List.of(
                    CLOCKS,
                    shorter("ticket_clock", "clocks"),
                    DEPARTMENTS,
                    shorter("ticket_department", "departments"),
                    LINKS,
                    shorter("ticket_link", "links"),
                    SECRETS);

    /** Takes a JSON array of steps; a line of a story is written once. */
    static final String STEPS =
            """
            INSERT INTO ticket_step (case_id, step_id, at, action, rev, body)
            SELECT case_id, step_id, at, action, rev, body
            FROM ROWS FROM (jsonb_to_recordset(?::jsonb) AS (case_id text, step_id text,
                at timestamptz, action text, rev bigint, body jsonb)) WITH ORDINALITY
                AS s (case_id, step_id, at, action, rev, body, n)
            ORDER BY n
            ON CONFLICT (case_id, step_id) DO NOTHING
            """;

    private TicketSql() {}

    /** A case may have fewer of something than it had. */
    private static String shorter(String table, String field) {
        return """
        DELETE FROM %s AS part USING ticket AS t
        WHERE t.case_id = ANY(?) AND part.case_id = t.case_id
            AND part.n > jsonb_array_length(t.body->'%s')
        """
                .formatted(table, field);
    }
}
