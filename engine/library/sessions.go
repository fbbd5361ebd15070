package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"easel/engine/problem"
	"easel/engine/session"
)

// Summary is a session as lists show it.
type Summary struct {
	ID       string
	Title    string // empty when nothing was said yet
	Created  time.Time
	Updated  time.Time // of its last event
	Rounds   int
	Pictures int
}

// Session is a whole session, played back from its events. The id may be cut
// short as long as it names one session.
func (l *Library) Session(ctx context.Context, id string) (session.Session, error) {
	s, err := l.session(ctx, id)
	return s, l.failed(err)
}

// Find is the session that an id names, which may be cut short as for Session.
func (l *Library) Find(ctx context.Context, id string) (Header, error) {
	h, err := header(ctx, l.read, id)
	return h, l.failed(err)
}

func (l *Library) session(ctx context.Context, id string) (session.Session, error) {
	tx, err := l.read.BeginTx(ctx, nil) // one view of the row and its events
	if err != nil {
		return session.Session{}, err
	}
	defer tx.Rollback()
	h, err := header(ctx, tx, id)
	if err != nil {
		return session.Session{}, err
	}
	return replay(ctx, tx, h)
}

// header finds a session by its id or the beginning of it.
func header(ctx context.Context, db querier, id string) (Header, error) {
	found, err := query(ctx, db, scanHeader, `
		SELECT id, seed, created FROM sessions
		WHERE ?1 <> '' AND id >= ?1 AND id < ?1 || char(0x10ffff)
		ORDER BY id LIMIT 2`, id)
	switch {
	case err != nil:
		return Header{}, err
	case len(found) == 0:
		return Header{}, problem.New(problem.Usage, fmt.Sprintf("There is no session %q", id),
			"Run `easel sessions` to see which there are")
	case len(found) > 1 && found[0].ID != id:
		return Header{}, problem.New(problem.Usage, fmt.Sprintf("More than one session begins with %q", id),
			"Give more of its id, as `easel sessions` shows it")
	}
	return found[0], nil
}

func scanHeader(rows *sql.Rows) (h Header, err error) {
	var seed int64
	var created string
	if err := rows.Scan(&h.ID, &seed, &created); err != nil {
		return h, err
	}
	h.Seed = uint64(seed)
	h.Created, err = parseTime(created)
	return h, err
}

// replay plays a session's events back.
func replay(ctx context.Context, tx *sql.Tx, h Header) (session.Session, error) {
	events, err := eventsOf(ctx, tx, selectEvents, h.ID)
	if err != nil {
		return session.Session{}, err
	}
	s, err := session.New(h.ID, h.Seed, h.Created).Replay(events)
	if err != nil {
		return session.Session{}, unreadable(h.ID, err)
	}
	return s, nil
}

// eventsOf reads a session's events by selectEvents or one like it.
func eventsOf(ctx context.Context, tx *sql.Tx, selected, sessionID string) ([]session.Event, error) {
	stored, err := query(ctx, tx, scanEvent, selected, sessionID)
	if err != nil {
		return nil, err
	}
	events := make([]session.Event, len(stored))
	for i, e := range stored {
		if events[i], err = e.decode(); err != nil {
			return nil, unreadable(sessionID, err)
		}
	}
	return events, nil
}

// storedEvent is an event's row.
type storedEvent struct {
	id, parent, kind, time string
	body                   []byte
}

const selectEvents = `
	SELECT id, coalesce(parent, ''), kind, time, body FROM events WHERE session_id = ? ORDER BY seq`

func scanEvent(rows *sql.Rows) (e storedEvent, err error) {
	err = rows.Scan(&e.id, &e.parent, &e.kind, &e.time, &e.body)
	return e, err
}

func (e storedEvent) decode() (session.Event, error) {
	at, err := parseTime(e.time)
	if err != nil {
		return session.Event{}, err
	}
	body, err := session.DecodeBody(e.kind, e.body)
	return session.Event{ID: e.id, Parent: e.parent, Time: at, Body: body}, err
}

// unreadable is a session with an event that this program does not understand.
func unreadable(id string, err error) error {
	if errors.Is(err, session.ErrUnknownKind) {
		return problem.Wrap(err, problem.Failed, fmt.Sprintf("Session %s was written by a newer Easel", id),
			"Update Easel to open it")
	}
	return problem.Wrap(err, problem.Failed, fmt.Sprintf("Session %s cannot be read back", id),
		"The others can; run `easel sessions` to see them")
}

// Sessions lists sessions, the one updated last first. A limit of 0 is none.
func (l *Library) Sessions(ctx context.Context, limit int) ([]Summary, error) {
	list, err := query(ctx, l.read, scanSummary, `
		SELECT id, title, created, updated, rounds, pictures FROM sessions
		ORDER BY updated DESC, id DESC LIMIT ?`, orAll(limit))
	return list, l.failed(err)
}

func scanSummary(rows *sql.Rows) (s Summary, err error) {
	var created, updated string
	if err := rows.Scan(&s.ID, &s.Title, &created, &updated, &s.Rounds, &s.Pictures); err != nil {
		return s, err
	}
	if s.Created, err = parseTime(created); err != nil {
		return s, err
	}
	s.Updated, err = parseTime(updated)
	return s, err
}

// Last is the session that a person was at last, in which something happened or
// was typed; ok is false when there is none.
func (l *Library) Last(ctx context.Context) (id string, ok bool, err error) {
	err = l.read.QueryRowContext(ctx, `
		SELECT id FROM (
		    SELECT * FROM (SELECT id, updated FROM sessions ORDER BY updated DESC, id DESC LIMIT 1)
		    UNION ALL
		    SELECT * FROM (SELECT session_id, updated FROM drafts ORDER BY updated DESC, session_id DESC LIMIT 1))
		ORDER BY updated DESC, id DESC LIMIT 1`).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return id, err == nil, l.failed(err)
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// query reads all rows of a query.
func query[T any](ctx context.Context, db querier, scan func(*sql.Rows) (T, error), text string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		t, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, rows.Err()
}
