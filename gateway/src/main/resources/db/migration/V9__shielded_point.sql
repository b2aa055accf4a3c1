-- Which points of fire devices are shielded now, whether or not anybody works on it.

CREATE TABLE shielded_point (
    device_id text NOT NULL,
    point text NOT NULL,
    place text NOT NULL,
    since timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (device_id, point)
);
COMMENT ON TABLE shielded_point IS 'From its shield signal to the restore of the point or the reset of its device. Not of replays';
COMMENT ON COLUMN shielded_point.point IS 'as on the signal; empty: the device itself';
COMMENT ON COLUMN shielded_point.place IS 'grid path of the point''s building';
COMMENT ON COLUMN shielded_point.seen_at IS 'newest shield signal: what is older does not end it';
