-- The window (综合窗口): applications that a clerk files for somebody, the order of scanned pages, originals on paper that are
-- taken in and handed back, and slips with their templates.

-- The clerk who files it for its applicant; NULL where they file it themselves.
ALTER TABLE application ADD COLUMN clerk INTEGER REFERENCES account (id);
ALTER TABLE application ADD COLUMN channel TEXT CHECK (channel IN ('window', 'hotline'));
-- The number a caller called from, and what they said.
ALTER TABLE application ADD COLUMN caller_phone TEXT;
ALTER TABLE application ADD COLUMN said TEXT;

-- One draft of an item at a time for who fills it in: what the applicant has begun at home is none of the clerk's business. A
-- server of the version before cannot begin an application until it is replaced; it goes on with those there are.
DROP INDEX application_draft;
CREATE UNIQUE INDEX application_draft ON application (account, item) WHERE state = 'draft' AND clerk IS NULL;
CREATE UNIQUE INDEX application_window_draft ON application (clerk, account, item)
    WHERE state = 'draft' AND clerk IS NOT NULL;
CREATE INDEX application_clerk ON application (clerk, updated_at, id) WHERE state = 'draft' AND clerk IS NOT NULL;

-- Its place among the pages of its material; those of one place in the order they came.
ALTER TABLE application_file ADD COLUMN place INTEGER NOT NULL DEFAULT 0;

-- Accounts that were made at a window: nobody can sign in to one before it is taken over, with a code that was handed out
-- there to the person whose card was seen.
CREATE TABLE walk_in (
    account  INTEGER PRIMARY KEY REFERENCES account (id),
    -- SHA-256 of the code; NULL before one is handed out.
    code     TEXT,
    until    TEXT
) STRICT;

-- Paper that was taken in at a window and handed back, append-only: a line for each way.
CREATE TABLE custody (
    id          INTEGER PRIMARY KEY,
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    movement    TEXT NOT NULL CHECK (movement IN ('in', 'out')),
    -- What was taken in, of the line that hands it back: each is handed back once.
    of_line     INTEGER UNIQUE REFERENCES custody (id),
    -- The material by its id in the form.
    material    TEXT NOT NULL,
    paper       TEXT NOT NULL CHECK (paper IN ('original', 'copy')),
    sheets      INTEGER NOT NULL CHECK (sheets > 0),
    -- Who brought it, or got it back, and the last four characters of their identity number.
    person      TEXT NOT NULL,
    last_four   TEXT NOT NULL,
    account     INTEGER NOT NULL REFERENCES account (id),
    at          TEXT NOT NULL
) STRICT;

CREATE INDEX custody_case ON custody (case_record, id);

-- Templates of slips in their versions: of an item of an agency, of an agency (its item is empty), of the hall (both are).
CREATE TABLE slip_template (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    -- As processes name it: its region and its name.
    agency     TEXT NOT NULL,
    item       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    -- The title and the text by language, as JSON.
    definition TEXT NOT NULL CHECK (json_valid(definition)),
    stored_at  TEXT NOT NULL,
    UNIQUE (kind, agency, item, version)
) STRICT;

-- The last number of a kind that an agency gave in a year; taken in the transaction that issues, so that none is left out.
CREATE TABLE slip_sequence (
    agency INTEGER NOT NULL REFERENCES agency (id),
    year   INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (agency, year, kind)
) STRICT;

-- Slips as they were printed.
CREATE TABLE slip (
    id          INTEGER PRIMARY KEY,
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    kind        TEXT NOT NULL,
    agency      INTEGER NOT NULL REFERENCES agency (id),
    year        INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    template    INTEGER NOT NULL REFERENCES slip_template (id),
    -- Its title and text by language, as JSON.
    printed     TEXT NOT NULL CHECK (json_valid(printed)),
    account     INTEGER NOT NULL REFERENCES account (id),
    at          TEXT NOT NULL,
    -- How often it was printed again.
    reprints    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (agency, year, kind, sequence)
) STRICT;

CREATE INDEX slip_case ON slip (case_record, id);
