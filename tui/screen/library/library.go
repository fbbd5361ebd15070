// Package library is the screen on which everything is found again: favourites,
// sessions, pictures and the prompts of all rounds, by search as one types. App
// owns the facts (State) and runs the searches; the screen owns what is looked
// for and how the rows are looked at. Nothing here asks the engine for anything.
package library

import (
	"time"

	"easel/engine/library"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/widget"
)

// State is what the screen shows besides what was found. App keeps it true.
type State struct {
	Session string // id of the open session
	Art     Art    // nil where pictures are not to be shown
	Style   *style.Style
	Now     time.Time // in the zone that times are told in
	Home    string    // the home folder, shown as ~
	Busy    string    // what runs, made safe; empty for nothing
}

// Art gives pictures as cells. What is not there yet gives "" and comes later.
type Art interface {
	Chips(p prompt.Prompt) string
	Study(p prompt.Prompt, cols, rows int) string
	Picture(image session.Image, cols, rows int) string
}

// Screen is what is looked for and how.
type Screen struct {
	input  *widget.Input
	typing bool // the input has the keys, not the rows
	kind   int  // of the tabs: 0 is all, else a kind
	best   bool

	query   library.Query // of what shows
	rows    []row
	more    *library.Cursor
	marks   map[string]bool
	looked  map[string]bool // files that were looked for, and whether they are gone
	list    *widget.List
	beside  *widget.Scroll
	told    told
	places  places
	now     time.Time
	session string // the open one
	ticket  int    // of the newest search; older ones are dropped
	due     bool   // a search is to be started
	filling bool   // the next page was asked for
	waiting bool   // the newest search has not answered
	answers int    // counts the searches that came back
	behind  int    // changes that are not in the index yet
}

// row is what was found, with what is the same in each drawing.
type row struct {
	library.Found
	key   string
	title string // made safe, on one line
	text  string // made safe
	plain bool   // it has no title of its own: the title is its text
}

// New looks for everything. text is what is in the input first.
func New(st *State, text string) *Screen {
	sc := &Screen{input: widget.NewInput(st.Style, 1), typing: true, marks: make(map[string]bool), looked: make(map[string]bool), now: st.Now, session: st.Session, due: true,
		list: widget.NewList(st.Style, nil), beside: widget.NewScroll(st.Style)}
	sc.input.Mark = "/ "
	sc.input.SetValue(text)
	sc.input.Focus()
	return sc
}

// Scopes are the places whose keys are in force, innermost first.
func (sc *Screen) Scopes() []keymap.Scope {
	if sc.typing {
		return []keymap.Scope{keymap.LibrarySearch, keymap.Everywhere}
	}
	return []keymap.Scope{keymap.Library, keymap.Lists, keymap.Outside, keymap.Everywhere}
}

// Text is the input that has the keys; false where letters are commands.
func (sc *Screen) Text() (*widget.Input, bool) { return sc.input, sc.typing }

// Typed says that the input was changed by hand.
func (sc *Screen) Typed() { sc.due = true }

// ToggleTyping gives the keys to the rows, or back to the input.
func (sc *Screen) ToggleTyping() {
	if sc.typing = !sc.typing; sc.typing {
		sc.input.Focus()
	} else {
		sc.input.Blur()
	}
}

// TurnKind looks at the next (1) or the previous (-1) kind alone.
func (sc *Screen) TurnKind(delta int) {
	n := len(library.Kinds()) + 1
	sc.kind, sc.due = (sc.kind+delta+n)%n, true
}

// ToggleBest puts the best first, or the newest.
func (sc *Screen) ToggleBest() { sc.best, sc.due = !sc.best, true }

// Refresh searches again, as something was changed; the cursor stays.
func (sc *Screen) Refresh() { sc.due = true }

// Search is a search to be run beside the screen.
type Search struct {
	Ticket int
	Query  library.Query
	After  *library.Cursor
	Limit  int
	Next   bool // it is the next page of what shows, and drops no other
}

// pageRows is how many rows are asked for at a time.
const pageRows = 100

// Search is what to search for next; false where everything is there. It is
// given out once.
func (sc *Screen) Search() (Search, bool) {
	if sc.due {
		sc.due, sc.waiting, sc.filling = false, true, false
		sc.ticket++
		return Search{Ticket: sc.ticket, Query: sc.asked(), Limit: max(pageRows, min(len(sc.rows), 1000))}, true
	}
	const ahead = 30 // rows before the end
	if sc.more != nil && !sc.filling && !sc.waiting && sc.list.Cursor() >= len(sc.rows)-ahead {
		sc.filling = true
		return Search{Ticket: sc.ticket, Query: sc.query, After: sc.more, Limit: pageRows, Next: true}, true
	}
	return Search{}, false
}

// asked is the query of the input and the tab. Where nothing is asked for, the
// prompts of rounds are left out: there are too many of them to look through.
func (sc *Screen) asked() library.Query {
	q := library.ParseQuery(sc.input.Value(), sc.now.Location())
	q.Best = q.Best || sc.best
	switch {
	case sc.kind > 0:
		q.Kinds = []library.Kind{library.Kinds()[sc.kind-1]}
	case q.Empty():
		q.Kinds = []library.Kind{library.AFavourite, library.ASession, library.APicture}
	}
	return q
}

// Answer is what a search came to.
type Answer struct {
	Search
	Page library.Page
}

// Answered shows what was found, unless it answers an older question.
func (sc *Screen) Answered(a Answer) {
	if a.Ticket != sc.ticket {
		return
	}
	var rows []row
	for _, f := range a.Page.Found {
		rows = append(rows, newRow(f))
	}
	sc.more, sc.behind = a.Page.More, a.Page.Behind
	if a.Next {
		sc.filling = false
		sc.rows = append(sc.rows, rows...)
		sc.list.SetCount(len(sc.rows))
		return
	}
	sc.answers++
	at := sc.list.Cursor()
	same := sc.query.String() == a.Query.String()
	sc.query, sc.rows, sc.waiting = a.Query, rows, false
	sc.list.SetCount(len(rows))
	if same {
		sc.list.SetCursor(max(at, 0))
	} else {
		sc.list.SetCursor(sc.firstOther())
	}
}

// Files are the files of the rows that were not asked for yet: somebody is to look
// whether they are there.
func (sc *Screen) Files() []string {
	var files []string
	for _, r := range sc.rows {
		if _, asked := sc.looked[r.Path]; r.Path != "" && !asked {
			files = append(files, r.Path)
			sc.looked[r.Path] = false
		}
	}
	return files
}

// Missed says which of those files are gone.
func (sc *Screen) Missed(gone map[string]bool) {
	for path := range gone {
		sc.looked[path] = true
	}
	sc.told.answer = -1 // lay it out again
}

// firstOther is the first row but the open session, where enter would lead
// nowhere else.
func (sc *Screen) firstOther() int {
	for i, r := range sc.rows {
		if r.Kind != library.ASession || r.ID != sc.session {
			return i
		}
	}
	return 0
}

// Failed says that a search came to nothing.
func (sc *Screen) Failed(s Search) {
	if s.Ticket == sc.ticket {
		sc.waiting, sc.filling = false, false
	}
}

// Current is the row under the cursor; false when there is none.
func (sc *Screen) Current() (library.Found, bool) {
	i := sc.list.Cursor()
	if i < 0 || i >= len(sc.rows) {
		return library.Found{}, false
	}
	return sc.rows[i].Found, true
}

// Marked are the marked rows that show, in their order; the one under the cursor
// when none is.
func (sc *Screen) Marked() []library.Found {
	var out []library.Found
	for _, r := range sc.rows {
		if sc.marks[r.key] {
			out = append(out, r.Found)
		}
	}
	if f, ok := sc.Current(); ok && len(out) == 0 {
		out = append(out, f)
	}
	return out
}

// ToggleMark marks the row, or takes the mark away, and goes to the next.
func (sc *Screen) ToggleMark() {
	i := sc.list.Cursor()
	if i < 0 {
		return
	}
	if key := sc.rows[i].key; sc.marks[key] {
		delete(sc.marks, key)
	} else {
		sc.marks[key] = true
	}
	sc.list.Move(1)
}

// Unmark takes all marks away; it reports whether there were any.
func (sc *Screen) Unmark() bool {
	had := len(sc.marks) > 0
	clear(sc.marks)
	return had
}

// Move moves the cursor by rows.
func (sc *Screen) Move(delta int) { sc.list.Move(delta) }

// Page moves it by what shows.
func (sc *Screen) Page(direction int) { sc.list.Page(direction) }

// First goes to the first row, Last to the last that is there.
func (sc *Screen) First() { sc.list.First() }

// Last goes to the last row that is there.
func (sc *Screen) Last() { sc.list.Last() }

// ScrollBeside scrolls what is told of the row.
func (sc *Screen) ScrollBeside(lines int) {
	if lines < 0 {
		sc.beside.Up(-lines)
	} else {
		sc.beside.Down(lines)
	}
}
