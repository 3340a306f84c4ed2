-- Numbers for leaders, counted in the transaction of what they count, so that a dashboard never reads the cases.

CREATE TABLE case_roll (
    day       DATE NOT NULL,
    agency    BIGINT NOT NULL REFERENCES agency (id),
    -- The agency's region, to sum over a part of the tree without a join.
    region    TEXT NOT NULL,
    item_type TEXT NOT NULL,
    opened    BIGINT NOT NULL,
    decided   BIGINT NOT NULL,
    -- Of those decided, how many by their last day.
    on_time   BIGINT NOT NULL,
    -- Ended in whatever way.
    closed    BIGINT NOT NULL,
    PRIMARY KEY (day, agency, item_type)
);

CREATE TABLE item_roll (
    -- The first day of the month.
    month        DATE NOT NULL,
    item         TEXT COLLATE "C" NOT NULL REFERENCES item (code),
    region       TEXT NOT NULL,
    decided      BIGINT NOT NULL,
    -- From acceptance to decision, all of them together.
    working_days BIGINT NOT NULL,
    PRIMARY KEY (month, item)
);
