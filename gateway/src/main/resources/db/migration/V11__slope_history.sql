-- The long record of slopes: hours of instruments and slopes, and changes of level, as the stream tells them.
-- run is the source of the recorded events behind a row; empty: live. Nothing refers to the registry, because a
-- record outlives what it is about.

CREATE TABLE slope_instrument_hour (
    site_id text NOT NULL,
    run text NOT NULL,
    hour timestamptz NOT NULL,
    station_id text NOT NULL,
    channel text NOT NULL,
    instrument text NOT NULL,
    displacement real,
    rate real,
    sigma real,
    angle real,
    level smallint CHECK (level BETWEEN 1 AND 5),
    quality text,
    readings integer NOT NULL CHECK (readings >= 0),
    PRIMARY KEY (site_id, run, hour, station_id, channel)
);
COMMENT ON TABLE slope_instrument_hour IS 'One instrument in one hour of its device time; an hour without data has no row';
COMMENT ON COLUMN slope_instrument_hour.displacement IS 'mm (deg for tilt) since the first reading, mean of the accepted readings; null: none was accepted';
COMMENT ON COLUMN slope_instrument_hour.rate IS 'mm/d (deg/d) as evaluated in this hour; null: not evaluated';
COMMENT ON COLUMN slope_instrument_hour.level IS 'of this evaluation alone: 1 red to 4 blue, 5 none';
COMMENT ON COLUMN slope_instrument_hour.quality IS 'mark of the newest reading of the hour';

CREATE TABLE slope_hour (
    site_id text NOT NULL,
    run text NOT NULL,
    hour timestamptz NOT NULL,
    level smallint CHECK (level BETWEEN 1 AND 5),
    rain real,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (site_id, run, hour)
);
COMMENT ON TABLE slope_hour IS 'One slope in one hour of its own clock';
COMMENT ON COLUMN slope_hour.level IS 'at the end of the hour: 1 red to 4 blue, 5 none';
COMMENT ON COLUMN slope_hour.rain IS 'mm, the largest of the gauges; null: no gauge reported';
COMMENT ON COLUMN slope_hour.told_at IS 'time of the log at which the stream last told of it';

CREATE TABLE slope_level_change (
    site_id text NOT NULL,
    run text NOT NULL,
    at timestamptz NOT NULL,
    level smallint NOT NULL CHECK (level BETWEEN 1 AND 5),
    support text NOT NULL,
    reasons jsonb NOT NULL,
    PRIMARY KEY (site_id, run, at)
);
COMMENT ON TABLE slope_level_change IS 'The level of a slope, or what stands behind it, changed at this time of its own clock';
