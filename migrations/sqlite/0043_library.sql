-- The libraries behind the questions (词库), kept by editors; the questions that were asked; and what became of them.

-- An entry of a library: what a person says, what the hall says for it, and which items are meant.
CREATE TABLE library_entry (
    id         INTEGER PRIMARY KEY,
    library    TEXT NOT NULL,
    -- JSON lists of texts: what is said, what is answered or meant, the codes of items.
    words      TEXT NOT NULL,
    texts      TEXT NOT NULL,
    items      TEXT NOT NULL,
    -- When a random answer is given; of other libraries none.
    scene      TEXT,
    -- Where an answer comes from.
    source     TEXT NOT NULL,
    enabled    INTEGER NOT NULL,
    -- All of it folded, for the search of the desk.
    sought     TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    -- Nobody: it came with the hall.
    changed_by INTEGER REFERENCES account (id),
    changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX library_entry_list ON library_entry (library, id);
CREATE INDEX library_entry_changed_by ON library_entry (changed_by);

-- Who changed it when, append-only: what it said then, as JSON.
CREATE TABLE library_change (
    id         INTEGER PRIMARY KEY,
    entry      INTEGER NOT NULL REFERENCES library_entry (id),
    revision   INTEGER NOT NULL,
    said       TEXT NOT NULL,
    changed_by INTEGER REFERENCES account (id),
    changed_at TEXT NOT NULL,
    UNIQUE (entry, revision)
) STRICT;

CREATE INDEX library_change_changed_by ON library_change (changed_by);

-- What was asked on a day, masked; by nobody: neither account nor address nor hour is kept.
CREATE TABLE ask_question (
    id        INTEGER PRIMARY KEY,
    day       TEXT NOT NULL,
    text      TEXT NOT NULL,
    -- The words that were looked for.
    heard     TEXT NOT NULL,
    -- Which library answered, if one did; else the codes of the first items as a JSON list, and how well the first answers.
    said      TEXT,
    items     TEXT NOT NULL,
    score     REAL NOT NULL,
    good      INTEGER NOT NULL,
    -- How often it was asked, found helpful, found not to help.
    asked     INTEGER NOT NULL,
    helpful   INTEGER NOT NULL,
    unhelpful INTEGER NOT NULL,
    -- Whether somebody should look at it, and the entry that was made of it.
    open      INTEGER NOT NULL,
    settled   INTEGER REFERENCES library_entry (id),
    UNIQUE (day, text)
) STRICT;

CREATE INDEX ask_question_open ON ask_question (open, id);
CREATE INDEX ask_question_settled ON ask_question (settled);
