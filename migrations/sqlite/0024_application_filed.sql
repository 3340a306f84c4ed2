-- What somebody filed last, for whoever begins something new; and the end of a column that nothing reads or writes.

CREATE INDEX application_filed ON application (account, submitted_at, id) WHERE state = 'submitted';

-- Keys of submissions are in the table submission since 0015.
ALTER TABLE application DROP COLUMN submit_key;
