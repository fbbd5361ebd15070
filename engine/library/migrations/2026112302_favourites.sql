-- +goose Up

ALTER TABLE favourites ADD COLUMN name     TEXT NOT NULL DEFAULT '';   -- short name: {name} in the chat stands for it
ALTER TABLE favourites ADD COLUMN locks    TEXT NOT NULL DEFAULT '[]'; -- JSON, as in the prompt
ALTER TABLE favourites ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'; -- JSON: what made it where it came from
ALTER TABLE favourites ADD COLUMN picture  TEXT NOT NULL DEFAULT '';   -- path of the picture that it was imported from

-- The whole text would double the index, and few texts begin alike.
CREATE INDEX favourites_by_text   ON favourites (substr(text, 1, 64));
CREATE INDEX generations_by_prompt ON generations (substr(prompt, 1, 64));
CREATE INDEX images_by_path ON images (path);

-- What changed, for the search index, which is a file of its own and follows.
-- One row for each thing, with a number that grows with every change.
CREATE TABLE changes (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                   -- session, event, generation, favourite
    ref  TEXT NOT NULL                    -- its id
) STRICT;
CREATE INDEX changes_by_ref ON changes (kind, ref);

-- Tells one library from another: an index belongs to one.
CREATE TABLE identity (id TEXT PRIMARY KEY) STRICT;
INSERT INTO identity VALUES (lower(hex(randomblob(16))));

-- A row is put anew by deleting it first: in a trigger, the policy for conflicts
-- is that of the statement outside.

-- +goose StatementBegin
CREATE TRIGGER event_added AFTER INSERT ON events BEGIN
    DELETE FROM changes WHERE kind = 'session' AND ref = new.session_id;
    INSERT INTO changes (kind, ref) VALUES ('session', new.session_id);
    DELETE FROM changes WHERE kind = 'event' AND ref = new.id;
    INSERT INTO changes (kind, ref) SELECT 'event', new.id WHERE new.kind IN ('rounded', 'edited', 'used');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_deleted AFTER DELETE ON events BEGIN
    DELETE FROM changes WHERE kind = 'session' AND ref = old.session_id;
    INSERT INTO changes (kind, ref) VALUES ('session', old.session_id);
    DELETE FROM changes WHERE kind = 'event' AND ref = old.id;
    INSERT INTO changes (kind, ref) VALUES ('event', old.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER image_added AFTER INSERT ON images BEGIN
    DELETE FROM changes WHERE kind = 'generation' AND ref = new.generation_id;
    INSERT INTO changes (kind, ref) VALUES ('generation', new.generation_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER image_changed AFTER UPDATE ON images BEGIN
    DELETE FROM changes WHERE kind = 'generation' AND ref = new.generation_id;
    INSERT INTO changes (kind, ref) VALUES ('generation', new.generation_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER favourite_added AFTER INSERT ON favourites BEGIN
    DELETE FROM changes WHERE kind = 'favourite' AND ref = new.id;
    INSERT INTO changes (kind, ref) VALUES ('favourite', new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER favourite_changed AFTER UPDATE ON favourites BEGIN
    DELETE FROM changes WHERE kind = 'favourite' AND ref = new.id;
    INSERT INTO changes (kind, ref) VALUES ('favourite', new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tag_added AFTER INSERT ON favourite_tags BEGIN
    DELETE FROM changes WHERE kind = 'favourite' AND ref = new.favourite_id;
    INSERT INTO changes (kind, ref) VALUES ('favourite', new.favourite_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tag_removed AFTER DELETE ON favourite_tags BEGIN
    DELETE FROM changes WHERE kind = 'favourite' AND ref = old.favourite_id;
    INSERT INTO changes (kind, ref) VALUES ('favourite', old.favourite_id);
END;
-- +goose StatementEnd

-- What is there already, in the order of time.
INSERT INTO changes (kind, ref)
    SELECT kind, ref FROM (
        SELECT 'session' AS kind, id AS ref, updated AS at FROM sessions
        UNION ALL SELECT 'event', id, time FROM events WHERE kind IN ('rounded', 'edited', 'used')
        UNION ALL SELECT 'generation', id, created FROM generations
        UNION ALL SELECT 'favourite', id, created FROM favourites)
    ORDER BY at;
