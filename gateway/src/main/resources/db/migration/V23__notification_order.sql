-- Whoever waits longest goes first, in whatever order the partitions of the log were read.
DROP INDEX notification_waiting;
CREATE INDEX notification_waiting ON notification (contact, position, urgency, decided_at, line) WHERE state = 'waiting';
