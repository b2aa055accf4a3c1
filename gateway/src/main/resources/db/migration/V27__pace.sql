-- How fast an address may be sent to its maker says. All gateways and all contacts that share an address keep to it together.

CREATE TABLE address_pace (
    channel text NOT NULL,
    address text NOT NULL,
    paused_until timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (channel, address)
);
COMMENT ON TABLE address_pace IS 'Addresses of channels with a pace; whoever counts what went there and begins another try holds its row';
COMMENT ON COLUMN address_pace.paused_until IS 'it said that it had too much, and takes nothing before that';

ALTER TABLE notification_attempt ADD COLUMN red boolean;
COMMENT ON COLUMN notification_attempt.red IS 'which part of the pace it used; null: its channel has none';
CREATE INDEX notification_attempt_pace ON notification_attempt (channel, address, at) WHERE red IS NOT NULL;

ALTER TABLE notification ADD COLUMN paced boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN notification.paced IS 'pages merged because their channel was too slow for each alone; the next channel gets each alone';
CREATE INDEX notification_merged ON notification (merged_into) WHERE merged_into IS NOT NULL;
