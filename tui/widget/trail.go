package widget

import (
	"slices"
	"strings"

	"easel/tui/style"
	"easel/tui/term"
)

// between stands between the parts of a trail, and so many cells of a part that is
// cut still tell which one it is.
const (
	between  = " > "
	tellsOne = 8
)

// Trail tells where one is, "beach sunset > night", in at most width cells. It
// shortens from the left; the last part is cut only when it has no room alone.
func Trail(parts []string, width int, s *style.Style) string {
	if len(parts) == 0 {
		return ""
	}
	last := len(parts) - 1
	here := term.SafeLine(parts[last])
	end := s.Text.Render(term.Truncate(here, width))
	room := width - term.Width(here)
	var before []string
	for i, part := range slices.Backward(parts[:last]) {
		part = term.SafeLine(part)
		left := "" // what is left out is told
		if i > 0 {
			left = style.MoreMark + between
		}
		if rest := room - term.Width(left+between); term.Width(part) > rest {
			switch {
			case rest >= tellsOne:
				before = append(before, term.Truncate(part, rest)+between, left)
			case room >= term.Width(style.MoreMark+between):
				before = append(before, style.MoreMark+between)
			}
			break
		}
		before = append(before, part+between)
		room -= term.Width(part + between)
	}
	slices.Reverse(before)
	if len(before) == 0 {
		return end
	}
	return s.Quiet.Render(strings.Join(before, "")) + end
}
