package library

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"easel/engine/problem"
	"easel/engine/prompt"
)

// Keep puts a prompt among the favourites, with the id that it brings. One of
// the same title, text and negative that is there already, be it in the trash, is
// kept again instead; id is that one's then, and added is false.
func (l *Library) Keep(ctx context.Context, f Favourite) (id string, added bool, err error) {
	err = l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		k, err := newKeeping(ctx, tx)
		if err != nil {
			return err
		}
		if f.Created.IsZero() {
			f.Created = l.now()
		}
		if id, added, err = k.keep(&f); err != nil || added {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE favourites SET trashed_at = NULL WHERE id = ?`, id)
		return err
	})
	return id, added, l.failed(err)
}

// Import keeps many at once, all or none. What is there already, be it in the
// trash, is left as it is; added is how many were not.
func (l *Library) Import(ctx context.Context, list []Favourite) (added int, err error) {
	err = l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		k, err := newKeeping(ctx, tx)
		if err != nil {
			return err
		}
		for i := range list {
			if list[i].Created.IsZero() {
				list[i].Created = l.now().Add(time.Duration(i) * time.Microsecond) // in their order
			}
			_, isNew, err := k.keep(&list[i])
			if err != nil {
				return err
			}
			if isNew {
				added++
			}
		}
		return nil
	})
	return added, l.failed(err)
}

// keeping keeps favourites in a transaction. Its statements are read by SQLite
// once, which takes longer than to run them: an import has thousands.
type keeping struct {
	ctx         context.Context
	tx          *sql.Tx
	same, write *sql.Stmt // closed with the transaction
}

func newKeeping(ctx context.Context, tx *sql.Tx) (k keeping, err error) {
	k = keeping{ctx: ctx, tx: tx}
	if k.same, err = tx.PrepareContext(ctx, `
		SELECT id FROM favourites
		WHERE substr(text, 1, 64) = substr(?1, 1, 64) AND text = ?1 AND negative = ?2 AND title = ?3
		ORDER BY trashed_at IS NOT NULL, created LIMIT 1`); err != nil {
		return k, err
	}
	k.write, err = tx.PrepareContext(ctx, `
		INSERT INTO favourites (id, session_id, prompt_id, title, name, text, negative, axes, locks, note, settings, picture, created)
		VALUES (?, nullif(?, ''), ?1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	return k, err
}

// keep writes a favourite, made tidy, unless one like it is there; id is that of
// the one that is there then.
func (k keeping) keep(f *Favourite) (id string, added bool, err error) {
	if f.ID == "" {
		return "", false, fmt.Errorf("library: a favourite without an id")
	}
	if err := f.tidy(); err != nil {
		return "", false, err
	}
	switch err := k.same.QueryRowContext(k.ctx, f.Text, f.Negative, f.Title).Scan(&id); {
	case err == nil:
		return id, false, nil
	case !errors.Is(err, sql.ErrNoRows):
		return "", false, err
	}
	if taken, err := nameTaken(k.ctx, k.tx, f.ID, f.Name); err != nil {
		return "", false, err
	} else if taken {
		f.Name = "" // the older one has it
	}
	axes, locks, err := asJSON(f.Prompt())
	if err != nil {
		return "", false, err
	}
	recipe, err := json.Marshal(f.Recipe)
	if err != nil {
		return "", false, err
	}
	if _, err := k.write.ExecContext(k.ctx, f.ID, f.SessionID, f.Title, f.Name, f.Text, f.Negative, axes, locks, f.Note, string(recipe),
		f.Picture, formatTime(f.Created)); err != nil {
		return "", false, err
	}
	return f.ID, true, changeTags(k.ctx, k.tx, f.ID, f.Tags, nil)
}

// Edit changes what a person may change of a favourite: title, short name, text,
// negative, tags and note. id may be cut short, or the short name.
func (l *Library) Edit(ctx context.Context, id string, change func(*Favourite)) (f Favourite, err error) {
	err = l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		if f, err = favourite(ctx, tx, id); err != nil {
			return err
		}
		change(&f)
		if err := f.tidy(); err != nil {
			return err
		}
		taken, err := nameTaken(ctx, tx, f.ID, f.Name)
		if err != nil {
			return err
		}
		if taken {
			return problem.New(problem.Usage, fmt.Sprintf("Another favourite has the short name %q", f.Name), "Choose another one")
		}
		if _, err := tx.ExecContext(ctx, `
			UPDATE favourites SET title = ?, name = ?, text = ?, negative = ?, note = ? WHERE id = ?`,
			f.Title, f.Name, f.Text, f.Negative, f.Note, f.ID); err != nil {
			return err
		}
		return setTags(ctx, tx, f.ID, f.Tags)
	})
	return f, l.failed(err)
}

// Tag gives tags to favourites and takes others away, all or none.
func (l *Library) Tag(ctx context.Context, ids, add, remove []string) error {
	err := l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		for _, id := range ids {
			f, err := favourite(ctx, tx, id)
			if err != nil {
				return err
			}
			if err := changeTags(ctx, tx, f.ID, add, remove); err != nil {
				return err
			}
		}
		return nil
	})
	return l.failed(err)
}

func changeTags(ctx context.Context, tx *sql.Tx, id string, add, remove []string) error {
	for _, t := range tidyTags(remove) {
		if _, err := tx.ExecContext(ctx, `DELETE FROM favourite_tags WHERE favourite_id = ? AND tag = ?`, id, t); err != nil {
			return err
		}
	}
	for _, t := range tidyTags(add) {
		if _, err := tx.ExecContext(ctx, `INSERT INTO favourite_tags (favourite_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, t); err != nil {
			return err
		}
	}
	return nil
}

func setTags(ctx context.Context, tx *sql.Tx, id string, tags []string) error {
	has, err := query(ctx, tx, scanString, `SELECT tag FROM favourite_tags WHERE favourite_id = ?`, id)
	if err != nil {
		return err
	}
	gone := slices.DeleteFunc(has, func(t string) bool { return slices.Contains(tags, t) })
	return changeTags(ctx, tx, id, tags, gone)
}

// Trash takes favourites out, all or none; nothing is deleted, and Restore
// brings them back.
func (l *Library) Trash(ctx context.Context, ids ...string) error {
	return l.trash(ctx, ids, new(formatTime(l.now())))
}

// Restore brings favourites back out of the trash, all or none.
func (l *Library) Restore(ctx context.Context, ids ...string) error { return l.trash(ctx, ids, nil) }

func (l *Library) trash(ctx context.Context, ids []string, at *string) error {
	err := l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		for _, id := range ids {
			f, err := favourite(ctx, tx, id)
			if err != nil {
				return err
			}
			if at == nil && f.Trashed { // its name may have been given away meanwhile
				taken, err := nameTaken(ctx, tx, f.ID, f.Name)
				if err != nil {
					return err
				}
				if taken {
					f.Name = ""
				}
			}
			if _, err := tx.ExecContext(ctx, `UPDATE favourites SET trashed_at = ?, name = ? WHERE id = ?`, at, f.Name, f.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return l.failed(err)
}

func nameTaken(ctx context.Context, tx *sql.Tx, id, name string) (taken bool, err error) {
	if name == "" {
		return false, nil
	}
	err = tx.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM favourites WHERE name = ? AND name <> '' AND id <> ? AND trashed_at IS NULL)`, name, id).Scan(&taken)
	return taken, err
}

// asJSON is what a favourite stores as JSON: axes as an object, locks as a list.
func asJSON(p prompt.Prompt) (axes, locks string, err error) {
	if p.Axes == nil {
		p.Axes = map[prompt.Axis]string{}
	}
	a, err := json.Marshal(p.Axes)
	if err != nil {
		return "", "", err
	}
	l, err := json.Marshal(append([]prompt.Lock{}, p.Locks...))
	return string(a), string(l), err
}

// tidy brings what people and files write into the form in which it is kept.
func (f *Favourite) tidy() error {
	valid := func(text string) string {
		return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", ""))
	}
	f.Text, f.Negative, f.Note = valid(f.Text), valid(f.Negative), valid(f.Note)
	if f.Text == "" && f.Negative == "" {
		return problem.New(problem.Usage, "There is no prompt to keep", "Give its text")
	}
	f.Title = cmp.Or(strings.Join(strings.Fields(valid(f.Title)), " "), Heading(cmp.Or(f.Text, f.Negative)))
	f.Name, f.Tags = shortName(f.Name), tidyTags(f.Tags)
	return nil
}

// Heading is the beginning of a text as its title, between words.
func Heading(text string) string {
	const most = 48 // runes
	words := strings.Fields(text)
	heading := ""
	for _, w := range words {
		longer := strings.TrimSpace(heading + " " + w)
		if len([]rune(longer)) > most {
			if heading == "" {
				return string([]rune(w)[:most]) + "…"
			}
			return strings.TrimRight(heading, ",;:.") + "…"
		}
		heading = longer
	}
	return heading
}

// Tag is a tag as it is kept: lower case, with hyphens between its words.
func Tag(tag string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.TrimLeft(strings.TrimSpace(tag), "#")), "-"))
}

func tidyTags(tags []string) []string {
	list := []string{}
	for _, t := range tags {
		if t = Tag(strings.ToValidUTF8(t, "\uFFFD")); t != "" {
			list = append(list, t)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// shortName is a short name as it is kept: lower-case letters, digits and
// hyphens.
func shortName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}
