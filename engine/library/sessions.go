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
func header(ctx context.Context, tx *sql.Tx, id string) (Header, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT id, seed, created FROM sessions
		WHERE id = ?1 OR (?1 <> '' AND substr(id, 1, length(?1)) = ?1)
		ORDER BY id <> ?1 LIMIT 2`, id)
	if err != nil {
		return Header{}, err
	}
	defer rows.Close()
	var found []Header
	for rows.Next() {
		var h Header
		var seed int64
		var created string
		if err := rows.Scan(&h.ID, &seed, &created); err != nil {
			return Header{}, err
		}
		h.Seed = uint64(seed)
		if h.Created, err = parseTime(created); err != nil {
			return Header{}, err
		}
		found = append(found, h)
	}
	if err := rows.Err(); err != nil {
		return Header{}, err
	}
	switch {
	case len(found) == 0:
		return Header{}, problem.New(problem.Usage, fmt.Sprintf("There is no session %q", id), "Run `easel sessions` to see which there are")
	case len(found) > 1 && found[0].ID != id:
		return Header{}, problem.New(problem.Usage, fmt.Sprintf("More than one session begins with %q", id), "Give more of its id, as `easel sessions` shows it")
	}
	return found[0], nil
}

// replay plays a session's events back.
func replay(ctx context.Context, tx *sql.Tx, h Header) (session.Session, error) {
	events, err := eventsOf(ctx, tx, h.ID)
	if err != nil {
		return session.Session{}, err
	}
	s, err := session.New(h.ID, h.Seed, h.Created).Replay(events)
	if err != nil {
		return session.Session{}, unreadable(h.ID, err)
	}
	return s, nil
}

func eventsOf(ctx context.Context, tx *sql.Tx, sessionID string) ([]session.Event, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT id, coalesce(parent, ''), kind, time, body FROM events WHERE session_id = ? ORDER BY seq`, sessionID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var events []session.Event
	for rows.Next() {
		var e session.Event
		var kind, at string
		var body []byte
		if err := rows.Scan(&e.ID, &e.Parent, &kind, &at, &body); err != nil {
			return nil, err
		}
		if e.Time, err = parseTime(at); err != nil {
			return nil, unreadable(sessionID, err)
		}
		if e.Body, err = session.DecodeBody(kind, body); err != nil {
			return nil, unreadable(sessionID, err)
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// unreadable is a session with an event that this program does not understand.
func unreadable(id string, err error) error {
	if errors.Is(err, session.ErrUnknownKind) {
		return problem.Wrap(err, problem.Failed, fmt.Sprintf("Session %s was written by a newer Easel", id), "Update Easel to open it")
	}
	return problem.Wrap(err, problem.Failed, fmt.Sprintf("Session %s cannot be read back", id), "The others can; run `easel sessions` to see them")
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
		SELECT s.id FROM sessions s LEFT JOIN drafts d ON d.session_id = s.id
		ORDER BY max(s.updated, coalesce(d.updated, '')) DESC, s.id DESC LIMIT 1`).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return id, err == nil, l.failed(err)
}

// query reads all rows of a query.
func query[T any](ctx context.Context, db *sql.DB, scan func(*sql.Rows) (T, error), text string, args ...any) ([]T, error) {
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
