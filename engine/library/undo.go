package library

// drops says of the favourites that the session ever dropped whether they are
// dropped, before more happens. An undo over a drop brings the favourite back, and
// so does a step on another branch, so that in such a session the whole tree has
// to be looked at. Other sessions cost one look into an index.
func (a *appending) drops() (map[string]bool, error) {
	none := make(map[string]bool)
	var any bool
	err := a.tx.QueryRowContext(a.ctx, `
		SELECT EXISTS (SELECT 1 FROM events WHERE session_id = ? AND kind = 'dropped')`, a.header.ID).Scan(&any)
	if err != nil || !any {
		return none, err
	}
	s, err := replay(a.ctx, a.tx, a.header)
	if err != nil {
		return nil, err
	}
	return s.Dropped(), nil
}

// followDrops corrects the favourites where the tree says something else than
// the events did one by one: the head has left a drop behind, or come back.
func (a *appending) followDrops() error {
	if len(a.dropped) == 0 {
		return nil
	}
	s, err := replay(a.ctx, a.tx, a.header)
	if err != nil {
		return err
	}
	for id, dropped := range s.Dropped() {
		if dropped == a.dropped[id] {
			continue
		}
		var trashed *string
		if dropped {
			trashed = &a.updated
		}
		if err := a.exec(`UPDATE favourites SET trashed_at = ? WHERE id = ?`, trashed, id); err != nil {
			return err
		}
	}
	return nil
}
