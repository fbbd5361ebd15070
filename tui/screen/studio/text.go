package studio

import (
	"strings"

	"charm.land/lipgloss/v2"

	"easel/engine/prompt"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// ends puts one text at the left end of a line and one at the right, exactly
// width cells; the left one is cut first.
func ends(left, right string, width int) string {
	room := width - term.Width(right)
	if room < 0 {
		return term.Pad(term.Truncate(right, width), width)
	}
	return term.Pad(term.Truncate(left, room), room) + right
}

// styled wraps safe text and styles each line.
func styled(text string, width int, st lipgloss.Style) []string {
	return inked(term.Wrap(text, max(width, 1)), st)
}

// inked writes lines in one style. Lipgloss takes each text apart, which for a
// long reply would be most of the work of a frame.
func inked(lines []string, st lipgloss.Style) []string {
	const ink = "x"
	before, after, _ := strings.Cut(st.Render(ink), ink)
	for i, line := range lines {
		if line != "" {
			lines[i] = before + line + after
		}
	}
	return lines
}

// hanging puts a label before the first line, and indents the others.
func hanging(label string, indent int, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		lead := term.Spaces(indent)
		if i == 0 {
			lead = term.Pad(label, indent)
		}
		out[i] = lead + line
	}
	return out
}

// signed tells changes as "+ lighthouse  - amber sky" in at most so many lines.
func signed(c prompt.Changes, width, most int, s *style.Style) []string {
	return widget.Changes(c.Ordered(), width, most, s)
}

// plural is "1 word" or "3 words".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}
