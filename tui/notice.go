package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// notice is what there is to tell for a moment: until the next key it covers the
// end of the screen, whichever screen that is.
type notice struct {
	text string // made safe
	bad  bool   // something failed
}

// notice tells one thing.
func (a *App) notice(text string) { a.tells = notice{text: term.SafeLine(text)} }

// fail tells what went wrong.
func (a *App) fail(text string) { a.tells = notice{text: term.SafeLine(text), bad: true} }

// tellOver lays what there is to tell over the last lines of a frame, so that
// nothing moves for it. A text cursor that it covers does not show.
func (a *App) tellOver(frame string, cursor *tea.Cursor) (string, *tea.Cursor) {
	if a.tells.text == "" {
		return frame, cursor
	}
	lines, told := strings.Split(frame, "\n"), a.tells.lines(a.width, a.state.Style)
	free := len(lines) - len(told)
	copy(lines[free:], told)
	if cursor != nil && cursor.Y >= free {
		cursor = nil
	}
	return strings.Join(lines, "\n"), cursor
}

// mostNotice is how many lines of the screen a notice covers at most.
const mostNotice = 4

// lines are the whole of it where there is room: at its end a failure says what
// to do.
func (n notice) lines(width int, s *style.Style) []string {
	words, room := s.Strong, width-2
	if n.bad {
		words = s.Error
	}
	lines := term.Wrap(n.text, room)
	if len(lines) > mostNotice {
		lines = append(lines[:mostNotice-1:mostNotice-1], strings.Join(lines[mostNotice-1:], " "))
	}
	for i, line := range lines {
		lines[i] = widget.Fill(" "+words.Render(term.Truncate(line, room)), width, s.Footer)
	}
	return lines
}
