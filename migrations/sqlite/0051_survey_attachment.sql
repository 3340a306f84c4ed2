-- The documents that go with a survey (附件), such as the draft that opinions are asked about. Nothing of one is ever changed; what is taken away
-- stays on record.
CREATE TABLE survey_attachment (
    id          INTEGER PRIMARY KEY,
    survey      INTEGER NOT NULL REFERENCES survey (id),
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    bytes       INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    attached_at TEXT NOT NULL,
    -- NULL while everybody may have it.
    removed_at  TEXT
) STRICT;

CREATE INDEX survey_attachment_survey ON survey_attachment (survey, id);
CREATE UNIQUE INDEX survey_attachment_content ON survey_attachment (survey, sha256) WHERE removed_at IS NULL;
