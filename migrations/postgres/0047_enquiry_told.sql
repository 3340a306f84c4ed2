-- Who wrote an enquiry is told what becomes of it, and who leads the agency that it is due: messages and notes of the desk may be
-- about an enquiry.

ALTER TABLE message ADD COLUMN enquiry BIGINT REFERENCES enquiry (id);
ALTER TABLE message DROP CONSTRAINT message_check;
ALTER TABLE message ADD CONSTRAINT message_check CHECK (num_nonnulls(case_record, application, enquiry) = 1);

-- An event is told of once.
CREATE UNIQUE INDEX message_enquiry ON message (enquiry, seq) WHERE enquiry IS NOT NULL;

ALTER TABLE desk_note ADD COLUMN enquiry BIGINT REFERENCES enquiry (id);
ALTER TABLE desk_note DROP CONSTRAINT desk_note_check;
ALTER TABLE desk_note ADD CONSTRAINT desk_note_check CHECK (num_nonnulls(case_record, proceeding, enquiry) = 1);

CREATE INDEX desk_note_enquiry ON desk_note (enquiry) WHERE enquiry IS NOT NULL;

-- The open ones, in order, when holidays are published later.
CREATE INDEX enquiry_going_on ON enquiry (id) WHERE ended_at IS NULL;
