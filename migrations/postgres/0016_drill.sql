-- The cases behind a number: what the sums of dashboards were counted by is kept beside each case, with an index for
-- every way to ask, so that a list is read from its beginning however many cases there are.

-- The kind of power of its item when it was filed.
ALTER TABLE case_record ADD COLUMN item_type TEXT NOT NULL DEFAULT '';
-- Whether it was decided by its last day; NULL until it is decided.
ALTER TABLE case_record ADD COLUMN on_time BOOLEAN;

UPDATE case_record SET item_type = (SELECT item.item_type FROM item WHERE item.code = case_record.item);
UPDATE case_record SET on_time = (
    SELECT clock.due_at IS NULL OR case_record.decided_at <= clock.due_at FROM clock
    WHERE clock.subject_kind = 'case' AND clock.subject_id = case_record.id AND clock.kind = 'decision')
WHERE decided_at IS NOT NULL;

CREATE INDEX case_record_agency ON case_record (agency, opened_at, id);
CREATE INDEX case_record_type ON case_record (item_type, opened_at, id);
CREATE INDEX case_record_decided ON case_record (decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX case_record_decided_agency ON case_record (agency, decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX case_record_decided_item ON case_record (item, decided_at, id) WHERE decided_at IS NOT NULL;

-- Open tasks by their last day, in the whole hall and in an agency. What has none comes last on both databases.
CREATE INDEX task_due ON task (COALESCE(due, '9999-12-31'), case_record);
CREATE INDEX task_agency ON task (agency, COALESCE(due, '9999-12-31'), case_record);
