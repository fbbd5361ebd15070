package studio

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// maxInputRows is how far the chat's input grows.
const maxInputRows = 4

// Screen is the studio's looking state: which pane has the keys, where its
// cursor stands.
type Screen struct {
	Input      *widget.Input // the chat's input
	Prompt     *promptView
	ShiftEnter bool // the terminal tells shift+enter from enter

	chat       *chat
	variations *variations
	pictures   *pictures
	start      *start
	focus      intent.Pane
	zoom       bool
	last       Layout
	recall     int // how many messages back the input shows; 0 is what is typed
}

// New is the screen before anything is shown.
func New(s *style.Style) *Screen {
	sc := &Screen{
		Input: widget.NewInput(s, maxInputRows), Prompt: newPromptView(s),
		chat: newChat(s), variations: newVariations(s), pictures: &pictures{}, start: &start{},
	}
	sc.Input.Focus()
	return sc
}

// Reset forgets where one was looking, for another session.
func (sc *Screen) Reset(s *style.Style) {
	input, shift := sc.Input, sc.ShiftEnter
	*sc = *New(s)
	sc.Input, sc.ShiftEnter = input, shift
	sc.Input.Reset()
}

// Focus is the pane that has the keys.
func (sc *Screen) Focus() intent.Pane { return sc.focus }

// SetFocus gives the keys to a pane. A hand edit keeps them until it ends.
func (sc *Screen) SetFocus(st *State, p intent.Pane) {
	if sc.Prompt.editing() || !st.Started() {
		return
	}
	sc.focus = p
	if p == intent.Chat {
		sc.Input.Focus()
	} else {
		sc.Input.Blur()
	}
}

// NextPane gives the keys to the next pane, or the one before.
func (sc *Screen) NextPane(st *State, delta int) {
	n := len(intent.Panes())
	sc.SetFocus(st, intent.Pane((int(sc.focus)+delta+n)%n))
}

// ToggleZoom gives the focused pane the window, and back.
func (sc *Screen) ToggleZoom() { sc.zoom = !sc.zoom }

// Unzoom reports whether a pane had the window and takes it back.
func (sc *Screen) Unzoom() bool {
	was := sc.zoom
	sc.zoom = false
	return was
}

// slash says whether a slash command is being typed.
func (sc *Screen) slash() bool { return strings.HasPrefix(sc.Input.Value(), "/") }

// Scopes are the places whose keys are in force, innermost first.
func (sc *Screen) Scopes(st *State) []keymap.Scope {
	switch {
	case sc.Prompt.editing():
		return []keymap.Scope{keymap.Editing, keymap.Everywhere}
	case sc.focus == intent.Chat || !st.Started():
		scopes := []keymap.Scope{keymap.Chat, keymap.Everywhere}
		if sc.slash() {
			scopes = slices.Insert(scopes, 0, keymap.Slash)
		}
		if sc.Input.Empty() || sc.recall > 0 {
			scopes = slices.Insert(scopes, 0, keymap.EmptyChat)
		}
		return scopes
	}
	own := [...]keymap.Scope{keymap.Chat, keymap.Variations, keymap.Prompt, keymap.Pictures}[sc.focus]
	return []keymap.Scope{own, keymap.Lists, keymap.Outside, keymap.Everywhere}
}

// Text is the input that has the keys; false where letters are commands.
func (sc *Screen) Text(st *State) (*widget.Input, bool) {
	switch {
	case sc.Prompt.editing():
		return sc.Prompt.input, true
	case sc.focus == intent.Chat || !st.Started():
		return sc.Input, true
	}
	return nil, false
}

// Typed tells that the text of the input was changed by hand.
func (sc *Screen) Typed() {
	sc.recall = 0
	sc.start.cursor = 0
}

// Idea is the example that an empty message means: the one under the cursor at
// the first start; empty later.
func (sc *Screen) Idea(st *State) string {
	if st.Started() {
		return ""
	}
	return sc.start.idea()
}

// MoveIdea moves the cursor between the input and the examples.
func (sc *Screen) MoveIdea(delta int) { sc.start.move(delta) }

// Recall brings an earlier or later message into the input.
func (sc *Screen) Recall(st *State, delta int) {
	var said []string
	for _, n := range st.Session.Nodes() {
		if m, ok := n.Body.(session.Said); ok {
			said = append(said, m.Text)
		}
	}
	sc.recall = min(max(sc.recall-delta, 0), len(said))
	if sc.recall == 0 {
		sc.Input.SetValue("")
		return
	}
	sc.Input.SetValue(said[len(said)-sc.recall])
}

// Move moves the cursor of the focused pane.
func (sc *Screen) Move(st *State, delta int) {
	switch sc.focus {
	case intent.Variations:
		sc.variations.list.Move(delta)
	case intent.Prompt:
		scrollBy(sc.Prompt.scroll, delta)
	case intent.Pictures:
		sc.pictures.move(delta)
	default:
		scrollBy(sc.chat.scroll, delta)
	}
}

func scrollBy(v *widget.Scroll, delta int) {
	if delta < 0 {
		v.Up(-delta)
	} else {
		v.Down(delta)
	}
}

// Page moves by what shows.
func (sc *Screen) Page(st *State, direction int) {
	switch sc.focus {
	case intent.Variations:
		sc.variations.list.Page(direction)
	case intent.Prompt:
		sc.Prompt.scroll.Page(direction)
	case intent.Pictures:
		sc.pictures.move(5 * direction)
	default:
		sc.chat.scroll.Page(direction)
	}
}

// Edge goes to the first row, or the last.
func (sc *Screen) Edge(st *State, last bool) {
	switch sc.focus {
	case intent.Variations:
		if last {
			sc.variations.list.Last()
		} else {
			sc.variations.list.First()
		}
	case intent.Pictures:
		sc.pictures.at = 0
		if last {
			sc.pictures.at = sc.pictures.count - 1
		}
	default:
		v := sc.Prompt.scroll
		if sc.focus == intent.Chat {
			v = sc.chat.scroll
		}
		if last {
			v.Bottom()
		} else {
			v.Top()
		}
	}
}

// TurnRound looks at an earlier or later round.
func (sc *Screen) TurnRound(st *State, delta int) { sc.variations.turn(st, delta) }

// RoundShown is the node of the round whose letters a message means.
func (sc *Screen) RoundShown(st *State) string { return sc.variations.round(st).node }

// FollowRounds looks at the current round again.
func (sc *Screen) FollowRounds() { sc.variations.pinned = "" }

// HoldRound keeps the round that shows where it is, when a new one arrives
// under the hands of somebody who edits.
func (sc *Screen) HoldRound(st *State) {
	if view := sc.variations.round(st); view.node != "" && sc.variations.pinned == "" {
		sc.variations.pinned, sc.variations.seen = view.node, len(st.Session.Rounds())
	}
}

// Prompts lists the prompts of the round that shows, for sketching them.
func (sc *Screen) Prompts(st *State) []Candidate {
	var out []Candidate
	for _, r := range sc.variations.round(st).rows {
		if r.there {
			out = append(out, Candidate{r.letter, r.prompt})
		}
	}
	return out
}

// Seen is the prompt that the Prompt pane shows: the row that is looked at
// while the keys are outside the chat, else the current one.
func (sc *Screen) seen(st *State) seen {
	current, ok := st.Session.Current()
	v := seen{prompt: current, there: ok}
	v.base, _ = st.Session.Before()
	if r := st.Reply; r != nil && sc.variations.pinned == "" {
		if r.Rewritten != nil {
			v = seen{prompt: *r.Rewritten, base: current, there: true}
		} else if r.Message != "" {
			v.old = true
		}
	}
	if sc.focus == intent.Chat {
		return v
	}
	view := sc.variations.round(st)
	sc.variations.follow(st, view)
	if row, on := sc.variations.looking(view); on && row.prompt.ID != v.prompt.ID {
		return seen{prompt: row.prompt, base: v.prompt, letter: row.letter, there: true}
	}
	return v
}

// Shown is the id and text of the prompt that the Prompt pane shows; ok is
// false before there is one, and while it is not yet committed.
func (sc *Screen) Shown(st *State) (c Candidate, ok bool) {
	v := sc.seen(st)
	if !v.there {
		return Candidate{}, false
	}
	_, committed := st.Session.Prompt(v.prompt.ID)
	return Candidate{v.letter, v.prompt}, committed
}

// Picture is the picture that the Pictures pane shows.
func (sc *Screen) Picture(st *State) (session.Picture, bool) { return sc.pictures.current(st) }

// Draw draws the whole screen and gives the text cursor; nil for none.
func (sc *Screen) Draw(st *State, width, height int) (string, *tea.Cursor) {
	if width < MinWidth || height < MinHeight {
		return tooSmall(width, height), nil
	}
	sc.Input.Style, sc.Input.Placeholder = st.Style, hint(st)
	if !st.Started() {
		body, cursor := sc.start.view(st, sc, width, height-2-noticeRows(st))
		if cursor != nil {
			cursor.Y++
		}
		sc.last = Layout{Header: Rect{0, 0, width, 1}, Footer: Rect{0, height - 1, width, 1}}
		lines := blockLines(body, width, height-2-noticeRows(st))
		return sc.frame(st, width, lines), cursor
	}
	sc.last = layout(width, height, sc.needs(st, width, height))
	return sc.frame(st, width, sc.body(st, width, height)), sc.cursor(st)
}

func noticeRows(st *State) int {
	if st.Notice.Text != "" {
		return 1
	}
	return 0
}

// frame puts header, notice and footer around the body.
func (sc *Screen) frame(st *State, width int, body []string) string {
	lines := append([]string{header(st, width)}, body...)
	if n := st.Notice; n.Text != "" {
		text := term.Truncate(" "+n.Text, width)
		if n.Bad {
			lines = append(lines, st.Style.Error.Render(text))
		} else {
			lines = append(lines, st.Style.Text.Render(text))
		}
	}
	return strings.Join(append(lines, footer(st, sc, width)), "\n")
}

func tooSmall(width, height int) string {
	text := term.Truncate("Easel needs a larger window: 40x12.", max(width, 0))
	return strings.Repeat("\n", max(height-1, 0)/2) + text
}

// needs measures the contents for the layout.
func (sc *Screen) needs(st *State, width, height int) needs {
	shape := layout(width, height, needs{input: 1}) // where the panes would lie, for their widths
	v := sc.seen(st)
	n := needs{focus: sc.focus, zoom: sc.zoom, notice: st.Notice.Text != "", slack: intent.Pictures}
	n.input = sc.Input.Rows(max(shape.Input.Width, 1))
	chat := sc.chat.lay(st, max(sc.inner(shape, intent.Chat).Width, 1))
	n.panes[intent.Chat] = need{min: min(chat, 2), want: chat}
	rows := max(len(sc.variations.round(st).rows), 1)
	n.panes[intent.Variations] = need{min: rows, want: rows}
	if shape.Shape == Three {
		n.panes[intent.Variations].want = 4 * rows
	}
	lines := sc.Prompt.lay(st, v, max(sc.inner(shape, intent.Prompt).Width, 1))
	n.panes[intent.Prompt] = need{min: min(lines, 8), want: min(lines, 14)}
	if sc.Prompt.editing() {
		n.panes[intent.Prompt] = need{min: min(lines, 8), want: max(lines, 8)}
	}
	n.panes[intent.Pictures] = sc.pictures.want(st, sc.inner(shape, intent.Pictures).Width)
	sc.yield(&n, shape.Shape)
	return n
}

// yield lets the other panes of a low stack give way to the pictures when
// these have the keys: a picture is of no use in two lines.
func (sc *Screen) yield(n *needs, shape Shape) {
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
	rows := height - 2 - noticeRows(st)
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
		return fill(lines, width, rows)
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
	focused := p == sc.focus
	if sc.last.Shape == Stacked {
		return widget.Ruled(title, note, body, r.Width, r.Height, focused, st.Style)
	}
	return widget.Box(title, note, body, r.Width, r.Height, focused, st.Style)
}

func (sc *Screen) content(st *State, p intent.Pane, in Rect) (title, note, body string) {
	v := sc.seen(st)
	switch p {
	case intent.Variations:
		note = sc.variations.note(st, sc.variations.round(st))
		return "Variations", note, sc.variations.view(st, in.Width, in.Height, sc.focus == p)
	case intent.Prompt:
		sc.Prompt.lay(st, v, in.Width)
		return sc.Prompt.title(v), sc.Prompt.note(v, in.Width, st.Style), sc.Prompt.view(st, in.Width, in.Height)
	case intent.Pictures:
		return sc.pictures.title(st), "", sc.pictures.view(st, v, in.Width, in.Height)
	}
	sc.chat.lay(st, in.Width)
	body = sc.chat.view(in.Width, in.Height)
	if sc.last.Shape != Stacked {
		line := st.Style.Border.Render(strings.Repeat("─", max(in.Width, 0)))
		body = term.Pad(body, in.Width) + "\n" + line + "\n" + sc.Input.View(sc.last.Input.Width, sc.last.Input.Height)
	}
	return "Chat", plural(messages(st.Session), "message", "messages"), body
}

// cursor is where the text cursor stands in the window.
func (sc *Screen) cursor(st *State) *tea.Cursor {
	if sc.Prompt.editing() {
		c := sc.Prompt.input.Cursor()
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

// blockLines cuts or fills a block to a size.
func blockLines(block string, width, height int) []string {
	return fill(strings.Split(block, "\n"), width, height)
}

func fill(lines []string, width, height int) []string {
	for i := range lines {
		lines[i] = term.Pad(term.Truncate(lines[i], width), width)
	}
	for len(lines) < height {
		lines = append(lines, term.Spaces(width))
	}
	return lines[:max(height, 0)]
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
