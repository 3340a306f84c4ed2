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
    revision   BIGINT NOT NULL,
    -- Who did that last, and when.
    changed_by BIGINT REFERENCES account (id),
    changed_at TIMESTAMPTZ NOT NULL
);

INSERT INTO process (id, title, revision, changed_at)
SELECT process, COALESCE(definition::json ->> 'title', '{}'), 0, published_at
FROM process_version AS newest
WHERE version = (SELECT MAX(version) FROM process_version WHERE process_version.process = newest.process);

CREATE TABLE process_draft (
    process      TEXT PRIMARY KEY REFERENCES process (id),
    -- The version it was made from.
    base         BIGINT,
    definition   TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'review', 'approved')),
    -- Everybody who has saved it, as a JSON list of account numbers: none of them reviews it.
    authors      TEXT NOT NULL,
    author       BIGINT NOT NULL REFERENCES account (id),
    updated_at   TIMESTAMPTZ NOT NULL,
    submitted_by BIGINT REFERENCES account (id),
    reviewed_by  BIGINT REFERENCES account (id),
    comment      TEXT
);

-- From when cases are opened with it, and since when no longer.
ALTER TABLE process_version ADD COLUMN effective_from TIMESTAMPTZ NOT NULL DEFAULT '1970-01-01T00:00:00+00:00';
ALTER TABLE process_version ADD COLUMN retired_at TIMESTAMPTZ;
ALTER TABLE process_version ADD COLUMN published_by BIGINT REFERENCES account (id);
ALTER TABLE process_version ADD COLUMN reviewed_by BIGINT REFERENCES account (id);

UPDATE process_version SET effective_from = published_at;
