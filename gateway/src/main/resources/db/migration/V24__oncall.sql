-- Who is on call. How people are reached stands in contact (V20); this says which of them a page to a post, seat or
-- department goes to at its time.

CREATE TABLE oncall_person (
    name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    body jsonb NOT NULL,
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON TABLE oncall_person IS 'People who can be on call: label, deputy, when they leave, absences. The name is that of the contact';

CREATE TABLE oncall_team (
    name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    body jsonb NOT NULL,
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON TABLE oncall_team IS 'People who are on call together';

CREATE TABLE oncall_rota (
    name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    body jsonb NOT NULL,
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON TABLE oncall_rota IS 'Who has a post when: post, place, zone, layers of shifts';

CREATE TABLE oncall_override (
    id uuid PRIMARY KEY,
    rota text NOT NULL REFERENCES oncall_rota ON DELETE CASCADE,
    uid text,
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL,
    people text[] NOT NULL CHECK (cardinality(people) BETWEEN 1 AND 20),
    reason text NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    CHECK (from_at < to_at),
    UNIQUE (rota, uid)
);
CREATE INDEX oncall_override_end ON oncall_override (to_at);
COMMENT ON COLUMN oncall_override.uid IS 'of the calendar from which it was imported, so that it is not there twice; null: somebody made it here';

CREATE TABLE oncall_version (
    version bigint NOT NULL
);
INSERT INTO oncall_version VALUES (0);
COMMENT ON TABLE oncall_version IS 'One row: raised with each change, by which gateways see that theirs is old. Its lock puts changes one after the other';
