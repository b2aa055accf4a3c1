-- What the fire brigade asks on the telephone, and when each device was last seen to work.

ALTER TABLE site
    ADD COLUMN contact_name text,
    ADD COLUMN contact_phone text,
    ADD COLUMN access_road text;
COMMENT ON COLUMN site.contact_name IS 'person on site to call back; personal data: for officers only';
COMMENT ON COLUMN site.contact_phone IS 'personal data: for officers only';
COMMENT ON COLUMN site.access_road IS 'how a fire engine comes near, in words';

CREATE TABLE device_test (
    device_id text PRIMARY KEY,
    tested_at timestamptz NOT NULL,
    how text NOT NULL CHECK (how IN ('press', 'alarm', 'test'))
);
COMMENT ON TABLE device_test IS 'Last press, alarm or test that a fire device sent, drills included: that it works. Not a replay';
