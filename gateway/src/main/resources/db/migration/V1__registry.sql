-- Registry (who and where), access (who may), and the quarantine of events that could not be placed.

CREATE TABLE place (
    path text PRIMARY KEY CHECK (path <> '' AND path !~ '(^/|/$|//)'),
    name text NOT NULL
);
COMMENT ON TABLE place IS 'Grid tree of any depth; the path is the key: district/street/community/grid/building';

CREATE TABLE site (
    id text PRIMARY KEY,
    name text NOT NULL,
    place text NOT NULL REFERENCES place (path),
    kind text NOT NULL,
    lon double precision NOT NULL CHECK (lon BETWEEN -180 AND 180),
    lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
    address text
);
CREATE INDEX site_place ON site (place);
COMMENT ON COLUMN site.lon IS 'degrees, WGS-84';
COMMENT ON COLUMN site.lat IS 'degrees, WGS-84';

CREATE TABLE device (
    id text PRIMARY KEY,
    domain text NOT NULL CHECK (domain IN ('fire', 'slope', 'ebike', 'ticket')),
    kind text NOT NULL,
    site_id text NOT NULL REFERENCES site (id),
    point text,
    name text
);
CREATE INDEX device_site ON device (site_id);
COMMENT ON COLUMN device.point IS 'point inside the device that its events mean when they name none';

CREATE TABLE credential (
    id text PRIMARY KEY,
    token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    device_id text REFERENCES device (id) ON DELETE CASCADE
);
COMMENT ON COLUMN credential.token_hash IS 'SHA-256 of the token, hex; the token itself is not kept';
COMMENT ON COLUMN credential.device_id IS 'the one device that it speaks for; null: an integration that speaks for all';

CREATE TABLE account (
    username text PRIMARY KEY,
    display_name text NOT NULL,
    password_hash text NOT NULL,
    role text NOT NULL CHECK (role IN ('viewer', 'officer', 'shift-lead', 'admin')),
    place text NOT NULL DEFAULT ''
);
COMMENT ON COLUMN account.password_hash IS 'bcrypt';
COMMENT ON COLUMN account.place IS 'grid path that it sees with everything below; empty: all';

CREATE TABLE login_failure (
    username text PRIMARY KEY,
    failed_count integer NOT NULL,
    last_failed_at timestamptz NOT NULL,
    locked_until timestamptz
);
COMMENT ON TABLE login_failure IS 'Not part of account: a name that does not exist is locked like one that does, so that nobody can tell them apart';

CREATE TABLE session (
    token_hash text PRIMARY KEY,
    username text NOT NULL REFERENCES account (username) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL
);

CREATE TABLE wall_token (
    id text PRIMARY KEY,
    token_hash text NOT NULL UNIQUE,
    name text NOT NULL,
    place text NOT NULL DEFAULT '',
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    who text NOT NULL,
    action text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    before jsonb,
    after jsonb
);
CREATE INDEX audit_at ON audit (at);
COMMENT ON TABLE audit IS 'Every edit of registry and access, with what was there before; never a token or a password';

-- Every edit raises its row in the same transaction. That serialises the edits, and the gateways
-- that watch these numbers then load again.
CREATE TABLE data_version (
    name text PRIMARY KEY,
    value bigint NOT NULL
);
INSERT INTO data_version (name, value) VALUES ('registry', 1), ('access', 1);

CREATE TABLE quarantine (
    id text PRIMARY KEY,
    received_at timestamptz NOT NULL,
    protocol text NOT NULL,
    principal text,
    reason text NOT NULL,
    field text,
    detail text,
    event_type text,
    device_id text,
    event_id text,
    source text,
    payload text,
    urgent boolean NOT NULL DEFAULT false,
    processed_at timestamptz
);
CREATE INDEX quarantine_device ON quarantine (device_id, received_at) WHERE processed_at IS NULL;
CREATE INDEX quarantine_received ON quarantine (received_at DESC, id DESC);
COMMENT ON COLUMN quarantine.urgent IS 'a press or an alarm: the last to be thrown away';

CREATE TABLE tail_offset (
    name text PRIMARY KEY,
    next_offset bigint NOT NULL
);
COMMENT ON TABLE tail_offset IS 'How far a reader of a single-partition topic has come, in the same transaction as what it wrote';
