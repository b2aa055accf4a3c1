-- Registered tests of fire alarms. What a test does is decided by the stream from its record on the log of
-- fire signals; this table tells people which there are and who registered them.

CREATE TABLE fire_test_window (
    id uuid PRIMARY KEY,
    site_id text NOT NULL,
    place text NOT NULL,
    points jsonb NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
    reason text NOT NULL,
    created_by text NOT NULL,
    created_by_name text NOT NULL,
    created_at timestamptz NOT NULL,
    recorded boolean NOT NULL DEFAULT false,
    cancelled_by text,
    cancelled_at timestamptz
);
CREATE INDEX fire_test_window_end ON fire_test_window (ends_at DESC, id);
COMMENT ON TABLE fire_test_window IS 'Registered tests of fire alarms: while one runs, its points are a drill';
COMMENT ON COLUMN fire_test_window.points IS 'what will be tested: deviceId, point, expects; empty: all points of the site';
COMMENT ON COLUMN fire_test_window.recorded IS 'false: Kafka did not acknowledge it, so nobody may rely on it';
