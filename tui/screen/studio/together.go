package studio

import (
	"slices"
	"strings"

	"easel/engine/catalog"
	"easel/engine/session"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// One prompt that several generators painted is shown side by side, each
// picture with its time and what it cost.

// together are the pictures of the same prompt as one, the newest of each
// generator, in the order in which they came; nil where one generator alone
// painted it.
func together(all []session.Picture, shown session.Picture) []session.Picture {
	newest := make(map[string]int)
	for i, p := range all {
		if p.From.Prompt.ID == shown.From.Prompt.ID {
			newest[by(p)] = i
		}
	}
	if len(newest) < 2 {
		return nil
	}
	if i := slices.IndexFunc(all, func(p session.Picture) bool { return p.Path == shown.Path }); i >= 0 {
		newest[by(shown)] = i
	}
	var list []session.Picture
	for i, p := range all {
		if at, ok := newest[by(p)]; ok && at == i {
			list = append(list, p)
		}
	}
	return list
}

// by is who painted a picture.
func by(p session.Picture) string {
	return term.SafeLine(Image{Name: p.From.Generator, Model: p.From.Model}.ref())
}

// leastColumn is the width of a picture beside others.
const leastColumn = 16

// sideBySideView shows as many of them as there is room for, the one at hand
// among them; nil where there is no room for two.
func (p *pictures) sideBySideView(st *State, shown session.Picture, width, height int) []string {
	const gap = 2
	list := together(st.Session.Pictures(), shown)
	fit := min((width+gap)/(leastColumn+gap), len(list))
	if fit < 2 || height < 8 {
		return nil
	}
	at := slices.IndexFunc(list, func(x session.Picture) bool { return x.Path == shown.Path })
	first := min(max(at-fit/2, 0), len(list)-fit)
	column := (width - gap*(fit-1)) / fit
	path := savedLines(st, shown, width)
	path = path[:min(len(path), 2)]
	lines := make([]string, 0, height)
	var columns [][]string
	for _, pic := range list[first : first+fit] {
		columns = append(columns, p.column(st, pic, pic.Path == shown.Path, column, height-len(path)))
	}
	for y := range height - len(path) {
		line := ""
		for i, c := range columns {
			if i > 0 {
				line += term.Spaces(gap)
			}
			line += c[y]
		}
		lines = append(lines, line)
	}
	return append(lines, path...)
}

// column is one picture over who painted it, in what time and for how much;
// always as high and as wide as it is told.
func (p *pictures) column(st *State, pic session.Picture, here bool, width, height int) []string {
	s := st.Style
	mark, name := " ", s.Text
	if p.marked[pic.Path] {
		mark = s.Marked.Render(style.MarkedMark)
	}
	if here {
		mark, name = s.CursorMark.Render("▸"), s.Strong
	}
	words := []string{
		mark + " " + name.Render(term.Truncate(by(pic), width-2)),
		"  " + s.Quiet.Render(term.Truncate(widget.Waiting(pic.From.Took, 0)+" · "+cost(pic), width-2)),
	}
	cols, rows := term.Fit(pic.Width, pic.Height, width, height-len(words))
	cells := strings.Split(st.Art.Picture(pic.Image, cols, rows), "\n")
	lines := make([]string, 0, height)
	for y := range height - len(words) {
		line := ""
		if y < len(cells) {
			line = cells[y]
		}
		if term.IsPicture(line) {
			line += term.Spaces(width - cols)
		} else {
			line = term.Pad(line, width)
		}
		lines = append(lines, line)
	}
	for _, w := range words {
		lines = append(lines, term.Pad(w, width))
	}
	return lines
}

// cost is what a picture cost as far as it is known: its share of its
// generation.
func cost(pic session.Picture) string {
	switch c := pic.From.CostUSD; {
	case c == nil:
		return "cost not told"
	case *c == 0:
		return "free"
	default:
		return catalog.Dollars(*c / float64(max(len(pic.From.Images), 1)))
	}
}
