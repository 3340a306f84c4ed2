-- What a task asks of who has it: the forms of its own while they are being filled in, and how often its risk point was passed.

-- Once the task has ended what was filled in stands in its event, and the row goes.
CREATE TABLE task_form (
    case_record  BIGINT NOT NULL REFERENCES case_record (id),
    -- The key of the open task.
    task         TEXT NOT NULL,
    form         TEXT NOT NULL,
    -- The version that was in force when it was first saved.
    form_version BIGINT NOT NULL CHECK (form_version > 0),
    -- As JSON text.
    answers      TEXT NOT NULL,
    revision     BIGINT NOT NULL CHECK (revision > 0),
    saved_by     BIGINT NOT NULL REFERENCES account (id),
    saved_at     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (case_record, task, form)
);

-- How often a task with a risk point (廉政风险点) was passed on a day.
CREATE TABLE risk_day (
    process TEXT NOT NULL,
    -- The id of the task in the process.
    task    TEXT NOT NULL,
    agency  BIGINT NOT NULL REFERENCES agency (id),
    day     DATE NOT NULL,
    passed  BIGINT NOT NULL CHECK (passed > 0),
    PRIMARY KEY (process, day, task, agency)
);
