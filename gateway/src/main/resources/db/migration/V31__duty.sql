-- Who gets a page and when: whom it goes to if its contact cannot be reached, and until when it may wait.

ALTER TABLE notification ADD COLUMN instead text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN notification.instead IS 'contacts that are asked next, in this order, when every way to this one is used up';

ALTER TABLE notification ADD COLUMN held_for text CHECK (held_for IN ('explained', 'quiet-hours', 'digest'));
ALTER TABLE notification ADD COLUMN hold_until timestamptz;
UPDATE notification SET held_for = 'explained', hold_until = written_at WHERE state = 'held';
COMMENT ON COLUMN notification.held_for IS 'why it waits, or waited, for a digest';
COMMENT ON COLUMN notification.hold_until IS 'no digest of it alone goes before that';

CREATE INDEX oncall_readiness_person ON oncall_readiness (person, sent_at DESC);
