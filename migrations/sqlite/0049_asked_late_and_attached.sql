-- Two things beside a case. Where what was missing was asked for too late: later than two working days after receipt, which counts against the agency that
-- asks (缺件待补事项一般由主办单位在第一次接到文件后2个工作日内提出，超时由主办单位负责). And what officers attach to a case.

-- When that was first so in a case; NULL where it never was.
ALTER TABLE case_record ADD COLUMN asked_late_at TEXT;
-- In how many cases it was first so on that day.
ALTER TABLE case_roll ADD COLUMN asked_late INTEGER NOT NULL DEFAULT 0;

-- What there is already. A quote that somebody wrote is escaped in the log, so nothing else looks like this.
UPDATE case_record
SET asked_late_at = (
    SELECT MIN(case_event.at) FROM case_event
    WHERE case_event.case_record = case_record.id AND case_event.kind = 'supplement_requested'
        AND case_event.data LIKE '%"late":true%')
WHERE id IN (
    SELECT case_record FROM case_event WHERE kind = 'supplement_requested' AND data LIKE '%"late":true%');

INSERT INTO case_roll (day, agency, region, item_type, opened, decided, on_time, closed, asked_late)
SELECT date(asked_late_at, '+8 hours'), agency, MIN(region), item_type, 0, 0, 0, 0, COUNT(*)
FROM case_record WHERE asked_late_at IS NOT NULL AND parent IS NULL GROUP BY 1, 2, 4
ON CONFLICT (day, agency, item_type) DO UPDATE SET asked_late = excluded.asked_late;

-- They are few: without indexes of their own a list of them would pass over all others.
CREATE INDEX case_record_asked_late ON case_record (asked_late_at, id) WHERE asked_late_at IS NOT NULL;
CREATE INDEX case_record_asked_late_agency ON case_record (agency, asked_late_at, id) WHERE asked_late_at IS NOT NULL;

-- What officers attach to a case (附件), such as photographs of a site: it stands beside the materials, the applicant is not told, and nothing
-- of it is ever changed.
CREATE TABLE case_attachment (
    id          INTEGER PRIMARY KEY,
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    -- The key of the task that who attached it had.
    task        TEXT NOT NULL,
    account     INTEGER NOT NULL REFERENCES account (id),
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    bytes       INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    attached_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX case_attachment_content ON case_attachment (case_record, sha256);
