package studio

import (
	"strings"

	"charm.land/lipgloss/v2"

	"easel/engine/prompt"
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

// sign is a change as a word or two: "+ lighthouse".
type sign struct{ text, shown string }

func signs(c prompt.Changes, s *style.Style) []sign {
	var out []sign
	for _, change := range c.Ordered() {
		change = term.SafeLine(change)
		if word, removed := strings.CutPrefix(change, "- "); removed {
			out = append(out, sign{change, s.Quiet.Render("- ") + s.Removed.Render(word)})
			continue
		}
		out = append(out, sign{change, s.Ok.Render(change)})
	}
	return out
}

// signed tells changes as "+ lighthouse  - amber sky" in at most so many lines;
// what does not fit is counted.
func signed(c prompt.Changes, width, most int, s *style.Style) []string {
	all := signs(c, s)
	var lines []string
	line, used := "", 0
	for i, one := range all {
		gap := min(used, 2)
		rest := "  " + style.MoreMark + itoa(len(all)-i) + " more"
		last := len(lines) == most-1
		room := width - used - gap
		if last && i < len(all)-1 {
			room -= term.Width(rest)
		}
		if term.Width(one.text) <= room {
			line += term.Spaces(gap) + one.shown
			used += gap + term.Width(one.text)
			continue
		}
		if last {
			if term.Width(rest) <= width-used {
				line += s.Quiet.Render(rest[2-min(used, 2):])
			}
			break
		}
		lines = append(lines, line)
		cut := term.Truncate(one.shown, width)
		line, used = cut, term.Width(cut)
	}
	return append(lines, line)
}

// plural is "1 word" or "3 words".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}
