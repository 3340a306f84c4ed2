-- Who is here: accounts, what they may do and where, and their sessions.

CREATE TABLE enterprise (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    -- Unified social credit code, GB 32100.
    credit_code TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE account (
    id              INTEGER PRIMARY KEY,
    -- Login name, in lower case.
    login           TEXT NOT NULL UNIQUE,
    -- Argon2id in PHC form.
    password_hash   TEXT NOT NULL,
    name            TEXT NOT NULL,
    -- GB 11643; staff accounts have none.
    identity_number TEXT,
    phone           TEXT,
    -- The enterprise whose agent this is.
    enterprise      INTEGER REFERENCES enterprise (id),
    -- Loaded by `onehall demo`; refused in production.
    demonstration   INTEGER NOT NULL,
    created_at      TEXT NOT NULL
) STRICT;

-- A person has one account of their own, beside those of the enterprises they act for.
CREATE UNIQUE INDEX account_person ON account (identity_number) WHERE enterprise IS NULL;
CREATE UNIQUE INDEX account_agent ON account (identity_number, enterprise) WHERE enterprise IS NOT NULL;

-- A role that holds in a region and below it (NULL: everywhere), for staff in one agency.
CREATE TABLE role_grant (
    id      INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    role    TEXT NOT NULL,
    region  TEXT REFERENCES region (code),
    agency  INTEGER REFERENCES agency (id)
) STRICT;

CREATE INDEX role_grant_account ON role_grant (account);
CREATE INDEX role_grant_agency ON role_grant (agency, role);

CREATE TABLE session (
    -- SHA-256 of the cookie: who reads this table cannot sign in with it.
    token_hash TEXT PRIMARY KEY,
    account    INTEGER NOT NULL REFERENCES account (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX session_account ON session (account);
CREATE INDEX session_expiry ON session (expires_at);

-- Attempts of one kind by one account or address (hashed) since a moment.
CREATE TABLE throttle (
    key      TEXT PRIMARY KEY,
    attempts INTEGER NOT NULL,
    since    TEXT NOT NULL
) STRICT;
