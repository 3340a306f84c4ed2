-- Attempts that count no more are forgotten as time passes: those begun first are found first.

CREATE INDEX throttle_since ON throttle (since);
