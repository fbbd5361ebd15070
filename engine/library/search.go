package library

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"
)

// Page is a part of what a search found.
type Page struct {
	Found  []Found
	More   *Cursor // where the next page begins; nil after the last
	Behind int     // changes that are not in the index yet; see CatchUp
}

// Cursor is a place in what a search found. It stays right when something is
// added meanwhile.
type Cursor struct {
	key  int64
	rank float64
}

// Search finds what a query asks for, the newest or the best first, at most
// limit rows, after a cursor or, if it is nil, from the start. What changed a
// moment ago is found; after a large import CatchUp has to come first. A
// cancelled context stops it.
func (l *Library) Search(ctx context.Context, q Query, after *Cursor, limit int) (page Page, err error) {
	err = l.withIndex(ctx, func(db *sql.DB) error {
		page, err = l.search(ctx, db, q, after, limit)
		return err
	})
	return page, l.failed(err)
}

func (l *Library) search(ctx context.Context, db *sql.DB, q Query, after *Cursor, limit int) (page Page, err error) {
	if _, err := l.follow(ctx, db); err != nil {
		return Page{}, err
	}
	page.Found = []Found{}
	if page.Behind, err = l.behind(ctx, db); err != nil {
		return Page{}, err
	}
	if q, err = spellOut(ctx, db, q); err != nil {
		return Page{}, err
	}
	found, err := q.run(ctx, db, after, limit+1)
	if err != nil {
		return Page{}, err
	}
	if len(found) > limit {
		found = found[:limit]
		page.More = &found[limit-1].Cursor
	}
	for _, f := range found {
		page.Found = append(page.Found, f.Found)
	}
	return page, nil
}

// run reads the rows; one more than are wanted tells that there are more.
func (q Query) run(ctx context.Context, db *sql.DB, after *Cursor, limit int) ([]foundRow, error) {
	if !q.Best || !q.ranks() {
		text, args := q.statement(after, limit)
		return query(ctx, db, scanFound, text, args...)
	}
	text, args := q.statement(nil, ranked)
	found, err := query(ctx, db, scanFound, text, args...)
	if err != nil {
		return nil, err
	}
	found = q.rank(found, after)
	return found[:min(limit, len(found))], nil
}

// foundRow is a row with its place.
type foundRow struct {
	Found
	Cursor
}

const foundColumns = `e.id, e.kind, e.item, e.session_id, e.width, e.height, e.cost_usd, e.rounds, e.pictures, e.position,
	e.generator, e.model, e.path, e.sha256, e.tags, e.name, e.note, e.title, e.text, e.negative`

func scanFound(rows *sql.Rows) (f foundRow, err error) {
	e := &f.Found
	var tags string
	err = rows.Scan(&f.key, &e.Kind, &e.ID, &e.SessionID, &e.Width, &e.Height, &e.CostUSD, &e.Rounds, &e.Pictures, &e.Position,
		&e.Generator, &e.Model, &e.Path, &e.SHA256, &tags, &e.Name, &e.Note, &e.Title, &e.Text, &e.Negative)
	e.Time = time.UnixMicro(f.key).UTC()
	e.Tags = strings.Fields(tags)
	return f, err
}

// statement is the query in SQL. Where there are words, the index of words leads
// and yields the rows in the order of time without sorting; dates are ranges of
// its keys, and what is said of rows are words as well.
func (q Query) statement(after *Cursor, limit int) (text string, args []any) {
	match := q.match()
	key := "e.id"
	var where []string
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	from := "entries e"
	if match != "" {
		key, from = "w.rowid", q.words()+" CROSS JOIN entries e ON e.id = w.rowid"
		add("words MATCH ?", match)
	}
	if !q.After.IsZero() {
		add(key+" >= ?", q.After.UnixMicro())
	}
	if !q.Before.IsZero() {
		add(key+" < ?", q.Before.UnixMicro())
	}
	for _, b := range q.Sizes {
		add("m.side "+b.Op+" ?", b.Value)
	}
	for _, b := range q.Costs {
		add("m.cost_usd "+b.Op+" ?", b.Value)
	}
	if after != nil {
		add(key+" < ?", after.key)
	}
	condition := ""
	if len(where) > 0 {
		condition = "WHERE " + strings.Join(where, " AND ")
	}
	return "SELECT " + foundColumns + " FROM " + from + " " + condition + " ORDER BY " + key + " DESC LIMIT ?", append(args, limit)
}

// words is the index of words, with the measures if they are asked about.
func (q Query) words() string {
	if len(q.Sizes)+len(q.Costs) == 0 {
		return "words w"
	}
	return "words w CROSS JOIN measures m ON m.id = w.rowid"
}

// ranks says whether there are words to weigh.
func (q Query) ranks() bool {
	for _, p := range q.Words {
		if p.Field == "" && !p.Not {
			return true
		}
	}
	return false
}

// match is the query in FTS5's language; empty where nothing must be there.
func (q Query) match() string {
	var must, not []string
	for _, p := range q.Words {
		if p.Not {
			not = append(not, p.match())
		} else {
			must = append(must, p.match())
		}
	}
	kinds := q.Kinds
	switch {
	case len(kinds) > 0:
	case len(q.Sizes)+len(q.Costs) > 0:
		kinds = []Kind{APicture, AFavourite} // nothing else has a size
	case len(must) == 0 && len(not) > 0:
		kinds = Kinds() // all but those
	}
	var any []string
	for _, k := range kinds {
		any = append(any, "facets : is"+string(k))
	}
	if len(any) > 0 {
		must = append(must, "("+strings.Join(any, " OR ")+")")
	}
	if len(must) == 0 {
		return ""
	}
	match := strings.Join(must, " AND ")
	if len(not) > 0 {
		match = "(" + match + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	return match
}

// match is a phrase in FTS5's language. Its words are letters and digits alone,
// so that quotes hold them.
func (p Phrase) match() string {
	columns, words := "- facets", strings.Join(p.Words, " ")
	if p.Field != "" {
		columns, words = "facets", p.Field+words
	}
	if len(p.endings) == 0 {
		return columns + ` : ` + quoted(words, p.Whole)
	}
	before := strings.Join(p.Words[:len(p.Words)-1], " ")
	var any []string
	for _, e := range p.endings {
		any = append(any, quoted(strings.TrimSpace(before+" "+e), true))
	}
	return columns + " : (" + strings.Join(any, " OR ") + ")"
}

func quoted(words string, whole bool) string {
	if whole {
		return `"` + words + `"`
	}
	return `"` + words + `" *`
}

// mostEndings is up to how many words a beginning is spelt out.
const mostEndings = 12

// spellOut puts the words that begin like this in the place of a beginning, if
// they are few. FTS5 gathers all rows of all words for a beginning before it
// yields the first, and those of a word one by one; so a common word costs a
// hundredth.
func spellOut(ctx context.Context, db *sql.DB, q Query) (Query, error) {
	q.Words = slices.Clone(q.Words)
	for i, p := range q.Words {
		if p.Whole || p.Field != "" {
			continue
		}
		last := p.Words[len(p.Words)-1]
		endings, err := query(ctx, db, scanString, `
			SELECT term FROM terms WHERE term >= ?1 AND term < ?1 || char(0x10ffff) LIMIT ?2`, last, mostEndings+1)
		if err != nil {
			return q, err
		}
		if len(endings) > 0 && len(endings) <= mostEndings {
			q.Words[i].endings = endings
		}
	}
	return q, nil
}
