-- The hourly pruning looks for what is old; the primary keys begin with the site, so it would read whole tables.
-- Live hours come in the order of time, for which a block range index is enough; recordings are few.

CREATE INDEX slope_instrument_hour_old ON slope_instrument_hour USING brin (hour) WHERE run = '';
CREATE INDEX slope_instrument_hour_run ON slope_instrument_hour (site_id, run) WHERE run <> '';
CREATE INDEX slope_level_change_old ON slope_level_change USING brin (at) WHERE run = '';
CREATE INDEX slope_level_change_run ON slope_level_change (site_id, run) WHERE run <> '';
CREATE INDEX slope_hour_old ON slope_hour USING brin (hour) WHERE run = '';
CREATE INDEX slope_hour_run ON slope_hour (site_id, run, told_at) WHERE run <> '';
