-- What an applicant is putting right is a draft until it is handed in: the desk goes on seeing what was filed.

-- The answers as they are being put right; NULL while nothing has been changed.
ALTER TABLE application ADD COLUMN supplement TEXT;

-- Whether the file is part of what was filed last. One that is taken away stays part of it until the next filing.
ALTER TABLE application_file ADD COLUMN filed BOOLEAN NOT NULL DEFAULT FALSE;

UPDATE application_file SET filed = TRUE
WHERE removed_at IS NULL AND application IN (SELECT id FROM application WHERE state = 'submitted');
