-- The other agencies that a case has come to: where a task of it was theirs to do. Its own stands in `case_record`.

CREATE TABLE case_agency (
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    agency      INTEGER NOT NULL REFERENCES agency (id),
    -- When it first came to them.
    since       TEXT NOT NULL,
    -- When the case was closed, as `case_record` has it.
    closed_at   TEXT,
    PRIMARY KEY (case_record, agency)
) STRICT;

CREATE INDEX case_agency_closed ON case_agency (agency, closed_at, case_record) WHERE closed_at IS NOT NULL;
