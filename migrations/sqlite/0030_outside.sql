-- What lies outside a case: the cases that it began (子流程), and the systems of other agencies that do its tasks (外部环节).

-- The case that began this one, and under which key; NULL for a main case, which an application became.
ALTER TABLE case_record ADD COLUMN parent INTEGER REFERENCES case_record (id);
ALTER TABLE case_record ADD COLUMN call_key TEXT;
-- The answers it began with, as JSON.
ALTER TABLE case_record ADD COLUMN handed TEXT;

CREATE UNIQUE INDEX case_record_parent ON case_record (parent, call_key) WHERE parent IS NOT NULL;

CREATE TABLE exchange_system (
    id          INTEGER PRIMARY KEY,
    -- What definitions call it.
    code        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    -- SHA-256 of its key.
    key_hash    TEXT NOT NULL UNIQUE,
    made_at     TEXT NOT NULL,
    disabled_at TEXT
) STRICT;

-- The tasks that systems have: a row for each, gone when it is done or taken back.
CREATE TABLE exchange_task (
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    -- The key of the opening.
    task        TEXT NOT NULL,
    system_code TEXT NOT NULL,
    -- What it was handed, as JSON.
    handed      TEXT NOT NULL,
    sent_at     TEXT NOT NULL,
    -- How long it is waited for; NULL for ever, or while the clock of the case stands.
    due_at      TEXT,
    PRIMARY KEY (case_record, task)
) STRICT;

CREATE INDEX exchange_task_system ON exchange_task (system_code, sent_at, case_record, task);
CREATE INDEX exchange_task_due ON exchange_task (due_at, case_record, task) WHERE due_at IS NOT NULL;
