// Package compare is the screen that lays prompts side by side: what differs
// in their words, their axes and their pictures. App owns the facts (State);
// the screen owns how they are looked at: which columns show, which one is the
// base, what is folded. Nothing here asks the engine for anything.
package compare

import (
	"slices"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
)

// Column is one prompt to compare.
type Column struct {
	Letter  string // its name in its round: ".", "A", ...; two may have the same
	Prompt  prompt.Prompt
	Differs []prompt.Axis    // the axes on which it differs from its round's rewrite
	Picture *session.Picture // a picture of it to compare; nil compares prompts, and shows the newest
}

// State is what the screen shows. App keeps it true.
type State struct {
	Session session.Session
	Art     Art // nil where pictures are not to be shown
	Style   *style.Style
	Home    string // the home folder, shown as ~
	Busy    string // what runs, made safe; empty for nothing
}

// Art gives pictures as cells. What is not there yet gives "" and comes later.
type Art interface {
	Study(p prompt.Prompt, cols, rows int) string
	Picture(image session.Image, cols, rows int) string
}

// Screen is how the prompts are looked at.
type Screen struct {
	columns []column
	base    int // index of the column that the others are compared with
	at      int // index of the column that has the keys
	first   int // of the columns but the base, the first that shows
	fold    bool
	matrix  bool
	marked  map[int]bool

	offset int // how far the texts are scrolled, all alike
	sight  sight
	rects  []rect // where the columns were drawn last
	pages  pages
	found  findings

	pictures map[string]session.Picture // of the session that is drawn
}

// column is a Column with what is the same in each drawing.
type column struct {
	Column
	title string
	text  string // all words, the negative ones at the end, made safe
	cells int    // how wide text would be on one line
	words int
}

// sight is what the last drawing showed of the texts, in lines.
type sight struct{ rows, longest int }

type rect struct{ x, y, width, height, index int }

// New compares columns, at least one; the first is the base.
func New(columns []Column) *Screen {
	sc := &Screen{marked: make(map[int]bool)}
	for _, c := range columns {
		text := term.Safe(c.Prompt.Text)
		if c.Prompt.Negative != "" {
			text += "\nWithout " + term.Safe(c.Prompt.Negative)
		}
		sc.columns = append(sc.columns, column{Column: c, title: term.SafeLine(c.Prompt.Title),
			text: text, cells: term.Width(text), words: c.Prompt.Words()})
	}
	return sc
}

// How many columns show at a time, and how wide each is at least in cells where
// there are more than two.
const (
	leastCols = 2
	mostCols  = 6
	leastCol  = 34
)

func showing(width, count int) int {
	return min(max(width/leastCol, leastCols), mostCols, count)
}

// Scopes are the places whose keys are in force, innermost first.
func (sc *Screen) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.Compare, keymap.Lists, keymap.Outside, keymap.Everywhere}
}

// Current is the column that has the keys.
func (sc *Screen) Current() Column { return sc.columns[sc.at].Column }

// Marked are the prompts to generate together, each once: those marked, or the
// one that has the keys.
func (sc *Screen) Marked() []prompt.Prompt {
	var out []prompt.Prompt
	for i, c := range sc.columns {
		same := func(p prompt.Prompt) bool { return p.ID == c.Prompt.ID }
		if sc.marked[i] && !slices.ContainsFunc(out, same) {
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

// Go gives the keys to a column by its index; beyond the ends, to the last one
// on that side.
func (sc *Screen) Go(i int) { sc.at = min(max(i, 0), len(sc.columns)-1) }

// Scroll scrolls all texts alike.
func (sc *Screen) Scroll(lines int) {
	sc.offset = max(min(sc.offset+lines, sc.sight.longest-sc.sight.rows), 0)
}

// Page scrolls all texts by what shows less one line.
func (sc *Screen) Page(direction int) { sc.Scroll(direction * max(sc.sight.rows-1, 1)) }

// Rebase makes the column with the keys the one that the others are compared
// with.
func (sc *Screen) Rebase() { sc.base = sc.at }

// ToggleFold folds what all share away, or shows it again.
func (sc *Screen) ToggleFold() { sc.fold = !sc.fold }

// ToggleMatrix shows the axes under the columns, or not.
func (sc *Screen) ToggleMatrix() { sc.matrix = !sc.matrix }

// ToggleMark marks the column with the keys, or takes the mark away.
func (sc *Screen) ToggleMark() { sc.marked[sc.at] = !sc.marked[sc.at] }

// Click gives the keys to the column at a cell. It reports whether that column
// had them before.
func (sc *Screen) Click(x, y int) (again bool) {
	for _, r := range sc.rects {
		if x >= r.x && x < r.x+r.width && y >= r.y && y < r.y+r.height {
			again = sc.at == r.index
			sc.at = r.index
		}
	}
	return again
}

// window chooses the columns that show. When not all fit, the base stays, or
// nobody would see what the others are compared with; they pass beside it, in
// their order.
func (sc *Screen) window(width int) []int {
	n := showing(width, len(sc.columns))
	others := make([]int, 0, len(sc.columns))
	for i := range sc.columns {
		if i != sc.base {
			others = append(others, i)
		}
	}
	room := n - 1
	if at := slices.Index(others, sc.at); at >= 0 {
		sc.first = max(min(sc.first, at), at-room+1)
	}
	sc.first = max(min(sc.first, len(others)-room), 0)
	shown := append([]int{sc.base}, others[sc.first:sc.first+room]...)
	slices.Sort(shown)
	return shown
}

// newest are the newest pictures of the prompts of a session, by prompt.
func newest(s session.Session) map[string]session.Picture {
	out := make(map[string]session.Picture)
	for _, p := range s.Pictures() {
		out[p.From.Prompt.ID] = p
	}
	return out
}
