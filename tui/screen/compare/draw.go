package compare

import (
	"slices"
	"strconv"
	"strings"

	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Draw draws the screen at exactly width x height cells, 40x12 at least.
func (sc *Screen) Draw(st *State, width, height int) string {
	sc.found.wanted = nil
	sc.pictures = newest(st.Session)
	shown := sc.window(width)
	lines := []string{sc.header(st, shown, width)}
	body := height - 2
	var under []string
	if sc.matrix {
		under = sc.matrixLines(st, width)
		under = under[:min(len(under), body/3)]
		body -= len(under)
	}
	lines = append(lines, sc.drawColumns(st, shown, width, body)...)
	lines = append(lines, under...)
	return strings.Join(append(lines, sc.footer(st, width)), "\n")
}

func (sc *Screen) header(st *State, shown []int, width int) string {
	left := " " + st.Style.Title.Render("Compare") + "  " + st.Style.Text.Render(term.SafeLine(st.Session.Title))
	right := ""
	if st.Busy != "" {
		right = st.Style.Quiet.Render(st.Busy) + " "
	}
	if len(shown) < len(sc.columns) {
		right += " " + sc.letters(st, shown)
	}
	right = term.Truncate(right, width)
	room := width - term.Width(right)
	return term.Pad(term.Truncate(left, room), room) + right
}

// letters names all columns, those that show in brackets: "[.] A [B] C".
func (sc *Screen) letters(st *State, shown []int) string {
	var out strings.Builder
	for i, c := range sc.columns {
		if slices.Contains(shown, i) {
			out.WriteString(st.Style.Strong.Render("[" + c.Letter + "]"))
		} else {
			out.WriteString(st.Style.Quiet.Render(" " + c.Letter + " "))
		}
	}
	return out.String()
}

// footer is the keys that work now, the most useful first.
func (sc *Screen) footer(st *State, width int) string {
	var keys []widget.Key
	for _, in := range []intent.Intent{intent.Pick{}, intent.Generate{}, intent.NextColumn{Delta: 1}, intent.Rebase{}, intent.ToggleFold{}, intent.Back{}} {
		b, ok := keymap.For(in, sc.Scopes())
		if !ok || len(b.Keys) == 0 {
			continue
		}
		if n := len(sc.Marked()); in == (intent.Generate{}) && n > 1 {
			b.Short += " " + strconv.Itoa(n)
		}
		keys = append(keys, widget.Key{Name: b.Keys[0], Does: b.Short})
	}
	return widget.Keys(keys, width, st.Style)
}

// drawColumns draws the columns that show, side by side.
func (sc *Screen) drawColumns(st *State, shown []int, width, height int) []string {
	each := width / len(shown)
	inner, rows := widget.BoxInner(each, height)
	art := 0
	if st.Art != nil {
		art = artRows(inner, rows-2, sc.need(inner)) // a line says what differs, one how long it is
	}
	visible := max(rows-art-2, 1)
	sc.settle(st, shown, inner, visible)
	lines := make([]string, height)
	sc.rects = sc.rects[:0]
	for n, i := range shown {
		w := each
		if n == len(shown)-1 {
			w = width - each*n // what does not divide goes to the last
		}
		sc.rects = append(sc.rects, rect{each * n, 1, w, height, i})
		for y, line := range strings.Split(sc.box(st, i, w, height, art, visible), "\n") {
			lines[y] += line
		}
	}
	return lines
}

// artRows is how many rows the pictures get: what the words leave, up to a
// square, but a third in any case, unless that is too small to tell anything.
func artRows(inner, rows, need int) int {
	art := min(max(rows-need, rows/3), inner/2)
	if art < 4 {
		return 0
	}
	return art
}

// need is about how many lines the longest text takes, and the path of a
// picture under it. It is not counted, so that the pictures keep their size
// while bases, folds and pictures come and go.
func (sc *Screen) need(inner int) int {
	longest := 0
	for _, c := range sc.columns {
		longest = max(longest, c.cells)
	}
	const marks = 1.35 // what is left out is shown too, and lines are seldom full
	const path = 4
	return int(float64(longest)*marks)/max(widget.ScrollInner(inner), 1) + 1 + path
}

// settle learns how much there is to scroll, and keeps the place within it.
func (sc *Screen) settle(st *State, shown []int, inner, visible int) {
	sc.sight = sight{rows: visible}
	for _, i := range shown {
		n := len(sc.page(i, widget.ScrollInner(inner)).lines) + len(sc.savedLines(st, i, widget.ScrollInner(inner)))
		sc.sight.longest = max(sc.sight.longest, n)
	}
	sc.Scroll(0)
}

// box draws one column: picture, what it differs in, its words, how many.
func (sc *Screen) box(st *State, i, width, height, art, visible int) string {
	c, s := sc.columns[i], st.Style
	inner, _ := widget.BoxInner(width, height)
	title := c.Letter + "  " + c.title
	if sc.marked[i] {
		title = style.MarkedMark + " " + title
	}
	note := sc.note(st, i, width-leastTitle)
	if note != "" { // it must not go for a long title
		title = term.Truncate(title, width-term.Width(note)-boxEdges)
	}
	lines := sc.artLines(st, i, inner, art)
	says := []string{"finding what differs"}
	if sc.page(i, widget.ScrollInner(inner)).known {
		says = sc.differs(i)
	}
	lines = append(lines, s.Quiet.Render(widget.Parts(says, " · ", inner)))
	lines = append(lines, sc.textLines(st, i, inner, visible)...)
	lines = append(lines, s.Quiet.Render(term.Truncate(sc.length(i, inner), inner)))
	return widget.Box(title, note, strings.Join(lines, "\n"), width, height, i == sc.at, s)
}

// textLines are what shows of a column's words, and of what is said of its
// picture, in exactly so many rows.
func (sc *Screen) textLines(st *State, i, inner, visible int) []string {
	text := widget.ScrollInner(inner)
	p := sc.page(i, text)
	saved := sc.savedLines(st, i, text)
	total := len(p.lines) + len(saved)
	from := min(sc.offset, max(total-visible, 0))
	lines := p.show(from, visible, st.Style)
	for at := max(from-len(p.lines), 0); len(lines) < visible && at < len(saved); at++ {
		lines = append(lines, saved[at])
	}
	for len(lines) < visible {
		lines = append(lines, "")
	}
	if total > visible {
		for y, mark := range scrollMarks(from, visible, total, st.Style) {
			lines[y] = term.Pad(lines[y], text+1) + mark
		}
	}
	return lines
}

// scrollMarks are a column of cells that shows which part of a text is in
// sight.
func scrollMarks(from, visible, total int, s *style.Style) []string {
	size := max(visible*visible/total, 1)
	top := (visible - size) * from / (total - visible)
	marks := make([]string, visible)
	for y := range marks {
		marks[y] = s.ScrollTrack.Render("│")
		if y >= top && y < top+size {
			marks[y] = s.ScrollThumb.Render("┃")
		}
	}
	return marks
}

// Cells of a column's top edge: those that are neither title nor note, and
// those with a title that still tells which column it is.
const (
	boxEdges   = 8
	leastTitle = boxEdges + 6
)

// note is what stands at the right end of a column's title, as much as there is
// room for, the most useful last.
func (sc *Screen) note(st *State, i, room int) string {
	var notes []string
	c := sc.columns[i]
	if _, kept := st.Session.Favourite(c.Prompt.ID); kept {
		notes = append(notes, style.StarMark)
	}
	if current, ok := st.Session.Current(); ok && current.ID == c.Prompt.ID {
		notes = append(notes, "current")
	}
	if i == sc.base {
		notes = append(notes, "base")
	}
	for ; len(notes) > 0; notes = notes[1:] {
		if note := strings.Join(notes, " · "); term.Width(note) <= room {
			return note
		}
	}
	return ""
}

// differs says in what a column differs from the base.
func (sc *Screen) differs(i int) []string {
	c, base := sc.columns[i], sc.columns[sc.base]
	switch {
	case i == sc.base && c.Letter == ".":
		return []string{"as you said"}
	case i == sc.base:
		return []string{"compared with this"}
	}
	axes := c.Differs
	if len(c.Prompt.Axes) > 0 && len(base.Prompt.Axes) > 0 {
		axes = differing(c, base)
	}
	var names []string
	switch {
	case c.text == base.text:
		names = append(names, "the same words")
	case len(axes) == 0:
		names = append(names, "other words")
	default:
		for _, a := range axes {
			names = append(names, term.SafeLine(string(a)))
		}
	}
	return append(names, sc.otherSettings(i)...)
}

// length says how long a column is, beside the base if there is room for it,
// and whether it has a picture.
func (sc *Screen) length(i, room int) string {
	n := sc.columns[i].words
	words, than := strconv.Itoa(n)+" words", ""
	if n == 1 {
		words = "1 word"
	}
	switch more := n - sc.columns[sc.base].words; {
	case more > 0:
		than = ", " + strconv.Itoa(more) + " more"
	case more < 0:
		than = ", " + strconv.Itoa(-more) + " fewer"
	}
	saved := sc.savedNote(i)
	if whole := words + than + saved; saved == "" || term.Width(whole) <= room {
		return whole
	}
	return words + saved
}

// differing are the axes on which two columns do not say the same.
func differing(a, b column) []prompt.Axis {
	var out []prompt.Axis
	for _, axis := range prompt.AllAxes() {
		if a.Prompt.Axes[axis] != b.Prompt.Axes[axis] {
			out = append(out, axis)
		}
	}
	return out
}
