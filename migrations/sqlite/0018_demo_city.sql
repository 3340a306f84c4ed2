-- How far the demo city has been loaded. A hall for real use has no row here.

CREATE TABLE demo_city (
    -- One row at most.
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    -- How many cases of its past are written.
    cases     INTEGER NOT NULL,
    -- When all of it was there; NULL while it is being loaded, and when that was interrupted.
    loaded_at TEXT
) STRICT;

-- Before this table, its accounts came last but for the cases: where they are, it counts as whole.
INSERT INTO demo_city (id, cases, loaded_at)
SELECT 1, (SELECT COUNT(*) FROM case_record), first
FROM (SELECT MIN(created_at) AS first FROM account WHERE demonstration = 1) AS demo
WHERE first IS NOT NULL;
