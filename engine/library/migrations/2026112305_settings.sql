-- +goose Up
-- What the next generation of a session is asked for, as the screen writes it.
ALTER TABLE drafts ADD COLUMN settings TEXT NOT NULL DEFAULT '';
