package library

import (
	"slices"

	"easel/engine/session"
)

// drops says which favourites the session has dropped, before the events are
// added; nil when no event can change that but by what it says itself. An undo
// over a drop brings the favourite back, so that a move has to be looked at in
// the whole tree. That is read for a move in a session with a drop, and for
// nothing else.
func (a *appending) drops(events []session.Event) (map[string]bool, error) {
	moves := slices.ContainsFunc(events, func(e session.Event) bool {
		_, ok := e.Body.(session.Moved)
		return ok
	})
	if !moves {
		return nil, nil
	}
	var any bool
	err := a.tx.QueryRowContext(a.ctx, `
		SELECT EXISTS (SELECT 1 FROM events WHERE session_id = ? AND kind = ?)`,
		a.header.ID, session.Event{Body: session.Dropped{}}.Kind()).Scan(&any)
	if err != nil || !any {
		return nil, err
	}
	s, err := replay(a.ctx, a.tx, a.header)
	if err != nil {
		return nil, err
	}
	return s.Dropped(), nil
}

// followDrops writes what the moves among the events changed.
func (a *appending) followDrops(before map[string]bool, events []session.Event) error {
	if before == nil {
		return nil
	}
	s, err := replay(a.ctx, a.tx, a.header)
	if err != nil {
		return err
	}
	at := formatTime(events[len(events)-1].Time)
	for id, dropped := range s.Dropped() {
		if dropped == before[id] {
			continue
		}
		var trashed *string
		if dropped {
			trashed = &at
		}
		if err := a.exec(`UPDATE favourites SET trashed_at = ? WHERE id = ?`, trashed, id); err != nil {
			return err
		}
	}
	return nil
}
