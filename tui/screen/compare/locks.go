package compare

import (
	"strings"

	"easel/engine/prompt"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// withLocks marks the locked words in what a text shares with the base. They
// are the same everywhere, so what differs has none.
func withLocks(spans []widget.Span, locks []prompt.Lock) []widget.Span {
	for _, l := range locks {
		spans = withLock(spans, term.Safe(l.Text))
	}
	return spans
}

func withLock(spans []widget.Span, words string) []widget.Span {
	var out []widget.Span
	for _, s := range spans {
		before, after, found := strings.Cut(s.Text, words)
		if s.Kind != widget.Plain || !found {
			out = append(out, s)
			continue
		}
		out = append(out, widget.Span{Text: before}, widget.Span{Text: style.LockMark + words, Kind: widget.Locked}, widget.Span{Text: after})
	}
	return out
}
