package library

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"easel/engine/prompt"
	"easel/engine/session"
)

// Found is one row of what is found: a favourite, a session, a picture or a
// prompt.
type Found struct {
	Kind      Kind
	ID        string // of the favourite, the session, the generation or the prompt
	SessionID string // where it is; empty for a favourite that came from elsewhere
	Time      time.Time
	Title     string
	Text      string // the prompt; of a session, what was said in it
	Negative  string
	Tags      []string
	Name      string // of a favourite: its short name
	Note      string
	Generator string // of a picture
	Model     string
	Path      string // of a picture; the file may have been moved since
	SHA256    string
	Position  int // of a picture in its generation, from 1
	Width     int // pixels
	Height    int
	CostUSD   *float64 // of a picture; nil is unknown
	Rounds    int      // of a session
	Pictures  int
}

// indexer writes entries for changes.
type indexer struct {
	ctx     context.Context
	library *Library
	tx      *sql.Tx
	terms   map[string]bool // words of what was taken
}

// take puts the entries of changes in the place of those they had. They go in
// in the order of time, which the index likes best.
func (in *indexer) take(changes []change) error {
	type made struct {
		change
		Found
	}
	var all []made
	for _, c := range changes {
		if err := in.remove(c); err != nil {
			return err
		}
		list, err := in.entriesOf(c)
		if err != nil {
			return err
		}
		for _, e := range list {
			all = append(all, made{c, e})
		}
	}
	slices.SortStableFunc(all, func(a, b made) int { return a.Time.Compare(b.Time) })
	for _, m := range all {
		if err := in.add(m.change, m.Found); err != nil {
			return err
		}
	}
	return nil
}

func (in *indexer) remove(c change) error {
	old, err := query(in.ctx, in.tx, scanKey, `SELECT id FROM entries WHERE kind = ? AND ref = ?`, string(kindOfChange(c.kind)), c.ref)
	if err != nil {
		return err
	}
	for _, id := range old {
		for _, statement := range []string{`DELETE FROM words WHERE rowid = ?`, `DELETE FROM measures WHERE id = ?`, `DELETE FROM entries WHERE id = ?`} {
			if _, err := in.tx.ExecContext(in.ctx, statement, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func scanKey(rows *sql.Rows) (key int64, err error) {
	err = rows.Scan(&key)
	return key, err
}

func kindOfChange(kind string) Kind {
	switch kind {
	case "event":
		return APrompt
	case "generation":
		return APicture
	}
	return Kind(kind)
}

// entriesOf are the entries that a change leaves; none where the thing is no
// more.
func (in *indexer) entriesOf(c change) ([]Found, error) {
	switch c.kind {
	case "favourite":
		return in.favourite(c.ref)
	case "session":
		return in.session(c.ref)
	case "event":
		return in.prompts(c.ref)
	case "generation":
		return in.pictures(c.ref)
	}
	return nil, nil
}

func (in *indexer) favourite(id string) ([]Found, error) {
	list, err := query(in.ctx, in.library.read, scanFavourite, selectFavourites+`WHERE f.id = ? AND f.trashed_at IS NULL`, id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	f := list[0]
	return []Found{{Kind: AFavourite, ID: f.ID, SessionID: f.SessionID, Time: f.Created, Title: f.Title, Text: f.Text, Negative: f.Negative,
		Tags: f.Tags, Name: f.Name, Note: f.Note, Generator: f.Recipe.Generator, Model: f.Recipe.Model, Path: f.Picture, Width: f.Recipe.Width, Height: f.Recipe.Height}}, nil
}

// mostSaid is how much of a conversation is looked through, in characters.
const mostSaid = 20000

func (in *indexer) session(id string) ([]Found, error) {
	list, err := query(in.ctx, in.library.read, scanSummary, `SELECT id, title, created, updated, rounds, pictures FROM sessions WHERE id = ?`, id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	said, err := query(in.ctx, in.library.read, scanString, `
		SELECT substr(coalesce(group_concat(text, char(10)), ''), 1, ?2) FROM (
		    SELECT json_extract(body, '$.text') AS text FROM events WHERE session_id = ?1 AND kind = 'said' AND json_valid(body) ORDER BY seq)`,
		id, mostSaid)
	if err != nil {
		return nil, err
	}
	s := list[0]
	return []Found{{Kind: ASession, ID: s.ID, SessionID: s.ID, Time: s.Updated, Title: s.Title, Text: said[0], Rounds: s.Rounds, Pictures: s.Pictures}}, nil
}

// prompts are those that an event brought; of the same moment the first is to
// be the newest, as rounds list them.
func (in *indexer) prompts(id string) ([]Found, error) {
	var e storedEvent
	var sessionID string
	err := in.library.read.QueryRowContext(in.ctx, `SELECT session_id, kind, time, body FROM events WHERE id = ?`, id).Scan(&sessionID, &e.kind, &e.time, &e.body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	decoded, err := e.decode()
	if err != nil {
		return nil, nil // a newer program's, or damaged: there is nothing to find
	}
	var list []Found
	for _, p := range slices.Backward(promptsOf(decoded.Body)) {
		list = append(list, Found{Kind: APrompt, ID: p.ID, SessionID: sessionID, Time: decoded.Time, Title: p.Title, Text: p.Text, Negative: p.Negative})
	}
	return list, nil
}

func promptsOf(b session.Body) []prompt.Prompt {
	switch b := b.(type) {
	case session.Rounded:
		all := []prompt.Prompt{b.Rewrite}
		for _, v := range b.Variations {
			all = append(all, v.Prompt)
		}
		return all
	case session.Edited:
		return []prompt.Prompt{b.Prompt}
	case session.Used:
		p := b.Prompt
		p.Title = Heading(p.Text) // nobody gave it one
		return []prompt.Prompt{p}
	}
	return nil
}

func (in *indexer) pictures(id string) ([]Found, error) {
	list, err := query(in.ctx, in.library.read, scanGeneration, selectGenerations+`WHERE g.id = ? ORDER BY i.position`, id)
	if err != nil {
		return nil, err
	}
	var entries []Found
	for _, g := range list {
		entries = append(entries, Found{Kind: APicture, ID: g.ID, SessionID: g.SessionID, Time: g.Created, Title: Heading(g.Prompt), Text: g.Prompt,
			Negative: g.Negative, Generator: g.Generator, Model: g.Model, Path: g.Path, SHA256: g.SHA256, Position: g.Position,
			Width: g.Width, Height: g.Height, CostUSD: g.CostUSD})
	}
	return entries, nil
}

// add writes an entry under its time, or the next number that is free.
func (in *indexer) add(c change, e Found) error {
	key, err := in.free(e.Time.UnixMicro())
	if err != nil {
		return err
	}
	if _, err := in.tx.ExecContext(in.ctx, `
		INSERT INTO entries (id, kind, ref, item, session_id, width, height, cost_usd, rounds, pictures, position, generator, model, path, sha256, tags, name, note, title, text, negative)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		key, string(e.Kind), c.ref, e.ID, e.SessionID, e.Width, e.Height, e.CostUSD, e.Rounds, e.Pictures, e.Position,
		e.Generator, e.Model, e.Path, e.SHA256, strings.Join(e.Tags, " "), e.Name, e.Note, e.Title, e.Text, e.Negative); err != nil {
		return err
	}
	if e.Width > 0 {
		if _, err := in.tx.ExecContext(in.ctx, `INSERT INTO measures VALUES (?, ?, ?)`, key, max(e.Width, e.Height), e.CostUSD); err != nil {
			return err
		}
	}
	title := e.Title
	if e.Kind == APicture {
		title = "" // the beginning of its text
	}
	words := []any{key, folded(title + " " + e.Name), folded(e.Text + "\n" + e.Note), folded(strings.Join(e.Tags, " "))}
	for _, w := range words[1:] {
		for term := range strings.FieldsSeq(w.(string)) {
			in.terms[term] = true
		}
	}
	_, err = in.tx.ExecContext(in.ctx, `INSERT INTO words (rowid, title, text, tags, facets) VALUES (?, ?, ?, ?, ?)`, append(words, facets(e))...)
	return err
}

// learnTerms notes the words of what was taken.
func (in *indexer) learnTerms() error {
	for term := range in.terms {
		if _, err := in.tx.ExecContext(in.ctx, `INSERT OR IGNORE INTO terms VALUES (?)`, term); err != nil {
			return err
		}
	}
	return nil
}

// free is the key for a time in microseconds.
func (in *indexer) free(at int64) (int64, error) {
	const second = 1e6
	for {
		var taken bool
		var last sql.NullInt64
		err := in.tx.QueryRowContext(in.ctx, `
			SELECT EXISTS (SELECT 1 FROM entries WHERE id = ?1),
			       (SELECT max(id) FROM entries WHERE id BETWEEN ?1 AND ?1 + ?2)`, at, int64(second)).Scan(&taken, &last)
		if err != nil || !taken {
			return at, err
		}
		at = last.Int64 + 1
	}
}

// facets is what can be said of an entry rather than be in it, one token each. A
// model is found by any of its words.
func facets(e Found) string {
	all := []string{"is" + string(e.Kind)}
	for _, t := range e.Tags {
		all = append(all, "tag"+squeezed(t))
	}
	if by := squeezed(e.Generator); by != "" {
		all = append(all, "by"+by)
	}
	model := strings.Fields(folded(e.Model))
	for i := range model {
		all = append(all, "model"+strings.Join(model[i:], ""))
	}
	return strings.Join(all, " ")
}
