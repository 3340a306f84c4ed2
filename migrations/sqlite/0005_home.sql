-- The first page: what editors put there.

-- The matters asked for most this season, in order.
CREATE TABLE season_item (
    place INTEGER PRIMARY KEY,
    item  TEXT NOT NULL UNIQUE REFERENCES item (code)
) STRICT;
