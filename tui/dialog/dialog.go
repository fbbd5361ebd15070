// Package dialog holds what lies over a screen: the palette, help, settings,
// the choice of generators and theme, questions. A dialog never reaches for
// its parent: it returns what the person asked for as a Result, and App does
// it. The stack paints from the bottom up, and only its top gets input.
package dialog

import (
	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/style"
)

// Dialog is one thing that lies over a screen.
type Dialog interface {
	// ID tells dialogs apart, so that none is opened twice.
	ID() string
	// Handle takes a key press, a paste or a mouse event. Mouse events are
	// counted from the dialog's upper left corner.
	Handle(msg tea.Msg) Result
	// View draws the dialog, frame included, at most width x height cells, and
	// gives the text cursor counted from its upper left corner; nil for none.
	View(width, height int, s *style.Style) (string, *tea.Cursor)
}

// Result is what came of a message.
type Result struct {
	Close  bool            // take the dialog away, before the intents are applied
	Intent []intent.Intent // what the person asked for, in order
}

// Stack is the dialogs that are open. The zero value has none.
type Stack struct{ open []Dialog }

// Push opens a dialog on top. One with the same id that is open already is
// taken away first.
func (s *Stack) Push(d Dialog) {
	s.Close(d.ID())
	s.open = append(s.open, d)
}

// Close takes away the dialog with an id.
func (s *Stack) Close(id string) {
	kept := s.open[:0]
	for _, d := range s.open {
		if d.ID() != id {
			kept = append(kept, d)
		}
	}
	s.open = kept
}

// Top is the dialog that has the keys; false when none is open.
func (s *Stack) Top() (Dialog, bool) {
	if len(s.open) == 0 {
		return nil, false
	}
	return s.open[len(s.open)-1], true
}

// All lists the open dialogs from the bottom up.
func (s *Stack) All() []Dialog { return s.open }
