-- The joint application (一件事、并联审批): which items a bundle names, the one form that is made of theirs, and what was filed with
-- it. A joint application is an application; so is each part of it, which is what the agency of an item gets to see.

-- A bundle in its versions, by the item it hangs on. What is in force is the newest.
CREATE TABLE bundle_version (
    item         TEXT NOT NULL REFERENCES item (code),
    version      INTEGER NOT NULL,
    -- As it is stored: JSON.
    definition   TEXT NOT NULL CHECK (json_valid(definition)),
    published_at TEXT NOT NULL,
    PRIMARY KEY (item, version)
) STRICT;

-- A version of the one form: from which version of the bundle it was made, and which of its fields are whose.
CREATE TABLE bundle_form (
    item           TEXT NOT NULL,
    -- The version of the form `bundle:<item>`.
    form_version   INTEGER NOT NULL,
    bundle_version INTEGER NOT NULL,
    -- A slice for each item, as JSON.
    slices         TEXT NOT NULL CHECK (json_valid(slices)),
    PRIMARY KEY (item, form_version),
    FOREIGN KEY (item, bundle_version) REFERENCES bundle_version (item, version)
) STRICT;

-- The joint application of which an application is a part.
ALTER TABLE application ADD COLUMN part_of INTEGER REFERENCES application (id);

CREATE INDEX application_part ON application (part_of) WHERE part_of IS NOT NULL;

-- A joint application since it was filed; all but its number is a fold of its events and of its cases, laid out for lists.
CREATE TABLE joint (
    application    INTEGER PRIMARY KEY REFERENCES application (id),
    number         TEXT NOT NULL UNIQUE,
    account        INTEGER NOT NULL REFERENCES account (id),
    item           TEXT NOT NULL,
    bundle_version INTEGER NOT NULL,
    -- The agency that leads it.
    agency         INTEGER NOT NULL REFERENCES agency (id),
    status         TEXT NOT NULL CHECK (status IN ('open', 'decided', 'apart', 'withdrawn')),
    -- The place of its last event.
    seq            INTEGER NOT NULL,
    submitted_at   TEXT NOT NULL,
    -- When the first of its cases was accepted: from then on all agencies together have 45 working days (行政许可法 art. 42).
    accepted_at    TEXT,
    -- Working days more, once it was extended.
    extension      INTEGER,
    -- The last day; NULL before it is accepted, and after the end.
    due            TEXT,
    closed_at      TEXT,
    FOREIGN KEY (item, bundle_version) REFERENCES bundle_version (item, version)
) STRICT;

CREATE INDEX joint_account ON joint (account, application);
-- What is due first comes first, then what has no last day yet.
CREATE INDEX joint_agency ON joint (agency, COALESCE(due, '9999-12-31'), application) WHERE closed_at IS NULL;
CREATE INDEX joint_ended ON joint (agency, application) WHERE closed_at IS NOT NULL;
-- Those whose last day hangs on the calendar.
CREATE INDEX joint_running ON joint (application) WHERE due IS NOT NULL;

-- A part of a joint application: a row for each item that applies.
CREATE TABLE joint_part (
    joint       INTEGER NOT NULL REFERENCES joint (application),
    item        TEXT NOT NULL,
    -- Its place in the bundle.
    place       INTEGER NOT NULL,
    -- What its agency gets to see.
    application INTEGER NOT NULL UNIQUE REFERENCES application (id),
    -- `held` until what it waits for is approved, then `open`; `closed` with its case; `dropped` if it never begins.
    state       TEXT NOT NULL CHECK (state IN ('held', 'open', 'closed', 'dropped')),
    -- The items it waits for, or waited for in vain, as JSON.
    held_for    TEXT NOT NULL CHECK (json_valid(held_for)),
    PRIMARY KEY (joint, item)
) STRICT;

-- What happened to it as a whole, append-only.
CREATE TABLE joint_event (
    joint  INTEGER NOT NULL REFERENCES joint (application),
    seq    INTEGER NOT NULL,
    at     TEXT NOT NULL,
    -- Who: an account number, or `system`.
    actor  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    -- The item it is about.
    item   TEXT,
    data   TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (joint, seq)
) STRICT;

-- The joint application of which a case is a part.
ALTER TABLE case_record ADD COLUMN joint INTEGER REFERENCES joint (application);

CREATE INDEX case_record_joint ON case_record (joint, id) WHERE joint IS NOT NULL;
