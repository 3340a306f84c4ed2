-- Cases: how an agency handles one item of an application. What happened is in `case_event`, append-only; the other
-- columns and tables are folds of it, laid out for lists.

CREATE TABLE case_record (
    id              INTEGER PRIMARY KEY,
    number          TEXT NOT NULL UNIQUE,
    application     INTEGER NOT NULL REFERENCES application (id),
    item            TEXT NOT NULL REFERENCES item (code),
    agency          INTEGER NOT NULL REFERENCES agency (id),
    region          TEXT NOT NULL REFERENCES region (code),
    process         TEXT NOT NULL,
    process_version INTEGER NOT NULL,
    status          TEXT NOT NULL,
    -- `approved` or `rejected` once it is decided.
    decision        TEXT,
    -- The place of the last event.
    seq             INTEGER NOT NULL,
    opened_at       TEXT NOT NULL,
    accepted_at     TEXT,
    decided_at      TEXT,
    closed_at       TEXT,
    FOREIGN KEY (process, process_version) REFERENCES process_version (process, version)
) STRICT;

CREATE INDEX case_record_application ON case_record (application);
CREATE INDEX case_record_opened ON case_record (opened_at, id);
CREATE INDEX case_record_closed ON case_record (agency, closed_at, id) WHERE closed_at IS NOT NULL;

CREATE TABLE case_event (
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    seq         INTEGER NOT NULL,
    at          TEXT NOT NULL,
    -- Who: an account number, and the role they acted in.
    actor       TEXT NOT NULL,
    role        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    v           INTEGER NOT NULL,
    data        TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (case_record, seq)
) STRICT;

-- The open tasks of a case: a row for each that waits, gone when it is done.
CREATE TABLE task (
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    task        TEXT NOT NULL,
    role        TEXT NOT NULL,
    agency      INTEGER NOT NULL REFERENCES agency (id),
    -- The account that has taken it.
    holder      INTEGER REFERENCES account (id),
    opened_at   TEXT NOT NULL,
    -- Whether it waits for the applicant.
    waiting     INTEGER NOT NULL,
    -- The last day, and close of office on it; NULL while the clock stands.
    due         TEXT,
    due_at      TEXT,
    PRIMARY KEY (case_record, task)
) STRICT;

CREATE INDEX task_worklist ON task (agency, waiting, due, case_record);
CREATE INDEX task_holder ON task (holder) WHERE holder IS NOT NULL;

-- A clock on a case: when it started, how long it may run, when it is due, when it stopped.
CREATE TABLE clock (
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('case', 'task')),
    subject_id   INTEGER NOT NULL,
    -- What it measures: `acceptance`, `decision` or `delivery`.
    kind         TEXT NOT NULL,
    started_on   TEXT NOT NULL,
    limit_json   TEXT NOT NULL,
    -- NULL while it stands.
    due          TEXT,
    due_at       TEXT,
    stopped_at   TEXT,
    PRIMARY KEY (subject_kind, subject_id, kind)
) STRICT;

CREATE INDEX clock_running ON clock (due_at) WHERE stopped_at IS NULL;

-- The last number given to a case of a region on a day.
CREATE TABLE case_sequence (
    region TEXT NOT NULL,
    day    TEXT NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (region, day)
) STRICT;

-- What an answer or material was when it was asked to be put right, and what it is since that was handed in.
CREATE TABLE case_change (
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    seq         INTEGER NOT NULL,
    -- The place in the application, as JSON.
    place       TEXT NOT NULL,
    before      TEXT NOT NULL,
    after       TEXT,
    PRIMARY KEY (case_record, seq, place)
) STRICT;

-- One rating for one service (好差评).
CREATE TABLE rating (
    case_record INTEGER PRIMARY KEY REFERENCES case_record (id),
    grade       INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 5),
    words       TEXT,
    rated_at    TEXT NOT NULL
) STRICT;
