package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// labelWidth is the column in which the values of a form stand.
const labelWidth = 13

// field is one line of the form: a text that can be typed and, where there is
// something to go through, stepped.
type field struct {
	label  string
	own    string // the generator's parameter that it is for; empty for what all have
	input  *widget.Input
	before string // the value as it was, as read gives it
	opened string // the text as it was
	hint   string // what it takes, in a sentence
	rows   int    // as drawn last
	// replaces says that what is typed first takes the place of the value, as
	// in a value that is short and rarely edited; whole says that it still will.
	replaces, whole bool
	// step gives the text before (-1) or after (1) a text; nil where left and
	// right move the cursor.
	step func(text string, delta int) string
	// read gives the value of a text, or a sentence that says what is wrong.
	read func(text string) (value, wrong string)
	// beside is a short note after the value; nil for none.
	beside func(text string) string
	// set is the intent for a new value.
	set func(value string) intent.Intent
}

func newField(label, text, before string) *field {
	f := &field{label: label, input: widget.NewInput(nil, 1), before: before, rows: 1}
	f.input.Mark = ""
	f.input.SetValue(text)
	f.opened = f.text()
	return f
}

// focus gives the field the keys, or takes them away.
func (f *field) focus(has bool) {
	f.whole = has && f.replaces
	if has {
		f.input.Focus()
	} else {
		f.input.Blur()
	}
}

// edit lets the text take a key press or a paste.
func (f *field) edit(msg tea.Msg) {
	if f.whole && replacing(msg) {
		f.input.SetValue("")
	}
	f.whole = false
	typeLine(f.input, msg)
}

// replacing reports whether a message types something, rather than moving the
// cursor.
func replacing(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return true
	case tea.KeyPressMsg:
		return msg.Text != "" || msg.Code == tea.KeyBackspace
	}
	return false
}

// draw gives the field's lines at a width, and the cursor if it has the keys.
func (f *field) draw(width int, focused bool, s *style.Style) ([]string, *tea.Cursor) {
	f.input.Style = s
	room := max(width-labelWidth-2, 1)
	f.rows = f.input.Rows(room)
	values := strings.Split(f.input.View(room, f.rows), "\n")
	if f.whole && len(values) == 1 && !f.input.Empty() {
		values[0] = s.Selection.Render(f.input.Value())
	}
	cursor := shifted(f.input.Cursor(), labelWidth+2, 0)
	if f.step != nil && term.Width(f.input.Value())+4 < room {
		values = []string{f.stepped(room, focused, s)}
	}
	lines := make([]string, len(values))
	for i, v := range values {
		lines[i] = term.Spaces(labelWidth+2) + v
	}
	lines[0] = f.head(focused, s) + values[0]
	return lines, cursor
}

// head is the cursor's mark and the label.
func (f *field) head(focused bool, s *style.Style) string {
	if focused {
		return s.CursorMark.Render(style.CursorMark) + " " + s.Strong.Render(term.Pad(f.label, labelWidth-2)) + "  "
	}
	return "  " + s.Quiet.Render(term.Pad(f.label, labelWidth-2)) + "  "
}

// stepped is a value between two arrows, with a note beside it.
func (f *field) stepped(width int, focused bool, s *style.Style) string {
	line := s.Text.Render(f.input.Value())
	if f.whole {
		line = s.Selection.Render(f.input.Value())
	}
	if focused {
		line += " " + s.Accent.Render("◂▸")
	}
	if f.beside != nil {
		if note := f.beside(f.text()); note != "" {
			line += "  " + s.Quiet.Render(note)
		}
	}
	return term.Truncate(line, width)
}

// stepThrough gives the neighbour of a choice; from what is none of them, the
// first or the last.
func stepThrough(choices []string, text string, delta int) string {
	n := len(choices)
	if n == 0 {
		return text
	}
	at := slices.IndexFunc(choices, func(c string) bool { return strings.EqualFold(c, text) })
	if at < 0 && delta > 0 {
		return choices[0]
	}
	if at < 0 {
		return choices[n-1]
	}
	return choices[(at+delta+n)%n]
}
