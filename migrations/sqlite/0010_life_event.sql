-- What editors put on the first page beside the season: the order of themes, life events, notices. A text in several
-- languages is JSON by BCP 47 tag, {"zh-CN": "…", "en": "…"}.

CREATE TABLE theme (
    -- As items name it.
    name       TEXT PRIMARY KEY,
    title      TEXT NOT NULL CHECK (json_valid(title)),
    -- The place in the list of each audience; NULL: not in that list.
    personal   INTEGER,
    enterprise INTEGER
) STRICT;

CREATE TABLE life_event (
    -- A word for addresses, such as `birth`.
    id       TEXT PRIMARY KEY,
    audience TEXT NOT NULL CHECK (audience IN ('personal', 'enterprise')),
    -- The place in the list of its audience.
    place    INTEGER NOT NULL,
    name     TEXT NOT NULL CHECK (json_valid(name)),
    -- One line that says what begins here.
    line     TEXT NOT NULL CHECK (json_valid(line)),
    -- Words to search on with, as a JSON array.
    terms    TEXT NOT NULL CHECK (json_valid(terms)),
    UNIQUE (audience, place)
) STRICT;

CREATE TABLE life_event_item (
    life_event TEXT NOT NULL REFERENCES life_event (id),
    place      INTEGER NOT NULL,
    item       TEXT NOT NULL REFERENCES item (code),
    PRIMARY KEY (life_event, place),
    UNIQUE (life_event, item)
) STRICT;

CREATE TABLE notice (
    -- A word for addresses, such as `accessibility`.
    id            TEXT PRIMARY KEY,
    -- The day from which everybody sees it.
    published_on  TEXT NOT NULL,
    demonstration INTEGER NOT NULL,
    title         TEXT NOT NULL CHECK (json_valid(title)),
    -- A line is a paragraph.
    body          TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE INDEX notice_published ON notice (published_on, id);
