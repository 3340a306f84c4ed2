-- What is to be sent out of the hall (SMS, e-mail, webhooks), who wants to be told how, and which systems are told of what.

-- Where somebody may be told besides in the hall, and whether they have asked for it: nobody is by default (个人信息保护法 art. 13).
ALTER TABLE account ADD COLUMN email TEXT;
ALTER TABLE account ADD COLUMN by_mail INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN by_sms INTEGER NOT NULL DEFAULT 0;
-- The language they are written to in.
ALTER TABLE account ADD COLUMN locale TEXT NOT NULL DEFAULT 'zh-CN';

-- Where a system is told of events, and what what it is told is signed with; NULL where it is not told.
ALTER TABLE exchange_system ADD COLUMN webhook_url TEXT;
ALTER TABLE exchange_system ADD COLUMN webhook_secret TEXT;

-- The events it is told of.
CREATE TABLE exchange_subscription (
    event  TEXT NOT NULL,
    system INTEGER NOT NULL REFERENCES exchange_system (id),
    PRIMARY KEY (event, system)
) STRICT;

CREATE INDEX exchange_subscription_system ON exchange_subscription (system);

CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY,
    -- What the receiver knows it by: the same at every attempt.
    event        TEXT NOT NULL UNIQUE,
    channel      TEXT NOT NULL CHECK (channel IN ('sms', 'mail', 'webhook')),
    -- Whom it is for. Where they are reached is looked up when it is sent.
    account      INTEGER REFERENCES account (id),
    system       INTEGER REFERENCES exchange_system (id),
    -- What it tells: the kind of a message or the name of an event, and its data as JSON.
    code         TEXT NOT NULL,
    data         TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    not_before   TEXT NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    -- Until when one of the servers has it in hand.
    leased_until TEXT,
    sent_at      TEXT,
    dead_at      TEXT,
    -- Why the last attempt failed, as a code.
    failure      TEXT,
    CHECK ((account IS NULL) <> (system IS NULL))
) STRICT;

CREATE INDEX outbox_due ON outbox (not_before, id) WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_at, id) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_dead ON outbox (id) WHERE dead_at IS NOT NULL;
