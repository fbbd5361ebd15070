package tui

import (
	"strings"

	"easel/tui/style"
	"easel/tui/widget"
)

// grounded lays the theme's ground under frames line by line, and remembers the
// last frame: a key changes few of its lines, scrolling moves them, and
// measuring all of them again would be most of the work.
type grounded struct {
	width int
	style *style.Style
	laid  map[string]string // the lines of the last frame as they were drawn, with their ground
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
	laid := make(map[string]string, len(lines))
	for i, line := range lines {
		on, known := g.laid[line]
		if !known {
			on = widget.Ground(line, width, 1, s)
		}
		laid[line], lines[i] = on, on
	}
	g.laid = laid
	return strings.Join(lines, "\n")
}
