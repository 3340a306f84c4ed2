-- Cards are argued (立案、陈述申辩、调查、处理、申诉): the processes by which that goes, the runs of them over a card, what happened in
-- each, and how far each card has come.

-- Append-only. A run goes on by the version with which it began, whatever a later program ships.
CREATE TABLE supervision_process (
    process      TEXT NOT NULL,
    version      INTEGER NOT NULL,
    definition   TEXT NOT NULL CHECK (json_valid(definition)),
    published_at TEXT NOT NULL,
    PRIMARY KEY (process, version)
) STRICT;

-- A card has each run at most once.
CREATE TABLE card_run (
    card      INTEGER NOT NULL REFERENCES card (id),
    run       TEXT NOT NULL CHECK (run IN ('inquiry', 'appeal')),
    process   TEXT NOT NULL,
    version   INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by INTEGER NOT NULL REFERENCES account (id),
    -- In which role.
    role      TEXT NOT NULL,
    reason    TEXT NOT NULL,
    PRIMARY KEY (card, run),
    FOREIGN KEY (process, version) REFERENCES supervision_process (process, version)
) STRICT;

-- What happened in a run, append-only, as `case_event` has it of a case.
CREATE TABLE card_event (
    card  INTEGER NOT NULL,
    run   TEXT NOT NULL,
    seq   INTEGER NOT NULL,
    at    TEXT NOT NULL,
    actor TEXT NOT NULL,
    role  TEXT NOT NULL,
    kind  TEXT NOT NULL,
    v     INTEGER NOT NULL,
    data  TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (card, run, seq),
    FOREIGN KEY (card, run) REFERENCES card_run (card, run)
) STRICT;

-- How far it has come: a fold of who has seen it and of its runs.
ALTER TABLE card ADD COLUMN stage TEXT NOT NULL DEFAULT 'raised' CHECK (stage IN (
    'raised', 'acknowledged', 'filing', 'statement', 'inquiry', 'handling', 'upheld', 'appeal', 'review', 'withdrawn', 'closed'));

UPDATE card SET stage = 'acknowledged' WHERE acknowledged_at IS NOT NULL;

CREATE INDEX card_stage ON card (stage, at, id, region, monitor);

-- The same sums as before, by stage besides: what was withdrawn is counted there and left out of every other number.
DROP TABLE card_roll;

CREATE TABLE card_roll (
    agency  INTEGER NOT NULL REFERENCES agency (id),
    region  TEXT NOT NULL,
    monitor TEXT NOT NULL,
    grade   TEXT NOT NULL,
    stage   TEXT NOT NULL,
    cards   INTEGER NOT NULL,
    PRIMARY KEY (agency, monitor, grade, stage)
) STRICT;

INSERT INTO card_roll (agency, region, monitor, grade, stage, cards)
SELECT agency, MIN(region), monitor, grade, stage, COUNT(*) FROM card GROUP BY agency, monitor, grade, stage;
