-- Charging sites: settings, orders for ports, and the record of sessions. What an order came to, and when a session
-- began and ended, the stream decides; these tables hold what people asked for and what the stream told.

CREATE TABLE charger_profile (
    site_id text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    profile jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    recorded boolean NOT NULL DEFAULT false,
    appended_at timestamptz,
    PRIMARY KEY (site_id, version)
);
COMMENT ON TABLE charger_profile IS 'Every version of the settings of each charging site; the highest one counts';
COMMENT ON COLUMN charger_profile.created_by IS 'account; the profile itself names the person';
COMMENT ON COLUMN charger_profile.recorded IS 'false: not yet on Kafka, so the stream does not know it; the gateways go on trying';
COMMENT ON COLUMN charger_profile.appended_at IS 'when a gateway last appended this version to Kafka, or took it upon itself to';

CREATE TABLE charger_order (
    command_id text PRIMARY KEY,
    site_id text NOT NULL,
    station_id text NOT NULL,
    port smallint NOT NULL CHECK (port BETWEEN 1 AND 255),
    action text NOT NULL CHECK (action IN ('cut-off', 'enable')),
    ordered_by text NOT NULL,
    reason text NOT NULL,
    alert_id text,
    ordered_at timestamptz NOT NULL,
    recorded boolean NOT NULL,
    rev bigint NOT NULL,
    state text NOT NULL,
    view jsonb NOT NULL
);
CREATE INDEX charger_order_site ON charger_order (site_id, ordered_at DESC, command_id DESC);
CREATE INDEX charger_order_port ON charger_order (station_id, port, ordered_at DESC);
CREATE INDEX charger_order_age ON charger_order (ordered_at);
COMMENT ON TABLE charger_order IS 'Orders for ports of chargers: who ordered what and why, and as it stands';
COMMENT ON COLUMN charger_order.recorded IS 'false: Kafka did not take it, so it has no effect until it is sent again';
COMMENT ON COLUMN charger_order.rev IS '0: the stream has not told of it yet';

CREATE TABLE charging_session (
    id text PRIMARY KEY,
    site_id text NOT NULL,
    place text,
    station_id text NOT NULL,
    port smallint NOT NULL,
    session_id text,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    seconds integer NOT NULL,
    energy_wh double precision,
    plateau_w double precision,
    peak_temp_c double precision,
    stop_reason text,
    level smallint NOT NULL CHECK (level BETWEEN 1 AND 5),
    kinds text[] NOT NULL,
    replay boolean NOT NULL,
    told_at timestamptz NOT NULL
);
CREATE INDEX charging_session_site ON charging_session (site_id, ended_at DESC, id DESC);
CREATE INDEX charging_session_port ON charging_session (site_id, station_id, port, ended_at DESC, id DESC);
CREATE INDEX charging_session_age ON charging_session (ended_at) WHERE NOT replay;
CREATE INDEX charging_session_replayed ON charging_session (told_at) WHERE replay;
COMMENT ON TABLE charging_session IS 'Sessions that have ended, as the stream tells them';
COMMENT ON COLUMN charging_session.level IS 'gravest level that it reached: 1 red to 4 blue, 5 none';
COMMENT ON COLUMN charging_session.told_at IS 'time of the log at which the stream last told of it';
