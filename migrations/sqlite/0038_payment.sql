-- Bills: what an applicant is to pay for the cases of an application, and the payments of it. And what the editor of an item says
-- of the way it is handled, with what was handed over on two of them.

-- How much of a fee was waived, in fen; paid_at is set once nothing of it is left.
ALTER TABLE case_fee ADD COLUMN waived INTEGER NOT NULL DEFAULT 0 CHECK (waived >= 0);

-- A bill; all but whose it is is a fold of its events, laid out for lists.
CREATE TABLE bill (
    id          INTEGER PRIMARY KEY,
    -- The application, the joint one of a part.
    application INTEGER NOT NULL REFERENCES application (id),
    account     INTEGER NOT NULL REFERENCES account (id),
    status      TEXT NOT NULL CHECK (status IN ('open', 'paid', 'waived', 'void')),
    -- In fen: what is left to pay, and what was paid.
    left_fen    INTEGER NOT NULL CHECK (left_fen >= 0),
    paid_fen    INTEGER NOT NULL CHECK (paid_fen >= 0),
    -- The place of its last event.
    seq         INTEGER NOT NULL,
    opened_at   TEXT NOT NULL,
    closed_at   TEXT
) STRICT;

CREATE INDEX bill_account ON bill (account, id);
CREATE INDEX bill_application ON bill (application, id);

-- A line: a fee of a case, once.
CREATE TABLE bill_line (
    id          INTEGER PRIMARY KEY,
    bill        INTEGER NOT NULL REFERENCES bill (id),
    fee         INTEGER NOT NULL UNIQUE REFERENCES case_fee (id),
    -- The case that brought it up, and the one its applicant knows.
    case_record INTEGER NOT NULL REFERENCES case_record (id),
    main_case   INTEGER NOT NULL REFERENCES case_record (id)
) STRICT;

CREATE INDEX bill_line_bill ON bill_line (bill, id);
CREATE INDEX bill_line_case ON bill_line (case_record, id);
CREATE INDEX bill_line_main_case ON bill_line (main_case, id);

-- What happened to it, append-only.
CREATE TABLE bill_event (
    bill  INTEGER NOT NULL REFERENCES bill (id),
    seq   INTEGER NOT NULL,
    at    TEXT NOT NULL,
    -- Who: an account number, `system` or `gateway`.
    actor TEXT NOT NULL,
    data  TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (bill, seq)
) STRICT;

-- A payment through the gateway.
CREATE TABLE payment (
    -- What the gateway is told it is called.
    id        TEXT PRIMARY KEY,
    bill      INTEGER NOT NULL REFERENCES bill (id),
    amount    INTEGER NOT NULL CHECK (amount > 0),
    status    TEXT NOT NULL CHECK (status IN ('begun', 'paid', 'closed')),
    -- Where it is paid, once the gateway has said.
    address   TEXT,
    -- What the gateway calls it, once it was paid.
    reference TEXT,
    begun_at  TEXT NOT NULL,
    -- When the gateway is asked what became of it.
    ask_at    TEXT NOT NULL,
    ended_at  TEXT
) STRICT;

CREATE INDEX payment_bill ON payment (bill, begun_at, id);
CREATE INDEX payment_ask ON payment (ask_at, id) WHERE status = 'begun';

-- How an item is handled that is handled online: NULL is at once, `window` is finished at the window within so many days,
-- `employer_check` is checked by another agent of the same enterprise.
ALTER TABLE item ADD COLUMN way TEXT CHECK (way IN ('window', 'employer_check'));
ALTER TABLE item ADD COLUMN way_days INTEGER CHECK (way_days > 0);

-- An application that was filled in and goes on in other hands before it is filed.
CREATE TABLE handover (
    id          INTEGER PRIMARY KEY,
    application INTEGER NOT NULL REFERENCES application (id),
    way         TEXT NOT NULL CHECK (way IN ('window', 'employer_check')),
    -- What the slip says; nobody guesses it.
    code        TEXT NOT NULL UNIQUE,
    -- Who handed it over, and the enterprise whose agents check it.
    account     INTEGER NOT NULL REFERENCES account (id),
    enterprise  INTEGER REFERENCES enterprise (id),
    handed_at   TEXT NOT NULL,
    -- The last day on which the window takes it.
    until       TEXT,
    -- What was declared when it was handed over, as JSON.
    declared    TEXT NOT NULL,
    -- How it ended: taken over or filed, given back, or taken back; and who did.
    ended       TEXT CHECK (ended IN ('taken', 'filed', 'returned', 'recalled')),
    ended_by    INTEGER REFERENCES account (id),
    ended_at    TEXT,
    -- Why it was given back.
    words       TEXT
) STRICT;

CREATE UNIQUE INDEX handover_open ON handover (application) WHERE ended IS NULL;
CREATE INDEX handover_application ON handover (application, id);
CREATE INDEX handover_enterprise ON handover (enterprise, id) WHERE ended IS NULL AND enterprise IS NOT NULL;
