-- The first page: what editors put there.

-- The matters asked for most this season, in order.
CREATE TABLE season_item (
    place BIGINT PRIMARY KEY,
    item  TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES item (code)
);
