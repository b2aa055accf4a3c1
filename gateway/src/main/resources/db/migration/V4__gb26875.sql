-- How each panel speaks GB/T 26875.3, what its points are called, and what was ordered of devices.

CREATE TABLE gb26875_profile (
    device_id text PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    time_coding text NOT NULL CHECK (time_coding IN ('binary', 'bcd')),
    checksum text NOT NULL CHECK (checksum IN ('sum', 'xor')),
    ack_style text CHECK (ack_style IN ('now', 'echo')),
    clock_limit_s integer CHECK (clock_limit_s > 0),
    keepalive_command smallint CHECK (keepalive_command BETWEEN 7 AND 255)
);
COMMENT ON TABLE gb26875_profile IS 'Deviations of a panel from the standard; without a row: binary time, sum. Never guessed: a BCD time often is a valid binary one';
COMMENT ON COLUMN gb26875_profile.ack_style IS 'time in our answers: now (null too), or echo of the frame that is answered';
COMMENT ON COLUMN gb26875_profile.clock_limit_s IS 'how wrong its clock may be; null: the limit of the gateway';
COMMENT ON COLUMN gb26875_profile.keepalive_command IS 'command of its own for a sign of life; null: command 2 without a unit';

CREATE TABLE fire_point (
    id text PRIMARY KEY,
    device_id text NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    system_type smallint CHECK (system_type BETWEEN 0 AND 255),
    system_address smallint CHECK (system_address BETWEEN 0 AND 255),
    zone integer NOT NULL CHECK (zone BETWEEN 0 AND 65535),
    position integer NOT NULL CHECK (position BETWEEN 0 AND 65535),
    component_type smallint CHECK (component_type BETWEEN 0 AND 255),
    label text NOT NULL,
    floor text,
    room text,
    site_id text REFERENCES site (id)
);
CREATE UNIQUE INDEX fire_point_address ON fire_point
    (device_id, coalesce(system_type, -1), coalesce(system_address, -1), zone, position);
CREATE UNIQUE INDEX fire_point_label ON fire_point (device_id, label);
CREATE INDEX fire_point_site ON fire_point (site_id);
COMMENT ON TABLE fire_point IS 'What a point of a panel is called and where it is';
COMMENT ON COLUMN fire_point.system_type IS 'null: whatever system the panel names';
COMMENT ON COLUMN fire_point.component_type IS 'code of GB/T 26875.3; wins over what the panel says';
COMMENT ON COLUMN fire_point.site_id IS 'another building than the panel''s; null: the panel''s';

CREATE TABLE device_command (
    command_id text PRIMARY KEY,
    device_id text NOT NULL,
    place text NOT NULL,
    kind text NOT NULL,
    params jsonb NOT NULL,
    ordered_by text NOT NULL,
    ordered_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state text NOT NULL,
    detail text,
    sent_at timestamptz,
    due_at timestamptz,
    ended_at timestamptz,
    answer jsonb
);
CREATE INDEX device_command_duty ON device_command (ordered_at DESC, command_id) WHERE kind = 'duty-check';
CREATE INDEX device_command_open ON device_command (due_at) WHERE ended_at IS NULL;
COMMENT ON COLUMN device_command.state IS 'ordered, sent, confirmed; then one of answered, denied, no-answer, undelivered, unanswered';
COMMENT ON COLUMN device_command.due_at IS 'a duty check must be answered by then';
