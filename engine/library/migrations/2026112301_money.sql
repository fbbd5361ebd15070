-- +goose Up

-- Every request that may cost something. Rows are added and settled, never
-- taken away. The session is no reference: what was paid outlives what it was
-- paid for.
CREATE TABLE ledger (
    id         TEXT PRIMARY KEY,      -- of the request; of its generation's event where it makes pictures
    session_id TEXT    NOT NULL,
    purpose    TEXT    NOT NULL,      -- prompt or picture
    generator  TEXT    NOT NULL,
    model      TEXT    NOT NULL,
    prompt     TEXT    NOT NULL,      -- what was sent, for the person who wonders
    pictures   INTEGER NOT NULL,      -- asked for
    low_usd    REAL,                  -- estimate; null is unknown
    high_usd   REAL,
    prices     TEXT    NOT NULL,      -- the day of the prices in the estimate
    created    TEXT    NOT NULL,
    sent       TEXT,                  -- null while nothing has left
    settled    TEXT,                  -- null while nobody knows how it ended
    usage      TEXT,                  -- JSON; null is unknown
    cost_usd   REAL,                  -- null is unknown
    problem    TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ledger_by_time ON ledger (created, id);
CREATE INDEX ledger_by_session ON ledger (session_id, created);
CREATE INDEX ledger_unsettled ON ledger (session_id) WHERE settled IS NULL;

-- How far each request came.
CREATE TABLE journal (
    request_id TEXT    NOT NULL REFERENCES ledger (id),
    seq        INTEGER NOT NULL,      -- from 1
    step       TEXT    NOT NULL,      -- sent, accepted, received, stored
    detail     TEXT    NOT NULL,      -- a job's id, a file's path
    time       TEXT    NOT NULL,
    PRIMARY KEY (request_id, seq)
) STRICT;
