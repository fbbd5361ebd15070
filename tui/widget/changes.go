package widget

import (
	"strconv"
	"strings"

	"easel/tui/style"
	"easel/tui/term"
)

// sign is a change as a word or two: "+ lighthouse".
type sign struct{ text, shown string }

func signs(changes []string, s *style.Style) []sign {
	var out []sign
	for _, change := range changes {
		change = term.SafeLine(change)
		if word, removed := strings.CutPrefix(change, "- "); removed {
			out = append(out, sign{change, s.Quiet.Render("- ") + s.Removed.Render(word)})
			continue
		}
		out = append(out, sign{change, s.Ok.Render(change)})
	}
	return out
}

// Changes tells changes, each "+ lighthouse" or "- amber sky", in at most so many
// lines; what does not fit is counted.
func Changes(changes []string, width, most int, s *style.Style) []string {
	all := signs(changes, s)
	var lines []string
	line, used := "", 0
	for i, one := range all {
		gap := min(used, 2)
		rest := "  " + style.MoreMark + strconv.Itoa(len(all)-i) + " more"
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
		if used > 0 {
			lines = append(lines, line)
		}
		cut := term.Truncate(one.shown, width)
		line, used = cut, term.Width(cut)
	}
	return append(lines, line)
}
