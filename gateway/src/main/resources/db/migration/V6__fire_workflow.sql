-- What the fire brigade asks on the telephone, and when each device was last seen to work.

ALTER TABLE site
    ADD COLUMN contact_name text,
    ADD COLUMN contact_phone text,
    ADD COLUMN access_road text;
COMMENT ON COLUMN site.contact_name IS 'person on site to call back; personal data: for officers only';
COMMENT ON COLUMN site.contact_phone IS 'personal data: for officers only';
COMMENT ON COLUMN site.access_road IS 'how a fire engine comes near, in words';
