-- Lists that are read from their beginning however many cases there are: what they ask by is kept beside each case,
-- with an index for every way to ask.

-- Whose it is: the account that filed its application.
ALTER TABLE case_record ADD COLUMN account INTEGER REFERENCES account (id);
-- What the sums of dashboards were counted by: the kind of power of its item when it was filed.
ALTER TABLE case_record ADD COLUMN item_type TEXT NOT NULL DEFAULT '';
-- Whether it was decided by its last day; NULL until it is decided.
ALTER TABLE case_record ADD COLUMN on_time INTEGER;

UPDATE case_record
SET account = (SELECT application.account FROM application WHERE application.id = case_record.application);
UPDATE case_record SET item_type = (SELECT item.item_type FROM item WHERE item.code = case_record.item);
UPDATE case_record SET on_time = (
    SELECT clock.due_at IS NULL OR case_record.decided_at <= clock.due_at FROM clock
    WHERE clock.subject_kind = 'case' AND clock.subject_id = case_record.id AND clock.kind = 'decision')
WHERE decided_at IS NOT NULL;

CREATE INDEX case_record_account ON case_record (account, id);
CREATE INDEX case_record_agency ON case_record (agency, opened_at, id);
CREATE INDEX case_record_type ON case_record (item_type, opened_at, id);
CREATE INDEX case_record_decided ON case_record (decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX case_record_decided_agency ON case_record (agency, decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX case_record_decided_item ON case_record (item, decided_at, id) WHERE decided_at IS NOT NULL;
-- Those that were late are few: without an index of their own a list of them would pass over all others.
CREATE INDEX case_record_late ON case_record (decided_at, id) WHERE NOT on_time;
CREATE INDEX case_record_late_agency ON case_record (agency, decided_at, id) WHERE NOT on_time;

-- Open tasks by their last day, in the whole hall and in an agency. What has none comes last on both databases. The
-- second takes the place of an index whose order no list had, and holds all that counting asks for.
DROP INDEX task_worklist;
CREATE INDEX task_due ON task (COALESCE(due, '9999-12-31'), case_record);
CREATE INDEX task_agency ON task (agency, COALESCE(due, '9999-12-31'), case_record, waiting, holder, due);
