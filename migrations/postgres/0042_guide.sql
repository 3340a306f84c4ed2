-- Guides (办事引导): questions that lead to what there is to do. They live as forms and processes do: drafts that a second person
-- reviews, versions that come into force and are retired.

CREATE TABLE guide (
    id         TEXT COLLATE "C" PRIMARY KEY,
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

CREATE TABLE guide_version (
    guide          TEXT COLLATE "C" NOT NULL REFERENCES guide (id),
    version        BIGINT NOT NULL,
    -- The definition as it was published.
    definition     TEXT NOT NULL,
    -- What lists and questions need of it, as JSON: code, title, the words it is asked with, the life events it belongs to.
    told           TEXT NOT NULL,
    published_at   TIMESTAMPTZ NOT NULL,
    -- From when people are led by it, and since when no longer.
    effective_from TIMESTAMPTZ NOT NULL,
    retired_at     TIMESTAMPTZ,
    published_by   BIGINT REFERENCES account (id),
    reviewed_by    BIGINT REFERENCES account (id),
    PRIMARY KEY (guide, version)
);

CREATE TABLE guide_draft (
    guide        TEXT COLLATE "C" PRIMARY KEY REFERENCES guide (id),
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
