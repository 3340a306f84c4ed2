-- What is said while a task is open, at moments reckoned from its limit (催办计划); notes in words of their own; and messages
-- about an application that has not been filed.

-- There is a row for each moment of each opening. What is said, and to whom, says the process.
CREATE TABLE urge (
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    -- The key of the opening.
    task        TEXT NOT NULL,
    -- Which of those that the task says: the moment and whom.
    entry       TEXT NOT NULL,
    -- NULL while the clock stands.
    at          TEXT,
    -- When it was said: once for each opening.
    rung_at     TEXT,
    PRIMARY KEY (case_record, task, entry)
) STRICT;

CREATE INDEX urge_due ON urge (at, case_record) WHERE rung_at IS NULL;

-- The words of the process, by language; NULL where the kind says it all.
ALTER TABLE desk_note ADD COLUMN words TEXT;
-- What nobody has seen of a case is looked at with each step of it.
CREATE INDEX desk_note_unseen_case ON desk_note (case_record, id) WHERE seen_at IS NULL;

-- A message is about a case, or about an application that is none yet. SQLite takes a NOT NULL back only in a new table.
CREATE TABLE message_new (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    case_record INTEGER REFERENCES case_record (id),
    -- The event it tells of; NULL where no event is behind it, as when the calendar has changed.
    seq         INTEGER,
    kind        TEXT NOT NULL,
    -- How many things are to be put right.
    points      INTEGER,
    -- The last day of what comes next, as it was then; NULL while the clock stands, and after the end.
    due         TEXT,
    sent_at     TEXT NOT NULL,
    read_at     TEXT,
    -- What a process tells the applicant in its own words, by language.
    words       TEXT,
    application INTEGER REFERENCES application (id),
    CHECK ((case_record IS NULL) <> (application IS NULL))
) STRICT;

INSERT INTO message_new (id, account, case_record, seq, kind, points, due, sent_at, read_at, words)
SELECT id, account, case_record, seq, kind, points, due, sent_at, read_at, words FROM message;

DROP TABLE message;
ALTER TABLE message_new RENAME TO message;

CREATE INDEX message_account ON message (account, id);
CREATE INDEX message_unread ON message (account, case_record) WHERE read_at IS NULL;
-- Every new case looks whether somebody refers to it already.
CREATE INDEX message_case ON message (case_record);
-- An event is told of once.
CREATE UNIQUE INDEX message_event ON message (case_record, seq) WHERE seq IS NOT NULL;
CREATE INDEX message_application ON message (application) WHERE application IS NOT NULL;
