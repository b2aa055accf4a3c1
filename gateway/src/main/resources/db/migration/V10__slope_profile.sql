-- Settings of slopes: thresholds, reference rates, verdicts on jumps. What a version does is decided by the
-- stream from its record on the log of slope readings; this table holds all versions and who made them.

CREATE TABLE slope_profile (
    site_id text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    profile jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    recorded boolean NOT NULL DEFAULT false,
    PRIMARY KEY (site_id, version)
);
COMMENT ON TABLE slope_profile IS 'Every version of the settings of each slope; the highest one counts';
COMMENT ON COLUMN slope_profile.created_by IS 'account; the profile itself names the person';
COMMENT ON COLUMN slope_profile.recorded IS 'false: not yet on Kafka, so the stream does not know it; the gateways go on trying';
