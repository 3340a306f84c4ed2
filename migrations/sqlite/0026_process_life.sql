-- The life of a process, as that of a form: drafts that a second person reviews, versions that come into force and are
-- retired.

CREATE TABLE process (
    id         TEXT PRIMARY KEY,
    -- Its name as JSON text, by language.
    title      TEXT NOT NULL,
    -- The part of the hall it was made for: a region with everything below it, or one agency; NULL for the whole hall.
    region     TEXT REFERENCES region (code),
    agency     TEXT,
    -- Grows with everything that happens to its draft, also when the draft is gone: no revision is ever used twice.
    revision   INTEGER NOT NULL,
    -- Who did that last, and when.
    changed_by INTEGER REFERENCES account (id),
    changed_at TEXT NOT NULL
) STRICT;

INSERT INTO process (id, title, revision, changed_at)
SELECT process, COALESCE(json_extract(definition, '$.title'), '{}'), 0, published_at
FROM process_version AS newest
WHERE version = (SELECT MAX(version) FROM process_version WHERE process_version.process = newest.process);

CREATE TABLE process_draft (
    process      TEXT PRIMARY KEY REFERENCES process (id),
    -- The version it was made from.
    base         INTEGER,
    definition   TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'review', 'approved')),
    -- Everybody who has saved it, as a JSON list of account numbers: none of them reviews it.
    authors      TEXT NOT NULL,
    author       INTEGER NOT NULL REFERENCES account (id),
    updated_at   TEXT NOT NULL,
    submitted_by INTEGER REFERENCES account (id),
    reviewed_by  INTEGER REFERENCES account (id),
    comment      TEXT
) STRICT;

-- From when cases are opened with it, and since when no longer.
ALTER TABLE process_version ADD COLUMN effective_from TEXT NOT NULL DEFAULT '1970-01-01T00:00:00+00:00';
ALTER TABLE process_version ADD COLUMN retired_at TEXT;
ALTER TABLE process_version ADD COLUMN published_by INTEGER REFERENCES account (id);
ALTER TABLE process_version ADD COLUMN reviewed_by INTEGER REFERENCES account (id);

UPDATE process_version SET effective_from = published_at;
