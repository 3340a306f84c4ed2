-- What catalogue editors set of an item, and how one sees that it has changed.

-- How often an editor has changed handling or depth: a change that was based on another count is refused.
ALTER TABLE item ADD COLUMN edits BIGINT NOT NULL DEFAULT 0;

-- Shares of depth by agency and type are counted from this index alone.
CREATE INDEX item_depth ON item (agency, item_type, depth);

-- How often an import has changed published lines. What is found in those is counted once for each.
ALTER TABLE catalogue_state ADD COLUMN imports BIGINT NOT NULL DEFAULT 0;
