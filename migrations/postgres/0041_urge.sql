-- What is said while a task is open, at moments reckoned from its limit (催办计划); notes in words of their own; and messages
-- about an application that has not been filed.

-- There is a row for each moment of each opening. What is said, and to whom, says the process.
CREATE TABLE urge (
    case_record BIGINT NOT NULL REFERENCES case_record (id),
    -- The key of the opening.
    task        TEXT NOT NULL,
    -- Which of those that the task says: the moment and whom.
    entry       TEXT NOT NULL,
    -- NULL while the clock stands.
    at          TIMESTAMPTZ,
    -- When it was said: once for each opening.
    rung_at     TIMESTAMPTZ,
    PRIMARY KEY (case_record, task, entry)
);

CREATE INDEX urge_due ON urge (at, case_record) WHERE rung_at IS NULL;

-- The words of the process, by language; NULL where the kind says it all.
ALTER TABLE desk_note ADD COLUMN words TEXT;
-- What nobody has seen of a case is looked at with each step of it.
CREATE INDEX desk_note_unseen_case ON desk_note (case_record, id) WHERE seen_at IS NULL;

-- A message is about a case, or about an application that is none yet.
ALTER TABLE message ALTER COLUMN case_record DROP NOT NULL;
ALTER TABLE message ADD COLUMN application BIGINT REFERENCES application (id);
ALTER TABLE message ADD CHECK ((case_record IS NULL) <> (application IS NULL));

CREATE INDEX message_application ON message (application) WHERE application IS NOT NULL;
