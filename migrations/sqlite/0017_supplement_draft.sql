-- What an applicant is putting right is a draft until it is handed in: the desk goes on seeing what was filed.

-- The answers as they are being put right; NULL while nothing has been changed.
ALTER TABLE application ADD COLUMN supplement TEXT CHECK (supplement IS NULL OR json_valid(supplement));

-- Whether the file is part of what was filed last. One that is taken away stays part of it until the next filing.
ALTER TABLE application_file ADD COLUMN filed INTEGER NOT NULL DEFAULT 0 CHECK (filed IN (0, 1));

UPDATE application_file SET filed = 1
WHERE removed_at IS NULL AND application IN (SELECT id FROM application WHERE state = 'submitted');
