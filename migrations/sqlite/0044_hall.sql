-- The hall as a place: its building as data, the queues at its counters, and what the navigator says where.

-- A hall of a region: floors, counters, ways, hours and surroundings, as JSON.
CREATE TABLE hall (
    region     TEXT PRIMARY KEY REFERENCES region (code),
    definition TEXT NOT NULL CHECK (json_valid(definition)),
    stored_at  TEXT NOT NULL
) STRICT;

-- The queue of a counter on a day: how many numbers were handed out, and how many of them were called. Nobody's name.
CREATE TABLE hall_queue (
    region  TEXT NOT NULL REFERENCES hall (region),
    day     TEXT NOT NULL,
    counter TEXT NOT NULL,
    issued  INTEGER NOT NULL,
    called  INTEGER NOT NULL,
    PRIMARY KEY (region, day, counter),
    CHECK (called BETWEEN 0 AND issued)
) STRICT;

-- The navigator as editors have set it, one row: its figure, and face and phrase of each scene, as JSON. None: as the hall has it.
CREATE TABLE navigator (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    definition TEXT NOT NULL CHECK (json_valid(definition)),
    revision   INTEGER NOT NULL,
    changed_by INTEGER NOT NULL REFERENCES account (id),
    changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX navigator_account ON navigator (changed_by);
