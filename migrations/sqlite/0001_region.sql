-- Where and who: the tree of regions, and the agencies that hang on it.

CREATE TABLE region (
    -- Statistical division code: six digits down to the county, nine for a street.
    code   TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    -- None for a province.
    parent TEXT REFERENCES region (code)
) STRICT;

CREATE INDEX region_parent ON region (parent);

CREATE TABLE agency (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    region TEXT NOT NULL REFERENCES region (code),
    UNIQUE (region, name)
) STRICT;
