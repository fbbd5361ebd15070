package compare

import (
	"strconv"
	"strings"

	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// layoutKey tells when the texts must be wrapped again.
type layoutKey struct {
	base, width, columns int
	fold                 bool
	style                *style.Style
}

// Draw draws the screen at exactly width x height cells.
func (sc *Screen) Draw(st *State, width, height int) string {
	if width < 40 || height < 12 {
		return term.Truncate("Needs 40x12.", max(width, 0))
	}
	shown := sc.window(width)
	lines := []string{sc.header(st, shown, width)}
	body := height - 2
	var under []string
	if sc.matrix {
		under = sc.matrixLines(st, width)
		under = under[:min(len(under), body/3)]
		body -= len(under)
	}
	if st.Notice != "" {
		body--
	}
	lines = append(lines, sc.drawColumns(st, shown, width, body)...)
	lines = append(lines, under...)
	if st.Notice != "" {
		words := st.Style.Text
		if st.Bad {
			words = st.Style.Error
		}
		lines = append(lines, words.Render(term.Truncate(" "+st.Notice, width)))
	}
	return strings.Join(append(lines, sc.footer(st, width)), "\n")
}

func (sc *Screen) header(st *State, shown []int, width int) string {
	left := " " + st.Style.Title.Render("Compare") + "  " + st.Style.Text.Render(term.SafeLine(st.Session.Title))
	right := ""
	if st.Busy != "" {
		right = st.Busy + "  "
	}
	if len(shown) < len(sc.columns) {
		right += strconv.Itoa(shown[0]+1) + " to " + strconv.Itoa(shown[len(shown)-1]+1) + " of " + strconv.Itoa(len(sc.columns)) + " "
	}
	room := max(width-term.Width(right), 0)
	return term.Pad(term.Truncate(left, room), room) + st.Style.Quiet.Render(right)
}

func (sc *Screen) footer(st *State, width int) string {
	var keys []widget.Key
	for _, in := range []intent.Intent{intent.Pick{}, intent.Generate{}, intent.NextColumn{Delta: 1}, intent.Rebase{}, intent.ToggleFold{}, intent.Back{}} {
		if b, ok := keymap.For(in, sc.Scopes()); ok && len(b.Keys) > 0 {
			keys = append(keys, widget.Key{Name: b.Keys[0], Does: b.Short})
		}
	}
	return widget.Keys(keys, width, st.Style)
}

// drawColumns draws the columns that show, side by side.
func (sc *Screen) drawColumns(st *State, shown []int, width, height int) []string {
	each := width / len(shown)
	inner, rows := widget.BoxInner(each, height)
	sc.wrap(st, inner)
	art := artRows(inner, rows)
	visible := max(rows-art-2, 1)
	sc.scrollTo(shown, visible)
	lines := make([]string, height)
	sc.rects = sc.rects[:0]
	for n, i := range shown {
		w := each
		if n == len(shown)-1 {
			w = width - each*n // what does not divide goes to the last
		}
		sc.rects = append(sc.rects, rect{each * n, w, i})
		for y, line := range strings.Split(sc.box(st, i, w, height, art, visible), "\n") {
			lines[y] += line
		}
	}
	return lines
}

// artRows is how many rows the pictures get: enough for a square one, but the
// words come first.
func artRows(inner, rows int) int {
	art := min(inner/2, rows*45/100)
	if art < 4 {
		return 0
	}
	return art
}

// wrap lays the texts out for a width; the longest one says how far one can
// scroll.
func (sc *Screen) wrap(st *State, width int) {
	key := layoutKey{sc.base, width, len(sc.columns), sc.fold, st.Style}
	if key == sc.key && sc.texts != nil {
		return
	}
	sc.key = key
	base := term.Safe(sc.columns[sc.base].Prompt.Text)
	sc.texts = make([][]string, len(sc.columns))
	for i, c := range sc.columns {
		lines := widget.Spans(spans(base, term.Safe(c.Prompt.Text), i == sc.base, sc.fold), width, st.Style)
		if c.Prompt.Negative != "" {
			for _, line := range term.Wrap("Without "+term.Safe(c.Prompt.Negative), width) {
				lines = append(lines, st.Style.Quiet.Render(line))
			}
		}
		sc.texts[i] = lines
	}
}

// scrollTo lets the scroll know how much there is to see.
func (sc *Screen) scrollTo(shown []int, visible int) {
	longest := 0
	for _, i := range shown {
		longest = max(longest, len(sc.texts[i]))
	}
	sc.scroll.SetLines(make([]string, longest))
	sc.scroll.View(1, visible) // tells it what shows
	if longest <= visible {
		sc.scroll.Top()
	}
}

// box draws one column: picture, what it differs in, its words.
func (sc *Screen) box(st *State, i, width, height, art, visible int) string {
	c, s := sc.columns[i], st.Style
	inner, _ := widget.BoxInner(width, height)
	title := c.Letter + "  " + term.SafeLine(c.Prompt.Title)
	if sc.marked[c.Prompt.ID] {
		title = style.MarkedMark + " " + title
	}
	lines := artLines(st, c, inner, art)
	lines = append(lines, s.Quiet.Render(term.Truncate(differs(c), inner)))
	text := sc.texts[i]
	from := min(sc.scroll.Offset(), max(len(text)-visible, 0))
	text = text[from:min(from+visible, len(text))]
	lines = append(lines, text...)
	for len(lines) < art+1+visible {
		lines = append(lines, "")
	}
	lines = append(lines, s.Quiet.Render(strconv.Itoa(c.Prompt.Words())+" words"))
	return widget.Box(title, sc.note(st, i), strings.Join(lines, "\n"), width, height, i == sc.at, s)
}

// note is what stands at the right end of a column's title.
func (sc *Screen) note(st *State, i int) string {
	var notes []string
	c := sc.columns[i]
	if current, ok := st.Session.Current(); ok && current.ID == c.Prompt.ID {
		notes = append(notes, "current")
	}
	if _, kept := st.Session.Favourite(c.Prompt.ID); kept {
		notes = append(notes, style.StarMark)
	}
	if i == sc.base {
		notes = append(notes, "base")
	}
	return strings.Join(notes, " ")
}

// artLines are the picture of a prompt, or its sketch, in exactly so many rows.
func artLines(st *State, c Column, width, rows int) []string {
	if rows == 0 {
		return nil
	}
	art := ""
	if pic, ok := picture(st.Session, c.Prompt.ID); ok {
		cols, fit := term.Fit(pic.Width, pic.Height, width, rows)
		art = st.Art.Picture(pic.Image, cols, fit)
	} else {
		art = st.Art.Study(c.Prompt, width, rows)
	}
	lines := make([]string, rows)
	copy(lines, strings.Split(art, "\n"))
	for i, line := range lines {
		lines[i] = term.Spaces((width-term.Width(line))/2) + line
	}
	return lines
}

// matrixLines are a table of the axes on which any of the prompts differ: a row
// a prompt, a column an axis, quiet where it is as in the base.
func (sc *Screen) matrixLines(st *State, width int) []string {
	axes := sc.differing()
	if len(axes) == 0 {
		return []string{st.Style.Quiet.Render(" No axis differs.")}
	}
	cell := max((width-6)/len(axes), 8)
	head := "      "
	for _, a := range axes {
		head += term.Pad(term.Truncate(string(a), cell-1), cell)
	}
	lines := []string{st.Style.Quiet.Render(term.Truncate(head, width))}
	base := sc.columns[sc.base].Prompt.Axes
	for i, c := range sc.columns {
		line := " " + term.Pad(c.Letter, 5)
		for _, a := range axes {
			value := c.Prompt.Axes[a]
			if value == "" {
				value = "-"
			}
			words := term.Pad(term.Truncate(term.SafeLine(value), cell-1), cell)
			if i == sc.base || value == base[a] {
				line += st.Style.Quiet.Render(words)
			} else {
				line += st.Style.Changed.Render(words)
			}
		}
		lines = append(lines, term.Truncate(line, width))
	}
	return lines
}

// differing are the axes whose value is not the same in all columns.
func (sc *Screen) differing() []prompt.Axis {
	var out []prompt.Axis
	for _, a := range prompt.AllAxes() {
		for _, c := range sc.columns[1:] {
			if c.Prompt.Axes[a] != sc.columns[0].Prompt.Axes[a] {
				out = append(out, a)
				break
			}
		}
	}
	return out
}
