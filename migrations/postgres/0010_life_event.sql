-- What editors put on the first page beside the season: the order of themes, life events, notices. A text in several
-- languages is JSON by BCP 47 tag, {"zh-CN": "…", "en": "…"}.

CREATE TABLE theme (
    -- As items name it.
    name       TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    -- The place in the list of each audience; NULL: not in that list.
    personal   BIGINT,
    enterprise BIGINT
);

CREATE TABLE life_event (
    -- A word for addresses, such as `birth`.
    id       TEXT COLLATE "C" PRIMARY KEY,
    audience TEXT NOT NULL CHECK (audience IN ('personal', 'enterprise')),
    -- The place in the list of its audience.
    place    BIGINT NOT NULL,
    name     TEXT NOT NULL,
    -- One line that says what begins here.
    line     TEXT NOT NULL,
    -- Words to search on with, as a JSON array.
    terms    TEXT NOT NULL,
    UNIQUE (audience, place)
);

CREATE TABLE life_event_item (
    life_event TEXT COLLATE "C" NOT NULL REFERENCES life_event (id),
    place      BIGINT NOT NULL,
    item       TEXT COLLATE "C" NOT NULL REFERENCES item (code),
    PRIMARY KEY (life_event, place),
    UNIQUE (life_event, item)
);

CREATE TABLE notice (
    -- A word for addresses, such as `accessibility`.
    id            TEXT COLLATE "C" PRIMARY KEY,
    -- The day from which everybody sees it.
    published_on  DATE NOT NULL,
    demonstration BOOLEAN NOT NULL,
    title         TEXT NOT NULL,
    -- A line is a paragraph.
    body          TEXT NOT NULL
);

CREATE INDEX notice_published ON notice (published_on, id);
