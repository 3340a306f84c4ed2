-- What the desk looks for in the questions that were asked; and which of those that wait are looked at first: the most frequent.

-- The text as it is compared. Of questions asked before it is only in lower case: they are forgotten with time.
ALTER TABLE ask_question ADD COLUMN sought TEXT NOT NULL DEFAULT '';
UPDATE ask_question SET sought = LOWER(text);

CREATE INDEX ask_question_day ON ask_question (day, id);
DROP INDEX ask_question_open;
CREATE INDEX ask_question_open ON ask_question (open, asked, id);
