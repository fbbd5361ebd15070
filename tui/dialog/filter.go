package dialog

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// The lists of the choice of generators can be long, as a service has hundreds of
// models: "/" begins to filter the one that has the keys.

// handleFilter takes what is typed, while a list is filtered, and esc; taken is
// false for what means the same as otherwise.
func (d *Generators) handleFilter(msg tea.KeyPressMsg) (r Result, taken bool) {
	g := d.groups[d.at]
	find := func(filter string) Result {
		at := max(g.cursor(), 0)
		g.filter = filter
		return d.moved(func() { g.show(at) })
	}
	switch key := msg.Keystroke(); {
	case key == "esc":
		d.filters = false
		return find(""), true
	case key == "backspace":
		_, last := utf8.DecodeLastRuneInString(g.filter)
		return find(g.filter[:len(g.filter)-last]), true
	case key == "left", key == "right", key == "tab", key == "shift+tab":
		d.filters = false // the rows stay as they are
		return Result{}, false
	case msg.Text != "" && key != "space":
		return find(g.filter + msg.Text), true
	}
	return Result{}, false
}

// show lists the rows that have the filter's text in them, with the cursor on one
// of them: on that one if it shows, else on the first.
func (g *group) show(at int) {
	cursor := 0
	g.shown = g.shown[:0]
	for i, r := range g.rows {
		if i == at {
			cursor = len(g.shown)
		}
		if strings.Contains(strings.ToLower(r.name+" "+r.about+" "+r.ref), strings.ToLower(g.filter)) {
			g.shown = append(g.shown, i)
		} else if i == at {
			cursor = 0
		}
	}
	if g.list.Empty = "none"; g.filter != "" {
		g.list.Empty = "none has that in it"
	}
	g.list.SetCount(len(g.shown))
	g.list.SetCursor(cursor)
}

// cursor is the index of the row that the cursor is on; -1 for none.
func (g *group) cursor() int {
	at := g.list.Cursor()
	if at < 0 || at >= len(g.shown) {
		return -1
	}
	return g.shown[at]
}
