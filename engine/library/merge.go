package library

import (
	"context"
	"errors"
)

// Merge takes over what another library has and this one has not: whole
// sessions with their pictures' rows, favourites, the ledger. What is here stays
// as it is, so doing it twice adds nothing. The other one must be closed and of
// this program's version, which opening it has made sure of. sessions and
// favourites count what was added.
func (l *Library) Merge(ctx context.Context, path string) (sessions, favourites int, err error) {
	if l.readOnly {
		return 0, 0, l.failed(errReadOnly)
	}
	conn, err := l.write.Conn(ctx)
	if err != nil {
		return 0, 0, l.failed(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `ATTACH DATABASE ? AS other`, path); err != nil {
		return 0, 0, l.failed(err)
	}
	defer func() {
		_, detached := conn.ExecContext(context.WithoutCancel(ctx), `DETACH DATABASE other`)
		err = errors.Join(err, l.failed(detached))
	}()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return 0, 0, l.failed(err)
	}
	defer tx.Rollback()
	for _, statement := range mergeStatements {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return 0, 0, l.failed(err)
		}
	}
	if err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM temp.came WHERE what = 's'), (SELECT count(*) FROM temp.came WHERE what = 'f')`).
		Scan(&sessions, &favourites); err != nil {
		return 0, 0, l.failed(err)
	}
	if _, err := tx.ExecContext(ctx, `DROP TABLE temp.came`); err != nil {
		return 0, 0, l.failed(err)
	}
	return sessions, favourites, l.failed(tx.Commit())
}

// mergeStatements copy rows in the order in which they refer to each other. A
// session that both have is left as it is here: two ways of going on with it
// cannot be one.
var mergeStatements = []string{
	`CREATE TEMP TABLE came (what TEXT, id TEXT, PRIMARY KEY (what, id))`,
	`INSERT INTO temp.came SELECT 's', id FROM other.sessions WHERE id NOT IN (SELECT id FROM main.sessions)`,
	`INSERT INTO temp.came SELECT 'f', id FROM other.favourites WHERE id NOT IN (SELECT id FROM main.favourites)`,
	`INSERT INTO temp.came SELECT 'l', id FROM other.ledger WHERE id NOT IN (SELECT id FROM main.ledger)`,
	`INSERT INTO main.sessions (id, seed, title, created, updated, rounds, pictures)
	 SELECT id, seed, title, created, updated, rounds, pictures FROM other.sessions WHERE id IN (SELECT id FROM temp.came WHERE what = 's')`,
	`INSERT INTO main.events (id, session_id, seq, parent, kind, time, body)
	 SELECT id, session_id, seq, parent, kind, time, body FROM other.events WHERE session_id IN (SELECT id FROM temp.came WHERE what = 's') ORDER BY session_id, seq`,
	`INSERT INTO main.generations (id, session_id, created, prompt_id, prompt, negative, generator, model, cost_usd, problem)
	 SELECT id, session_id, created, prompt_id, prompt, negative, generator, model, cost_usd, problem FROM other.generations WHERE session_id IN (SELECT id FROM temp.came WHERE what = 's')`,
	`INSERT INTO main.images (generation_id, position, path, width, height, seed, bytes, sha256)
	 SELECT generation_id, position, path, width, height, seed, bytes, sha256 FROM other.images
	 WHERE generation_id IN (SELECT id FROM other.generations WHERE session_id IN (SELECT id FROM temp.came WHERE what = 's'))`,
	`INSERT INTO main.drafts (session_id, text, next, edit, edit_from, reply, updated, edits)
	 SELECT session_id, text, next, edit, edit_from, reply, updated, edits FROM other.drafts WHERE session_id IN (SELECT id FROM temp.came WHERE what = 's')`,
	`INSERT INTO main.favourites (id, session_id, prompt_id, title, text, negative, axes, note, created, trashed_at, name, locks, settings, picture)
	 SELECT id, (SELECT id FROM main.sessions WHERE id = f.session_id), prompt_id, title, text, negative, axes, note, created, trashed_at,
	        CASE WHEN name IN (SELECT name FROM main.favourites WHERE trashed_at IS NULL) THEN '' ELSE name END, locks, settings, picture
	 FROM other.favourites f WHERE id IN (SELECT id FROM temp.came WHERE what = 'f')`,
	`INSERT INTO main.favourite_tags (favourite_id, tag)
	 SELECT favourite_id, tag FROM other.favourite_tags WHERE favourite_id IN (SELECT id FROM temp.came WHERE what = 'f')`,
	`INSERT INTO main.ledger SELECT * FROM other.ledger WHERE id IN (SELECT id FROM temp.came WHERE what = 'l')`,
	`INSERT INTO main.journal SELECT * FROM other.journal WHERE request_id IN (SELECT id FROM temp.came WHERE what = 'l')`,
}
