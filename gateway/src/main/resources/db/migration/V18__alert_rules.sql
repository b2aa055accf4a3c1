-- How alerts are aggregated, in versions, and what people announced for a time.

CREATE TABLE alert_rules (
    version bigint PRIMARY KEY CHECK (version > 0),
    rules jsonb NOT NULL,
    effective_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    recorded boolean NOT NULL DEFAULT false,
    withdrawn boolean NOT NULL DEFAULT false
);
CREATE INDEX alert_rules_effective ON alert_rules (effective_at, version);
COMMENT ON TABLE alert_rules IS 'Every version of the rules of alerts; of those not withdrawn, the one with the newest effective_at that is past judges';
COMMENT ON COLUMN alert_rules.recorded IS 'false: not yet on Kafka, so the job does not know it; the gateways go on trying';
COMMENT ON COLUMN alert_rules.withdrawn IS 'could not be told before it was to judge; a later version has its content';

CREATE TABLE alert_standing (
    id text PRIMARY KEY,
    standing jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'agreed', 'ended')),
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    settled_by text,
    settled_at timestamptz
);
CREATE INDEX alert_standing_until ON alert_standing (until_at);
COMMENT ON TABLE alert_standing IS 'Silences, drills and devices out of service, as people asked for them';
COMMENT ON COLUMN alert_standing.state IS 'waiting: another person must agree; agreed: it stands in the rules; ended: somebody took it back';
COMMENT ON COLUMN alert_standing.settled_by IS 'who agreed, or who ended it';
