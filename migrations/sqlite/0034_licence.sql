-- Licences (电子证照): the types there are, what was issued by them, and what was decided about it since.

-- A type in each of its versions; what was issued keeps the one it was issued by.
CREATE TABLE licence_type (
    code       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    -- What people call it, by language.
    name       TEXT NOT NULL,
    -- The definition, as JSON.
    definition TEXT NOT NULL,
    stored_at  TEXT NOT NULL,
    PRIMARY KEY (code, version)
) STRICT;

-- The last running number of a region and year; taken in the transaction that issues, so that none is left out.
CREATE TABLE licence_sequence (
    region TEXT NOT NULL,
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (region, year)
) STRICT;

CREATE TABLE licence (
    id            INTEGER PRIMARY KEY,
    number        TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    kind_version  INTEGER NOT NULL,
    -- The account that applied for it: nobody else finds it among theirs.
    account       INTEGER NOT NULL REFERENCES account (id),
    holder_kind   TEXT NOT NULL CHECK (holder_kind IN ('person', 'enterprise')),
    holder_name   TEXT NOT NULL,
    holder_code   TEXT,
    agency        INTEGER NOT NULL REFERENCES agency (id),
    -- The case that issued it, by which opening of a task and which of its effects: once for each.
    case_record   INTEGER NOT NULL REFERENCES case_record (id),
    task          TEXT NOT NULL,
    effect        TEXT NOT NULL,
    -- The case its applicant knows.
    main_case     INTEGER NOT NULL REFERENCES case_record (id),
    issued_on     TEXT NOT NULL,
    valid_until   TEXT,
    status        TEXT NOT NULL CHECK (status IN ('valid', 'suspended', 'revoked', 'cancelled', 'replaced')),
    -- The canonical text of what was issued, and its hash.
    document      TEXT NOT NULL,
    hash          TEXT NOT NULL,
    UNIQUE (case_record, task, effect),
    FOREIGN KEY (kind, kind_version) REFERENCES licence_type (code, version)
) STRICT;

CREATE INDEX licence_account ON licence (account, id);
CREATE INDEX licence_main_case ON licence (main_case, id);
CREATE INDEX licence_agency ON licence (agency, id);
CREATE INDEX licence_agency_kind ON licence (agency, kind, id);
CREATE INDEX licence_agency_status ON licence (agency, status, id);
CREATE INDEX licence_agency_kind_status ON licence (agency, kind, status, id);

-- What was decided about licences, in order.
CREATE TABLE licence_change (
    id         INTEGER PRIMARY KEY,
    licence    INTEGER NOT NULL REFERENCES licence (id),
    status     TEXT NOT NULL,
    -- Why; empty where another licence took its place.
    ground     TEXT NOT NULL,
    -- Who decided; NULL where the hall did, because another licence took its place.
    account    INTEGER REFERENCES account (id),
    changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX licence_change_licence ON licence_change (licence, id);
