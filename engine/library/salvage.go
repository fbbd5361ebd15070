package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"easel/engine/session"
	sqlite3 "modernc.org/sqlite/lib"
)

// salvaging reads a damaged database row by row into a new one, and leaves out
// what does not fit together.
type salvaging struct {
	ctx  context.Context
	from *sql.DB
	to   *sql.Tx

	sessions, favourites, pictures int
}

// salvagedTables are all tables, each after those that it refers to.
func salvagedTables() []string {
	return []string{"sessions", "events", "generations", "images", "favourites", "favourite_tags", "drafts", "ledger", "journal"}
}

func (s *salvaging) found() string {
	if s.sessions+s.favourites == 0 {
		return "nothing could be read of it"
	}
	return fmt.Sprintf("what could be read of it is in the new one (sessions: %d, favourites: %d, pictures: %d)", s.sessions, s.favourites, s.pictures)
}

func (s *salvaging) everything() error {
	for _, table := range salvagedTables() {
		if err := s.table(table); err != nil {
			return err
		}
	}
	if err := s.adoptOrphans(); err != nil {
		return err
	}
	ids, err := query(s.ctx, s.to, scanString, `SELECT id FROM sessions`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.session(id); err != nil {
			return err
		}
	}
	return s.count()
}

// table copies from the front until something cannot be read, and then from the
// back.
func (s *salvaging) table(name string) error {
	columns, err := s.columns(name)
	if err != nil || len(columns) == 0 {
		return err
	}
	last, whole, err := s.rows(name, columns, "ORDER BY rowid")
	if err != nil || whole {
		return err
	}
	_, _, err = s.rows(name, columns, fmt.Sprintf("WHERE rowid > %d ORDER BY rowid DESC", last))
	return err
}

// columns are those that both libraries have; none when the table cannot be
// read.
func (s *salvaging) columns(table string) ([]string, error) {
	const list = `SELECT name FROM pragma_table_info(?)`
	old, err := query(s.ctx, s.from, scanString, list, table)
	if err != nil {
		return nil, s.ctx.Err()
	}
	now, err := query(s.ctx, s.to, scanString, list, table)
	return slices.DeleteFunc(now, func(c string) bool { return !slices.Contains(old, c) }), err
}

func scanString(rows *sql.Rows) (text string, err error) {
	err = rows.Scan(&text)
	return text, err
}

// rows copies rows until one cannot be read; last is the row id of the last one
// that could. The error is the new library's or the caller's.
func (s *salvaging) rows(table string, columns []string, order string) (last int64, whole bool, err error) {
	names := strings.Join(columns, ", ")
	rows, err := s.from.QueryContext(s.ctx, fmt.Sprintf(`SELECT rowid, %s FROM %s %s`, names, table, order))
	if err != nil {
		return 0, false, s.ctx.Err()
	}
	defer rows.Close()
	insert := fmt.Sprintf(`INSERT OR IGNORE INTO %s (%s) VALUES (?%s)`, table, names, strings.Repeat(", ?", len(columns)-1))
	for rows.Next() {
		values := make([]any, len(columns))
		targets := []any{&last}
		for i := range values {
			targets = append(targets, &values[i])
		}
		if err := rows.Scan(targets...); err != nil {
			continue
		}
		if err := s.exec(insert, values...); err != nil && code(err) != sqlite3.SQLITE_CONSTRAINT {
			return last, false, err
		}
	}
	return last, rows.Err() == nil, s.ctx.Err()
}

// adoptOrphans gives rows back what they belong to, or drops them where they
// mean nothing alone.
func (s *salvaging) adoptOrphans() error {
	for _, statement := range []string{
		`INSERT OR IGNORE INTO sessions (id, seed, created, updated)
		 SELECT session_id, 0, min(at), max(at) FROM (
		     SELECT session_id, time AS at FROM events
		     UNION ALL SELECT session_id, created FROM generations
		     UNION ALL SELECT session_id, updated FROM drafts) GROUP BY session_id`,
		`DELETE FROM images WHERE generation_id NOT IN (SELECT id FROM generations)`,
		`DELETE FROM journal WHERE request_id NOT IN (SELECT id FROM ledger)`,
		`DELETE FROM favourite_tags WHERE favourite_id NOT IN (SELECT id FROM favourites)`,
		`UPDATE favourites SET session_id = NULL WHERE session_id NOT IN (SELECT id FROM sessions)`,
	} {
		if err := s.exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// session leaves out the events that cannot be played back any more, and
// derives the rest anew.
func (s *salvaging) session(id string) error {
	h, err := header(s.ctx, s.to, id)
	if err != nil {
		return s.ctx.Err() // a row without sense stays as it is
	}
	stored, err := query(s.ctx, s.to, scanEvent, selectEvents, id)
	if err != nil {
		return err
	}
	played := session.New(h.ID, h.Seed, h.Created)
	for _, e := range stored {
		event, err := e.decode()
		if errors.Is(err, session.ErrUnknownKind) {
			return nil // a newer program understands the session
		}
		var grown session.Session
		if err == nil {
			grown, err = played.Apply(event)
		}
		if err == nil {
			played = grown
			continue
		}
		if err := s.exec(`DELETE FROM events WHERE id = ?`, e.id); err != nil {
			return err
		}
	}
	return s.derive(h, played)
}

// derive fills in what follows from the events and could not be read.
func (s *salvaging) derive(h Header, played session.Session) error {
	favourites, err := query(s.ctx, s.to, scanString, `SELECT id FROM favourites`)
	if err != nil {
		return err
	}
	a := appending{ctx: s.ctx, tx: s.to, header: h, dropped: make(map[string]bool)}
	for _, n := range played.Nodes() {
		var id string
		switch b := n.Body.(type) {
		case session.Kept:
			id = b.FavouriteID
		case session.Dropped:
			id = b.FavouriteID
		}
		if slices.Contains(favourites, id) {
			continue // its own row knows more, such as what was done in other sessions
		}
		if err := a.derive(n.Event); err != nil {
			return err
		}
	}
	for id, dropped := range played.Dropped() {
		if dropped || slices.Contains(favourites, id) {
			continue
		}
		if err := s.exec(`UPDATE favourites SET trashed_at = NULL WHERE id = ?`, id); err != nil {
			return err
		}
	}
	return s.exec(`
		UPDATE sessions SET title = coalesce(nullif(?, ''), title), updated = max(updated, ?), rounds = ?, pictures = ? WHERE id = ?`,
		played.Title, formatTime(played.Updated), a.rounds, a.pictures, h.ID)
}

func (s *salvaging) count() error {
	return s.to.QueryRowContext(s.ctx, `
		SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM favourites WHERE trashed_at IS NULL), (SELECT count(*) FROM images)`).
		Scan(&s.sessions, &s.favourites, &s.pictures)
}

func (s *salvaging) exec(text string, args ...any) error {
	_, err := s.to.ExecContext(s.ctx, text, args...)
	return err
}
