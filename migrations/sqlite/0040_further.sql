-- What an agency asks the applicant of a case further, after the one form was filed; and who is told that an answer in a proceeding is late.

-- A questionnaire (补充提问): once a case, so that nobody is asked again and again. Its answers are of this case alone.
CREATE TABLE questionnaire (
    case_record  INTEGER PRIMARY KEY REFERENCES case_record (id),
    agency       INTEGER NOT NULL REFERENCES agency (id),
    asked_by     INTEGER NOT NULL REFERENCES account (id),
    asked_at     TEXT NOT NULL,
    -- Why it is asked, in words for the applicant.
    why          TEXT NOT NULL,
    -- The published form that was chosen; or what was written on the spot, as a definition and the program that it was compiled to.
    form         TEXT,
    version      INTEGER,
    definition   TEXT,
    program      TEXT,
    -- What is answered, however far it is; handed in from the moment `answered_at` on, and never changed then.
    answers      TEXT NOT NULL,
    -- What the rules read besides the answers when they were handed in.
    surroundings TEXT,
    saved_at     TEXT,
    answered_at  TEXT,
    CHECK ((form IS NULL) = (version IS NULL)),
    CHECK ((definition IS NULL) = (program IS NULL)),
    CHECK ((form IS NULL) <> (definition IS NULL))
) STRICT;

CREATE INDEX questionnaire_account ON questionnaire (asked_by);
CREATE INDEX questionnaire_agency ON questionnaire (agency);

-- The forms that an agency has of its own.
CREATE INDEX form_agency ON form (agency, id);

-- Since when it is told that a proceeding is late: once.
ALTER TABLE proceeding ADD COLUMN late_at TEXT;
CREATE INDEX proceeding_late ON proceeding (due, id) WHERE ended_at IS NULL AND late_at IS NULL;

-- A note may be about a proceeding instead of a case: who is asked for help there need not know the case.
CREATE TABLE desk_note_anew (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    case_record INTEGER REFERENCES case_record (id),
    kind        TEXT NOT NULL,
    -- The key of the opening, and what people call the task, by language; of a proceeding what it is about.
    task        TEXT NOT NULL,
    task_name   TEXT NOT NULL,
    told_at     TEXT NOT NULL,
    seen_at     TEXT,
    proceeding  INTEGER REFERENCES proceeding (id),
    CHECK ((case_record IS NULL) <> (proceeding IS NULL))
) STRICT;

INSERT INTO desk_note_anew (id, account, case_record, kind, task, task_name, told_at, seen_at)
SELECT id, account, case_record, kind, task, task_name, told_at, seen_at FROM desk_note;

DROP TABLE desk_note;
ALTER TABLE desk_note_anew RENAME TO desk_note;

CREATE INDEX desk_note_unseen ON desk_note (account, id) WHERE seen_at IS NULL;
CREATE INDEX desk_note_case ON desk_note (case_record);
CREATE INDEX desk_note_proceeding ON desk_note (proceeding) WHERE proceeding IS NOT NULL;
