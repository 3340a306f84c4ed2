-- The queues of a desk, each read in the order of an index of its own; what those who have a case write to each other; and the
-- open cases in order, so that those which nobody has can be found.

-- The item of the case: lists are narrowed by it.
ALTER TABLE task ADD COLUMN item_code TEXT NOT NULL DEFAULT '';
-- Whether it was sent back to whom it came from.
ALTER TABLE task ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
-- Whether its application is a part of a joint one (一件事).
ALTER TABLE task ADD COLUMN joint INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_agency ADD COLUMN item_code TEXT NOT NULL DEFAULT '';

UPDATE task SET item_code = (SELECT item FROM case_record WHERE case_record.id = task.case_record);
UPDATE case_agency SET item_code = (SELECT item FROM case_record WHERE case_record.id = case_agency.case_record);

-- What somebody has, and what is theirs by name.
DROP INDEX task_holder;
CREATE INDEX task_holder ON task (holder, COALESCE(due, '9999-12-31'), case_record, task) WHERE holder IS NOT NULL;
CREATE INDEX task_named ON task (named, COALESCE(due, '9999-12-31'), case_record, task) WHERE named IS NOT NULL;
-- What a post may take.
CREATE INDEX task_intake ON task (agency, COALESCE(due, '9999-12-31'), case_record, task)
    WHERE by_intake AND holder IS NULL AND NOT waiting;
CREATE INDEX task_officer ON task (agency, COALESCE(due, '9999-12-31'), case_record, task)
    WHERE by_officer AND holder IS NULL AND NOT waiting;
CREATE INDEX task_lead ON task (agency, COALESCE(due, '9999-12-31'), case_record, task)
    WHERE by_lead AND holder IS NULL AND NOT waiting;
-- What an agency has.
CREATE INDEX task_unclaimed ON task (agency, COALESCE(due, '9999-12-31'), case_record, task)
    WHERE holder IS NULL AND NOT waiting;
CREATE INDEX task_running ON task (agency, COALESCE(due, '9999-12-31'), case_record, task) WHERE NOT waiting;
CREATE INDEX task_waiting ON task (agency, COALESCE(due, '9999-12-31'), case_record, task) WHERE waiting;
CREATE INDEX task_returned ON task (agency, COALESCE(due, '9999-12-31'), case_record, task) WHERE returned;
CREATE INDEX task_signs ON task (agency, COALESCE(due, '9999-12-31'), case_record, task) WHERE signs;
CREATE INDEX task_joint ON task (agency, COALESCE(due, '9999-12-31'), case_record, task) WHERE joint;
-- What an agency has of an item, for any of the queues.
CREATE INDEX task_item ON task (agency, item_code, COALESCE(due, '9999-12-31'), case_record, task, waiting, holder,
                                by_intake, by_officer, by_lead, returned, signs, joint);
CREATE INDEX case_record_item_closed ON case_record (agency, item, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX case_agency_item_closed ON case_agency (agency, item_code, closed_at, case_record)
    WHERE closed_at IS NOT NULL;

-- What is open, of an agency and in the hall.
CREATE INDEX case_record_agency_open ON case_record (agency, id) WHERE closed_at IS NULL;
CREATE INDEX case_record_all_open ON case_record (id) WHERE closed_at IS NULL;

-- What those who have a case write to each other: no decision, so it stands beside the events; it is never changed.
CREATE TABLE case_remark (
    id          INTEGER PRIMARY KEY,
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    account     INTEGER NOT NULL REFERENCES account (id),
    -- The role in which they act on the case.
    role        TEXT NOT NULL,
    at          TEXT NOT NULL,
    text        TEXT NOT NULL
) STRICT;

CREATE INDEX case_remark_case ON case_remark (case_record, id);
