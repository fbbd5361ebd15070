package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Help lists the keys: those that work where one is first, then all others,
// then the commands.
type Help struct {
	here   string
	groups []helpGroup
	scroll *widget.Scroll

	width int // what the lines were made for
	style *style.Style
}

// helpGroup is a heading with rows under it.
type helpGroup struct {
	title    string
	now      bool // its keys work where one is
	commands bool // its rows are commands, not keys
	rows     []helpRow
}

type helpRow struct{ keys, does string }

// NewHelp makes the help for a place, such as "Variations", where the active
// bindings work, out of all there are.
func NewHelp(here string, active, all []keymap.Binding) *Help {
	h := &Help{here: here, groups: helpGroups(here, active, all), scroll: widget.NewScroll(nil)}
	h.scroll.Top()
	return h
}

// helpGroups sorts bindings into groups by the place where they work.
func helpGroups(here string, active, all []keymap.Binding) []helpGroup {
	var groups []helpGroup
	for _, b := range active {
		title := capital(here)
		switch {
		case slices.Contains(b.Scopes, keymap.Everywhere):
			title = placeName(keymap.Everywhere)
		case slices.Contains(b.Scopes, keymap.Outside):
			title = placeName(keymap.Outside)
		}
		groups = withKeys(groups, title, true, b)
	}
	for _, b := range all {
		if len(b.Scopes) == 0 || slices.ContainsFunc(active, func(a keymap.Binding) bool { return sameRow(a, b) }) {
			continue
		}
		title := placeName(b.Scopes[0])
		now := slices.ContainsFunc(groups, func(g helpGroup) bool { return g.now && g.title == title && title != capital(here) })
		groups = withKeys(groups, title, now, b)
	}
	return append(groups, mouseGroup(), commandGroup(all))
}

func sameRow(a, b keymap.Binding) bool {
	return a.Name == b.Name && slices.Equal(a.Keys, b.Keys)
}

// withKeys adds a binding to the group of that title; one without keys is
// found among the commands.
func withKeys(groups []helpGroup, title string, now bool, b keymap.Binding) []helpGroup {
	if len(b.Keys) == 0 {
		return groups
	}
	row := helpRow{strings.Join(b.Keys, ", "), b.Name}
	for i := range groups {
		if groups[i].title == title && groups[i].now == now {
			groups[i].rows = append(groups[i].rows, row)
			return groups
		}
	}
	return append(groups, helpGroup{title: title, now: now, rows: []helpRow{row}})
}

// mouseGroup tells what the table of keys does not.
func mouseGroup() helpGroup {
	return helpGroup{title: "The mouse", rows: []helpRow{
		{"click", "Give the keys to what is clicked; again: do what enter does"},
		{"wheel", "Scroll what is under it"},
		{"shift+drag", "Select text, as the terminal does; after /mouse without shift"},
	}}
}

func commandGroup(all []keymap.Binding) helpGroup {
	g := helpGroup{title: "Commands, typed in the chat", commands: true}
	for _, b := range all {
		if b.Slash != "" {
			g.rows = append(g.rows, helpRow{slashText(b), b.Name})
		}
	}
	return g
}

// placeName is the heading for the keys of a scope.
func placeName(s keymap.Scope) string { return capital(s.String()) }

// ID is "help".
func (h *Help) ID() string { return "help" }

// Handle scrolls and closes.
func (h *Help) Handle(msg tea.Msg) Result {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		h.scroll.Down(wheel(msg))
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc", "?", "f1", "q", "enter":
			return Result{Close: true}
		}
		scrollKey(h.scroll, msg)
	}
	return Result{}
}

// twoColumns is the width from which the groups stand in two columns.
const twoColumns = 96

// View draws the help.
func (h *Help) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	w, rows := room(width, height, 64, height)
	if wide, _ := room(width, height, 112, height); wide >= twoColumns {
		w = wide
	}
	h.scroll.Style = s
	if h.width != w || h.style != s {
		h.scroll.SetLines(h.lines(widget.ScrollInner(w), s))
		h.width, h.style = w, s
	}
	rows = min(rows, h.scroll.Len())
	keys := []widget.Key{{Name: "esc", Does: "close"}}
	if rows < h.scroll.Len() {
		keys = append(keys, widget.Key{Name: "up down", Does: "scroll"}, widget.Key{Name: "pgdown", Does: "a page"})
	}
	c := card{title: "Keys in " + h.here, lines: strings.Split(h.scroll.View(w, rows), "\n"), keys: keys, inner: w}
	return c.draw(width, height, s)
}

// lines draws the groups one under the other, or in two columns of about the
// same height.
func (h *Help) lines(width int, s *style.Style) []string {
	const gap = 4
	if width < twoColumns-2 {
		return column(h.groups, width, s)
	}
	cw := (width - gap) / 2
	at, best := 0, 0
	for i := 1; i <= len(h.groups); i++ {
		tallest := max(len(column(h.groups[:i], cw, s)), len(column(h.groups[i:], cw, s)))
		if best == 0 || tallest < best {
			at, best = i, tallest
		}
	}
	left, right := column(h.groups[:at], cw, s), column(h.groups[at:], cw, s)
	lines := make([]string, best)
	for i := range lines {
		line := ""
		if i < len(left) {
			line = left[i]
		}
		if i < len(right) {
			line = term.Pad(line, cw+gap) + right[i]
		}
		lines[i] = line
	}
	return lines
}

// column draws groups with an empty line between. What the keys do stands in one
// column; beside the names of commands, which are longer, in one of its own.
func column(groups []helpGroup, width int, s *style.Style) []string {
	const mostKeys, mostName = 13, 18 // cells
	keys, name := 0, 0
	for _, g := range groups {
		if g.commands {
			name = g.keysWidth(min(mostName, width*2/5))
		} else {
			keys = max(keys, g.keysWidth(min(mostKeys, width/3)))
		}
	}
	var lines []string
	for i, g := range groups {
		if i > 0 {
			lines = append(lines, "")
		}
		title := s.PaneTitle.Render(g.title)
		if g.now {
			title = s.Title.Render(g.title)
		}
		lines = append(lines, term.Truncate(title, width))
		beside := keys
		if g.commands {
			beside = name
		}
		for _, r := range g.rows {
			lines = append(lines, r.draw(beside, width, s)...)
		}
	}
	return lines
}

// keysWidth is the width that the keys of a group need, at most so many cells;
// what is longer is wrapped.
func (g helpGroup) keysWidth(most int) int {
	need := 0
	for _, r := range g.rows {
		need = max(need, term.Width(r.keys))
	}
	return min(need, max(most, 8))
}

// draw gives the keys at the left and what they do, both wrapped.
func (r helpRow) draw(kw, width int, s *style.Style) []string {
	keys := term.Wrap(r.keys, kw)
	does := term.Wrap(r.does, max(width-kw-2, 1))
	lines := make([]string, max(len(keys), len(does)))
	for i := range lines {
		line := ""
		if i < len(keys) {
			line = s.KeyName.Render(keys[i])
		}
		if i < len(does) {
			line = term.Pad(line, kw+2) + s.Text.Render(does[i])
		}
		lines[i] = line
	}
	return lines
}
