package org.citywall.gateway.ticket;

import java.util.List;

/**
 * Counts behind the indicators (docs/domain/ticket-indicators.md). Each statement takes place,
 * from, to, the time at which it is looked at, depth of the groups, whether working days alone
 * count, time zone, holidays and working weekends; each row is a group.
 */
final class IndicatorSql {
    /** Of cases that are no cases, or go on as others, nothing is counted. */
    private static final String REAL = "t.state NOT IN ('invalid', 'merged', 'draft')";

    private static final String GROUP =
            "coalesce(array_to_string((string_to_array(t.place, '/'))[1:$5], '/'), '') AS grp";

    private static final String CASES_OF =
            " NOT t.replay AND ($1 = '' OR t.place = $1 OR starts_with(t.place, $1 || '/'))";

    /** Cases by when they came in. */
    private static final String CREATED =
            """
            SELECT %1$s, count(*) AS created,
                count(*) FILTER (WHERE t.flags && ARRAY['repeat', 'group']) AS repeats,
                count(*) FILTER (WHERE %2$s) AS done,
                count(*) FILTER (WHERE NOT (%2$s) AND NOT (%3$s) AND (%4$s)) AS planned,
                count(*) FILTER (WHERE NOT (%2$s) AND (%3$s)) AS coordinating,
                count(*) FILTER (WHERE NOT (%2$s) AND NOT (%3$s) AND NOT (%4$s)) AS unaccounted
            FROM ticket AS t
            WHERE %5$s AND %6$s AND %7$s AND $4::timestamptz IS NOT NULL GROUP BY 1
            """
                    .formatted(
                            GROUP,
                            "t.done_at IS NOT NULL OR NOT t.open",
                            "t.state IN ('consulting', 'adjudicating', 'escalated')",
                            "cardinality(t.departments) > 0 AND t.due_at < '9999-01-01'",
                            REAL,
                            CASES_OF,
                            during("t.created_at"));

    /** Cases by when they were done. */
    private static final String DONE =
            """
            SELECT %1$s, count(*) AS handled,
                avg(extract(epoch FROM t.done_at - d.first)) AS handling_s,
                count(d.first) AS handling_n,
                avg(extract(epoch FROM d.first - t.created_at)) AS acceptance_s,
                count(*) FILTER (WHERE t.rating IS NOT NULL AND NOT t.unrated) AS rated,
                count(*) FILTER (WHERE t.rating >= 4 AND NOT t.unrated) AS satisfied,
                count(*) FILTER (WHERE t.rating IS NOT NULL AND t.unrated) AS left_out,
                count(*) FILTER (WHERE t.rating IS NOT NULL AND NOT t.unrated
                    AND t.flags && ARRAY['repeat', 'group']) AS rated_repeats,
                count(*) FILTER (WHERE t.rating >= 4 AND NOT t.unrated
                    AND t.flags && ARRAY['repeat', 'group']) AS satisfied_repeats,
                count(*) FILTER (WHERE t.outcome = 'passed') AS passed,
                count(*) FILTER (WHERE t.outcome = 'failed') AS not_passed,
                count(*) FILTER (WHERE t.outcome = 'unreachable') AS unreachable
            FROM ticket AS t LEFT JOIN LATERAL (SELECT min(dispatched_at) AS first
                FROM ticket_department AS d WHERE d.case_id = t.case_id) AS d ON true
            WHERE %2$s AND %3$s AND %4$s AND $4::timestamptz IS NOT NULL GROUP BY 1
            """
                    .formatted(GROUP, REAL, CASES_OF, during("t.done_at"));

    /** Cases by when they ended, however that was. */
    private static final String ENDED =
            """
            SELECT %1$s,
                count(*) FILTER (WHERE t.state IN ('cancelled-off', 'archived')) AS cancelled,
                count(*) FILTER (WHERE t.state = 'merged') AS merged,
                count(*) FILTER (WHERE t.state = 'invalid') AS invalid
            FROM ticket AS t
            WHERE %2$s AND %3$s AND $4::timestamptz IS NOT NULL GROUP BY 1
            """
                    .formatted(GROUP, CASES_OF, during("t.ended_at"));

    /** Promises by when they were due, and of those not yet due none. */
    private static final String DUE =
            """
            SELECT %1$s,
                count(*) FILTER (WHERE %2$s) AS complete_due,
                count(*) FILTER (WHERE %2$s AND c.ended_at < $4) AS complete_done,
                count(*) FILTER (WHERE %2$s AND c.ended_at <= c.due_at) AS complete_kept,
                count(*) FILTER (WHERE %3$s) AS file_due,
                count(*) FILTER (WHERE %3$s AND c.ended_at <= c.due_at) AS file_kept,
                count(*) FILTER (WHERE %4$s) AS handle_due,
                count(*) FILTER (WHERE %4$s AND c.ended_at <= c.due_at) AS handle_kept,
                count(*) FILTER (WHERE c.milestone = 'respond') AS respond_due,
                count(*) FILTER (WHERE c.milestone = 'respond'
                    AND c.ended_at <= c.due_at) AS respond_kept,
                count(DISTINCT c.case_id) AS cases_due,
                count(DISTINCT c.case_id) FILTER (
                    WHERE c.ended_at IS NULL OR c.ended_at > c.due_at) AS overdue
            FROM ticket_clock AS c JOIN ticket AS t USING (case_id)
            WHERE c.state <> 'dropped' AND NOT (c.state = 'paused' AND c.ended_at IS NULL)
                AND c.due_at <= $4 AND %5$s AND %6$s AND %7$s GROUP BY 1
            """
                    .formatted(
                            GROUP,
                            "c.milestone = 'complete'",
                            "c.milestone IN ('classify', 'dispatch')",
                            "c.milestone NOT IN ('classify', 'dispatch', 'respond')",
                            REAL,
                            CASES_OF,
                            during("c.due_at"));

    /** What departments got, by when. */
    private static final String DISPATCHED =
            """
            SELECT %1$s,
                count(*) FILTER (WHERE d.role IN ('dispatch', 'whistle')) AS dispatched,
                count(*) FILTER (WHERE d.role IN ('dispatch', 'whistle')
                    AND d.returned_at IS NULL) AS accurate,
                count(DISTINCT d.case_id) AS cases_dispatched,
                count(DISTINCT d.case_id) FILTER (WHERE d.round > 1) AS redone
            FROM ticket_department AS d JOIN ticket AS t USING (case_id)
            WHERE d.role <> 'notice' AND %2$s AND %3$s AND %4$s
                AND $4::timestamptz IS NOT NULL GROUP BY 1
            """
                    .formatted(GROUP, REAL, CASES_OF, during("d.dispatched_at"));

    /** All of them. */
    static final List<String> ALL = List.of(CREATED, DONE, ENDED, DUE, DISPATCHED);

    private IndicatorSql() {}

    private static String during(String time) {
        return """
        (%1$s >= $2 AND %1$s < $3 AND (NOT $6::boolean
            OR ((%1$s AT TIME ZONE $7)::date::text = ANY($9::text[]))
            OR (extract(isodow FROM %1$s AT TIME ZONE $7) < 6
                AND (%1$s AT TIME ZONE $7)::date::text <> ALL($8::text[]))))
        """
                .formatted(time);
    }
}
