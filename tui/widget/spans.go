package widget

import (
	"strings"

	"charm.land/lipgloss/v2"

	"easel/tui/style"
	"easel/tui/term"
)

// Kind is what the words of a span are.
type Kind int

const (
	Plain Kind = iota
	Added
	Removed
	Locked
	Quiet
	Selected // under the cursor of whoever selects words
	Found    // what was searched for
)

// Span is a part of a text with what it is.
type Span struct {
	Text string
	Kind Kind
}

// Spans wraps a text made of spans to width cells and styles it. The breaks
// are those of the plain text: changing a span's kind never moves a word.
func Spans(spans []Span, width int, s *style.Style) []string {
	text, ends := joined(spans)
	layout := term.Layout(text, width)
	lines := make([]string, len(layout))
	at := 0
	for i, l := range layout {
		for at < len(ends)-1 && ends[at] <= l.Start {
			at++
		}
		lines[i] = styledLine(text, l, spans[at:], ends[at:], s)
	}
	return lines
}

// Lock marks words that are locked where plain spans have them, once in each.
func Lock(spans []Span, words string) []Span {
	var out []Span
	for _, s := range spans {
		before, after, found := strings.Cut(s.Text, words)
		if s.Kind != Plain || !found {
			out = append(out, s)
			continue
		}
		out = append(out, Span{Text: before}, Span{Text: style.LockMark + words, Kind: Locked}, Span{Text: after})
	}
	return out
}

// joined is the text of all spans with the offset at which each ends. Tabs
// become spaces here, as their width depends on where a line starts.
func joined(spans []Span) (string, []int) {
	var text strings.Builder
	ends := make([]int, len(spans))
	for i, span := range spans {
		text.WriteString(strings.ReplaceAll(span.Text, "\t", term.Spaces(term.TabWidth)))
		ends[i] = text.Len()
	}
	return text.String(), ends
}

func styledLine(text string, l term.Line, spans []Span, ends []int, s *style.Style) string {
	var out strings.Builder
	start := l.Start
	for i := range spans {
		end := min(ends[i], l.End)
		if end > start {
			out.WriteString(kindStyle(spans[i].Kind, s).Render(text[start:end]))
			start = end
		}
		if start >= l.End {
			break
		}
	}
	return out.String()
}

func kindStyle(k Kind, s *style.Style) lipgloss.Style {
	switch k {
	case Added:
		return s.Added
	case Removed:
		return s.Removed
	case Locked:
		return s.Locked
	case Quiet:
		return s.Quiet
	case Selected:
		return s.Selection
	case Found:
		return s.Accent
	}
	return s.Text
}
