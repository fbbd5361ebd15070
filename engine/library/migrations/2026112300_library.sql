-- +goose Up

-- Times are UTC, RFC 3339 with nine digits of a second, so that text order is
-- time order.

CREATE TABLE sessions (
    id       TEXT PRIMARY KEY,
    seed     INTEGER NOT NULL,            -- the bits of an unsigned 64-bit number
    title    TEXT    NOT NULL DEFAULT '',
    created  TEXT    NOT NULL,
    updated  TEXT    NOT NULL,
    rounds   INTEGER NOT NULL DEFAULT 0,
    pictures INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sessions_by_update ON sessions (updated);

-- What happened. Everything below but the drafts is derived from it, in the
-- transaction that adds to it.
CREATE TABLE events (
    id         TEXT PRIMARY KEY,
    session_id TEXT    NOT NULL REFERENCES sessions (id),
    seq        INTEGER NOT NULL,          -- from 1, in the order in which they were added
    parent     TEXT REFERENCES events (id), -- null at the root
    kind       TEXT    NOT NULL,
    time       TEXT    NOT NULL,
    body       TEXT    NOT NULL,          -- JSON, by kind
    UNIQUE (session_id, seq)
) STRICT;
CREATE INDEX drops ON events (session_id) WHERE kind = 'dropped';

CREATE TABLE generations (
    id         TEXT PRIMARY KEY,          -- of its event
    session_id TEXT NOT NULL REFERENCES sessions (id),
    created    TEXT NOT NULL,
    prompt_id  TEXT NOT NULL,
    prompt     TEXT NOT NULL,
    negative   TEXT NOT NULL,
    generator  TEXT NOT NULL,
    model      TEXT NOT NULL,
    cost_usd   REAL,                      -- of all its images; null is unknown
    problem    TEXT NOT NULL
) STRICT;
CREATE INDEX generations_by_time ON generations (created, id);

CREATE TABLE images (
    generation_id TEXT    NOT NULL REFERENCES generations (id),
    position      INTEGER NOT NULL,       -- from 1
    path          TEXT    NOT NULL,
    width         INTEGER NOT NULL,
    height        INTEGER NOT NULL,
    seed          INTEGER,
    bytes         INTEGER NOT NULL,
    sha256        TEXT    NOT NULL,
    PRIMARY KEY (generation_id, position)
) STRICT;
CREATE INDEX images_by_sha256 ON images (sha256);

CREATE TABLE favourites (
    id         TEXT PRIMARY KEY,
    session_id TEXT REFERENCES sessions (id), -- where it was kept
    prompt_id  TEXT NOT NULL,
    title      TEXT NOT NULL,
    text       TEXT NOT NULL,
    negative   TEXT NOT NULL,
    axes       TEXT NOT NULL,             -- JSON object: axis to words
    note       TEXT NOT NULL DEFAULT '',
    created    TEXT NOT NULL,
    trashed_at TEXT                       -- null while it is a favourite
) STRICT;
CREATE INDEX favourites_by_time ON favourites (created, id);

CREATE TABLE favourite_tags (
    favourite_id TEXT NOT NULL REFERENCES favourites (id),
    tag          TEXT NOT NULL,
    PRIMARY KEY (favourite_id, tag)
) STRICT;

-- What is being written and is no event yet.
CREATE TABLE drafts (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id),
    text       TEXT NOT NULL,
    next       TEXT NOT NULL,
    edit       TEXT NOT NULL,
    edit_from  TEXT NOT NULL,
    reply      TEXT NOT NULL,
    updated    TEXT NOT NULL
) STRICT;
