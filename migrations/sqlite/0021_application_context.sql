-- What stands beside the answers of an application: what its rules read besides them, what was promised, and where the
-- hall filled answers in from.

-- What the rules of its form read besides the answers, as it was when it was filed, as JSON text; NULL where they read
-- nothing else.
ALTER TABLE application ADD COLUMN surroundings TEXT;

-- Promises to hand in what was left out, as a JSON list; NULL for none.
ALTER TABLE application ADD COLUMN promises TEXT;

-- Answers that the hall filled in, each with who says so, as a JSON list; NULL for none.
ALTER TABLE application ADD COLUMN prefilled TEXT;
