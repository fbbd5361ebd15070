package compare

import (
	"easel/engine/prompt"
	"easel/tui/term"
	"easel/tui/widget"
)

// withLocks marks the locked words in what a text shares with the base. They
// are the same everywhere, so what differs has none.
func withLocks(spans []widget.Span, locks []prompt.Lock) []widget.Span {
	for _, l := range locks {
		spans = widget.Lock(spans, term.Safe(l.Text))
	}
	return spans
}
