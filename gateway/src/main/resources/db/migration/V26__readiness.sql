-- Who comes on is asked before the shift whether messages reach them. One test for each person and shift, whichever gateway
-- sends it and however often one begins anew.

CREATE TABLE oncall_readiness (
    id uuid PRIMARY KEY,
    rota text NOT NULL,
    begins_at timestamptz NOT NULL,
    person text NOT NULL,
    label text NOT NULL,
    post text NOT NULL,
    place text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'fallback', 'answered', 'unanswered', 'withdrawn')),
    reason text NOT NULL,
    sent_at timestamptz NOT NULL,
    deadline_at timestamptz NOT NULL,
    ended_at timestamptz,
    UNIQUE (rota, begins_at, person)
);
CREATE INDEX oncall_readiness_due ON oncall_readiness (deadline_at) WHERE state IN ('waiting', 'fallback');
CREATE INDEX oncall_readiness_begin ON oncall_readiness (begins_at);
COMMENT ON TABLE oncall_readiness IS 'Tests before a shift: a message that must be answered';
COMMENT ON COLUMN oncall_readiness.state IS 'fallback: not answered on the first channel, sent over the next; withdrawn: somebody else comes on';
COMMENT ON COLUMN oncall_readiness.deadline_at IS 'of the channel that it was sent over last';
