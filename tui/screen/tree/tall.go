package tree

import (
	"strings"

	"easel/tui/term"
	"easel/tui/widget"
)

// Where all rows fit, they have a second line that tells what a step changed; or
// four lines with a thumbnail, the last one empty.
const (
	withChanges = 2
	withThumb   = 4
	tallFrom    = 60 // cells of a row with more than one line
	thumbCols   = 6  // of three rows, which is a square
)

// tallness is how many lines each row gets.
func tallness(rows, width, height int, art bool) int {
	switch {
	case width < tallFrom:
		return 1
	case art && rows*withThumb <= height:
		return withThumb
	case rows*withChanges <= height:
		return withChanges
	}
	return 1
}

// listRow is a row of the tree with all its lines.
func (sc *Screen) listRow(st *State, r row, c columns, width int, selected bool) string {
	n := sc.tree.nodes[r.node]
	pic := sc.pictureCells(st, n, c)
	var lines strings.Builder
	lines.WriteString(sc.row(st, r, c, pic[0], width, selected))
	if c.tall == 1 {
		return lines.String()
	}
	side := sc.side(st, r, c)
	lead := term.Width(side)
	if c.picture > 0 {
		lead += c.picture + 2
	}
	changes := make([]string, c.tall)
	if d, known := sc.difference(n); known && !d.changes.None() {
		copy(changes[1:], widget.Changes(d.changes.Ordered(), max(width-lead, 1), min(c.tall-1, withThumb-2), st.Style))
	}
	for i := 1; i < c.tall; i++ {
		lines.WriteString("\n" + side)
		if c.picture > 0 {
			lines.WriteString(pic[i] + "  ")
		}
		lines.WriteString(changes[i])
	}
	return lines.String()
}

// pictureCells are what stands before a title in each line: a thumbnail, or the
// colours in the first line.
func (sc *Screen) pictureCells(st *State, n node, c columns) []string {
	cells := make([]string, c.tall)
	if c.picture == 0 {
		return cells
	}
	switch {
	case !n.kind.brings():
	case c.tall < withThumb:
		cells[0] = st.Art.Chips(n.prompt)
	default:
		copy(cells, strings.Split(sc.look(st, n, thumbCols, withThumb-1), "\n"))
	}
	for i := range cells {
		cells[i] = term.Pad(cells[i], c.picture)
	}
	return cells
}

// side is the lines of the tree that go by beside the lower lines of a row.
func (sc *Screen) side(st *State, r row, c columns) string {
	joints, cells := lines(append(under(r.guide), r.down), c.guide+2, st.Style)
	return "  " + joints + term.Spaces(c.guide+2-cells+c.label+1)
}
