-- What rules of alerts would have done to the last hours: who asked, and what was found.

CREATE TABLE dry_run (
    id text PRIMARY KEY,
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    hours integer NOT NULL CHECK (hours BETWEEN 1 AND 168),
    state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    report jsonb,
    failure text,
    ended_at timestamptz,
    CHECK ((state = 'done') = (report IS NOT NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK ((state = 'running') = (ended_at IS NULL))
);
CREATE INDEX dry_run_asked ON dry_run (asked_at);
COMMENT ON TABLE dry_run IS 'Dry runs of rules of alerts; the insight job makes them, any gateway answers for them';
COMMENT ON COLUMN dry_run.state IS 'running: no answer yet; an answer that comes after it was given up still counts';
