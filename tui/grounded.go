package tui

import (
	"strings"

	"easel/tui/style"
	"easel/tui/widget"
)

// grounded lays the theme's ground under frames line by line, and remembers the
// last frame: a key changes few of its lines, and measuring all of them again
// would be most of the work.
type grounded struct {
	width int
	style *style.Style
	lines []string // of the last frame, as they were drawn
	laid  []string // with their ground
}

// lay gives exactly width x height cells.
func (g *grounded) lay(frame string, width, height int, s *style.Style) string {
	if g.width != width || g.style != s {
		*g = grounded{width: width, style: s}
	}
	lines := strings.Split(frame, "\n")
	for len(lines) < height {
		lines = append(lines, "")
	}
	lines = lines[:max(height, 0)]
	laid := make([]string, len(lines))
	for i, line := range lines {
		if i < len(g.lines) && g.lines[i] == line {
			laid[i] = g.laid[i]
			continue
		}
		laid[i] = widget.Ground(line, width, 1, s)
	}
	g.lines, g.laid = lines, laid
	return strings.Join(laid, "\n")
}
