-- Photos from the site, drawn anew by the gateway: nothing of the file that was sent is kept.

CREATE TABLE photo (
    id uuid PRIMARY KEY,
    alert_id text NOT NULL,
    taken_by text NOT NULL,
    taken_by_name text NOT NULL,
    at timestamptz NOT NULL,
    width integer NOT NULL CHECK (width > 0),
    height integer NOT NULL CHECK (height > 0),
    jpeg bytea NOT NULL
);
CREATE INDEX photo_alert ON photo (alert_id, at);
CREATE INDEX photo_age ON photo (at);
-- A JPEG cannot be made smaller; trying costs time.
ALTER TABLE photo ALTER COLUMN jpeg SET STORAGE EXTERNAL;
COMMENT ON TABLE photo IS 'Photos of alerts, for officers of the place of the alert; deleted after CITYWALL_PHOTO_KEEP_DAYS';
COMMENT ON COLUMN photo.id IS 'chosen by the sender: a photo that is sent again is there once';
COMMENT ON COLUMN photo.at IS 'when it came in; when it was taken was said in what is not kept';
