package studio

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Draw draws the whole screen at exactly width x height cells, [MinWidth] x
// [MinHeight] at least, and gives the text cursor; nil for none.
func (sc *Screen) Draw(st *State, width, height int) (string, *tea.Cursor) {
	sc.Input.Style, sc.Input.Placeholder = st.Style, sc.hint(st)
	if !st.Started() {
		body, cursor := sc.start.view(st, sc, width, height-2)
		if cursor != nil {
			cursor.Y++
		}
		sc.last = Layout{Header: Rect{0, 0, width, 1}, Footer: Rect{0, height - 1, width, 1}}
		lines := sc.filled.fill(strings.Split(body, "\n"), width, height-2)
		return sc.frame(st, width, lines), cursor
	}
	sc.last = layout(width, height, sc.needs(st, width, height))
	frame := sc.frame(st, width, sc.body(st, width, height))
	if sc.slash() && sc.focus == intent.Chat {
		frame = sc.suggest(st, frame, width, height)
	}
	return frame, sc.cursor(st)
}

// frame puts the header over the body, and the footer under it.
func (sc *Screen) frame(st *State, width int, body []string) string {
	return header(st, width) + "\n" + strings.Join(body, "\n") + "\n" + footer(st, sc, width)
}

// promptRows is what the Prompt pane has at least where there is room: a usual
// prompt fits, and the next one will not move the panes.
const promptRows = 7

// low says whether a window has so few rows that a chat of three lines is all
// there is room for.
func low(height int) bool { return height < 20 }

// needs measures the contents for the layout.
func (sc *Screen) needs(st *State, width, height int) needs {
	shape := layout(width, height, needs{input: 1}) // where the panes would lie, for their widths
	v := sc.seen(st)
	n := needs{focus: sc.focus, zoom: sc.zoom, slack: intent.Pictures}
	n.input = sc.Input.Rows(max(shape.Input.Width, 1))
	chat := sc.chat.lay(st, max(sc.inner(shape, intent.Chat).Width, 1), low(height))
	n.panes[intent.Chat] = need{min: 2, want: chat}
	if sc.focus == intent.Chat {
		n.panes[intent.Chat].want = height // all the slack, so that nothing moves while a reply streams
	}
	rows := max(len(sc.variations.round(st).rows), 1)
	n.panes[intent.Variations] = need{min: rows, want: rows}
	if shape.Shape == Three {
		n.panes[intent.Variations].want = tallest * rows
	}
	lines := sc.prompt.lay(st, v, max(sc.inner(shape, intent.Prompt).Width, 1))
	n.panes[intent.Prompt] = need{min: promptRows, want: min(max(lines, promptRows), 2*promptRows)}
	n.panes[intent.Pictures] = sc.pictures.want(st, sc.inner(shape, intent.Pictures).Width)
	sc.yield(&n, shape.Shape, height, st.Fresh)
	return n
}

// tiny is below how many rows only the pane with the keys shows more than its
// title.
const tiny = 15

// yield lets the other panes of a low stack give way to the pictures when
// these have the keys: a picture is of no use in two lines.
func (sc *Screen) yield(n *needs, shape Shape, height int, fresh bool) {
	if shape == Stacked && height < tiny {
		for p := range n.panes {
			saved := intent.Pane(p) == intent.Pictures // where it was saved must be seen
			if fresh && !saved || !fresh && intent.Pane(p) != sc.focus {
				n.panes[p].min = 0
			}
		}
	}
	if shape != Stacked || sc.focus != intent.Pictures {
		return
	}
	n.panes[intent.Chat].min, n.panes[intent.Variations].min, n.panes[intent.Prompt].min = 0, 1, 1
	n.panes[intent.Pictures].want = 1000
}

// inner is the room inside a pane's frame.
func (sc *Screen) inner(l Layout, p intent.Pane) Rect {
	r := l.Panes[p]
	if l.Shape == Stacked {
		w, h := widget.RuledInner(r.Width, r.Height)
		return Rect{r.X + (r.Width-w)/2, r.Y + 1, w, h}
	}
	w, h := widget.BoxInner(r.Width, r.Height)
	if p == intent.Chat {
		h -= l.Input.Height + 1
	}
	return Rect{r.X + (r.Width-w)/2, r.Y + 1, w, max(h, 0)}
}

// body draws the panes and joins them.
func (sc *Screen) body(st *State, width, height int) []string {
	rows := height - 2
	if sc.zoom || sc.last.Shape == Stacked {
		lines := []string{}
		for _, p := range intent.Panes() {
			if sc.last.Panes[p].Height > 0 {
				lines = append(lines, strings.Split(sc.pane(st, p), "\n")...)
			}
		}
		if sc.last.Input.Height > 0 && sc.last.Shape == Stacked {
			lines = append(lines, strings.Split(sc.Input.View(sc.last.Input.Width, sc.last.Input.Height), "\n")...)
		}
		return sc.filled.fill(widget.Inset(lines, sc.last.Margin), width, rows)
	}
	left := strings.Split(sc.pane(st, intent.Chat), "\n")
	middle := sc.stack(st, intent.Variations, intent.Prompt)
	if sc.last.Shape == Two {
		middle = sc.stack(st, intent.Variations, intent.Prompt, intent.Pictures)
		return join(rows, left, middle)
	}
	return join(rows, left, middle, strings.Split(sc.pane(st, intent.Pictures), "\n"))
}

func (sc *Screen) stack(st *State, panes ...intent.Pane) []string {
	var lines []string
	for _, p := range panes {
		if sc.last.Panes[p].Height > 0 {
			lines = append(lines, strings.Split(sc.pane(st, p), "\n")...)
		}
	}
	return lines
}

// pane draws one pane with its frame.
func (sc *Screen) pane(st *State, p intent.Pane) string {
	r, in := sc.last.Panes[p], sc.inner(sc.last, p)
	title, note, body := sc.content(st, p, in)
	f := framed{r, sc.last.Shape == Stacked, title, note, body, p == sc.focus, st.Style}
	if f != sc.framed[p] || sc.frames[p] == "" {
		sc.framed[p], sc.frames[p] = f, f.draw()
	}
	return sc.frames[p]
}

// framed is a pane as it is to be framed. Framing measures every line, so what
// was framed last is remembered.
type framed struct {
	at                Rect
	ruled             bool
	title, note, body string
	focused           bool
	style             *style.Style
}

func (f framed) draw() string {
	if f.ruled {
		return widget.Ruled(f.title, f.note, f.body, f.at.Width, f.at.Height, f.focused, f.style)
	}
	return widget.Box(f.title, f.note, f.body, f.at.Width, f.at.Height, f.focused, f.style)
}

func (sc *Screen) content(st *State, p intent.Pane, in Rect) (title, note, body string) {
	v := sc.seen(st)
	switch p {
	case intent.Variations:
		note = sc.variations.note(st, sc.variations.round(st))
		return "Variations", note, sc.variations.view(st, in.Width, in.Height, sc.focus == p)
	case intent.Prompt:
		sc.prompt.lay(st, v, in.Width)
		return sc.prompt.title(st, v, in.Width), sc.prompt.note(st, v, in.Width), sc.prompt.view(st, in.Width, in.Height)
	case intent.Pictures:
		return sc.pictures.title(st), sc.pictures.note(st), sc.pictures.view(st, v, in.Width, in.Height)
	}
	sc.chat.lay(st, in.Width, low(sc.last.Footer.Y+1))
	body = sc.chat.view(in.Width, in.Height)
	if sc.last.Shape != Stacked {
		line := st.Style.Border.Render(strings.Repeat("─", max(in.Width, 0)))
		body = term.Pad(body, in.Width) + "\n" + line + "\n" + sc.Input.View(sc.last.Input.Width, sc.last.Input.Height)
	}
	if st.Reply != nil {
		note = "esc stops the reply"
	}
	return "Chat", note, body
}

// cursor is where the text cursor stands in the window.
func (sc *Screen) cursor(st *State) *tea.Cursor {
	if sc.prompt.editing() {
		c := sc.prompt.input.Cursor()
		in := sc.inner(sc.last, intent.Prompt)
		return moved(c, in.X, in.Y)
	}
	if sc.focus != intent.Chat {
		return nil
	}
	return moved(sc.Input.Cursor(), sc.last.Input.X, sc.last.Input.Y)
}

func moved(c *tea.Cursor, x, y int) *tea.Cursor {
	if c == nil {
		return nil
	}
	at := *c
	at.X += x
	at.Y += y
	return &at
}

// filled remembers the lines that were cut or filled up to a width last: a key
// changes few of them, and measuring those of a picture costs the most.
type filled struct {
	width   int
	in, out []string
}

// fill cuts or fills lines up to a size.
func (f *filled) fill(lines []string, width, height int) []string {
	lines = lines[:min(len(lines), max(height, 0))]
	out := make([]string, 0, max(height, 0))
	for i, line := range lines {
		if f.width == width && i < len(f.in) && f.in[i] == line {
			out = append(out, f.out[i])
			continue
		}
		out = append(out, term.Pad(term.Truncate(line, width), width))
	}
	*f = filled{width, lines, out}
	for len(out) < height {
		out = append(out, term.Spaces(width))
	}
	return out
}

// join puts columns of lines side by side.
func join(height int, columns ...[]string) []string {
	lines := make([]string, height)
	for i := range lines {
		var b strings.Builder
		for _, c := range columns {
			if i < len(c) {
				b.WriteString(c[i])
			}
		}
		lines[i] = b.String()
	}
	return lines
}
