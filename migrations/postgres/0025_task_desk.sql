-- Several open tasks of a case: whose work each is, so that a worklist finds what one may take by an index; and whom a task
-- is done for. In `task.task` stands the key of the opening: the id of the task, from the second on with its number.

-- Whose it is, while a colleague does the work for them.
ALTER TABLE task ADD COLUMN owner BIGINT REFERENCES account (id);
-- Who alone may do it, where it is done for a person.
ALTER TABLE task ADD COLUMN named BIGINT REFERENCES account (id);
-- What it is done for, where the same is done for each of several.
ALTER TABLE task ADD COLUMN item TEXT;
-- Which posts of the agency may do it.
ALTER TABLE task ADD COLUMN by_intake BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE task ADD COLUMN by_officer BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE task ADD COLUMN by_lead BOOLEAN NOT NULL DEFAULT FALSE;

-- Every process there was until now has one delivery, called so, for counter and officers alike.
UPDATE task SET by_intake = (role = 'intake' OR task = 'deliver'),
                by_officer = (role = 'officer' OR task = 'deliver'),
                by_lead = (role IN ('officer', 'agency_lead') OR task = 'deliver');

-- Lists are paged by it.
ALTER TABLE task ALTER COLUMN task TYPE TEXT COLLATE "C";

DROP INDEX task_agency;
CREATE INDEX task_agency ON task (agency, COALESCE(due, '9999-12-31'), case_record, task, waiting, holder, named,
                                  by_intake, by_officer, by_lead, due);
