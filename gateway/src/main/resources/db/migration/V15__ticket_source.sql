-- Where tickets come from, and which number of which system is which case. What becomes of a case the stream decides.

CREATE TABLE ticket_source (
    id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
    version integer NOT NULL CHECK (version > 0),
    title text NOT NULL,
    protocol text NOT NULL CHECK (protocol IN ('events', 'mqtt', 'hook', 'open311')),
    owner text,
    mapping text,
    examples jsonb NOT NULL DEFAULT '[]',
    credential text,
    secret_key text,
    secret_sealed text,
    enabled boolean NOT NULL,
    expected_interval_s integer CHECK (expected_interval_s > 0),
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON TABLE ticket_source IS 'Systems that tickets come from; what comes from others waits in the quarantine';
COMMENT ON COLUMN ticket_source.mapping IS 'JSONata: a message of the system to one event or several';
COMMENT ON COLUMN ticket_source.credential IS 'id of the credential that speaks for it, beside integrations that speak for all';
COMMENT ON COLUMN ticket_source.secret_sealed IS 'secret of its signatures, encrypted under the key that secret_key names';

CREATE TABLE ticket_source_hour (
    system text NOT NULL,
    hour timestamptz NOT NULL,
    accepted bigint NOT NULL,
    refused bigint NOT NULL,
    heard_at timestamptz,
    lag_ms bigint,
    PRIMARY KEY (system, hour)
);
COMMENT ON TABLE ticket_source_hour IS 'How each system keeps up, by the hour in UTC; all gateways add to it';
COMMENT ON COLUMN ticket_source_hour.lag_ms IS 'by how much the event heard last came later than it happened';

CREATE TABLE ticket_ref (
    system text NOT NULL,
    number text NOT NULL,
    case_id text NOT NULL,
    linked_at timestamptz NOT NULL,
    was_case text,
    told boolean NOT NULL,
    PRIMARY KEY (system, number)
);
CREATE INDEX ticket_ref_case ON ticket_ref (case_id);
COMMENT ON TABLE ticket_ref IS 'Which case each number of each system is; numbers of recordings end in ~replay';
COMMENT ON COLUMN ticket_ref.was_case IS 'case of its own that it was before it was linked to another';
COMMENT ON COLUMN ticket_ref.told IS 'false: the stream does not know yet that it was linked; the next event of the case tells it';

CREATE TABLE ticket_caller (
    case_id text NOT NULL,
    caller text NOT NULL,
    key_id text NOT NULL,
    sealed text NOT NULL,
    PRIMARY KEY (case_id, caller)
);
COMMENT ON TABLE ticket_caller IS 'Who called about each case, encrypted: so that later events can be masked of their names';
COMMENT ON COLUMN ticket_caller.caller IS 'keyed hash of all that was said of the caller';

INSERT INTO data_version (name, value) VALUES ('ticket-sources', 1), ('ticket-refs', 1);
