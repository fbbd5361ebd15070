package library

import (
	"context"
	"database/sql"
	"errors"
)

// Draft is what is being written in a session and is no event yet. It has one
// place, outside the tree, and is overwritten there.
type Draft struct {
	Text     string // being typed in the chat
	Next     string // the message that waits for the running one
	Edit     string // a prompt being edited by hand
	EditFrom string // id of the prompt it is edited from
	Edits    string // edits of other prompts that were left before, as the screen writes them
	Settings string // of the next generation where they are not the usual ones, as the screen writes them
	Reply    string // what streams and is no event yet, as engine writes it
}

// SaveDraft puts a session's draft in the place of the one before; an empty one
// takes it away. It survives the end of the program, however that comes; after a
// power cut, the draft may be an older one.
func (l *Library) SaveDraft(ctx context.Context, h Header, d Draft) error {
	err := l.inWriting(ctx, l.drafts, func(tx *sql.Tx) error {
		if d == (Draft{}) {
			return deleteDraft(ctx, tx, h.ID)
		}
		if err := makeSession(ctx, tx, h); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			INSERT OR REPLACE INTO drafts (session_id, text, next, edit, edit_from, edits, settings, reply, updated)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			h.ID, d.Text, d.Next, d.Edit, d.EditFrom, d.Edits, d.Settings, d.Reply, formatTime(l.now()))
		return err
	})
	return l.failed(err)
}

// deleteDraft takes a draft away, and with it a session in which nothing else
// ever happened.
func deleteDraft(ctx context.Context, tx *sql.Tx, sessionID string) error {
	gone, err := tx.ExecContext(ctx, `DELETE FROM drafts WHERE session_id = ?`, sessionID)
	if err != nil {
		return err
	}
	if n, err := gone.RowsAffected(); n == 0 || err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		DELETE FROM sessions WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM events WHERE session_id = ?1)`, sessionID)
	return err
}

// Draft is the draft of a session; an empty one when there is none.
func (l *Library) Draft(ctx context.Context, sessionID string) (Draft, error) {
	var d Draft
	err := l.read.QueryRowContext(ctx, `
		SELECT text, next, edit, edit_from, edits, settings, reply FROM drafts WHERE session_id = ?`, sessionID).
		Scan(&d.Text, &d.Next, &d.Edit, &d.EditFrom, &d.Edits, &d.Settings, &d.Reply)
	if errors.Is(err, sql.ErrNoRows) {
		return Draft{}, nil
	}
	return d, l.failed(err)
}
