package tree

import (
	"strconv"
	"strings"
	"time"

	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// wideFrom is from how many columns on the node is told beside the tree.
const wideFrom = 100

// places are where things were drawn last.
type places struct {
	width, listRows int
	besideX         int // column where the node is told; 0 when it is told under the tree
	besideY         int // row where it is told then
}

// Draw draws the screen at exactly width x height cells, 40x12 at least.
func (sc *Screen) Draw(st *State, width, height int) string {
	sc.settle(st)
	sc.list.Style, sc.beside.Style = st.Style, st.Style
	lines := []string{sc.header(st, width)}
	if width >= wideFrom {
		lines = append(lines, sc.sideBySide(st, width, height-2)...)
	} else {
		lines = append(lines, sc.stacked(st, width, height-2)...)
	}
	return strings.Join(append(lines, sc.footer(st, width)), "\n")
}

func (sc *Screen) sideBySide(st *State, width, height int) []string {
	left := width * 3 / 5
	sc.places = places{width: left, listRows: height - 2, besideX: left}
	w, h := widget.BoxInner(left, height)
	tree := strings.Split(widget.Box("Tree", sc.note(), sc.listView(st, w, h), left, height, true, st.Style), "\n")
	w, h = widget.BoxInner(width-left, height)
	title, note, body := sc.besideView(st, w, h)
	beside := strings.Split(widget.Box(title, note, body, width-left, height, false, st.Style), "\n")
	for i := range tree {
		tree[i] += beside[i]
	}
	return tree
}

func (sc *Screen) stacked(st *State, width, height int) []string {
	upper := min(max(height*3/5, height-16), max(len(sc.rows)+1, height/3))
	margin := widget.Margin(width)
	width -= 2 * margin
	sc.places = places{width: width, listRows: upper - 1, besideY: 1 + upper}
	tree := widget.Ruled("Tree", sc.note(), sc.listView(st, width, upper-1), width, upper, true, st.Style)
	title, note, body := sc.besideView(st, width, height-upper-1)
	return widget.Inset(append(strings.Split(tree, "\n"),
		strings.Split(widget.Ruled(title, note, body, width, height-upper, false, st.Style), "\n")...), margin)
}

// header says where one is, and what runs.
func (sc *Screen) header(st *State, width int) string {
	left := " " + st.Style.Title.Render("Tree") + "  "
	right := ""
	if st.Busy != "" {
		right = term.Truncate(st.Style.Quiet.Render(st.Busy)+" ", width)
	}
	left += widget.Trail(st.Session.Trail(), max(width-term.Width(left+right)-1, 1), st.Style)
	return term.Pad(left, width-term.Width(right)) + right
}

// note counts what there is.
func (sc *Screen) note() string {
	note := count(sc.tree.steps, "step", "steps")
	if sc.tree.branches > 1 {
		note += " · " + strconv.Itoa(sc.tree.branches) + " branches"
	}
	if sc.tree.pictures > 0 {
		note += " · " + count(sc.tree.pictures, "picture", "pictures")
	}
	return note
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// footer is the keys that work now, the most useful first.
func (sc *Screen) footer(st *State, width int) string {
	var keys []widget.Key
	for _, in := range []intent.Intent{intent.GoOn{}, intent.ToggleMark{}, intent.Compare{}, intent.ToggleAll{}, intent.ToggleFold{}, intent.Back{}} {
		b, ok := keymap.For(in, sc.Scopes())
		if !ok || len(b.Keys) == 0 {
			continue
		}
		if n := len(sc.mark); in == (intent.Compare{}) && n > 1 {
			b.Short += " " + strconv.Itoa(n)
		}
		keys = append(keys, widget.Key{Name: b.Keys[0], Does: b.Short})
	}
	return widget.Keys(keys, width, st.Style)
}

// listView draws the rows of the tree.
func (sc *Screen) listView(st *State, width, height int) string {
	cols := sc.columns(st, width-2) // a scroll mark may come
	cols.tall = tallness(len(sc.rows), width, height, st.Art != nil)
	if cols.tall == withThumb {
		cols.picture = thumbCols
	}
	sc.list.OneLine = cols.tall == 1
	sc.list.Row = func(i, w int, selected, _ bool) string {
		return sc.listRow(st, sc.rows[i], cols, w, selected)
	}
	return sc.list.View(width, height)
}

// columns are how wide the parts of a row are, alike in all rows.
type columns struct {
	guide   int // cells of the lines, at most
	label   int
	picture int // of the colours or the thumbnail; 0 for none
	title   int
	tall    int // lines of a row
}

const (
	chipCells  = 5
	chipsFrom  = 64 // cells of a row with chips
	leastTitle = 16
	mostTitle  = 44
)

func (sc *Screen) columns(st *State, width int) columns {
	var c columns
	widest := 0
	for _, r := range sc.rows {
		n := sc.tree.nodes[r.node]
		c.guide = max(c.guide, 2*len(r.guide))
		c.label = max(c.label, len(n.label))
		widest = max(widest, len(n.title)) // more than its cells where letters have several bytes
	}
	c.guide = min(c.guide, max(width/4, 8))
	if st.Art != nil && width >= chipsFrom {
		c.picture = chipCells
	}
	c.title = min(widest, max(min(width*2/5, mostTitle), leastTitle))
	return c
}

// row is the first line of a row: marks, the lines of the tree, the colours, what
// the node is called, what came of it.
func (sc *Screen) row(st *State, r row, c columns, picture string, width int, selected bool) string {
	n, s := sc.tree.nodes[r.node], st.Style
	lead := cursorMark(selected, sc.mark[n.key], s) + guide(r.guide, n, c.guide, s)
	used := 2 + c.guide + 2
	lead += s.Quiet.Render(term.Pad(n.label, c.label)) + " "
	used += c.label + 1
	if c.picture > 0 {
		lead += picture + "  "
		used += c.picture + 2
	}
	right, rightWidth := sc.right(st, n)
	room := max(width-used-rightWidth, 0)
	title := term.Truncate(n.title, min(c.title, room))
	titleWidth := term.Width(title)
	words := s.Quiet
	switch {
	case selected || n.here:
		words = s.Strong
	case n.onPath || n.kept:
		words = s.Text
	}
	lead += words.Render(title)
	rest := room - titleWidth
	parts := about(n, r.below)
	about := strings.Join(parts, between)
	gap := c.title - titleWidth + columnGap
	if rest-gap < min(term.Width(about), leastAbout) {
		gap = columnGap // out of its column rather than out of sight
	}
	if about != "" && rest-gap >= leastAbout {
		about = widget.Parts(parts, between, rest-gap)
		lead += term.Spaces(gap) + s.Faint.Render(about)
		rest -= gap + term.Width(about)
	}
	return lead + term.Spaces(rest) + right
}

// Between a title and how the node came about, and the least that is told of it.
const columnGap, leastAbout = 2, 8

// between stands between the parts of how a node came about.
const between = " · "

func cursorMark(selected, marked bool, s *style.Style) string {
	mark := " "
	if selected {
		mark = s.CursorMark.Render(style.CursorMark)
	}
	if marked {
		return mark + s.Marked.Render(style.MarkedMark)
	}
	return mark + " "
}

// Marks of nodes: the one the head stands on, those on the way to it, other
// steps, and what is no step.
const (
	hereMark  = "◈"
	pathMark  = "◆"
	stepMark  = "◇"
	leafMark  = "·"
	askedMark = "?"
)

// guide is the lines that lead to a node and its mark, width cells and two. Of
// lines that have no room, those nearest to the node show.
func guide(joints []joint, n node, width int, s *style.Style) string {
	lines, cells := lines(joints, width, s)
	mark := s.Quiet.Render(stepMark)
	switch {
	case n.here:
		mark = s.Accent.Render(hereMark)
	case n.onPath:
		mark = s.BorderFocused.Render(pathMark)
	case n.kind == leaf:
		mark = s.Quiet.Render(leafMark)
	case !n.kind.step():
		mark = s.Quiet.Render(askedMark)
	}
	return lines + mark + " " + term.Spaces(width-cells)
}

// lines are as many of the innermost joints as fit into a width.
func lines(joints []joint, width int, s *style.Style) (shown string, cells int) {
	skip := max(len(joints)-width/2, 0)
	for i, j := range joints[skip:] {
		stroke := strokes[j]
		if i == 0 && skip > 0 {
			stroke = style.MoreMark + " "
		}
		ink := s.Border
		if j == passingHead || j == branchOff || j == branchHead || j == lastHead {
			ink = s.BorderFocused
		}
		shown += ink.Render(stroke)
	}
	return shown, 2 * (len(joints) - skip)
}

// about says what is folded away under a node, or else how it came about.
func about(n node, below int) []string {
	switch {
	case below > 0:
		return []string{style.MoreMark + count(below, "row", "rows") + " folded away"}
	case n.kind == round && n.said != "":
		return []string{"“" + n.said + "”"}
	case n.kind == answered || n.kind == locked:
		first, _, _ := strings.Cut(n.reply, "\n")
		return []string{first}
	case n.kind == leaf:
		return n.differs
	}
	return []string{map[kind]string{round: "another round", picked: "picked", edited: "edited by hand", used: "used as it is",
		dropped: "no longer a favourite", waiting: "not answered"}[n.kind]}
}

// right is what came of a node: favourite, pictures, whether it is current, and
// when it was.
func (sc *Screen) right(st *State, n node) (shown string, cells int) {
	put := func(text string, words styler) {
		shown += "  " + words.Render(text)
		cells += 2 + term.Width(text)
	}
	if n.kept {
		put(style.StarMark, st.Style.Star)
	}
	if k := len(n.pictures); k > 0 {
		put("▣ "+strconv.Itoa(k), st.Style.Text)
	}
	if n.here {
		put("current", st.Style.Accent)
	}
	when := sc.when(st, n)
	if n.kind == leaf {
		when = term.Spaces(len(when)) // that of its round
	}
	put(when, st.Style.Faint)
	return shown, cells
}

type styler interface{ Render(...string) string }

// when is the hour of today's, the day of earlier ones.
func (sc *Screen) when(st *State, n node) string {
	t := n.time.In(st.Now.Location())
	if t.Format(time.DateOnly) == st.Now.Format(time.DateOnly) {
		return t.Format(" 15:04")
	}
	return term.Pad(t.Format("2 Jan"), 6)
}

// Click puts the cursor on the row at a cell. It reports whether it stood there
// before.
func (sc *Screen) Click(x, y int) (again bool) {
	y -= 2 // the header, and a title
	if x >= sc.places.width || y < 0 || y >= sc.places.listRows {
		return false
	}
	before := sc.list.Cursor()
	row := -1
	sc.moved(func() { row = sc.list.Click(y) })
	return row >= 0 && row == before
}

// Wheel scrolls what is under a cell.
func (sc *Screen) Wheel(x, y, delta int) {
	if sc.places.besideX > 0 && x >= sc.places.besideX || sc.places.besideY > 0 && y >= sc.places.besideY {
		sc.ScrollBeside(delta)
		return
	}
	sc.list.Wheel(delta)
}
