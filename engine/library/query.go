package library

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Kind is what is found.
type Kind string

// The kinds.
const (
	AFavourite Kind = "favourite"
	ASession   Kind = "session"
	APicture   Kind = "picture"
	APrompt    Kind = "prompt" // of a round, written by hand, or used as it was
)

// Kinds lists them in the order in which screens do.
func Kinds() []Kind { return []Kind{AFavourite, ASession, APicture, APrompt} }

// Query is what is looked for. Everything in it must hold.
type Query struct {
	Words   []Phrase
	Kinds   []Kind    // any of them; none is all
	After   time.Time // from then on; zero is always
	Before  time.Time // earlier; zero is always
	Sizes   []Bound   // of the long side, in pixels
	Costs   []Bound   // in US dollars
	Best    bool      // the best first, not the newest
	Unclear []string  // sentences on what was not understood
}

// Phrase is words that stand together, or something that is said of a row.
type Phrase struct {
	Field string   // tag, by, model, is; empty for its words
	Words []string // folded
	Whole bool     // the last word is whole; else it may be the beginning of one
	Not   bool

	endings []string // what the last word can be, where the search has spelt it out
}

// Bound is a comparison with a number.
type Bound struct {
	Op    string // <, <=, =, >=, >
	Value float64
}

// ParseQuery reads what a person types. Nothing in it is an error: what cannot
// be understood is named in Unclear and left out. Dates are those of the place.
//
//	two words      in any order, each may be the beginning of a word
//	"a phrase"     these words together, whole
//	-not           without
//	tag:sea by:openai model:flux is:favourite
//	size:>1024 cost:>0.1 before:2026-11 after:2026-11-05 sort:best
func ParseQuery(text string, place *time.Location) Query {
	var q Query
	for _, f := range fields(text) {
		q.add(f, place)
	}
	return q
}

// field is one part of a query: -name:"value".
type field struct {
	not, quoted bool
	name, value string
}

var fieldStart = regexp.MustCompile(`^(-?)(?:([A-Za-z]+):)?(")?`)

// fields takes a query apart. A quote that is not closed goes to the end: it is
// still being typed.
func fields(text string) []field {
	var list []field
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		m := fieldStart.FindStringSubmatch(text)
		f := field{not: m[1] != "", name: strings.ToLower(m[2]), quoted: m[3] != ""}
		text = text[len(m[0]):]
		if f.quoted {
			f.value, text, _ = strings.Cut(text, `"`)
		} else if end := strings.IndexFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\u3000' }); end >= 0 {
			f.value, text = text[:end], text[end:]
		} else {
			f.value, text = text, ""
		}
		list = append(list, f)
	}
	return list
}

func (q *Query) add(f field, place *time.Location) {
	switch f.name {
	case "tag", "by", "model", "is":
		q.addSaid(f)
	case "size", "cost":
		q.addBound(f)
	case "before", "after":
		q.addDate(f, place)
	case "sort":
		q.Best = strings.HasPrefix("best", strings.ToLower(f.value)) && f.value != ""
	default:
		value := f.value
		if f.name != "" { // a colon in a prompt
			value = f.name + " " + value
		}
		q.addPhrase(Phrase{Words: strings.Fields(folded(value)), Whole: f.quoted, Not: f.not})
	}
}

func (q *Query) addPhrase(p Phrase) {
	if len(p.Words) > 0 {
		q.Words = append(q.Words, p)
	}
}

// addSaid takes what is said of a row rather than in it.
func (q *Query) addSaid(f field) {
	value := squeezed(f.value)
	if f.name == "is" {
		kind, ok := kindOf(value)
		if !ok {
			q.unclear(f, "There are is:favourite, is:session, is:picture and is:prompt")
			return
		}
		if !f.not {
			q.Kinds = append(q.Kinds, kind)
			return
		}
		value = string(kind)
	}
	if value != "" {
		q.Words = append(q.Words, Phrase{Field: f.name, Words: []string{value}, Whole: f.name == "tag" || f.name == "is", Not: f.not})
	}
}

func kindOf(word string) (Kind, bool) {
	switch strings.TrimSuffix(word, "s") {
	case "favourite", "favorite", "fav":
		return AFavourite, true
	case "session":
		return ASession, true
	case "picture", "image":
		return APicture, true
	case "prompt":
		return APrompt, true
	}
	return "", false
}

var boundPattern = regexp.MustCompile(`^(<=|>=|<|>|=)?\$?([0-9.]+)(?:px|usd)?$`)

func (q *Query) addBound(f field) {
	m := boundPattern.FindStringSubmatch(strings.ToLower(f.value))
	hint := map[string]string{"size": "Say the longer side: size:>1024", "cost": "A number belongs there: cost:>0.1"}[f.name]
	if m == nil {
		if strings.Trim(f.value, "<>=") != "" { // else it is still being typed
			q.unclear(f, hint)
		}
		return
	}
	n, err := strconv.ParseFloat(m[2], 64)
	if err != nil || math.IsInf(n, 0) {
		q.unclear(f, hint)
		return
	}
	b := Bound{m[1], n}
	if b.Op == "" {
		b.Op = "="
	}
	if f.not {
		b.Op = map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "<>"}[b.Op]
	}
	if f.name == "size" {
		q.Sizes = append(q.Sizes, b)
	} else {
		q.Costs = append(q.Costs, b)
	}
}

// addDate takes a year, a month or a day. Before ends where it begins, after
// begins with it.
func (q *Query) addDate(f field, place *time.Location) {
	for _, layout := range []string{"2006", "2006-01", "2006-1", time.DateOnly, "2006-1-2"} {
		t, err := time.ParseInLocation(layout, f.value, place)
		if err != nil {
			continue
		}
		if (f.name == "before") != f.not {
			q.Before = earlier(q.Before, t)
		} else {
			q.After = later(q.After, t)
		}
		return
	}
	if len(f.value) >= len("2006-01") || !dateStart.MatchString(f.value) {
		q.unclear(f, "A date belongs there: "+f.name+":2026-11 or "+f.name+":2026-11-05")
	}
}

// dateStart is a date that is still being typed.
var dateStart = regexp.MustCompile(`^[0-9]{0,4}(-[0-9]{0,2}){0,2}$`)

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if a.IsZero() || b.After(a) {
		return b
	}
	return a
}

func (q *Query) unclear(f field, hint string) {
	q.Unclear = append(q.Unclear, fmt.Sprintf("%s:%s is not understood. %s", f.name, f.value, hint))
}

// String tells queries apart.
func (q Query) String() string {
	return fmt.Sprint(q.Words, q.Kinds, q.After.UnixNano(), q.Before.UnixNano(), q.Sizes, q.Costs, q.Best)
}

// Empty says whether everything is looked for.
func (q Query) Empty() bool {
	return len(q.Words)+len(q.Kinds)+len(q.Sizes)+len(q.Costs) == 0 && q.After.IsZero() && q.Before.IsZero()
}

// Marks are the stretches of a text that the words of the query match, in bytes,
// from the first to the last, none within another.
func (q Query) Marks(text string) [][2]int {
	var found []token
	for t := range tokens(text) {
		found = append(found, t)
	}
	var marks [][2]int
	for i := 0; i < len(found); {
		n := q.longest(found[i:])
		if n > 0 {
			marks = append(marks, [2]int{found[i].start, found[i+n-1].end})
		}
		i += max(n, 1)
	}
	return marks
}

// longest is how many tokens from here on a phrase of the query matches.
func (q Query) longest(from []token) int {
	most := 0
	for _, p := range q.Words {
		if p.Field == "" && !p.Not && len(p.Words) > most && p.matches(from) {
			most = len(p.Words)
		}
	}
	return most
}

func (p Phrase) matches(from []token) bool {
	if len(from) < len(p.Words) {
		return false
	}
	last := len(p.Words) - 1
	for i, w := range p.Words {
		if from[i].text != w && (i < last || p.Whole || !strings.HasPrefix(from[i].text, w)) {
			return false
		}
	}
	return true
}
