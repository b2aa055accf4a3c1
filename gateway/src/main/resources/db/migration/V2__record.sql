-- The record: what was decided about every alert, for history and audit. Written from the log alert-changes.

CREATE TABLE alert (
    id text PRIMARY KEY,
    rev bigint NOT NULL,
    domain text NOT NULL,
    class text NOT NULL,
    kind text,
    level smallint NOT NULL CHECK (level BETWEEN 1 AND 4),
    condition text NOT NULL,
    response text NOT NULL,
    place text NOT NULL,
    site_id text,
    raised_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX alert_closed ON alert (raised_at DESC, id DESC) WHERE response = 'closed';
CREATE INDEX alert_updated ON alert (updated_at);
CREATE INDEX alert_place ON alert (place text_pattern_ops);
CREATE INDEX alert_site ON alert (site_id);
COMMENT ON TABLE alert IS 'Newest revision of every alert that ever was';
COMMENT ON COLUMN alert.rev IS 'incarnation x 1,000,000 + number of the change';
COMMENT ON COLUMN alert.body IS 'the alert as it went to the walls';

CREATE TABLE alert_change (
    alert_id text NOT NULL,
    change_no integer NOT NULL,
    rev bigint NOT NULL,
    at timestamptz NOT NULL,
    entry jsonb NOT NULL,
    PRIMARY KEY (alert_id, change_no)
);
COMMENT ON TABLE alert_change IS 'One line per change of an alert: the timeline';
COMMENT ON COLUMN alert_change.change_no IS 'from 1 within the alert; a newer incarnation of the alerts job overwrites';
