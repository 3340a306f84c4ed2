-- Numbers for leaders, counted in the transaction of what they count, so that a dashboard never reads the cases.

CREATE TABLE case_roll (
    day       TEXT NOT NULL,
    agency    INTEGER NOT NULL REFERENCES agency (id),
    -- The agency's region, to sum over a part of the tree without a join.
    region    TEXT NOT NULL,
    item_type TEXT NOT NULL,
    opened    INTEGER NOT NULL,
    decided   INTEGER NOT NULL,
    -- Of those decided, how many by their last day.
    on_time   INTEGER NOT NULL,
    -- Ended in whatever way.
    closed    INTEGER NOT NULL,
    PRIMARY KEY (day, agency, item_type)
) STRICT;

CREATE TABLE item_roll (
    -- The first day of the month.
    month        TEXT NOT NULL,
    item         TEXT NOT NULL REFERENCES item (code),
    region       TEXT NOT NULL,
    decided      INTEGER NOT NULL,
    -- From acceptance to decision, all of them together.
    working_days INTEGER NOT NULL,
    PRIMARY KEY (month, item)
) STRICT;
