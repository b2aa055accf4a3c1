-- Duty checks (查岗) by the clock, and which of them have been ordered.

CREATE TABLE duty_schedule (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    times time[] NOT NULL CHECK (cardinality(times) BETWEEN 1 AND 24),
    spread_minutes smallint NOT NULL CHECK (spread_minutes BETWEEN 0 AND 240),
    timeout_minutes smallint NOT NULL CHECK (timeout_minutes BETWEEN 1 AND 60),
    place text NOT NULL,
    enabled boolean NOT NULL,
    enabled_since timestamptz NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
);
COMMENT ON COLUMN duty_schedule.times IS 'time of the day in the city''s zone';
COMMENT ON COLUMN duty_schedule.spread_minutes IS 'each panel is asked so many minutes after the time, at most';
COMMENT ON COLUMN duty_schedule.enabled_since IS 'what was due before is nobody''s: neither run nor missed';

CREATE TABLE duty_run (
    schedule_id uuid NOT NULL REFERENCES duty_schedule (id) ON DELETE CASCADE,
    due_at timestamptz NOT NULL,
    begun_at timestamptz NOT NULL,
    asked_minute smallint NOT NULL,
    missed boolean NOT NULL,
    checks integer NOT NULL,
    PRIMARY KEY (schedule_id, due_at)
);
CREATE INDEX duty_run_due ON duty_run (due_at);
COMMENT ON TABLE duty_run IS 'Due times of the schedules that some gateway has taken on: each once, whoever was first';
COMMENT ON COLUMN duty_run.asked_minute IS 'panels of this minute of the spread and before have been asked';
COMMENT ON COLUMN duty_run.missed IS 'no gateway was there in time: nobody was asked';

ALTER TABLE device_command
    ADD COLUMN schedule_id uuid,
    ADD COLUMN logged_at timestamptz;
CREATE INDEX device_command_unsent ON device_command (expires_at) WHERE schedule_id IS NOT NULL AND logged_at IS NULL;
COMMENT ON COLUMN device_command.schedule_id IS 'duty schedule that ordered it; null: somebody did. It may be deleted by now';
COMMENT ON COLUMN device_command.logged_at IS 'of schedules only: since when Kafka has the order; null: it must be sent yet';
