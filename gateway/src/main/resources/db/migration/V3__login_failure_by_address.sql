-- A name was locked for everybody when anybody failed with it, so that anyone could lock an officer out.

ALTER TABLE login_failure ADD COLUMN address text NOT NULL DEFAULT '';
ALTER TABLE login_failure DROP CONSTRAINT login_failure_pkey, ADD PRIMARY KEY (username, address);
COMMENT ON COLUMN login_failure.address IS 'client that failed; empty: all clients together, with a wider limit';
