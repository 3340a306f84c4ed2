-- What runs beside a case or a joint application: meetings and site visits, requests for help, hearings and tests with parties from
-- outside, what is sent up to a superior body. All but whose it is is a fold of its events, laid out for lists.

CREATE TABLE proceeding (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('meeting', 'site_visit', 'assist', 'special', 'escalation')),
    -- The case it belongs to, and the joint application; of the part of one both are set.
    case_record INTEGER REFERENCES case_record (id),
    joint       INTEGER REFERENCES joint (application),
    -- The agency that called it, and who there; none where the hall did.
    agency      INTEGER NOT NULL REFERENCES agency (id),
    account     INTEGER REFERENCES account (id),
    -- What it is about in its normal form, where a unit is asked once about it.
    matter      TEXT,
    -- The key it was called with, so that who clicks twice calls it once.
    key         TEXT,
    -- The last day for an answer; the end of time where there is none.
    due         TEXT NOT NULL,
    -- The place of its last event.
    seq         INTEGER NOT NULL,
    ended_at    TEXT,
    CHECK (case_record IS NOT NULL OR joint IS NOT NULL)
) STRICT;

CREATE INDEX proceeding_case ON proceeding (case_record, id);
CREATE INDEX proceeding_joint ON proceeding (joint, id);
CREATE INDEX proceeding_open_case ON proceeding (case_record) WHERE ended_at IS NULL;
CREATE INDEX proceeding_agency ON proceeding (agency, due, id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX proceeding_matter ON proceeding (case_record, matter) WHERE matter IS NOT NULL AND ended_at IS NULL;
CREATE INDEX proceeding_of_agency ON proceeding (agency);
CREATE UNIQUE INDEX proceeding_key ON proceeding (account, key);

-- What happened to it, append-only.
CREATE TABLE proceeding_event (
    proceeding INTEGER NOT NULL REFERENCES proceeding (id),
    seq        INTEGER NOT NULL,
    at         TEXT NOT NULL,
    -- Who: an account number, `system`, or `party` for who is from outside.
    actor      TEXT NOT NULL,
    data       TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (proceeding, seq)
) STRICT;

-- Who is invited: an agency, a person at one, those who lead a region, or somebody from outside with a link.
CREATE TABLE proceeding_party (
    id         INTEGER PRIMARY KEY,
    proceeding INTEGER NOT NULL REFERENCES proceeding (id),
    -- Their key in the log.
    key        INTEGER NOT NULL,
    agency     INTEGER REFERENCES agency (id),
    account    INTEGER REFERENCES account (id),
    region     TEXT REFERENCES region (code),
    -- The hash of the secret in the link of who is from outside.
    secret     TEXT,
    due        TEXT NOT NULL,
    -- Since when nothing is waited for from them.
    done_at    TEXT,
    UNIQUE (proceeding, key)
) STRICT;

CREATE INDEX proceeding_party_agency ON proceeding_party (agency, due, proceeding) WHERE done_at IS NULL;
CREATE INDEX proceeding_party_account ON proceeding_party (account, due, proceeding) WHERE done_at IS NULL;
-- Of everybody, whether done or not: what an account or an agency is changed by looks whom it is named by.
CREATE INDEX proceeding_party_of_account ON proceeding_party (account);
CREATE INDEX proceeding_party_of_agency ON proceeding_party (agency);
CREATE INDEX proceeding_party_of_region ON proceeding_party (region);
CREATE INDEX proceeding_party_region ON proceeding_party (region, due, proceeding) WHERE done_at IS NULL;

-- A file that is shown to who is invited, or that one of them sent.
CREATE TABLE proceeding_file (
    id         INTEGER PRIMARY KEY,
    proceeding INTEGER NOT NULL REFERENCES proceeding (id),
    -- The key of who sent it; none where it was attached.
    party      INTEGER,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    added_at   TEXT NOT NULL
) STRICT;

CREATE INDEX proceeding_file_proceeding ON proceeding_file (proceeding, id);

-- Who leads or supervises a region: what agencies cannot settle is sent to them.
CREATE INDEX role_grant_region ON role_grant (region, role);
