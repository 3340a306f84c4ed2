-- Editors keep the halls as data: how often one was changed, so that of two who change it the second is told.

ALTER TABLE hall ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
