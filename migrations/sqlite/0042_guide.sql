-- Guides (办事引导): questions that lead to what there is to do. They live as forms and processes do: drafts that a second person
-- reviews, versions that come into force and are retired.

CREATE TABLE guide (
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

CREATE TABLE guide_version (
    guide          TEXT NOT NULL REFERENCES guide (id),
    version        INTEGER NOT NULL,
    -- The definition as it was published.
    definition     TEXT NOT NULL,
    -- What lists and questions need of it, as JSON: code, title, the words it is asked with, the life events it belongs to.
    told           TEXT NOT NULL,
    published_at   TEXT NOT NULL,
    -- From when people are led by it, and since when no longer.
    effective_from TEXT NOT NULL,
    retired_at     TEXT,
    published_by   INTEGER REFERENCES account (id),
    reviewed_by    INTEGER REFERENCES account (id),
    PRIMARY KEY (guide, version)
) STRICT;

CREATE TABLE guide_draft (
    guide        TEXT PRIMARY KEY REFERENCES guide (id),
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
