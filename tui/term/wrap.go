package term

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// TabWidth is the distance of tab stops in cells.
const TabWidth = 4

// Truncate cuts a line to at most width cells and ends it with "…" if
// anything was cut. Escape sequences are kept.
func Truncate(s string, width int) string {
	if width <= 0 {
		return ""
	}
	return ansi.Truncate(s, width, "…")
}

// Pad fills a line with spaces to width cells; a longer one stays.
func Pad(s string, width int) string {
	return s + Spaces(width-Width(s))
}

// Spaces are n spaces; none if n is negative.
func Spaces(n int) string {
	return strings.Repeat(" ", max(n, 0))
}

// Wrap breaks text that was made safe, and has no escape sequences, into
// lines of at most width cells. It breaks at spaces and drops the spaces at
// the break, keeps newlines and indents, and cuts a word only if it is longer
// than a line (paths, Chinese). Tabs become spaces. A width below 1 counts as 1;
// a letter two cells wide has a line of its own then.
func Wrap(s string, width int) []string {
	segments := Layout(s, width)
	lines := make([]string, len(segments))
	for i, g := range segments {
		lines[i] = ExpandTabs(s[g.Start:g.End])
	}
	return lines
}

// WrapPath wraps a path to a width behind slashes and hyphens where it can, so that no
// name is torn without need. Put together, the lines are the whole path.
func WrapPath(text string, width int) []string {
	lines := []string{""}
	for _, piece := range pathPieces(text) {
		last := len(lines) - 1
		if Width(lines[last]+piece) <= width {
			lines[last] += piece
			continue
		}
		if lines[last] == "" {
			lines = lines[:last]
		}
		lines = append(lines, Wrap(piece, width)...)
	}
	return lines
}

// pathPieces cuts a path behind what it may be broken at.
func pathPieces(text string) []string {
	var pieces []string
	from := 0
	for i, r := range text {
		if r == '/' || r == '\\' || r == '-' || r == ' ' {
			pieces = append(pieces, text[from:i+1])
			from = i + 1
		}
	}
	return append(pieces, text[from:])
}
