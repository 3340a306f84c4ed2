-- The cases that somebody was told of (抄送), once each. And which open tasks are a signature of another's (加签).

CREATE TABLE case_copy (
    case_record BIGINT NOT NULL REFERENCES case_record (id),
    account     BIGINT NOT NULL REFERENCES account (id),
    -- When they were told last.
    at          TIMESTAMPTZ NOT NULL,
    -- When they opened it since; NULL until they have.
    seen_at     TIMESTAMPTZ,
    PRIMARY KEY (case_record, account)
);

CREATE INDEX case_copy_account ON case_copy (account, at, case_record);
CREATE INDEX case_copy_unread ON case_copy (account) WHERE seen_at IS NULL;

ALTER TABLE task ADD COLUMN signs BOOLEAN NOT NULL DEFAULT FALSE;
