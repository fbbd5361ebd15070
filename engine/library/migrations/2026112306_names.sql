-- +goose Up
-- Few favourites have a short name, and {name} in the chat looks for it.
CREATE INDEX favourites_by_name ON favourites (name) WHERE name <> '';
