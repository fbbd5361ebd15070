package dialog

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Where widget.Dialog puts the body, and what its frame and a footer of keys
// take.
const (
	bodyX, bodyY           = 3, 2
	frameWidth, frameLines = 6, 6
)

// room is the room for the body of a dialog that would like wantWidth x
// wantHeight cells in a window. Where there is plenty, a margin is left, so
// that one sees that the dialog lies over something.
func room(width, height, wantWidth, wantHeight int) (int, int) {
	if width >= 60 {
		width -= 4
	}
	if height >= 20 {
		height -= 2
	}
	return max(min(wantWidth, width-frameWidth), 1), max(min(wantHeight, height-frameLines), 1)
}

// card is what all dialogs look like: a title in the frame, a body of lines,
// the keys that work now under it.
type card struct {
	title string
	lines []string // at most as wide as room said
	keys  []widget.Key
	inner int // width that room gave
	// cursor is counted from the body's upper left corner; nil for none.
	cursor *tea.Cursor
}

// draw gives the card and its cursor, both within width x height.
func (c card) draw(width, height int, s *style.Style) (string, *tea.Cursor) {
	keys := strings.TrimPrefix(widget.Keys(c.keys, c.inner+1, s), " ") // aligned with the body
	view := widget.Dialog(c.title, strings.Join(c.lines, "\n"), keys, width, height, s)
	if c.cursor == nil {
		return view, nil
	}
	at := *c.cursor
	at.X += bodyX
	at.Y += bodyY
	if w, h := lipgloss.Size(view); at.X >= w || at.Y >= h || width < 8 || height < frameLines {
		return view, nil
	}
	return view, &at
}

// shifted moves a cursor down and to the right; nil stays nil.
func shifted(c *tea.Cursor, x, y int) *tea.Cursor {
	if c == nil {
		return nil
	}
	moved := *c
	moved.X += x
	moved.Y += y
	return &moved
}

// typeLine lets an input of one line take a key press or a paste; the lines of
// a paste are joined. It reports whether the text is another one now.
func typeLine(in *widget.Input, msg tea.Msg) bool {
	if p, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: strings.Join(strings.Fields(p.Content), " ")}
	}
	return in.Update(msg)
}

// wrapped is safe text in lines of a style.
func wrapped(text string, width int, st lipgloss.Style) []string {
	lines := term.Wrap(text, width)
	for i, line := range lines {
		lines[i] = st.Render(line)
	}
	return lines
}

// rowLine draws a row of a list: the cursor's mark, the words, and the ground
// of the selection under all of it.
func rowLine(words string, width int, selected bool, ground lipgloss.Style, s *style.Style) string {
	words = term.Truncate(words, max(width-2, 0))
	if !selected {
		return "  " + words
	}
	return widget.Fill(s.CursorMark.Render(style.CursorMark)+" "+words, width, ground)
}

// capital is text with its first letter large.
func capital(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(text[:size]) + text[size:]
}
