-- What government publishes (信息公开目录), what it asks the public about (意见征集), how far site search has read what is
-- published, and the figures of enquiries by agency.

-- One row: raised with every change of what site search finds, in the transaction of the change.
CREATE TABLE publication_state (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL
) STRICT;

INSERT INTO publication_state (id, revision) VALUES (1, 0);

CREATE TABLE disclosure (
    id              INTEGER PRIMARY KEY,
    -- A word of demo content, so that it is loaded once.
    word            TEXT UNIQUE,
    title           TEXT NOT NULL,
    issuer          TEXT NOT NULL,
    document_number TEXT,
    subject         TEXT NOT NULL,
    mode            TEXT NOT NULL,
    made_on         TEXT NOT NULL,
    -- The day from which everybody sees it.
    published_on    TEXT NOT NULL,
    in_force_from   TEXT,
    -- The last day on which it holds.
    ends_on         TEXT,
    repealed        INTEGER NOT NULL,
    -- A line is a paragraph.
    body            TEXT NOT NULL,
    source_url      TEXT,
    demonstration   INTEGER NOT NULL,
    revision        INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    changed_at      TEXT NOT NULL,
    taken_down_at   TEXT
) STRICT;

CREATE INDEX disclosure_published ON disclosure (published_on, id) WHERE taken_down_at IS NULL;
CREATE INDEX disclosure_issuer ON disclosure (issuer, published_on, id) WHERE taken_down_at IS NULL;
CREATE INDEX disclosure_subject ON disclosure (subject, published_on, id) WHERE taken_down_at IS NULL;
CREATE INDEX disclosure_both ON disclosure (issuer, subject, published_on, id) WHERE taken_down_at IS NULL;

CREATE TABLE survey (
    id            INTEGER PRIMARY KEY,
    word          TEXT UNIQUE,
    kind          TEXT NOT NULL,
    title         TEXT NOT NULL,
    issuer        TEXT NOT NULL,
    body          TEXT NOT NULL,
    source_url    TEXT,
    opens_on      TEXT NOT NULL,
    -- The last day on which opinions are taken.
    closes_on     TEXT NOT NULL,
    -- Why a draft of a rule is open for less than thirty days.
    short_because TEXT,
    -- The questions, as JSON. They stay as they are from the first opinion on.
    questions     TEXT NOT NULL,
    demonstration INTEGER NOT NULL,
    opinions      INTEGER NOT NULL,
    feedback      TEXT,
    feedback_on   TEXT,
    revision      INTEGER NOT NULL,
    created_at    TEXT NOT NULL,
    changed_at    TEXT NOT NULL
) STRICT;

CREATE INDEX survey_open ON survey (closes_on, id);

-- An opinion: what was written and chosen, and nothing of who did.
CREATE TABLE survey_opinion (
    id      INTEGER PRIMARY KEY,
    survey  INTEGER NOT NULL REFERENCES survey (id),
    -- What makes a double click count once: forgotten after ten minutes, because it is made of where it came from.
    once    TEXT UNIQUE,
    at      TEXT NOT NULL,
    answers TEXT NOT NULL
) STRICT;

CREATE INDEX survey_opinion_survey ON survey_opinion (survey, id);
CREATE INDEX survey_opinion_once ON survey_opinion (at) WHERE once IS NOT NULL;

-- How often each choice was taken, so that nobody counts the opinions.
CREATE TABLE survey_count (
    survey   INTEGER NOT NULL REFERENCES survey (id),
    question INTEGER NOT NULL,
    choice   INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (survey, question, choice)
) STRICT;

-- The figures of enquiries once more by the agency they were handed to.
CREATE TABLE enquiry_agency_sum (
    month    TEXT NOT NULL,
    agency   INTEGER NOT NULL REFERENCES agency (id),
    kind     TEXT NOT NULL,
    received INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    on_time  INTEGER NOT NULL,
    rated    INTEGER NOT NULL,
    grades   INTEGER NOT NULL,
    PRIMARY KEY (month, agency, kind)
) STRICT;

CREATE INDEX enquiry_agency_sum_agency ON enquiry_agency_sum (agency);

-- What there is already, by the agency that has it now.
INSERT INTO enquiry_agency_sum (month, agency, kind, received, answered, on_time, rated, grades)
SELECT strftime('%Y-%m', received_on), agency, kind, COUNT(*), 0, 0, 0, 0
FROM enquiry WHERE agency IS NOT NULL GROUP BY 1, 2, 3;

INSERT INTO enquiry_agency_sum (month, agency, kind, received, answered, on_time, rated, grades)
SELECT strftime('%Y-%m', ended_at, '+8 hours'), agency, kind, 0, COUNT(*),
    CAST(SUM(CASE WHEN due IS NULL OR date(ended_at, '+8 hours') <= due THEN 1 ELSE 0 END) AS INTEGER),
    COUNT(grade), CAST(COALESCE(SUM(grade), 0) AS INTEGER)
FROM enquiry WHERE agency IS NOT NULL AND stage IN ('replied', 'declined') GROUP BY 1, 2, 3
ON CONFLICT (month, agency, kind) DO UPDATE SET answered = excluded.answered, on_time = excluded.on_time,
    rated = excluded.rated, grades = excluded.grades;
