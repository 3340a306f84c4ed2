-- Enquiries, suggestions and complaints (咨询、建议、投诉): one register, whatever way they come in.

CREATE TABLE enquiry (
    id            INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL,
    channel       TEXT NOT NULL,
    -- Whose window hands it on while no agency has it.
    region        TEXT NOT NULL REFERENCES region (code),
    item          TEXT REFERENCES item (code),
    subject       TEXT NOT NULL,
    words         TEXT NOT NULL,
    -- Who wrote: an account; or a name and a telephone, as far as they were told, and the SHA-256 of the code that opens it.
    account       INTEGER REFERENCES account (id),
    name          TEXT,
    phone         TEXT,
    secret        TEXT,
    -- Who registered what came in on paper, by telephone or by a visit.
    registered_by INTEGER REFERENCES account (id),
    -- What makes a double click file once; of an account, or of the address that has none.
    once          TEXT NOT NULL UNIQUE,
    filed_at      TEXT NOT NULL,
    -- What lists ask for, laid out from its events.
    seq           INTEGER NOT NULL,
    stage         TEXT NOT NULL,
    agency        INTEGER REFERENCES agency (id),
    received_on   TEXT NOT NULL,
    due           TEXT,
    ended_at      TEXT,
    -- How far it was urged: once before the last day, once after it.
    urged         INTEGER NOT NULL DEFAULT 0,
    published_at  TEXT,
    -- What is published, as JSON.
    published     TEXT,
    featured_at   TEXT,
    grade         INTEGER
) STRICT;

CREATE INDEX enquiry_account ON enquiry (account, id) WHERE account IS NOT NULL;
CREATE INDEX enquiry_registered ON enquiry (registered_by) WHERE registered_by IS NOT NULL;
CREATE INDEX enquiry_item ON enquiry (item) WHERE item IS NOT NULL;
CREATE INDEX enquiry_open ON enquiry (agency, due, id) WHERE ended_at IS NULL;
CREATE INDEX enquiry_over ON enquiry (agency, ended_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX enquiry_to_route ON enquiry (region, due, id) WHERE agency IS NULL AND ended_at IS NULL;
CREATE INDEX enquiry_region ON enquiry (region);
CREATE INDEX enquiry_urged ON enquiry (urged, due, id) WHERE ended_at IS NULL;
CREATE INDEX enquiry_published ON enquiry (published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX enquiry_featured ON enquiry (featured_at, id) WHERE featured_at IS NOT NULL;

-- What happened to each, append-only.
CREATE TABLE enquiry_event (
    enquiry INTEGER NOT NULL REFERENCES enquiry (id),
    seq     INTEGER NOT NULL,
    at      TEXT NOT NULL,
    by      TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (enquiry, seq)
) STRICT;

-- How many came in, were answered and were rated in a month (办理统计). Each step adds to it, so that nobody counts the enquiries.
CREATE TABLE enquiry_sum (
    month    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    received INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    on_time  INTEGER NOT NULL,
    rated    INTEGER NOT NULL,
    grades   INTEGER NOT NULL,
    PRIMARY KEY (month, kind)
) STRICT;
