-- The hall as a place: its building as data, the queues at its counters, and what the navigator says where.

-- A hall of a region: floors, counters, ways, hours and surroundings, as JSON.
CREATE TABLE hall (
    region     TEXT PRIMARY KEY REFERENCES region (code),
    definition TEXT NOT NULL,
    stored_at  TIMESTAMPTZ NOT NULL
);

-- The queue of a counter on a day: how many numbers were handed out, and how many of them were called. Nobody's name.
CREATE TABLE hall_queue (
    region  TEXT NOT NULL REFERENCES hall (region),
    day     DATE NOT NULL,
    counter TEXT NOT NULL,
    issued  BIGINT NOT NULL,
    called  BIGINT NOT NULL,
    PRIMARY KEY (region, day, counter),
    CHECK (called BETWEEN 0 AND issued)
);

-- The navigator as editors have set it, one row: its figure, and face and phrase of each scene, as JSON. None: as the hall has it.
CREATE TABLE navigator (
    id         BIGINT PRIMARY KEY CHECK (id = 1),
    definition TEXT NOT NULL,
    revision   BIGINT NOT NULL,
    changed_by BIGINT NOT NULL REFERENCES account (id),
    changed_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX navigator_account ON navigator (changed_by);
