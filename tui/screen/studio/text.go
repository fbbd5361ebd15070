package studio

import (
	"strings"

	"charm.land/lipgloss/v2"

	"easel/tui/style"
	"easel/tui/term"
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
	lines := term.Wrap(text, max(width, 1))
	for i, line := range lines {
		lines[i] = st.Render(line)
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

// signed joins changes as "+ lighthouse  - amber sky", at most so many cells;
// what does not fit is counted.
func signed(added, removed []string, width int, s *style.Style) string {
	type part struct {
		text string
		st   lipgloss.Style
	}
	var parts []part
	for _, a := range added {
		parts = append(parts, part{"+ " + term.SafeLine(a), s.Ok})
	}
	for _, r := range removed {
		parts = append(parts, part{"- " + term.SafeLine(r), s.Removed})
	}
	var b strings.Builder
	used := 0
	for i, p := range parts {
		rest := "  …" + plural(len(parts)-i, "more", "more")
		gap := ""
		if i > 0 {
			gap = "  "
		}
		room := width - used - term.Width(gap)
		if i < len(parts)-1 {
			room -= term.Width(rest)
		}
		if term.Width(p.text) > room {
			if term.Width(rest) <= width-used {
				b.WriteString(s.Quiet.Render(rest))
			}
			break
		}
		b.WriteString(gap)
		if strings.HasPrefix(p.text, "- ") {
			b.WriteString(s.Quiet.Render("- ") + p.st.Render(p.text[2:]))
		} else {
			b.WriteString(p.st.Render(p.text))
		}
		used += term.Width(gap + p.text)
	}
	return b.String()
}

// plural is "1 word" or "3 words".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}
