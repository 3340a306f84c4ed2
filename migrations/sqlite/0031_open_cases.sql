-- The open cases of a version of a process, in order: moving them to another version covers them so many at a time.

CREATE INDEX case_record_open ON case_record (process, process_version, id) WHERE closed_at IS NULL;
