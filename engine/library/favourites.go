package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"easel/engine/problem"
	"easel/engine/prompt"
)

// Favourite is a prompt that was kept, whole.
type Favourite struct {
	ID        string
	SessionID string // where it was kept; empty where it came from elsewhere
	Title     string
	Name      string // short, for {name} in the chat; empty for none
	Text      string
	Negative  string
	Axes      map[prompt.Axis]string
	Locks     []prompt.Lock
	Tags      []string // in the order of the alphabet; never nil
	Note      string
	Created   time.Time
	Trashed   bool

	// What became of it: from the newest picture that was made with exactly
	// this text, else from where it was imported.
	Picture  string   // path of the picture; empty for none
	Recipe   Recipe   // what made that
	Dialects []string // image generators that painted it, in the order of the alphabet; never nil
}

// Recipe is what made a picture besides its prompt, as far as it is known.
type Recipe struct {
	Source     string  `json:"source,omitempty"` // what it was read from: a1111, comfyui, ...; empty for our own
	Generator  string  `json:"generator,omitempty"`
	Model      string  `json:"model,omitempty"`
	Seed       *uint32 `json:"seed,omitempty"`
	Width      int     `json:"width,omitempty"`      // pixels
	Height     int     `json:"height,omitempty"`     // pixels
	Parameters string  `json:"parameters,omitempty"` // the settings as they stood there
}

// Prompt is the favourite as a prompt to be used.
func (f Favourite) Prompt() prompt.Prompt {
	return prompt.Prompt{ID: f.ID, Title: f.Title, Text: f.Text, Negative: f.Negative, Axes: f.Axes, Locks: f.Locks}
}

// Which says which favourites are meant; its zero value is all that are kept.
type Which struct {
	Tag     string // that have this tag
	Trashed bool   // those in the trash instead
	Limit   int    // at most; 0 is no limit
}

const selectFavourites = `
	SELECT f.id, coalesce(f.session_id, ''), f.title, f.name, f.text, f.negative, f.axes, f.locks, f.note, f.created,
	       f.trashed_at IS NOT NULL, f.picture, f.settings,
	       (SELECT json_group_array(tag ORDER BY tag) FROM favourite_tags WHERE favourite_id = f.id),
	       (SELECT json_group_array(generator ORDER BY generator) FROM (
	           SELECT DISTINCT generator FROM generations WHERE ` + sameText + `)),
	       (SELECT json_object('path', i.path, 'generator', generator, 'model', model, 'seed', i.seed, 'width', i.width, 'height', i.height)
	        FROM generations JOIN images i ON i.generation_id = generations.id
	        WHERE ` + sameText + ` ORDER BY created DESC, generations.id DESC, i.position LIMIT 1)
	FROM favourites f `

// sameText finds the generations of a favourite's text through their index.
const sameText = `substr(prompt, 1, 64) = substr(f.text, 1, 64) AND prompt = f.text`

// Favourites lists favourites, the newest first.
func (l *Library) Favourites(ctx context.Context, w Which) ([]Favourite, error) {
	list, err := query(ctx, l.read, scanFavourite, selectFavourites+`
		WHERE (f.trashed_at IS NOT NULL) = ?1
		  AND (?2 = '' OR EXISTS (SELECT 1 FROM favourite_tags WHERE favourite_id = f.id AND tag = ?2))
		ORDER BY f.created DESC, f.id DESC LIMIT ?3`, w.Trashed, Tag(w.Tag), orAll(w.Limit))
	return list, l.failed(err)
}

// Trashed says of favourites whether they are in the trash, by their ids; of
// those that there are.
func (l *Library) Trashed(ctx context.Context, ids []string) (map[string]bool, error) {
	asked, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	scan := func(rows *sql.Rows) (f Favourite, err error) {
		err = rows.Scan(&f.ID, &f.Trashed)
		return f, err
	}
	list, err := query(ctx, l.read, scan, `SELECT id, trashed_at IS NOT NULL FROM favourites WHERE id IN (SELECT value FROM json_each(?))`, string(asked))
	trashed := make(map[string]bool, len(list))
	for _, f := range list {
		trashed[f.ID] = f.Trashed
	}
	return trashed, l.failed(err)
}

// Favourite finds one by its id, which may be cut short, or by its short name;
// also one in the trash, the one that went there last, if no other has the name.
func (l *Library) Favourite(ctx context.Context, ref string) (Favourite, error) {
	f, err := favourite(ctx, l.read, ref)
	return f, l.failed(err)
}

func favourite(ctx context.Context, db querier, ref string) (Favourite, error) {
	found, err := query(ctx, db, scanFavourite, selectFavourites+`
		WHERE ?1 <> '' AND (f.name = ?1 AND f.name <> '' OR f.id >= ?1 AND f.id < ?1 || char(0x10ffff))
		ORDER BY f.name = ?1 OR f.id = ?1 DESC, f.trashed_at IS NOT NULL, f.trashed_at DESC, f.id LIMIT 2`, ref)
	switch {
	case err != nil:
		return Favourite{}, err
	case len(found) == 0:
		return Favourite{}, problem.New(problem.Usage, fmt.Sprintf("There is no favourite %q", ref),
			"Run `easel favourites list` to see which there are")
	case len(found) > 1 && found[0].ID != ref && found[0].Name != ref:
		return Favourite{}, problem.New(problem.Usage, fmt.Sprintf("More than one favourite begins with %q", ref),
			"Give more of its id, as `easel favourites list` shows it")
	}
	return found[0], nil
}

// Style finds a kept favourite by its short name, for {name} in the chat.
func (l *Library) Style(ctx context.Context, name string) (f Favourite, ok bool, err error) {
	list, err := query(ctx, l.read, scanFavourite, selectFavourites+`WHERE f.name = ? AND f.name <> '' AND f.trashed_at IS NULL`, shortName(name))
	if err != nil || len(list) == 0 || shortName(name) == "" {
		return Favourite{}, false, l.failed(err)
	}
	return list[0], true, nil
}

// TagCount is a tag with how many kept favourites have it.
type TagCount struct {
	Tag   string
	Count int
}

// Tags lists the tags in use, the most used first.
func (l *Library) Tags(ctx context.Context) ([]TagCount, error) {
	scan := func(rows *sql.Rows) (t TagCount, err error) {
		err = rows.Scan(&t.Tag, &t.Count)
		return t, err
	}
	list, err := query(ctx, l.read, scan, `
		SELECT tag, count(*) FROM favourite_tags JOIN favourites ON favourites.id = favourite_id
		WHERE trashed_at IS NULL GROUP BY tag ORDER BY count(*) DESC, tag`)
	return list, l.failed(err)
}

func scanFavourite(rows *sql.Rows) (f Favourite, err error) {
	var created string
	var axes, locks, settings, tags, dialects, last []byte
	if err := rows.Scan(&f.ID, &f.SessionID, &f.Title, &f.Name, &f.Text, &f.Negative, &axes, &locks, &f.Note, &created,
		&f.Trashed, &f.Picture, &settings, &tags, &dialects, &last); err != nil {
		return f, err
	}
	newest := struct {
		Path string `json:"path"`
		Recipe
	}{f.Picture, Recipe{}}
	for _, part := range []struct {
		data []byte
		into any
	}{{axes, &f.Axes}, {locks, &f.Locks}, {settings, &f.Recipe}, {tags, &f.Tags}, {dialects, &f.Dialects}, {last, &newest}} {
		if len(part.data) == 0 {
			continue
		}
		if err := json.Unmarshal(part.data, part.into); err != nil {
			return f, err
		}
	}
	if len(f.Locks) == 0 {
		f.Locks = nil
	}
	if len(last) > 0 {
		f.Picture, f.Recipe = newest.Path, newest.Recipe
	} else if f.Recipe.Generator != "" && !slices.Contains(f.Dialects, f.Recipe.Generator) {
		f.Dialects = append(f.Dialects, f.Recipe.Generator)
	}
	f.Created, err = parseTime(created)
	return f, err
}
