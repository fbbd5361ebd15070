package library

import (
	"context"
	"database/sql"
	"errors"

	"easel/engine/problem"
	"easel/engine/session"
)

// Merged counts what Merge added.
type Merged struct {
	Sessions   int // that were not here at all
	Grown      int // that were here, with less in them
	Left       int // that were here and are as they were, as one of the two cannot be read
	Favourites int
}

// Merge takes over what another library has and this one has not: sessions with
// their pictures' rows, the steps that a session has only there, favourites, the
// ledger. What is here stays as it is, and so does where each session's head
// stands, so doing it twice adds nothing. newID makes ids for events. The other
// library must be closed and of this program's version, which opening it has made
// sure of.
func (l *Library) Merge(ctx context.Context, path string, newID func() string) (m Merged, err error) {
	if l.readOnly {
		return Merged{}, l.failed(ErrReadOnly)
	}
	conn, err := l.write.Conn(ctx)
	if err != nil {
		return Merged{}, l.failed(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `ATTACH DATABASE ? AS other`, path); err != nil {
		return Merged{}, l.failed(err)
	}
	defer func() {
		_, detached := conn.ExecContext(context.WithoutCancel(ctx), `DETACH DATABASE other`)
		err = errors.Join(err, l.failed(detached))
	}()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return Merged{}, l.failed(err)
	}
	defer tx.Rollback()
	if m, err = merge(ctx, tx, newID); err != nil {
		return Merged{}, l.failed(err)
	}
	return m, l.failed(tx.Commit())
}

func merge(ctx context.Context, tx *sql.Tx, newID func() string) (m Merged, err error) {
	for _, statement := range mergeStatements {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return m, err
		}
	}
	if err = joinSessions(ctx, tx, newID, &m); err != nil {
		return m, err
	}
	err = tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM temp.came WHERE what = 's'), (SELECT count(*) FROM temp.came WHERE what = 'f')`).
		Scan(&m.Sessions, &m.Favourites)
	if err != nil {
		return m, err
	}
	_, err = tx.ExecContext(ctx, `DROP TABLE temp.came`)
	return m, err
}

// joinSessions adds what happened there to sessions that both libraries have. The
// favourites of it came as rows, which know more than the events.
func joinSessions(ctx context.Context, tx *sql.Tx, newID func() string, m *Merged) error {
	both, err := query(ctx, tx, scanHeader, `
		SELECT id, seed, created FROM main.sessions WHERE id IN (
		    SELECT session_id FROM other.events WHERE kind <> 'moved' AND id NOT IN (SELECT id FROM main.events))`)
	if err != nil {
		return err
	}
	for _, h := range both {
		joined, added, err := joinSession(ctx, tx, h, newID)
		var unread *problem.Problem
		switch {
		case errors.As(err, &unread):
			m.Left++
			continue
		case err == nil:
			err = writeJoined(ctx, tx, h, joined, added)
		}
		if err != nil {
			return err
		}
		m.Grown++
	}
	for _, statement := range pictureStatements {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// joinSession is a session with what happened to it there. A problem is one that
// cannot be read.
func joinSession(ctx context.Context, tx *sql.Tx, h Header, newID func() string) (joined session.Session, added []session.Event, err error) {
	here, err := replay(ctx, tx, h)
	if err != nil {
		return joined, nil, err
	}
	there, err := eventsOf(ctx, tx, selectOtherEvents, h.ID)
	if err != nil {
		return joined, nil, err
	}
	if joined, added, err = here.Join(there, newID); err != nil {
		err = unreadable(h.ID, err)
	}
	return joined, added, err
}

func writeJoined(ctx context.Context, tx *sql.Tx, h Header, joined session.Session, added []session.Event) error {
	a := appending{ctx: ctx, tx: tx, header: h}
	if err := a.load(); err != nil {
		return err
	}
	for _, e := range added {
		if err := a.insert(e); err != nil {
			return err
		}
	}
	return a.exec(`UPDATE sessions SET title = ?, updated = ?, rounds = ?, pictures = ? WHERE id = ?`,
		joined.Title, formatTime(joined.Updated), len(joined.Rounds()), len(joined.Pictures()), h.ID)
}

const selectOtherEvents = `
	SELECT id, coalesce(parent, ''), kind, time, body FROM other.events WHERE session_id = ? ORDER BY seq`

// mergeStatements copy rows in the order in which they refer to each other. A
// draft comes with a whole session only: one that was sent here meanwhile would
// be back.
var mergeStatements = []string{
	`CREATE TEMP TABLE came (what TEXT, id TEXT, PRIMARY KEY (what, id))`,
	`INSERT INTO temp.came SELECT 's', id FROM other.sessions WHERE id NOT IN (SELECT id FROM main.sessions)`,
	`INSERT INTO temp.came SELECT 'f', id FROM other.favourites WHERE id NOT IN (SELECT id FROM main.favourites)`,
	`INSERT INTO temp.came SELECT 'l', id FROM other.ledger WHERE id NOT IN (SELECT id FROM main.ledger)`,
	`INSERT INTO main.sessions (id, seed, title, created, updated, rounds, pictures)
	 SELECT id, seed, title, created, updated, rounds, pictures FROM other.sessions WHERE id IN (SELECT id FROM temp.came WHERE what = 's')`,
	`INSERT INTO main.events (id, session_id, seq, parent, kind, time, body)
	 SELECT id, session_id, seq, parent, kind, time, body FROM other.events WHERE session_id IN (SELECT id FROM temp.came WHERE what = 's') ORDER BY session_id, seq`,
	`INSERT INTO main.drafts (session_id, text, next, edit, edit_from, reply, updated, edits, settings)
	 SELECT session_id, text, next, edit, edit_from, reply, updated, edits, settings FROM other.drafts WHERE session_id IN (SELECT id FROM temp.came WHERE what = 's')`,
	`INSERT INTO main.favourites (id, session_id, prompt_id, title, text, negative, axes, note, created, trashed_at, name, locks, settings, picture)
	 SELECT id, (SELECT id FROM main.sessions WHERE id = f.session_id), prompt_id, title, text, negative, axes, note, created, trashed_at,
	        CASE WHEN name IN (SELECT name FROM main.favourites WHERE trashed_at IS NULL) THEN '' ELSE name END, locks, settings, picture
	 FROM other.favourites f WHERE id IN (SELECT id FROM temp.came WHERE what = 'f')`,
	`INSERT INTO main.favourite_tags (favourite_id, tag)
	 SELECT favourite_id, tag FROM other.favourite_tags WHERE favourite_id IN (SELECT id FROM temp.came WHERE what = 'f')`,
	`INSERT INTO main.ledger SELECT * FROM other.ledger WHERE id IN (SELECT id FROM temp.came WHERE what = 'l')`,
	`INSERT INTO main.journal SELECT * FROM other.journal WHERE request_id IN (SELECT id FROM temp.came WHERE what = 'l')`,
}

// pictureStatements copy what is listed of the generations whose events are here
// now: their rows know where files were moved to.
var pictureStatements = []string{
	`INSERT INTO main.generations (id, session_id, created, prompt_id, prompt, negative, generator, model, cost_usd, problem)
	 SELECT id, session_id, created, prompt_id, prompt, negative, generator, model, cost_usd, problem FROM other.generations
	 WHERE id NOT IN (SELECT id FROM main.generations) AND id IN (SELECT id FROM main.events)`,
	`INSERT INTO main.images (generation_id, position, path, width, height, seed, bytes, sha256)
	 SELECT generation_id, position, path, width, height, seed, bytes, sha256 FROM other.images o
	 WHERE generation_id IN (SELECT id FROM main.generations)
	   AND NOT EXISTS (SELECT 1 FROM main.images WHERE generation_id = o.generation_id AND position = o.position)`,
}
