// Package compare is the screen that lays prompts side by side: what differs
// in their words, their axes and their pictures. App owns the facts (State);
// the screen owns how they are looked at: which columns show, which one is the
// base, what is folded. Nothing here asks the engine for anything.
package compare

import (
	"slices"
	"strings"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/widget"
)

// Column is one prompt to compare.
type Column struct {
	Letter  string // its name in its round: ".", "A", ...
	Prompt  prompt.Prompt
	Differs []prompt.Axis // the axes on which it differs from its round's rewrite
}

// State is what the screen shows. App keeps it true.
type State struct {
	Session session.Session
	Art     Art
	Style   *style.Style
	Notice  string // one line over the footer, made safe
	Bad     bool   // it tells a failure
	Busy    string // what runs, made safe; empty for nothing
}

// Art gives pictures as cells. What is not there yet gives "" and comes later.
type Art interface {
	Study(p prompt.Prompt, cols, rows int) string
	Picture(image session.Image, cols, rows int) string
}

// Screen is how the prompts are looked at.
type Screen struct {
	columns []Column
	base    int  // index of the column that the others are compared with
	at      int  // index of the column that has the keys
	first   int  // index of the first column that shows
	fold    bool // what all share is folded away
	matrix  bool // the axes show under the columns
	marked  map[string]bool
	scroll  *widget.Scroll // how far the texts are scrolled, all alike
	rects   []rect         // where the columns were drawn last
	key     layoutKey
	texts   [][]string
}

type rect struct{ x, width, index int }

// New compares columns, at least one; the first is the base.
func New(columns []Column) *Screen {
	return &Screen{columns: columns, marked: make(map[string]bool), scroll: widget.NewScroll(nil)}
}

// How many columns show at a time.
const (
	twoBelow = 140 // columns of the window
	mostCols = 6
	leastCol = 34 // cells
)

func showing(width, count int) int {
	most := 2
	if width >= twoBelow {
		most = min(width/leastCol, mostCols)
	}
	return min(most, count)
}

// Scopes are the places whose keys are in force, innermost first.
func (sc *Screen) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.Compare, keymap.Lists, keymap.Outside, keymap.Everywhere}
}

// Current is the column that has the keys.
func (sc *Screen) Current() Column { return sc.columns[sc.at] }

// Marked are the prompts to generate together: those marked, or the one that
// has the keys.
func (sc *Screen) Marked() []prompt.Prompt {
	var out []prompt.Prompt
	for _, c := range sc.columns {
		if sc.marked[c.Prompt.ID] {
			out = append(out, c.Prompt)
		}
	}
	if len(out) == 0 {
		out = append(out, sc.Current().Prompt)
	}
	return out
}

// Move gives the keys to another column.
func (sc *Screen) Move(delta int) { sc.Go(sc.at + delta) }

// Go gives the keys to a column by its index.
func (sc *Screen) Go(i int) { sc.at = min(max(i, 0), len(sc.columns)-1) }

// Scroll scrolls all texts alike.
func (sc *Screen) Scroll(lines int) {
	if lines < 0 {
		sc.scroll.Up(-lines)
	} else {
		sc.scroll.Down(lines)
	}
}

// Page scrolls all texts by what shows.
func (sc *Screen) Page(direction int) { sc.scroll.Page(direction) }

// Rebase makes the column with the keys the one that the others are compared
// with.
func (sc *Screen) Rebase() { sc.base = sc.at }

// ToggleFold folds what all share away, or shows it again.
func (sc *Screen) ToggleFold() { sc.fold = !sc.fold }

// ToggleMatrix shows the axes under the columns, or not.
func (sc *Screen) ToggleMatrix() { sc.matrix = !sc.matrix }

// ToggleMark marks the column with the keys, or takes the mark away.
func (sc *Screen) ToggleMark() {
	id := sc.Current().Prompt.ID
	sc.marked[id] = !sc.marked[id]
}

// Click gives the keys to the column at a cell. It reports whether that column
// had them before.
func (sc *Screen) Click(x int) (again bool) {
	for _, r := range sc.rects {
		if x >= r.x && x < r.x+r.width {
			again = sc.at == r.index
			sc.at = r.index
		}
	}
	return again
}

// picture is the newest picture of a prompt in the session.
func picture(s session.Session, id string) (session.Picture, bool) {
	for _, p := range slices.Backward(s.Pictures()) {
		if p.From.Prompt.ID == id {
			return p, true
		}
	}
	return session.Picture{}, false
}

// window moves the columns that show so that the one with the keys is among
// them.
func (sc *Screen) window(width int) []int {
	n := showing(width, len(sc.columns))
	if sc.at < sc.first {
		sc.first = sc.at
	}
	if sc.at >= sc.first+n {
		sc.first = sc.at - n + 1
	}
	sc.first = min(sc.first, len(sc.columns)-n)
	shown := make([]int, n)
	for i := range shown {
		shown[i] = sc.first + i
	}
	return shown
}

func differs(c Column) string {
	if len(c.Differs) == 0 {
		return "as you said"
	}
	names := make([]string, len(c.Differs))
	for i, a := range c.Differs {
		names[i] = string(a)
	}
	return strings.Join(names, " · ")
}
