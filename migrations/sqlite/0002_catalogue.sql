-- The item catalogue. A published version never changes; `item` is the newest version laid out for reading.

-- A body of published data: who published it, and of which year.
CREATE TABLE source (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    year          INTEGER NOT NULL,
    demonstration INTEGER NOT NULL,
    UNIQUE (name, year)
) STRICT;

CREATE TABLE item_version (
    code        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    -- The canonical line, exactly as it is exported.
    line        TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (code, version)
) STRICT;

CREATE TABLE item (
    -- The source's task_code or item_code.
    code            TEXT PRIMARY KEY,
    version         INTEGER NOT NULL,
    name            TEXT NOT NULL,
    agency          INTEGER NOT NULL REFERENCES agency (id),
    region          TEXT NOT NULL REFERENCES region (code),
    item_type       TEXT NOT NULL,
    handling        TEXT,
    -- Limits as {"value": n, "unit": "工作日"}; NULL means not published.
    statutory_limit TEXT,
    promised_limit  TEXT,
    -- How often one has to go there.
    visits          INTEGER,
    online          INTEGER,
    -- 网办深度 1 to 3, NULL until an editor has said it. Not part of the source, kept when a source is imported again.
    depth           INTEGER CHECK (depth BETWEEN 1 AND 3),
    source          INTEGER NOT NULL REFERENCES source (id),
    FOREIGN KEY (code, version) REFERENCES item_version (code, version)
) STRICT;

CREATE INDEX item_agency ON item (agency, code);
CREATE INDEX item_region ON item (region, code);

-- One row that says how often the catalogue has changed, so that every server knows when its search index is old.
CREATE TABLE catalogue_state (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL
) STRICT;

INSERT INTO catalogue_state (id, revision) VALUES (1, 0);
