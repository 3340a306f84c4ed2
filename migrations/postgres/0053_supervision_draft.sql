-- Rules of supervision are written at the desk: a draft, tried on the past, and published by somebody who wrote none of it.

-- Who published a version; the hall itself, if nobody did.
ALTER TABLE supervision_rule ADD COLUMN published_by BIGINT REFERENCES account (id);

-- After which case the next ones are put up to be looked at with this version; none once all have been.
ALTER TABLE supervision_rule ADD COLUMN looked_after BIGINT;

-- What is being written. The row stays when it was published or thrown away, so that a revision never comes again.
CREATE TABLE supervision_draft (
    rule       TEXT PRIMARY KEY,
    definition TEXT,
    revision   BIGINT NOT NULL,
    saved_at   TIMESTAMPTZ NOT NULL,
    -- The accounts of everybody who has written on it, as a JSON list.
    authors    TEXT NOT NULL
);

CREATE INDEX supervision_rule_unseen ON supervision_rule (published_at) WHERE looked_after IS NOT NULL;
CREATE INDEX supervision_draft_written ON supervision_draft (rule) WHERE definition IS NOT NULL;
