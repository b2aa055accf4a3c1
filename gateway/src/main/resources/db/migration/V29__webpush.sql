-- Browsers that a person wants to be told in. The way to them in contact_channel is webpush, with the account as address.

CREATE TABLE webpush_subscription (
    id uuid PRIMARY KEY,
    person text NOT NULL,
    endpoint text NOT NULL UNIQUE,
    p256dh text NOT NULL,
    auth text NOT NULL,
    made_at timestamptz NOT NULL,
    taken_at timestamptz
);
CREATE INDEX webpush_subscription_person ON webpush_subscription (person, made_at);
COMMENT ON TABLE webpush_subscription IS 'A browser is one person''s: whoever subscribes in it last';
COMMENT ON COLUMN webpush_subscription.endpoint IS 'URL at the push service of the browser''s maker; whoever knows it may try to send there';
COMMENT ON COLUMN webpush_subscription.p256dh IS 'public key of the browser, uncompressed point on P-256 in base64url (RFC 8291)';
COMMENT ON COLUMN webpush_subscription.auth IS 'secret of the browser, 16 bytes in base64url';
COMMENT ON COLUMN webpush_subscription.taken_at IS 'when the push service last took a message for it';
