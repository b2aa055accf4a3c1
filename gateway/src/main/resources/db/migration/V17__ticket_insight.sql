-- What many tickets say together: hot spots, and cases that may be one.

CREATE TABLE hot_spot (
    id text PRIMARY KEY,
    rev bigint NOT NULL,
    category text NOT NULL,
    place text,
    since timestamptz NOT NULL,
    ended_at timestamptz,
    most integer NOT NULL,
    replay boolean NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX hot_spot_since ON hot_spot (replay, since DESC, id DESC);
COMMENT ON TABLE hot_spot IS 'Every hot spot as it stood last';
COMMENT ON COLUMN hot_spot.most IS 'highest count that it ever had';

CREATE TABLE ticket_proposal (
    id text PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    case_id text NOT NULL,
    other text NOT NULL,
    at timestamptz NOT NULL,
    replay boolean NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'same', 'different')),
    decided_by text,
    decided_at timestamptz,
    reason text,
    body jsonb NOT NULL,
    CHECK ((state = 'open') = (decided_by IS NULL))
);
CREATE INDEX ticket_proposal_state ON ticket_proposal (replay, state, seq DESC);
CREATE INDEX ticket_proposal_case ON ticket_proposal (case_id);
CREATE INDEX ticket_proposal_other ON ticket_proposal (other);
COMMENT ON TABLE ticket_proposal IS 'Pairs of cases that may be one, and what a person said of them';
