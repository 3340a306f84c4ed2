-- Supervision (电子监察): rules, what they found in the logs of cases, the cards that travel from warning to red, and when to look
-- at a case again though nothing happens to it.

-- Append-only: of each rule the newest version holds, and says itself from when until when.
CREATE TABLE supervision_rule (
    rule         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    definition   TEXT NOT NULL CHECK (json_valid(definition)),
    published_at TEXT NOT NULL,
    PRIMARY KEY (rule, version)
) STRICT;

-- The moment after which time alone may let a rule find something.
CREATE TABLE supervision_due (
    case_record INTEGER PRIMARY KEY REFERENCES case_record (id),
    at          TEXT NOT NULL
) STRICT;

CREATE INDEX supervision_due_at ON supervision_due (at, case_record);

-- What has been under way since before there was supervision is looked at once.
INSERT INTO supervision_due (case_record, at)
SELECT id, opened_at FROM case_record WHERE closed_at IS NULL AND parent IS NULL;

-- All that a rule found about one thing in a case.
CREATE TABLE card (
    id              INTEGER PRIMARY KEY,
    case_record     INTEGER NOT NULL REFERENCES case_record (id),
    rule            TEXT NOT NULL,
    -- Which of the things that the rule watches in the case.
    key             TEXT NOT NULL,
    monitor         TEXT NOT NULL,
    -- The gravest so far, and since when.
    grade           TEXT NOT NULL CHECK (grade IN ('warning', 'yellow', 'red')),
    at              TEXT NOT NULL,
    agency          INTEGER NOT NULL REFERENCES agency (id),
    -- The agency's region.
    region          TEXT NOT NULL,
    acknowledged_at TEXT,
    acknowledged_by INTEGER REFERENCES account (id),
    UNIQUE (case_record, rule, key)
) STRICT;

CREATE INDEX card_at ON card (at, id, region, grade, monitor);
CREATE INDEX card_grade ON card (grade, at, id, region, monitor);
CREATE INDEX card_agency ON card (agency, at, id, grade, monitor);

-- What was found, and by which version; never changed.
CREATE TABLE card_signal (
    card     INTEGER NOT NULL REFERENCES card (id),
    grade    TEXT NOT NULL CHECK (grade IN ('warning', 'yellow', 'red')),
    version  INTEGER NOT NULL,
    at       TEXT NOT NULL,
    -- The numbers of the events that prove it.
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),
    PRIMARY KEY (card, grade)
) STRICT;

-- How many cards there are, counted as they are raised and as their grade changes.
CREATE TABLE card_roll (
    agency  INTEGER NOT NULL REFERENCES agency (id),
    region  TEXT NOT NULL,
    monitor TEXT NOT NULL,
    grade   TEXT NOT NULL,
    cards   INTEGER NOT NULL,
    PRIMARY KEY (agency, monitor, grade)
) STRICT;
