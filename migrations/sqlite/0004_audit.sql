-- The audit trail: sixteen append-only chains of SM3 hashes, written in the transaction of what they record.

CREATE TABLE audit_line (
    -- Which chain, 0 to 15, and the place in it, from 1.
    chain   INTEGER NOT NULL CHECK (chain BETWEEN 0 AND 15),
    seq     INTEGER NOT NULL,
    at      TEXT NOT NULL,
    -- Account number; NULL for a visitor or the hall itself.
    actor   INTEGER,
    -- What was done, such as `account.sign_in`, to what.
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Further facts as JSON text. It is hashed as it stands.
    detail  TEXT NOT NULL,
    -- SM3 of the line before, and of this line with it; lower-case hexadecimal.
    prev    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
) STRICT;

CREATE INDEX audit_line_subject ON audit_line (subject, chain, seq);

-- The head of each chain; locked while a line is added.
CREATE TABLE audit_head (
    chain INTEGER PRIMARY KEY CHECK (chain BETWEEN 0 AND 15),
    seq   INTEGER NOT NULL,
    hash  TEXT NOT NULL
) STRICT;

INSERT INTO audit_head (chain, seq, hash)
WITH RECURSIVE n (chain) AS (SELECT 0 UNION ALL SELECT chain + 1 FROM n WHERE chain < 15)
SELECT chain, 0, '0000000000000000000000000000000000000000000000000000000000000000' FROM n;
