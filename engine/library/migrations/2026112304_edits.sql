-- +goose Up
-- Edits of other prompts that were left open, as the screen writes them.
ALTER TABLE drafts ADD COLUMN edits TEXT NOT NULL DEFAULT '';
