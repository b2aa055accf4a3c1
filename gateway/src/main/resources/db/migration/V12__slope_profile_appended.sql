-- The newest settings of each slope are appended to Kafka again once a day, because the log forgets: a stream that begins
-- with an empty memory must find them there. The time of the last append says whose turn it is, and for how long.

ALTER TABLE slope_profile ADD COLUMN appended_at timestamptz;
COMMENT ON COLUMN slope_profile.appended_at IS 'when a gateway last appended this version to Kafka, or took it upon itself to';
