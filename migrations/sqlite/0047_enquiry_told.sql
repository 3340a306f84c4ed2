-- Who wrote an enquiry is told what becomes of it, and who leads the agency that it is due: messages and notes of the desk may be
-- about an enquiry. SQLite changes a CHECK only in a new table.

CREATE TABLE message_anew (
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
    -- What a process tells the applicant in its own words, by language; of an enquiry the agency that had it.
    words       TEXT,
    application INTEGER REFERENCES application (id),
    enquiry     INTEGER REFERENCES enquiry (id),
    CHECK ((case_record IS NOT NULL) + (application IS NOT NULL) + (enquiry IS NOT NULL) = 1)
) STRICT;

INSERT INTO message_anew (id, account, case_record, seq, kind, points, due, sent_at, read_at, words, application)
SELECT id, account, case_record, seq, kind, points, due, sent_at, read_at, words, application FROM message;

DROP TABLE message;
ALTER TABLE message_anew RENAME TO message;

CREATE INDEX message_account ON message (account, id);
CREATE INDEX message_unread ON message (account, case_record) WHERE read_at IS NULL;
-- Every new case looks whether somebody refers to it already.
CREATE INDEX message_case ON message (case_record);
-- An event is told of once.
CREATE UNIQUE INDEX message_event ON message (case_record, seq) WHERE seq IS NOT NULL;
CREATE UNIQUE INDEX message_enquiry ON message (enquiry, seq) WHERE enquiry IS NOT NULL;
CREATE INDEX message_application ON message (application) WHERE application IS NOT NULL;

CREATE TABLE desk_note_anew (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    case_record INTEGER REFERENCES case_record (id),
    kind        TEXT NOT NULL,
    -- The key of the opening, and what people call the task, by language; of anything else than a case what it is about.
    task        TEXT NOT NULL,
    task_name   TEXT NOT NULL,
    told_at     TEXT NOT NULL,
    seen_at     TEXT,
    proceeding  INTEGER REFERENCES proceeding (id),
    -- The words of the process, by language; NULL where the kind says it all.
    words       TEXT,
    enquiry     INTEGER REFERENCES enquiry (id),
    CHECK ((case_record IS NOT NULL) + (proceeding IS NOT NULL) + (enquiry IS NOT NULL) = 1)
) STRICT;

INSERT INTO desk_note_anew (id, account, case_record, kind, task, task_name, told_at, seen_at, proceeding, words)
SELECT id, account, case_record, kind, task, task_name, told_at, seen_at, proceeding, words FROM desk_note;

DROP TABLE desk_note;
ALTER TABLE desk_note_anew RENAME TO desk_note;

CREATE INDEX desk_note_unseen ON desk_note (account, id) WHERE seen_at IS NULL;
CREATE INDEX desk_note_case ON desk_note (case_record);
CREATE INDEX desk_note_proceeding ON desk_note (proceeding) WHERE proceeding IS NOT NULL;
-- What nobody has seen of a case is looked at with each step of it.
CREATE INDEX desk_note_unseen_case ON desk_note (case_record, id) WHERE seen_at IS NULL;
CREATE INDEX desk_note_enquiry ON desk_note (enquiry) WHERE enquiry IS NOT NULL;

-- The open ones, in order, when holidays are published later.
CREATE INDEX enquiry_going_on ON enquiry (id) WHERE ended_at IS NULL;
