-- The working calendar: what the yearly notices of holidays say of days. Days that no notice speaks of follow the week.

CREATE TABLE calendar_notice (
    -- The year whose holidays it sets.
    year   BIGINT PRIMARY KEY,
    -- `seed` when it came with the program, `import` when it was read in here: a newer program leaves that alone.
    source TEXT NOT NULL CHECK (source IN ('seed', 'import'))
);

CREATE TABLE calendar_day (
    day    DATE PRIMARY KEY,
    -- The notice that speaks of it: the last days of December may stand in that of the next year.
    notice BIGINT NOT NULL REFERENCES calendar_notice (year),
    kind   TEXT NOT NULL CHECK (kind IN ('off', 'worked', 'half_day')),
    -- The holiday by language, as JSON.
    name   TEXT NOT NULL
);

CREATE INDEX calendar_day_notice ON calendar_day (notice);

CREATE TABLE calendar_state (
    id       BIGINT PRIMARY KEY CHECK (id = 1),
    -- Grows with every change: servers read the calendar anew.
    revision BIGINT NOT NULL,
    -- Which edition of the program's own calendar has been loaded; 0: none yet.
    seed     BIGINT NOT NULL
);

INSERT INTO calendar_state (id, revision, seed) VALUES (1, 0, 0);
