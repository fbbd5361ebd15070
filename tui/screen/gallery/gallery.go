// Package gallery is the screen that shows pictures: as sheets of small ones
// (of a round, of the session, of the whole library), one large with what made
// it, two side by side or one over the other. App says what there is (State);
// the screen owns only how it is looked at: which sheet, which picture, which
// are marked. Nothing here asks the engine for anything.
package gallery

import (
	"slices"
	"time"

	"easel/engine/picture"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/keymap"
	"easel/tui/style"
)

// Sheet says which pictures are shown.
type Sheet int

// The sheets, in the order in which one turns them.
const (
	Round Sheet = iota
	Session
	Library
	sheets int = iota
)

// String is the sheet's title.
func (s Sheet) String() string { return [...]string{"this round", "this session", "library"}[s] }

// Item is one picture, or the sketch of a prompt that has none yet.
type Item struct {
	Image     session.Image // without a path it is a sketch
	Letter    string        // in its round; empty for none
	Prompt    prompt.Prompt // what was sent. Without an id it is of another session
	Generator string        // NAME or NAME:MODEL; empty for a sketch
	Made      time.Time
	CostUSD   *float64 // nil is unknown
}

// Sketch says whether there is no picture yet.
func (i Item) Sketch() bool { return i.Image.Path == "" }

// id tells items apart: two pictures never have one path.
func (i Item) id() string {
	if i.Sketch() {
		return "sketch " + i.Prompt.ID
	}
	return i.Image.Path
}

// State is what the screen shows. App keeps it true.
type State struct {
	Items     []Item               // of the sheet that shows
	Coming    bool                 // they are still being read
	Favourite func(id string) bool // whether a prompt of the session is kept
	Art       Art
	Style     *style.Style
	Home      string // the home folder, shown as ~
	Busy      string // what runs, made safe; empty for nothing
}

// Art gives pictures as cells. What is not there yet gives "" and comes later.
type Art interface {
	Study(p prompt.Prompt, cols, rows int) string
	Picture(image session.Image, cols, rows int) string
}

// view is how pictures are looked at.
type view int

const (
	sheet view = iota // many small ones
	one               // one large, its words beside it
	pair              // two to compare
)

// Screen is how the pictures are looked at.
type Screen struct {
	of     Sheet
	view   view
	at     [sheets]int // index of the picture that has the keys, in each sheet
	first  int         // the first row of the sheet that shows
	marked []string    // ids, in the order of marking; compared are the last two
	grid   grid        // as it was drawn last

	scroll int // of the words beside a large picture, in lines
	words  sight
	facts  bool // all of what made it is told
	toMade bool // the next drawing scrolls to it, if it is out of sight
	made   made

	left, right Item // the pair
	over        bool // one lies over the other
	divider     int  // in thousandths of the picture's width
	canvas      rect // where the pair lies
}

// made is what a file says of what made it.
type made struct {
	path string
	info *picture.Made
	none string // why there is nothing, made safe
}

// sight is what the last drawing showed of the words, in lines.
type sight struct{ rows, all int }

type rect struct{ x, y, width, height int }

func (r rect) has(x, y int) bool {
	return x >= r.x && x < r.x+r.width && y >= r.y && y < r.y+r.height
}

// New shows a sheet, with the keys on one of its pictures.
func New(of Sheet, at int) *Screen {
	sc := &Screen{of: of, divider: 500}
	sc.at[of] = at
	return sc
}

// Sheet is the sheet that shows.
func (sc *Screen) Sheet() Sheet { return sc.of }

// Scopes are the places whose keys are in force, innermost first.
func (sc *Screen) Scopes() []keymap.Scope {
	own := [...]keymap.Scope{keymap.Sheet, keymap.OnePicture, keymap.TwoPictures}[sc.view]
	return []keymap.Scope{own, keymap.Gallery, keymap.Lists, keymap.Outside, keymap.Everywhere}
}

// Current is the picture that has the keys; false where there is none.
func (sc *Screen) Current(st *State) (Item, bool) {
	if len(st.Items) == 0 {
		return Item{}, false
	}
	return st.Items[sc.index(st)], true
}

func (sc *Screen) index(st *State) int {
	return min(max(sc.at[sc.of], 0), max(len(st.Items)-1, 0))
}

// TurnSheet shows the next sheet, or the one before.
func (sc *Screen) TurnSheet(delta int) {
	sc.of = Sheet((int(sc.of) + delta + sheets) % sheets)
	sc.view, sc.first = sheet, 0
}

// Next gives the keys to the next picture, or the one before. Of a pair it
// moves the divider.
func (sc *Screen) Next(st *State, delta int) {
	if sc.view == pair {
		sc.moveDivider(delta)
		return
	}
	sc.Go(st, sc.index(st)+delta)
}

// Move goes down by rows of the sheet, or scrolls the words beside a picture.
func (sc *Screen) Move(st *State, rows int) {
	switch to := sc.index(st) + rows*max(sc.grid.cols, 1); {
	case sc.view != sheet:
		sc.Scroll(rows)
	case to >= 0 && (to < len(st.Items) || to/max(sc.grid.cols, 1) == (len(st.Items)-1)/max(sc.grid.cols, 1)):
		sc.Go(st, to)
	}
}

// Page moves by what shows.
func (sc *Screen) Page(st *State, direction int) {
	if sc.view != sheet {
		sc.Scroll(direction * max(sc.words.rows-1, 1))
		return
	}
	sc.Go(st, sc.index(st)+direction*max(sc.grid.cols*sc.grid.rows, 1))
}

// Go gives the keys to a picture by its index; beyond the ends, to the last one
// on that side.
func (sc *Screen) Go(st *State, index int) {
	sc.at[sc.of] = min(max(index, 0), max(len(st.Items)-1, 0))
	sc.scroll = 0
}

// Scroll scrolls the words beside a large picture.
func (sc *Screen) Scroll(lines int) {
	sc.scroll = max(min(sc.scroll+lines, sc.words.all-sc.words.rows), 0)
}

// Enlarge shows the picture that has the keys large.
func (sc *Screen) Enlarge() { sc.view, sc.scroll = one, 0 }

// Back goes one step towards the sheet; false when it shows already.
func (sc *Screen) Back() bool {
	was := sc.view
	sc.view = sheet
	return was != sheet
}

// ToggleMark marks the picture that has the keys, or takes the mark away.
func (sc *Screen) ToggleMark(st *State) {
	item, ok := sc.Current(st)
	if !ok {
		return
	}
	for i, id := range sc.marked {
		if id == item.id() {
			sc.marked = append(sc.marked[:i:i], sc.marked[i+1:]...)
			return
		}
	}
	sc.marked = append(sc.marked, item.id())
}

// Marked are the prompts of this session to generate together, each once: those
// marked on this sheet, or the one of the picture that has the keys.
func (sc *Screen) Marked(st *State) []prompt.Prompt {
	var out []prompt.Prompt
	add := func(p prompt.Prompt) {
		if p.ID != "" && !slices.ContainsFunc(out, func(o prompt.Prompt) bool { return o.ID == p.ID }) {
			out = append(out, p)
		}
	}
	for _, item := range st.Items {
		if slices.Contains(sc.marked, item.id()) {
			add(item.Prompt)
		}
	}
	if item, ok := sc.Current(st); ok && len(out) == 0 {
		add(item.Prompt)
	}
	return out
}

// Compare lays the two pictures side by side that were marked last; with one
// mark that one and the picture that has the keys, without any this one and the
// one after it. It is false where there are no two.
func (sc *Screen) Compare(st *State) bool {
	var chosen []int
	for _, id := range sc.marked {
		for i, item := range st.Items {
			if item.id() == id {
				chosen = append(chosen, i)
			}
		}
	}
	at := sc.index(st)
	switch n := len(chosen); {
	case n >= 2:
		chosen = chosen[n-2:]
	case n == 1 && chosen[0] != at:
		chosen = append(chosen, at)
	case at+1 < len(st.Items):
		chosen = []int{at, at + 1}
	case at > 0 && at < len(st.Items):
		chosen = []int{at - 1, at}
	default:
		return false
	}
	sc.left, sc.right = st.Items[chosen[0]], st.Items[chosen[1]]
	sc.view, sc.divider = pair, 500
	return true
}

// Pair is the two pictures that are compared.
func (sc *Screen) Pair() (left, right Item) { return sc.left, sc.right }

// ToggleOver lays one picture of the pair over the other, or both side by side.
func (sc *Screen) ToggleOver() { sc.over = !sc.over }

// dividerStep is a fortieth of the width: a cell or two.
const dividerStep = 25

func (sc *Screen) moveDivider(steps int) {
	sc.divider = min(max(sc.divider+steps*dividerStep, 0), 1000)
}

// ToggleFacts tells all of what made a picture, or the most important of it. It
// gives the file to read that from; empty for none.
func (sc *Screen) ToggleFacts(st *State) (path string) {
	item, ok := sc.Current(st)
	if !ok || sc.view == pair {
		return ""
	}
	if sc.view == sheet {
		sc.Enlarge()
		sc.facts = true
	} else {
		sc.facts = !sc.facts
	}
	if sc.toMade = sc.facts; !sc.facts {
		sc.scroll = 0
	}
	return sc.Wanted(item)
}

// Wanted is the file whose facts are to be told and were not read; empty for
// none.
func (sc *Screen) Wanted(item Item) (path string) {
	if !sc.facts || sc.view != one || item.Sketch() || sc.made.path == item.Image.Path {
		return ""
	}
	return item.Image.Path
}

// SetMade takes what was read from a file; info is nil where it says nothing,
// and none tells why.
func (sc *Screen) SetMade(path string, info *picture.Made, none string) {
	sc.made = made{path, info, none}
}

// Click gives the keys to the picture at a cell, or puts the divider there. It
// reports whether that picture had them before.
func (sc *Screen) Click(st *State, x, y int) (again bool) {
	switch {
	case sc.view == sheet:
		index, ok := sc.grid.at(x, y, len(st.Items))
		again = ok && index == sc.index(st)
		if ok {
			sc.Go(st, index)
		}
	case sc.view == pair && sc.over && sc.canvas.has(x, y):
		sc.divider = (x - sc.canvas.x) * 1000 / max(sc.canvas.width-1, 1)
	}
	return again
}
