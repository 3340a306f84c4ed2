-- The drafts of applications with each version of a form: how many are under way with it.

CREATE INDEX application_version ON application (form, state, form_version);
