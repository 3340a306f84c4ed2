-- Applications: drafts and what was filed.

CREATE TABLE application (
    id           INTEGER PRIMARY KEY,
    account      INTEGER NOT NULL REFERENCES account (id),
    item         TEXT NOT NULL,
    item_version INTEGER NOT NULL,
    form         TEXT NOT NULL,
    form_version INTEGER NOT NULL,
    -- `draft` or `submitted`.
    state        TEXT NOT NULL CHECK (state IN ('draft', 'submitted')),
    -- The answers as JSON text.
    answers      TEXT NOT NULL CHECK (json_valid(answers)),
    -- Grows with every save.
    revision     INTEGER NOT NULL,
    -- The key of the request that filed it: the same key again gets the same receipt.
    submit_key   TEXT,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    submitted_at TEXT,
    FOREIGN KEY (item, item_version) REFERENCES item_version (code, version)
) STRICT;

CREATE INDEX application_account ON application (account, updated_at, id);
-- One draft of an item at a time, so that a second device finds the first one's.
CREATE UNIQUE INDEX application_draft ON application (account, item) WHERE state = 'draft';

CREATE TABLE application_file (
    id          INTEGER PRIMARY KEY,
    application INTEGER NOT NULL REFERENCES application (id),
    -- The material it is, by its id in the form.
    material    TEXT NOT NULL,
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    bytes       INTEGER NOT NULL,
    -- SHA-256 of the content, which is also its place in the object store.
    sha256      TEXT NOT NULL,
    added_at    TEXT NOT NULL,
    -- Set when it is taken away; what was filed stays on record.
    removed_at  TEXT
) STRICT;

CREATE INDEX application_file_application ON application_file (application, material, id);
