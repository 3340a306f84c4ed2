-- Performance (绩效评估): index systems, what was counted of each agency in a month with the score that follows, points that people
-- enter, the monthly bulletin; and the days on which staff were at work.

-- Append-only: of each index system the newest version holds. What was worked out by an earlier one stays.
CREATE TABLE index_system (
    system       TEXT NOT NULL,
    version      INTEGER NOT NULL,
    definition   TEXT NOT NULL CHECK (json_valid(definition)),
    published_at TEXT NOT NULL,
    PRIMARY KEY (system, version)
) STRICT;

CREATE TABLE performance (
    -- The month, such as 2026-10.
    period     TEXT NOT NULL,
    agency     INTEGER NOT NULL REFERENCES agency (id),
    -- The agency's region.
    region     TEXT NOT NULL,
    -- What was counted, and the score with its lines, as JSON.
    counted    TEXT NOT NULL CHECK (json_valid(counted)),
    assessment TEXT NOT NULL CHECK (json_valid(assessment)),
    counted_at TEXT NOT NULL,
    -- From then on nothing of it changes (结账).
    closed_at  TEXT,
    PRIMARY KEY (period, agency)
) STRICT;

-- Points that people enter, with the reason and what proves it. One that was taken back stays to be read.
CREATE TABLE performance_entry (
    id           INTEGER PRIMARY KEY,
    period       TEXT NOT NULL,
    agency       INTEGER NOT NULL REFERENCES agency (id),
    indicator    TEXT NOT NULL,
    -- In hundredths of a point.
    points       INTEGER NOT NULL,
    reason       TEXT NOT NULL,
    evidence     TEXT NOT NULL,
    account      INTEGER NOT NULL REFERENCES account (id),
    entered_at   TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawn_by INTEGER REFERENCES account (id),
    -- What makes a double click enter once.
    once         TEXT UNIQUE
) STRICT;

CREATE INDEX performance_entry_agency ON performance_entry (period, agency, id);

-- The monthly bulletin of a region, or of the whole hall: what a person wrote, and from its publication on its figures.
CREATE TABLE bulletin (
    period       TEXT NOT NULL,
    -- The region's code; 'all' of the whole hall.
    region       TEXT NOT NULL,
    words        TEXT NOT NULL CHECK (json_valid(words)),
    revision     INTEGER NOT NULL,
    saved_by     INTEGER NOT NULL REFERENCES account (id),
    saved_at     TEXT NOT NULL,
    figures      TEXT CHECK (figures IS NULL OR json_valid(figures)),
    published_at TEXT,
    PRIMARY KEY (period, region)
) STRICT;

-- The first and the last thing that a member of staff did on a day.
CREATE TABLE desk_day (
    account  INTEGER NOT NULL REFERENCES account (id),
    day      TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at  TEXT NOT NULL,
    PRIMARY KEY (account, day)
) STRICT;

CREATE INDEX desk_day_day ON desk_day (day);
