-- The cases that somebody was told of (抄送), once each. And which open tasks are a signature of another's (加签).

CREATE TABLE case_copy (
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    account     INTEGER NOT NULL REFERENCES account (id),
    -- When they were told last.
    at          TEXT NOT NULL,
    -- When they opened it since; NULL until they have.
    seen_at     TEXT,
    PRIMARY KEY (case_record, account)
) STRICT;

CREATE INDEX case_copy_account ON case_copy (account, at, case_record);
CREATE INDEX case_copy_unread ON case_copy (account) WHERE seen_at IS NULL;

ALTER TABLE task ADD COLUMN signs INTEGER NOT NULL DEFAULT 0;
