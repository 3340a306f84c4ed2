-- Stored definitions: forms and processes. A published version never changes; an application keeps the versions it
-- was made with, for ever.

CREATE TABLE form_version (
    form         TEXT NOT NULL,
    version      BIGINT NOT NULL,
    -- The definition as it was published.
    definition   TEXT NOT NULL,
    -- What it was compiled to: the program that browser and server run.
    program      TEXT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (form, version)
);

CREATE TABLE process_version (
    process      TEXT NOT NULL,
    version      BIGINT NOT NULL,
    definition   TEXT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (process, version)
);

-- Which form an item is applied for with; an item without one gets a plain form made from its elements.
CREATE TABLE item_form (
    item TEXT COLLATE "C" PRIMARY KEY REFERENCES item (code),
    form TEXT NOT NULL
);

CREATE INDEX item_form_form ON item_form (form);
