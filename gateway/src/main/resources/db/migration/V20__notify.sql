-- Who is told of alerts and over which channels; what was decided to be told, and what became of it. Who must be told the
-- stream decides (Page); these tables hold how it reaches people.

CREATE TABLE contact (
    name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON TABLE contact IS 'Whom pages may name: accounts, posts, departments, seats; * hears what nobody else is named for';

CREATE TABLE contact_channel (
    contact text NOT NULL REFERENCES contact ON DELETE CASCADE,
    position smallint NOT NULL CHECK (position BETWEEN 1 AND 10),
    channel text NOT NULL,
    address text NOT NULL,
    secret text,
    enabled boolean NOT NULL,
    PRIMARY KEY (contact, position)
);
COMMENT ON TABLE contact_channel IS 'Ways to a contact in the order in which they are tried';
COMMENT ON COLUMN contact_channel.secret IS 'key of the signature, or password, of what is sent; never shown again';

CREATE TABLE contact_lane (
    contact text NOT NULL,
    position smallint NOT NULL,
    red boolean NOT NULL,
    busy_until timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (contact, position, red),
    FOREIGN KEY (contact, position) REFERENCES contact_channel ON DELETE CASCADE
);
COMMENT ON TABLE contact_lane IS 'Each way has a lane for red and one for the rest, so that red waits for nothing that is being sent';
COMMENT ON COLUMN contact_lane.busy_until IS 'until then one gateway sends what stands there, and no other';

CREATE SEQUENCE notification_line;
CREATE TABLE notification (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    page_id text NOT NULL,
    n smallint NOT NULL,
    line bigint NOT NULL DEFAULT nextval('notification_line'),
    digest boolean NOT NULL DEFAULT false,
    alert_id text,
    recipient text NOT NULL,
    contact text,
    position smallint,
    channel text,
    address text,
    step text,
    level smallint NOT NULL CHECK (level BETWEEN 1 AND 4),
    urgency smallint NOT NULL CHECK (urgency BETWEEN 1 AND 3),
    place text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'held', 'merged', 'sent', 'passed', 'dead', 'late')),
    said text,
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    deadline_at timestamptz NOT NULL,
    sending_until timestamptz,
    decided_at timestamptz NOT NULL,
    written_at timestamptz NOT NULL,
    settled_at timestamptz,
    merged_into bigint,
    body jsonb NOT NULL,
    UNIQUE (page_id, n)
);
CREATE INDEX notification_waiting ON notification (contact, position, urgency, line) WHERE state = 'waiting';
CREATE INDEX notification_held ON notification (contact, position, line) WHERE state = 'held';
CREATE INDEX notification_alert ON notification (alert_id, id);
CREATE INDEX notification_state ON notification (state, id DESC);
CREATE INDEX notification_recipient ON notification (recipient, id DESC);
CREATE INDEX notification_age ON notification (written_at);
COMMENT ON TABLE notification IS 'What somebody must be told, one row for each way on which it was tried';
COMMENT ON COLUMN notification.page_id IS 'id of the page, or of a digest: the same on every way, and for whom it reaches the key by which it is known';
COMMENT ON COLUMN notification.n IS 'ways so far, from 1: what is read twice from the log is written once';
COMMENT ON COLUMN notification.line IS 'place in the line of its contact, the same on every way';
COMMENT ON COLUMN notification.urgency IS '1 red, 2 orange, 3 the rest; what is more urgent goes first';
COMMENT ON COLUMN notification.state IS 'held: for a digest; merged: in one; passed: to the next way; late: too old when it was read, never sent';
COMMENT ON COLUMN notification.deadline_at IS 'if this way did not take it by then, it passes to the next';
COMMENT ON COLUMN notification.sending_until IS 'a gateway is sending it, and for no longer; null: none is';
COMMENT ON COLUMN notification.decided_at IS 'event time of the page';
COMMENT ON COLUMN notification.address IS 'where it was sent last';

CREATE TABLE notification_attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notification bigint NOT NULL REFERENCES notification ON DELETE CASCADE,
    at timestamptz NOT NULL,
    channel text NOT NULL,
    address text NOT NULL,
    result text NOT NULL CHECK (result IN ('begun', 'taken', 'failed', 'refused', 'cut-off')),
    status integer,
    said text,
    ms integer
);
CREATE INDEX notification_attempt_of ON notification_attempt (notification, id);
COMMENT ON TABLE notification_attempt IS 'Every time something was sent; written before it leaves';
COMMENT ON COLUMN notification_attempt.result IS 'begun: under way; cut-off: the gateway died before it knew, so it is sent again under the same id';
