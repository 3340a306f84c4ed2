-- Every time something was handed in: an application, then what its supplements asked for.

CREATE TABLE submission (
    application  INTEGER NOT NULL REFERENCES application (id),
    -- The `Idempotency-Key` of the request: the same key again gets the receipt and hands nothing in.
    key          TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    PRIMARY KEY (application, key)
) STRICT;

-- Until now the last key was remembered alone, on the application. Nothing reads or writes `submit_key` from here on; it
-- stays for as long as a server of the version before may still run beside this one.
INSERT INTO submission (application, key, submitted_at)
SELECT id, submit_key, submitted_at FROM application WHERE submit_key IS NOT NULL AND submitted_at IS NOT NULL;
