package compare

import (
	"slices"
	"strconv"
	"strings"

	"easel/engine/prompt"
	"easel/tui/style"
	"easel/tui/term"
)

// Cells of the matrix.
const (
	matrixName  = 9  // cells of a row's name: "▸ A base"
	leastValue  = 12 // cells of a column; narrower, values tell nothing
	asBase      = "·"
	saysNothing = "-"
)

// matrixLines are a table of the axes on which any of the prompts differ: a row
// a prompt, a column an axis. What is as in the base is only a dot, so that the
// rest is seen at a glance.
func (sc *Screen) matrixLines(st *State, width int) []string {
	axes := sc.differingAxes()
	if len(axes) == 0 {
		return []string{term.Pad(st.Style.Quiet.Render(" No axis differs."), width)}
	}
	axes, hidden := sc.axesThatFit(axes, (width-matrixName)/leastValue)
	more := ""
	if hidden > 0 {
		more = "+" + strconv.Itoa(hidden)
	}
	widths := sc.valueWidths(axes, width-matrixName-term.Width(more))
	head := term.Spaces(matrixName)
	for n, a := range axes {
		head += cell(string(a), widths[n])
	}
	lines := []string{st.Style.Quiet.Render(term.Pad(head, width-term.Width(more)) + more)}
	for i := range sc.columns {
		lines = append(lines, term.Pad(sc.matrixRow(st, i, axes, widths), width))
	}
	return lines
}

func (sc *Screen) matrixRow(st *State, i int, axes []prompt.Axis, widths []int) string {
	c, s := sc.columns[i], st.Style
	name, words := "  "+c.Letter, s.Text
	if i == sc.at {
		name, words = style.CursorMark+" "+c.Letter, s.Strong
	}
	if i == sc.base {
		name += " base"
	}
	line := words.Render(cell(name, matrixName))
	for n, a := range axes {
		value, differs := sc.value(i, a)
		ink := s.Quiet
		switch {
		case differs:
			ink = s.Changed
		case i == sc.base:
			ink = s.Text
		}
		line += ink.Render(cell(value, widths[n]))
	}
	return line
}

// value is what a column says on an axis, as the matrix shows it.
func (sc *Screen) value(i int, a prompt.Axis) (shown string, differs bool) {
	value := sc.columns[i].Prompt.Axes[a]
	differs = value != sc.columns[sc.base].Prompt.Axes[a]
	switch {
	case i != sc.base && !differs:
		return asBase, false
	case value == "":
		return saysNothing, differs
	}
	return pithy(term.SafeLine(value)), differs
}

// pithy leaves out the little words that lead a value, as the start is all that
// a narrow cell shows.
func pithy(value string) string {
	little := []string{"a", "an", "the", "with", "from", "where", "at", "in", "on", "by", "of"}
	for {
		first, rest, more := strings.Cut(value, " ")
		if !more || rest == "" || !slices.Contains(little, strings.ToLower(first)) {
			return value
		}
		value = rest
	}
}

// cell is a text in a cell, with a space behind it.
func cell(text string, width int) string {
	return term.Pad(term.Truncate(text, width-1), width)
}

// differingAxes are the axes whose value is not the same in all columns.
func (sc *Screen) differingAxes() []prompt.Axis {
	var out []prompt.Axis
	for _, a := range prompt.AllAxes() {
		if slices.ContainsFunc(sc.columns, func(c column) bool { return c.Prompt.Axes[a] != sc.columns[0].Prompt.Axes[a] }) {
			out = append(out, a)
		}
	}
	return out
}

// axesThatFit chooses at most so many axes, first those on which the column
// with the keys differs, and says how many are left.
func (sc *Screen) axesThatFit(axes []prompt.Axis, most int) (fit []prompt.Axis, hidden int) {
	most = max(most, 1)
	if len(axes) <= most {
		return axes, 0
	}
	byUse := slices.Clone(axes)
	slices.SortStableFunc(byUse, func(a, b prompt.Axis) int {
		_, differsA := sc.value(sc.at, a)
		_, differsB := sc.value(sc.at, b)
		switch {
		case differsA && !differsB:
			return -1
		case differsB && !differsA:
			return 1
		}
		return 0
	})
	byUse = byUse[:most]
	for _, a := range axes {
		if slices.Contains(byUse, a) {
			fit = append(fit, a)
		}
	}
	return fit, len(axes) - most
}

// valueWidths shares the room among the axes: each gets what its values need,
// up to an equal share of what the others leave.
func (sc *Screen) valueWidths(axes []prompt.Axis, room int) []int {
	needs, order := make([]int, len(axes)), make([]int, len(axes))
	for n, a := range axes {
		needs[n], order[n] = term.Width(string(a)), n
		for i := range sc.columns {
			value, _ := sc.value(i, a)
			needs[n] = max(needs[n], term.Width(value))
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return needs[a] - needs[b] })
	widths := make([]int, len(axes))
	for left, n := range order {
		widths[n] = min(needs[n]+2, room/(len(axes)-left))
		room -= widths[n]
	}
	return widths
}
