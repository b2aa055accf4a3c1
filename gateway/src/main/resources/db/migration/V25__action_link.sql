-- Answering a page without a log-in: links that were sent, and what was answered to pages, over a link or otherwise.

CREATE TABLE action_link (
    token_hash text PRIMARY KEY,
    notification bigint NOT NULL REFERENCES notification ON DELETE CASCADE,
    page_id text NOT NULL,
    alert_id text NOT NULL,
    person text NOT NULL,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    opened_at timestamptz,
    opens integer NOT NULL DEFAULT 0,
    used_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
);
CREATE INDEX action_link_page ON action_link (page_id);
CREATE INDEX action_link_alert ON action_link (alert_id);
CREATE INDEX action_link_notification ON action_link (notification);
COMMENT ON TABLE action_link IS 'Each try to tell a person carries a link of its own; the token itself is nowhere but in the message';
COMMENT ON COLUMN action_link.token_hash IS 'SHA-256 of 256 random bits, in hex';
COMMENT ON COLUMN action_link.person IS 'account for whom it acts: the contact that the page went to';
COMMENT ON COLUMN action_link.opened_at IS 'first GET: by a person or by a machine that looks at links, nobody can tell; it changes nothing';
COMMENT ON COLUMN action_link.revoked_by IS 'account that did it; answered: the person answered otherwise; closed: the alert is';

CREATE TABLE page_answer (
    page_id text PRIMARY KEY,
    alert_id text NOT NULL,
    person text NOT NULL,
    action text NOT NULL,
    reason text,
    how text NOT NULL CHECK (how IN ('link', 'command')),
    command_id text,
    answered_at timestamptz NOT NULL,
    tried_at timestamptz NOT NULL,
    settled_at timestamptz,
    accepted boolean,
    code text,
    said text
);
CREATE INDEX page_answer_unsettled ON page_answer (tried_at) WHERE settled_at IS NULL;
CREATE INDEX page_answer_age ON page_answer (answered_at);
COMMENT ON TABLE page_answer IS 'What somebody answered to a page: one answer each, whatever the number of links; only one that was refused gives way to another';
COMMENT ON COLUMN page_answer.how IS 'link: pressed on the page of a link of it; command: any other command of that person';
COMMENT ON COLUMN page_answer.tried_at IS 'when its command last went to the log; what stays unsettled is sent again under the same id';
COMMENT ON COLUMN page_answer.accepted IS 'what the alerts job said; null: nothing yet';
