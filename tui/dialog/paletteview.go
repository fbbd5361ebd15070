package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// View draws the palette.
func (p *Palette) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	p.filter.Style, p.value.Style, p.list.Style = s, s, s
	if p.asking != nil {
		return p.viewValue(width, height, s)
	}
	w, h := room(width, height, 78, 20)
	p.listTop = 2
	if h < 9 {
		p.listTop = 1
	}
	lines := append([]string{p.filter.View(w, 1), ""}[:p.listTop:p.listTop], p.rows(w, h-p.listTop, s)...)
	keys := []widget.Key{{Name: "enter", Does: "do it"}, {Name: "esc", Does: "close"}, {Name: "ctrl+s", Does: "copy as a command"}, {Name: "up down", Does: "choose"}}
	c := card{title: "Actions", lines: lines, keys: keys, inner: w, cursor: p.filter.Cursor()}
	return c.draw(width, height, s)
}

// rows draws the list, or in its last line why enter did nothing.
func (p *Palette) rows(width, height int, s *style.Style) []string {
	slashColumn := p.slashColumn(width)
	p.list.Row = func(i, w int, selected, _ bool) string {
		h := p.hits[i]
		return actionRow(p.actions[h.row], h.spans, w, slashColumn, selected, s)
	}
	if p.note != "" && height > 1 {
		return append(strings.Split(p.list.View(width, height-1), "\n"), s.Warn.Render(term.Truncate(p.note, width)))
	}
	return strings.Split(p.list.View(width, height), "\n")
}

// slashColumn is the column in which slash names stand, the same whatever is
// typed; 0 where there is no room for them.
func (p *Palette) slashColumn(width int) int {
	slash, keys := 0, term.Width(notNow)
	for _, a := range p.actions {
		if a.Slash != "" {
			slash = max(slash, term.Width("/"+a.Slash))
			keys = max(keys, term.Width(strings.Join(shownKeys(a.Binding), " ")))
		}
	}
	column := width - 4 - keys - 2 - slash // two for the cursor's mark, two for the scroll mark
	if column < 30 {
		return 0
	}
	return column
}

// slashText is a command as one types it.
func slashText(b keymap.Binding) string {
	return strings.TrimSpace("/" + b.Slash + " " + b.Arg)
}

// shownKeys are the keys to show beside a name: two are enough.
func shownKeys(b keymap.Binding) []string { return b.Keys[:min(2, len(b.Keys))] }

// notNow stands in place of the keys of what cannot be done, as a colour alone
// does not tell everybody.
const notNow = "not now"

// actionRow is the name at the left, the slash name in its column, and as many
// keys as there is room for at the right.
func actionRow(a action, spans [][2]int, width, slashColumn int, selected bool, s *style.Style) string {
	width -= 2
	room := width
	if slashColumn > 0 && a.Slash != "" {
		room = slashColumn - 2
	}
	keys := shownKeys(a.Binding)
	if !a.usable {
		keys = []string{notNow}
	}
	if room == width && len(keys) > 0 {
		if term.Width(a.Name+"  "+strings.Join(keys, " ")) > width {
			keys = keys[:1]
		}
		room -= term.Width(strings.Join(keys, " ")) + 2
	}
	line := term.Truncate(nameText(a, spans, s), room)
	if slashColumn > 0 && a.Slash != "" {
		line = term.Pad(line, slashColumn) + s.Quiet.Render("/"+a.Slash)
	}
	line = term.Pad(line, width-term.Width(strings.Join(keys, " "))) + keysText(keys, a.usable, s)
	return rowLine(line, width+2, selected, s.Selected, s)
}

// nameText is the name with what was typed standing out.
func nameText(a action, spans [][2]int, s *style.Style) string {
	st := s.Text
	if !a.usable {
		st = s.Faint
	}
	var out strings.Builder
	at := 0
	for _, sp := range spans {
		out.WriteString(st.Render(a.Name[at:sp[0]]) + s.Accent.Render(a.Name[sp[0]:sp[1]]))
		at = sp[1]
	}
	out.WriteString(st.Render(a.Name[at:]))
	return out.String()
}

func keysText(keys []string, usable bool, s *style.Style) string {
	shown := make([]string, len(keys))
	for i, k := range keys {
		st := s.Quiet
		switch {
		case !usable:
			st = s.Faint
		case i == 0:
			st = s.KeyName
		}
		shown[i] = st.Render(k)
	}
	return strings.Join(shown, " ")
}

func (p *Palette) viewValue(width, height int, s *style.Style) (string, *tea.Cursor) {
	w, _ := room(width, height, 60, 3)
	note := s.Quiet.Render(term.Truncate("The same in the chat: "+slashText(p.asking.Binding), w))
	if p.note != "" {
		note = s.Warn.Render(term.Truncate(p.note, w))
	}
	lines := []string{p.value.View(w, 1), "", note}
	keys := []widget.Key{{Name: "enter", Does: "do it"}, {Name: "esc", Does: "close"}}
	if p.value.Empty() {
		keys = append(keys, widget.Key{Name: "backspace", Does: "back"})
	}
	c := card{title: p.asking.Name, lines: lines, keys: keys, inner: w, cursor: p.value.Cursor()}
	return c.draw(width, height, s)
}
