package library

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"easel/engine/prompt"
	"easel/engine/session"
)

// Header names the session that an event or a draft belongs to. The session's
// row is made with the first of them, so that a session in which nothing
// happened leaves no trace.
type Header struct {
	ID      string
	Seed    uint64
	Created time.Time
}

// Append adds events to a session, with everything that is derived from them.
// All of it is on the disk when Append returns nil, and none of it otherwise.
func (l *Library) Append(ctx context.Context, h Header, events ...session.Event) error {
	if len(events) == 0 {
		return nil
	}
	err := l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		a := appending{ctx: ctx, tx: tx, header: h}
		return a.append(events)
	})
	return l.failed(err)
}

// inWriting runs a transaction that is all or nothing.
func (l *Library) inWriting(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	if l.readOnly {
		return ErrReadOnly
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// makeSession makes a session's row unless it is there.
func makeSession(ctx context.Context, tx *sql.Tx, h Header) error {
	if h.ID == "" {
		return fmt.Errorf("library: a session without an id")
	}
	created := formatTime(h.Created)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO sessions (id, seed, created, updated) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO NOTHING`, h.ID, int64(h.Seed), created, created)
	return err
}

// appending is one Append on its way.
type appending struct {
	ctx    context.Context
	tx     *sql.Tx
	header Header

	title    string
	updated  string
	seq      int64
	rounds   int
	pictures int
	dropped  map[string]bool // favourites that the session ever dropped, and whether they are
}

func (a *appending) append(events []session.Event) error {
	if err := makeSession(a.ctx, a.tx, a.header); err != nil {
		return err
	}
	if err := a.load(); err != nil {
		return err
	}
	var err error
	if a.dropped, err = a.drops(); err != nil {
		return err
	}
	for _, e := range events {
		if err := a.add(e); err != nil {
			return err
		}
	}
	if err := a.exec(`
		UPDATE sessions SET title = ?, updated = ?, rounds = rounds + ?, pictures = pictures + ? WHERE id = ?`,
		a.title, a.updated, a.rounds, a.pictures, a.header.ID); err != nil {
		return err
	}
	return a.followDrops()
}

// load reads what the session's row says so far.
func (a *appending) load() error {
	return a.tx.QueryRowContext(a.ctx, `
		SELECT title, updated, (SELECT coalesce(max(seq), 0) FROM events WHERE session_id = sessions.id)
		FROM sessions WHERE id = ?`, a.header.ID).Scan(&a.title, &a.updated, &a.seq)
}

// add writes one event and what is derived from it.
func (a *appending) add(e session.Event) error {
	if err := a.insert(e); err != nil {
		return err
	}
	a.title = session.TitleAfter(a.title, e.Body)
	a.updated = max(a.updated, formatTime(e.Time))
	return a.derive(e)
}

// insert writes one event alone.
func (a *appending) insert(e session.Event) error {
	if e.Body == nil || e.ID == "" {
		return fmt.Errorf("library: an event without a body or an id")
	}
	body, err := session.EncodeBody(e.Body)
	if err != nil {
		return err
	}
	a.seq++
	return a.exec(`
		INSERT INTO events (id, session_id, seq, parent, kind, time, body) VALUES (?, ?, ?, nullif(?, ''), ?, ?, ?)`,
		e.ID, a.header.ID, a.seq, e.Parent, e.Kind(), formatTime(e.Time), string(body))
}

// derive keeps the tables that are read by themselves in step with the events.
func (a *appending) derive(e session.Event) error {
	switch b := e.Body.(type) {
	case session.Rounded:
		a.rounds++
	case session.Generated:
		a.pictures += len(b.Images)
		return a.generated(e, b)
	case session.Kept:
		if a.dropped[b.FavouriteID] {
			a.dropped[b.FavouriteID] = false
		}
		return a.favourite(e, b.FavouriteID, b.Prompt, nil)
	case session.Dropped:
		a.dropped[b.FavouriteID] = true
		trashed := formatTime(e.Time)
		return a.favourite(e, b.FavouriteID, b.Prompt, &trashed)
	}
	return nil
}

// generated writes the rows of a generation and its images. They may be there
// already where a damaged library is being recovered.
func (a *appending) generated(e session.Event, g session.Generated) error {
	if err := a.exec(`
		INSERT INTO generations (id, session_id, created, prompt_id, prompt, negative, generator, model, cost_usd, problem)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		e.ID, a.header.ID, formatTime(e.Time), g.Prompt.ID, g.Prompt.Text, g.Prompt.Negative,
		g.Generator, g.Model, g.CostUSD, g.Problem); err != nil {
		return err
	}
	for i, image := range g.Images {
		if err := a.exec(`
			INSERT INTO images (generation_id, position, path, width, height, seed, bytes, sha256)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			e.ID, i+1, image.Path, image.Width, image.Height, image.Seed, image.Bytes, image.SHA256); err != nil {
			return err
		}
	}
	return nil
}

// favourite puts a prompt among the favourites or, with a time, into the trash.
// A favourite that came from elsewhere is made too: undo has to bring it back.
func (a *appending) favourite(e session.Event, id string, p prompt.Prompt, trashed *string) error {
	axes, locks, err := asJSON(p)
	if err != nil {
		return err
	}
	return a.exec(`
		INSERT INTO favourites (id, session_id, prompt_id, title, text, negative, axes, locks, created, trashed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET trashed_at = excluded.trashed_at`,
		id, a.header.ID, p.ID, p.Title, p.Text, p.Negative, axes, locks, formatTime(e.Time), trashed)
}

func (a *appending) exec(query string, args ...any) error {
	_, err := a.tx.ExecContext(a.ctx, query, args...)
	return err
}
