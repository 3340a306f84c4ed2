-- Stored definitions: forms and processes. A published version never changes; an application keeps the versions it
-- was made with, for ever.

CREATE TABLE form_version (
    form         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    -- The definition as it was published.
    definition   TEXT NOT NULL,
    -- What it was compiled to: the program that browser and server run.
    program      TEXT NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (form, version)
) STRICT;

CREATE TABLE process_version (
    process      TEXT NOT NULL,
    version      INTEGER NOT NULL,
    definition   TEXT NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (process, version)
) STRICT;

-- Which form an item is applied for with; an item without one gets a plain form made from its elements.
CREATE TABLE item_form (
    item TEXT PRIMARY KEY REFERENCES item (code),
    form TEXT NOT NULL
) STRICT;

CREATE INDEX item_form_form ON item_form (form);
