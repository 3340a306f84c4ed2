-- The officers' part of a form: an item whose form has one is handled by a process of its own, whose tasks say who sees and
-- writes what. What officers write is in the log, in case_event; there is no other copy of it.

-- NULL where the hall's own processes suffice.
ALTER TABLE item_form ADD COLUMN process TEXT;
