-- Messages to applicants: what has become of a case, as a code and the data for its sentence. The sentence itself is
-- made when it is read, in the reader's language, and who is meant is told by the account alone.

CREATE TABLE message (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    -- The event it tells of; NULL where no event is behind it, as when the calendar has changed.
    seq         INTEGER,
    kind        TEXT NOT NULL,
    -- How many things are to be put right.
    points      INTEGER,
    -- The last day of what comes next, as it was then; NULL while the clock stands, and after the end.
    due         TEXT,
    sent_at     TEXT NOT NULL,
    read_at     TEXT
) STRICT;

CREATE INDEX message_account ON message (account, id);
CREATE INDEX message_unread ON message (account, case_record) WHERE read_at IS NULL;
-- Every new case looks whether somebody refers to it already.
CREATE INDEX message_case ON message (case_record);
-- An event is told of once.
CREATE UNIQUE INDEX message_event ON message (case_record, seq) WHERE seq IS NOT NULL;
