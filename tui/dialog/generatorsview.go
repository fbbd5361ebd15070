package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// columnGap is between the three groups where they stand side by side.
const columnGap = 3

// View draws the groups side by side where there is room, else the one that
// has the keys under the names of all.
func (d *Generators) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	rows := 0
	for _, g := range d.groups {
		rows = max(rows, len(g.rows))
	}
	w, h := room(width, height, 94, max(rows, 4)+6)
	d.inner, d.columns = w, w >= 60
	for _, g := range d.groups {
		g.list.Style = s
	}
	detail := d.detail(w, s)
	if d.asking != "" {
		detail = append(detail, wrapped(d.asking, w, s.Quiet)...)
	}
	lines := d.tabs(w, s)
	if d.columns {
		lines = d.heads(w, s)
	}
	if h-len(lines)-len(detail) > 2 {
		detail = append([]string{""}, detail...)
	}
	detail = detail[:max(min(len(detail), h-len(lines)-1), 0)]
	d.bodyTop = len(lines)
	listHeight := max(h-len(lines)-len(detail), 1)
	lines = append(lines, d.lists(w, listHeight, s)...)
	keys := []widget.Key{{Name: "enter", Does: "accept"}, {Name: "esc", Does: "leave"}, {Name: "tab", Does: "next"}, {Name: "up down", Does: "choose"}}
	if d.at == imageGroup {
		keys = slices.Insert(keys, 2, widget.Key{Name: "space", Does: "mark several"})
	}
	if d.filters {
		keys = []widget.Key{{Name: "enter", Does: "accept"}, {Name: "esc", Does: "show all"}, {Name: "up down", Does: "choose"}}
	} else {
		keys = append(keys, widget.Key{Name: "/", Does: "filter"})
	}
	c := card{title: "Generators and theme", lines: append(lines, detail...), inner: w, keys: keys}
	return c.draw(width, height, s)
}

// heads are the titles of the three columns with a rule under each, thick
// under the one that has the keys.
func (d *Generators) heads(width int, s *style.Style) []string {
	var titles, rules []string
	widths := columnWidths(width)
	for i, g := range d.groups {
		cw := widths[i]
		title, rule := s.PaneTitle.Render(term.Truncate(g.heading(false), cw)), s.Border.Render(strings.Repeat("─", cw))
		if i == d.at {
			title, rule = s.PaneTitleFocused.Render(term.Truncate(g.heading(d.filters), cw)), s.BorderFocused.Render(strings.Repeat("━", cw))
		}
		titles = append(titles, term.Pad(title, cw))
		rules = append(rules, rule)
	}
	gap := term.Spaces(columnGap)
	return []string{strings.Join(titles, gap), strings.Join(rules, gap)}
}

// columnWidths gives the themes a little more: their names are long.
func columnWidths(width int) [3]int {
	one := (width - 2*columnGap) * 3 / 10
	return [3]int{one, one, width - 2*columnGap - 2*one}
}

func (d *Generators) groupAt(x int) int {
	end := 0
	for i, cw := range columnWidths(d.inner) {
		if end += cw + columnGap; x < end {
			return i
		}
	}
	return len(d.groups) - 1
}

// tabs is one line with the names of the groups.
func (d *Generators) tabs(width int, s *style.Style) []string {
	names := tabNames()
	for i, name := range names {
		st := s.PaneTitle
		if i == d.at {
			st = s.PaneTitleFocused.Underline(true)
			if d.filters {
				name = d.groups[i].heading(true)
			}
		}
		names[i] = st.Render(name)
	}
	return []string{term.Truncate(strings.Join(names, "   "), width)}
}

func tabNames() []string { return []string{"Prompts", "Images", "Theme"} }

func (d *Generators) tabAt(x int) int {
	end := 0
	for i, name := range tabNames() {
		if end += term.Width(name) + 3; x < end {
			return i
		}
	}
	return d.at
}

func (d *Generators) lists(width, height int, s *style.Style) []string {
	if !d.columns {
		return d.groups[d.at].lines(width, height, true, s)
	}
	widths := columnWidths(width)
	out := make([]string, height)
	for i, g := range d.groups {
		for y, line := range g.lines(widths[i], height, i == d.at, s) {
			if i > 0 {
				out[y] += term.Spaces(columnGap)
			}
			out[y] += line
		}
	}
	return out
}

func (g *group) lines(width, height int, focused bool, s *style.Style) []string {
	g.list.Row = func(i, w int, selected, _ bool) string {
		return g.row(g.shown[i], w, selected, focused, s)
	}
	return strings.Split(g.list.View(width, height), "\n")
}

// notReadyMark stands before what cannot be chosen.
const notReadyMark = "×"

// row has a mark for what will be used, the name, and quietly what it is.
func (g *group) row(i, width int, selected, focused bool, s *style.Style) string {
	r := g.rows[i]
	mark, name := " ", s.Text
	switch {
	case g.isMarked(i):
		mark = s.Marked.Render(style.MarkedMark)
	case !r.ready:
		mark, name = s.Faint.Render(notReadyMark), s.Faint
	}
	line := mark + " " + name.Render(r.name)
	if slack := width - 2 - term.Width(line) - term.Width(r.about); slack > 0 {
		line += term.Spaces(slack) + s.Quiet.Render(r.about)
	} else if g.models && r.about != "" {
		line += " " + s.Quiet.Render(r.about)
	}
	if selected && !focused {
		return term.Truncate("  "+line, width)
	}
	return rowLine(line, width, selected, s.Selected, s)
}

// detail says in a few lines what there is to know of the row of the cursor.
func (d *Generators) detail(width int, s *style.Style) []string {
	room := 2
	if !d.columns {
		room = 3
	}
	var lines []string
	g := d.groups[d.at]
	if at := g.cursor(); at >= 0 {
		lines = wrapped(d.about(g.rows[at]), width, d.detailStyle(g.rows[at], s))
	}
	for len(lines) < room {
		lines = append(lines, "")
	}
	return lines[:room]
}

// about begins with the model where a row may be too narrow for it.
func (d *Generators) about(r choiceRow) string {
	if d.columns && d.groups[d.at].models && r.about != "" {
		return r.about + ". " + r.detail
	}
	return r.detail
}

func (d *Generators) detailStyle(r choiceRow, s *style.Style) lipgloss.Style {
	switch {
	case r.ready:
		return s.Quiet
	case d.note:
		return s.Error
	}
	return s.Warn
}
