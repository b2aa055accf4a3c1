-- Tickets: the record of what the stream decided about each case, what departments are told, and the rules by which
-- clocks are counted. The stream alone decides where a case stands; these tables hold what it told.

CREATE TABLE ticket (
    case_id text PRIMARY KEY,
    rev bigint NOT NULL,
    state text NOT NULL,
    open boolean NOT NULL,
    flags text[] NOT NULL,
    class_id text,
    category text,
    category_name text,
    title text,
    text text,
    secret boolean NOT NULL,
    unrated boolean NOT NULL,
    channel text,
    place text,
    place_name text,
    lon double precision,
    lat double precision,
    departments text[] NOT NULL,
    system text,
    number text,
    tier smallint NOT NULL,
    returns integer NOT NULL,
    redos integer NOT NULL,
    rating smallint CHECK (rating BETWEEN 1 AND 5),
    outcome text,
    merged_into text,
    created_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    done_at timestamptz,
    ended_at timestamptz,
    due_at timestamptz NOT NULL,
    rules bigint NOT NULL,
    replay boolean NOT NULL,
    body jsonb NOT NULL,
    CHECK ((lon IS NULL) = (lat IS NULL)),
    CHECK (NOT secret OR (title IS NULL AND text IS NULL))
);
CREATE INDEX ticket_newest ON ticket (replay, created_at DESC, case_id DESC);
CREATE INDEX ticket_due ON ticket (replay, due_at, case_id);
CREATE INDEX ticket_place ON ticket (place text_pattern_ops, created_at);
CREATE INDEX ticket_updated ON ticket (updated_at);
CREATE INDEX ticket_done ON ticket (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX ticket_ended ON ticket (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX ticket_created ON ticket (created_at);
CREATE INDEX ticket_departments ON ticket USING gin (departments);
COMMENT ON TABLE ticket IS 'Newest revision of every case; the stream writes it';
COMMENT ON COLUMN ticket.title IS 'masked, of the newest revision that brought one; never of a secret case';
COMMENT ON COLUMN ticket.text IS 'as title; most revisions bring none, because the stream does not keep it';
COMMENT ON COLUMN ticket.place IS 'grid path; null: unknown';
COMMENT ON COLUMN ticket.lon IS 'degrees, WGS-84; null: unknown, never 0';
COMMENT ON COLUMN ticket.departments IS 'who has it now: dispatched in the newest round and not given back';
COMMENT ON COLUMN ticket.due_at IS 'of the open promise that is due first; the year 9999: none';
COMMENT ON COLUMN ticket.body IS 'the case as the stream told it, without title and text';

CREATE TABLE ticket_clock (
    case_id text NOT NULL,
    n integer NOT NULL,
    milestone text NOT NULL,
    department text,
    kind text NOT NULL,
    amount integer NOT NULL,
    started_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    paused_at timestamptz,
    spent integer NOT NULL,
    ended_at timestamptz,
    state text NOT NULL,
    PRIMARY KEY (case_id, n)
);
CREATE INDEX ticket_clock_due ON ticket_clock (due_at);
COMMENT ON TABLE ticket_clock IS 'Every promise of every case, each round with its own';
COMMENT ON COLUMN ticket_clock.n IS 'place among the promises of the case, from 1';
COMMENT ON COLUMN ticket_clock.amount IS 'minutes, or working days';
COMMENT ON COLUMN ticket_clock.ended_at IS 'when the step was done that it waits for; null: not yet';

CREATE TABLE ticket_department (
    case_id text NOT NULL,
    n integer NOT NULL,
    department text NOT NULL,
    lead boolean NOT NULL,
    role text NOT NULL,
    round integer NOT NULL,
    dispatched_at timestamptz NOT NULL,
    signed_at timestamptz,
    reported_at timestamptz,
    returned_at timestamptz,
    PRIMARY KEY (case_id, n)
);
CREATE INDEX ticket_department_at ON ticket_department (dispatched_at);
CREATE INDEX ticket_department_name ON ticket_department (department, dispatched_at);
COMMENT ON TABLE ticket_department IS 'What each department had to do with each case, round by round';

CREATE TABLE ticket_link (
    case_id text NOT NULL,
    n integer NOT NULL,
    system text NOT NULL,
    number text NOT NULL,
    since timestamptz NOT NULL,
    heard_at timestamptz NOT NULL,
    lag_ms bigint NOT NULL,
    PRIMARY KEY (case_id, n)
);
CREATE INDEX ticket_link_number ON ticket_link (number, system);
COMMENT ON TABLE ticket_link IS 'The numbers under which other systems know a case';

CREATE TABLE ticket_step (
    case_id text NOT NULL,
    step_id text NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    action text NOT NULL,
    rev bigint NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (case_id, step_id)
);
CREATE INDEX ticket_step_story ON ticket_step (case_id, seq DESC);
COMMENT ON TABLE ticket_step IS 'The story of every case; a line is never changed';
COMMENT ON COLUMN ticket_step.seq IS 'rises within a case in the order of the log';

CREATE TABLE ticket_sealed (
    case_id text NOT NULL,
    system text NOT NULL,
    event_id text NOT NULL,
    number text NOT NULL,
    key_id text NOT NULL,
    sealed text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, system, event_id)
);
COMMENT ON TABLE ticket_sealed IS 'Originals of what names people, encrypted; opened for who gives a reason, and written down';

CREATE TABLE ticket_order (
    id text PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    case_id text NOT NULL,
    department text NOT NULL,
    kind text NOT NULL,
    place text,
    issued_at timestamptz NOT NULL,
    replay boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'sent', 'dead', 'recorded')),
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    deadline_from timestamptz,
    said text,
    settled_at timestamptz,
    body jsonb NOT NULL
);
CREATE INDEX ticket_order_case ON ticket_order (case_id, seq DESC);
CREATE INDEX ticket_order_waiting ON ticket_order (department, seq) WHERE state = 'waiting';
CREATE INDEX ticket_order_state ON ticket_order (state, seq DESC);
COMMENT ON TABLE ticket_order IS 'What departments are told to do, and whether their systems took it';
COMMENT ON COLUMN ticket_order.seq IS 'order in which a department gets them';
COMMENT ON COLUMN ticket_order.state IS 'recorded: of a recording, and never sent';
COMMENT ON COLUMN ticket_order.next_at IS 'not sent before';
COMMENT ON COLUMN ticket_order.deadline_from IS 'first try, or the newest wish of a person to try again; null: not tried yet';
COMMENT ON COLUMN ticket_order.said IS 'why the newest try failed, in a few words of ours';

CREATE TABLE department (
    name text PRIMARY KEY,
    url text NOT NULL,
    secret text NOT NULL,
    enabled boolean NOT NULL,
    busy_until timestamptz NOT NULL DEFAULT '-infinity',
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON TABLE department IS 'Where the orders of a department are sent';
COMMENT ON COLUMN department.busy_until IS 'until then one gateway sends its orders, and no other';
COMMENT ON COLUMN department.secret IS 'key of the signature of what is sent; never shown again';

CREATE TABLE ticket_command (
    command_id text PRIMARY KEY,
    case_id text NOT NULL,
    action text NOT NULL,
    given_by text NOT NULL,
    given_at timestamptz NOT NULL,
    event jsonb NOT NULL,
    result jsonb
);
CREATE INDEX ticket_command_age ON ticket_command (given_at);
COMMENT ON TABLE ticket_command IS 'Commands of the desk as they were given first, and what became of them';
COMMENT ON COLUMN ticket_command.result IS 'null: the stream has not answered yet';

CREATE TABLE ticket_reveal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id text NOT NULL,
    who text NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX ticket_reveal_who ON ticket_reveal (who, at);
COMMENT ON TABLE ticket_reveal IS 'Who saw the originals of which case, and why';

CREATE TABLE ticket_rules (
    version bigint PRIMARY KEY CHECK (version > 0),
    rules jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    recorded boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE ticket_rules IS 'Every version of what was promised to citizens; the highest one counts';
COMMENT ON COLUMN ticket_rules.recorded IS 'false: not yet on Kafka, so the stream does not know it; the gateways go on trying';
