package library

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/library"
	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// From how many columns on a row is told beside the list, from how many rows on
// under it, and from how many the kinds have a line.
const (
	wideFrom  = 100
	underFrom = 22
	tabsFrom  = 17
)

// places are where things were drawn last.
type places struct {
	listX, listY int
	width, rows  int // of the list
	besideX      int // column where the row is told; 0 when it is not told beside
	besideY      int
	tabs         [][2]int // columns of the kinds
	tabsY        int
}

// told is what is told of a row, laid out for a width.
type told struct {
	key    string
	answer int // of the search that the row is from
	width  int
	style  *style.Style
}

// Draw draws the screen at exactly width x height cells, 40x12 at least.
func (sc *Screen) Draw(st *State, width, height int) (string, *tea.Cursor) {
	sc.now = st.Now
	sc.input.Style, sc.list.Style, sc.beside.Style = st.Style, st.Style, st.Style
	sc.input.Placeholder = `words, "a phrase", -not, tag:sea, by:openai, size:>1024, before:2026-11`
	lines := []string{sc.header(st, width), " " + sc.input.View(width-1, 1)}
	if height >= tabsFrom {
		lines = append(lines, sc.tabs(st, width))
	}
	body := height - len(lines) - 1
	switch {
	case width >= wideFrom:
		lines = append(lines, sc.sideBySide(st, len(lines), width, body)...)
	case height >= underFrom && (len(sc.rows) > 0 || sc.waiting):
		lines = append(lines, sc.stacked(st, len(lines), width, body)...)
	default:
		lines = append(lines, sc.alone(st, len(lines), width, body)...)
	}
	lines = append(lines, sc.footer(st, width))
	cursor := sc.input.Cursor()
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+1, 1
	}
	return strings.Join(lines, "\n"), cursor
}

func (sc *Screen) sideBySide(st *State, top, width, height int) []string {
	left := width * 3 / 5
	w, h := widget.BoxInner(left, height)
	sc.place(2, top+1, w, h)
	sc.places.besideX, sc.places.besideY = left, top
	list := strings.Split(widget.Box(sc.title(), sc.note(), sc.rowsView(st, w, h), left, height, !sc.typing, st.Style), "\n")
	w, h = widget.BoxInner(width-left, height)
	title, note, body := sc.besideView(st, w, h)
	beside := strings.Split(widget.Box(title, note, body, width-left, height, false, st.Style), "\n")
	for i := range list {
		list[i] += beside[i]
	}
	return list
}

func (sc *Screen) stacked(st *State, top, width, height int) []string {
	upper := height * 3 / 5
	margin := widget.Margin(width)
	width -= 2 * margin
	sc.place(margin, top+1, width, upper-1)
	sc.places.besideX, sc.places.besideY = 0, top+upper
	list := widget.Ruled(sc.title(), sc.note(), sc.rowsView(st, width, upper-1), width, upper, !sc.typing, st.Style)
	title, note, body := sc.besideView(st, width, height-upper-1)
	return widget.Inset(append(strings.Split(list, "\n"), strings.Split(widget.Ruled(title, note, body, width, height-upper, false, st.Style), "\n")...), margin)
}

func (sc *Screen) alone(st *State, top, width, height int) []string {
	margin := widget.Margin(width)
	width -= 2 * margin
	sc.place(margin, top+1, width, height-1)
	sc.places.besideX, sc.places.besideY = 0, top+height
	return widget.Inset(strings.Split(widget.Ruled(sc.title(), sc.note(), sc.rowsView(st, width, height-1), width, height, !sc.typing, st.Style), "\n"), margin)
}

func (sc *Screen) place(x, y, width, rows int) {
	sc.places.listX, sc.places.listY, sc.places.width, sc.places.rows = x, y, width, rows
}

// header says where one is, and what runs or what of the search is not
// understood.
func (sc *Screen) header(st *State, width int) string {
	left := " " + st.Style.Title.Render("Library")
	right := st.Busy
	if right == "" && sc.behind > 0 {
		right = "taking note of " + count(sc.behind, "change")
	}
	words := styler(st.Style.Quiet)
	if len(sc.query.Unclear) > 0 && len(sc.rows) > 0 {
		words, right = st.Style.Warn, term.SafeLine(sc.query.Unclear[0])
	}
	if right != "" {
		right = " " + term.Truncate(words.Render(right), width-term.Width(left)-2) + " "
	}
	return term.Pad(left, width-term.Width(right)) + right
}

// kindNames are the tabs: all, and the kinds.
func kindNames() []string { return []string{"All", "Favourites", "Sessions", "Pictures", "Prompts"} }

// tabs are the kinds, and the order.
func (sc *Screen) tabs(st *State, width int) string {
	sc.places.tabs, sc.places.tabsY = nil, 2
	out, at := " ", 1
	for i, name := range kindNames() {
		words := styler(st.Style.Quiet)
		text := " " + name + " "
		if i == sc.kind {
			words, text = st.Style.Selected.Bold(true), "["+name+"]"
		}
		sc.places.tabs = append(sc.places.tabs, [2]int{at, at + term.Width(text)})
		out += words.Render(text) + " "
		at += term.Width(text) + 1
	}
	order := "newest first "
	if sc.best || sc.query.Best {
		order = "best first "
	}
	if at+len(order) > width {
		return term.Pad(term.Truncate(out, width), width)
	}
	return term.Pad(out, width-len(order)) + st.Style.Faint.Render(order)
}

func (sc *Screen) title() string {
	if sc.input.Empty() {
		return kindNames()[sc.kind]
	}
	return "Found"
}

// note says how many there are, as far as is known.
func (sc *Screen) note() string {
	switch {
	case sc.waiting && len(sc.rows) == 0:
		return "looking"
	case len(sc.rows) == 0:
		return "nothing"
	case sc.more != nil:
		return term.SafeLine(count(len(sc.rows), "row")) + " and more"
	}
	return count(len(sc.rows), "row")
}

// rowsView draws what was found, or says what could be.
func (sc *Screen) rowsView(st *State, width, height int) string {
	if len(sc.query.Unclear) > 0 && len(sc.rows) == 0 || len(sc.rows) == 0 && !sc.waiting {
		return strings.Join(sc.nothing(st, width), "\n")
	}
	tall := height >= twoFrom && width >= chipsFrom
	sc.list.Row = func(i, w int, selected, _ bool) string { return sc.view(st, sc.rows[i], w, selected, tall) }
	return sc.list.View(width, height)
}

// nothing teaches what the place is for.
func (sc *Screen) nothing(st *State, width int) []string {
	s := st.Style
	var text []string
	switch {
	case len(sc.query.Unclear) > 0:
		text = append(sc.query.Unclear, "")
	case !sc.input.Empty():
		text = []string{"Nothing has all of this.", "", "Fewer words find more; each may be the beginning of one.", ""}
	case sc.kind == 1:
		text = []string{"No favourites yet.", "", "f keeps the prompt you look at. With tags and a note it is found again in a year; one with {prompt} in it is a style to put on others.", ""}
	default:
		return wrapAll([]string{"Nothing here yet.", "",
			"Everything you say, paint and keep is found here again: sessions, pictures with their prompts, the prompts of every round, favourites.", "",
			"Say what you want to see, press f on a prompt to keep it, and come back with ctrl+r."}, width, s)
	}
	text = append(text, `"wet sand"      these words together`, "-people         without it", "tag:sea by:openai model:flux is:favourite",
		"size:>1024 cost:>0.1 after:2026-11 before:2026-12")
	return wrapAll(text, width, s)
}

func wrapAll(text []string, width int, s *style.Style) []string {
	var lines []string
	for i, t := range text {
		for _, l := range term.Wrap(term.SafeLine(t), max(width-2, 1)) {
			words := s.Quiet
			if i == 0 {
				words = s.Text
			}
			lines = append(lines, " "+words.Render(l))
		}
	}
	return append([]string{""}, lines...)
}

// footer is the keys that work now, the most useful first.
func (sc *Screen) footer(st *State, width int) string {
	var keys []widget.Key
	for _, in := range sc.useful() {
		b, ok := keymap.For(in, sc.Scopes())
		if !ok || len(b.Keys) == 0 {
			continue
		}
		switch f, _ := sc.Current(); {
		case in == (intent.Pick{}) && f.Kind == library.ASession:
			b.Short = "go on with it"
		case in == (intent.ToggleFavourite{}) && f.Kind == library.AFavourite:
			b.Short = "to the trash"
		}
		keys = append(keys, widget.Key{Name: b.Keys[0], Does: b.Short})
	}
	return widget.Keys(keys, width, st.Style)
}

// useful are the actions that the footer names, the most useful first.
func (sc *Screen) useful() []intent.Intent {
	f, any := sc.Current()
	switch {
	case sc.typing && any:
		return []intent.Intent{intent.Pick{}, intent.ToggleTyping{}, intent.Back{}}
	case sc.typing && sc.kind == 0:
		return []intent.Intent{intent.Back{}}
	case !any:
		return []intent.Intent{intent.ToggleTyping{}, intent.TurnKind{Delta: 1}, intent.Back{}}
	case f.Kind == library.ASession:
		return []intent.Intent{intent.Pick{}, intent.ToggleTyping{}, intent.TurnKind{Delta: 1}, intent.Back{}}
	case f.Kind == library.AFavourite:
		return []intent.Intent{intent.Pick{}, intent.PutOn{}, intent.TagFavourites{}, intent.EditFavourite{}, intent.ToggleFavourite{}, intent.ToggleTyping{}}
	}
	return []intent.Intent{intent.Pick{}, intent.PutOn{}, intent.ToggleFavourite{}, intent.GoThere{}, intent.Compare{}, intent.ToggleTyping{}}
}

// A picture stands over the words from so many rows on, and has at least so
// many.
const leastArt, artFrom = 5, 14

// besideView tells all about the row under the cursor.
func (sc *Screen) besideView(st *State, width, height int) (title, note, body string) {
	i := sc.list.Cursor()
	if i < 0 || i >= len(sc.rows) {
		return "Nothing chosen", "", ""
	}
	r := sc.rows[i]
	var art []string
	if height >= artFrom && st.Art != nil && r.Kind != library.ASession {
		rows := max(height/2, leastArt)
		art = make([]string, rows+1)
		copy(art, strings.Split(look(st, r, width, rows), "\n"))
	}
	sc.lay(st, r, width)
	text := sc.beside.View(width, height-len(art))
	return titleOf(r), strings.TrimSpace(sc.when(st, r.Time)), strings.Join(append(art, text), "\n")
}

// titleOf says what kind of thing it is.
func titleOf(r row) string {
	names := map[library.Kind]string{library.AFavourite: "Favourite", library.ASession: "Session", library.APicture: "Picture", library.APrompt: "Prompt"}
	if r.Kind == library.APicture {
		return names[r.Kind]
	}
	return names[r.Kind] + " ─ " + r.title
}

// look is the picture of a row, or a sketch of its prompt.
func look(st *State, r row, width, rows int) string {
	if r.Path == "" || r.Width <= 0 || r.Height <= 0 {
		return st.Art.Study(r.prompt(), width, rows)
	}
	cols, fit := term.Fit(r.Width, r.Height, width, rows)
	return st.Art.Picture(session.Image{Path: r.Path, Width: r.Width, Height: r.Height, SHA256: r.SHA256}, cols, fit)
}

// lay lays out what is told, from the top for another row.
func (sc *Screen) lay(st *State, r row, width int) {
	now := told{r.key, sc.answers, width, st.Style}
	if now == sc.told {
		return
	}
	another := now.key != sc.told.key
	sc.told = now
	s, inner := st.Style, widget.ScrollInner(width)
	var lines []string
	if r.text != "" {
		lines = append(widget.Spans(sc.spans(r.text), inner, s), "")
	}
	const names = 11 // cells
	beside := func(name string, value []string) {
		for _, l := range value {
			lines = append(lines, s.Quiet.Render(term.Pad(name, names))+s.Text.Render(l))
			name = ""
		}
	}
	fact := func(name, value string) {
		if value != "" {
			beside(name, term.Wrap(term.SafeLine(value), max(inner-names, 1)))
		}
	}
	fact("Without", r.Negative)
	fact("Note", r.Note)
	if len(r.Tags) > 0 {
		fact("Tags", strings.Join(r.Tags, ", "))
	}
	if r.Name != "" {
		fact("In chat", "{"+r.Name+"}")
	}
	if r.Generator != "" {
		fact("Painted by", strings.TrimSuffix(r.Generator+":"+r.Model, ":"))
	}
	if r.Path != "" {
		beside("File", term.WrapPath(term.SafeLine(term.Home(r.Path, st.Home)), max(inner-names, 1)))
		if sc.looked[r.Path] {
			fact("Gone", "easel library check finds what was moved")
		}
	}
	if r.Kind == library.ASession {
		fact("Came of it", r.about())
	}
	fact(map[library.Kind]string{library.AFavourite: "Kept", library.ASession: "Last used", library.APicture: "Made", library.APrompt: "Written"}[r.Kind],
		r.Time.In(st.Now.Location()).Format("2 January 2006, 15:04"))
	sc.beside.SetLines(lines)
	if another {
		sc.beside.Top()
	}
}

// Click puts the cursor on the row at a cell, or turns to a kind. It reports
// whether the cursor stood on the row before.
func (sc *Screen) Click(x, y int) (again bool) {
	for i, tab := range sc.places.tabs {
		if y == sc.places.tabsY && x >= tab[0] && x < tab[1] {
			sc.kind, sc.due = i, true
		}
	}
	if y == 1 && !sc.typing {
		sc.ToggleTyping()
	}
	p := sc.places
	if x < p.listX || x >= p.listX+p.width || y < p.listY || y >= p.listY+p.rows {
		return false
	}
	before := sc.list.Cursor()
	row := sc.list.Click(y - p.listY)
	return row >= 0 && row == before
}

// Wheel scrolls what is under a cell.
func (sc *Screen) Wheel(x, y, delta int) {
	p := sc.places
	if p.besideX > 0 && x >= p.besideX || p.besideX == 0 && y >= p.besideY {
		sc.ScrollBeside(delta)
		return
	}
	sc.list.Wheel(delta)
}
