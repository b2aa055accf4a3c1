-- Each phone asks now and then what its person was told; without this it would read all that anybody was told.

CREATE INDEX notification_contact ON notification (contact, id DESC);
