-- Who gets a task and who stands in for whom; what is due of a case by itself, and what staff are told of it; the fees that
-- cases bring up.

-- Who leads this member of staff, and when a rule last gave them a task.
ALTER TABLE account ADD COLUMN superior INTEGER REFERENCES account (id);
ALTER TABLE account ADD COLUMN given_at TEXT;

-- Members of staff who are away, from the first to the last day, and who does their work meanwhile.
CREATE TABLE absence (
    id        INTEGER PRIMARY KEY,
    account   INTEGER NOT NULL REFERENCES account (id),
    from_day  TEXT NOT NULL,
    until_day TEXT NOT NULL CHECK (until_day >= from_day),
    deputy    INTEGER NOT NULL REFERENCES account (id) CHECK (deputy <> account)
) STRICT;

CREATE INDEX absence_account ON absence (account, until_day, id);

-- What the hall does by itself once a moment has come: a task is late, a special procedure has lasted too long. There is a
-- row for each that may come; which act it is says the process.
CREATE TABLE alarm (
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    kind        TEXT NOT NULL CHECK (kind IN ('late', 'pause')),
    -- The key of the opening.
    task        TEXT NOT NULL,
    -- NULL while the clock stands.
    at          TEXT,
    -- When it was acted on: once for each opening.
    rung_at     TEXT,
    PRIMARY KEY (case_record, kind, task)
) STRICT;

CREATE INDEX alarm_due ON alarm (at, case_record) WHERE rung_at IS NULL;

-- What somebody at a desk is told, until they have seen it.
CREATE TABLE desk_note (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    kind        TEXT NOT NULL,
    -- The key of the opening, and what people call the task, by language.
    task        TEXT NOT NULL,
    task_name   TEXT NOT NULL,
    told_at     TEXT NOT NULL,
    seen_at     TEXT
) STRICT;

CREATE INDEX desk_note_unseen ON desk_note (account, id) WHERE seen_at IS NULL;
CREATE INDEX desk_note_case ON desk_note (case_record);

-- The fees that tasks of a case brought up, as the item published them. Without an amount it does not publish such a fee, and
-- nothing is due (行政许可法 art. 58, 59).
CREATE TABLE case_fee (
    id          INTEGER PRIMARY KEY,
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    -- The key of the opening, and the effect of it that says so.
    task        TEXT NOT NULL,
    effect      TEXT NOT NULL,
    code        TEXT NOT NULL,
    name        TEXT NOT NULL,
    -- In fen.
    amount      INTEGER CHECK (amount >= 0),
    basis       TEXT,
    due_at      TEXT NOT NULL,
    paid_at     TEXT,
    UNIQUE (case_record, task, effect)
) STRICT;

CREATE INDEX case_fee_case ON case_fee (case_record, id);

-- What a process tells the applicant in its own words, by language.
ALTER TABLE message ADD COLUMN words TEXT;
