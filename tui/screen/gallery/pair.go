package gallery

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"easel/tui/term"
	"easel/tui/widget"
)

// drawPair draws two pictures: side by side, or the right one over the left as
// far as the divider lets it.
func (sc *Screen) drawPair(st *State, width, height int) []string {
	rows := height - 2 // two lines for the names
	if sc.over {
		return append(sc.layOver(st, width, rows), sc.names(st, width)...)
	}
	half := (width - 1) / 2
	left := middle(sc.cells(st, sc.left, half-2, rows), half, rows)
	right := middle(sc.cells(st, sc.right, half-2, rows), half, rows)
	for i := range left {
		left[i] += " " + right[i]
	}
	return append(left, sc.names(st, width)...)
}

// names tell the two pictures apart.
func (sc *Screen) names(st *State, width int) []string {
	half := (width - 1) / 2
	s := st.Style
	name := func(item Item, mark string) (string, string) {
		lead := " " + s.Accent.Render(mark) + " "
		return term.Pad(term.Truncate(lead+s.Strong.Render(title(item)), half), half),
			term.Pad("   "+s.Quiet.Render(widget.Parts(facts(item), ", ", half-4)), half)
	}
	leftName, leftFacts := name(sc.left, "◂")
	rightName, rightFacts := name(sc.right, "▸")
	return []string{leftName + " " + rightName, leftFacts + " " + rightFacts}
}

// layOver shows the left picture up to the divider and the right one from there
// on, both in the cells of the left.
func (sc *Screen) layOver(st *State, width, rows int) []string {
	shape := sc.left.Image
	if sc.left.Sketch() {
		shape = sc.right.Image
	}
	cols, fit := width-2, rows
	if shape.Width > 0 {
		cols, fit = term.Fit(shape.Width, shape.Height, width-2, rows)
	} else {
		cols = min(cols, 2*rows)
	}
	sc.canvas = rect{(width - cols) / 2, 1 + (rows-fit)/2, cols, fit}
	left := middle(sc.cells(st, sc.left, cols, fit), cols, fit)
	right := middle(sc.cells(st, sc.right, cols, fit), cols, fit)
	at := sc.divider * (cols - 1) / 1000
	line := st.Style.Accent.Render("┃")
	lines := make([]string, fit)
	for i := range lines {
		lines[i] = piece(left[i], 0, at) + line + piece(right[i], at+1, cols)
	}
	return middle(lines, width, rows)
}

// piece cuts cells out of a line of a picture, with their colours.
func piece(line string, from, to int) string {
	if from >= to {
		return ""
	}
	cut := ansi.Cut(line, from, to)
	if strings.Contains(cut, "\x1b") && !strings.HasSuffix(cut, "m") {
		cut += "\x1b[m"
	}
	return cut
}
