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

// What a picture beside others takes at least, with the two lines under it, and
// what is between two.
const leastColumn, leastRow, rivalGap = 16, 6, 2

// sideBySideView shows as many of them as there is room for, the one at hand
// among them; nil where there is no room for two.
func (p *pictures) sideBySideView(st *State, shown session.Picture, width, height int) []string {
	path := savedLines(st, shown, width)
	path = path[:min(len(path), 2)]
	height -= len(path)
	list := together(st.Session.Pictures(), shown)
	most := min((width+rivalGap)/(leastColumn+rivalGap), len(list)) * (height / (leastRow + 1))
	if most < 2 || len(list) < 2 {
		return nil
	}
	if len(list) > most {
		at := slices.IndexFunc(list, func(x session.Picture) bool { return x.Path == shown.Path })
		first := firstInStrip(at, len(list), most)
		list = list[first : first+most]
	}
	columns := bestColumns(shown, len(list), width, height)
	column := (width - rivalGap*(columns-1)) / columns
	rows := (len(list) + columns - 1) / columns
	var lines []string
	for some := range slices.Chunk(list, columns) {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, p.row(st, some, shown.Path, column, (height-rows+1)/rows)...)
	}
	return append(lines, path...)
}

// bestColumns is in how many columns the pictures are largest.
func bestColumns(like session.Picture, n, width, height int) int {
	best, largest := 1, 0
	for c := 1; c <= n; c++ {
		rows := (n + c - 1) / c
		column, row := (width-rivalGap*(c-1))/c, (height-rows+1)/rows
		if column < leastColumn || row < leastRow {
			continue
		}
		if w, h := term.Fit(like.Width, like.Height, column, row-2); w*h > largest {
			best, largest = c, w*h
		}
	}
	return best
}

// row is some of the pictures beside each other, the words right under them.
func (p *pictures) row(st *State, some []session.Picture, here string, column, height int) []string {
	tallest := 0
	for _, pic := range some {
		_, rows := term.Fit(pic.Width, pic.Height, column, height-2)
		tallest = max(tallest, rows)
	}
	lines := make([]string, tallest+2)
	for i, pic := range some {
		for y, line := range p.column(st, pic, pic.Path == here, column, tallest) {
			if i > 0 {
				lines[y] += term.Spaces(rivalGap)
			}
			lines[y] += line
		}
	}
	return lines
}

// column is one picture over who painted it, in what time and for how much;
// always as wide as it is told, and two lines higher than the picture may be.
func (p *pictures) column(st *State, pic session.Picture, here bool, width, tallest int) []string {
	s := st.Style
	mark, name := " ", s.Text
	if p.marked[pic.Path] {
		mark = s.Marked.Render(style.MarkedMark)
	}
	if here {
		mark, name = s.CursorMark.Render("▸"), s.Strong
	}
	cols, rows := term.Fit(pic.Width, pic.Height, width, tallest)
	cells := strings.Split(st.Art.Picture(pic.Image, cols, rows), "\n")
	lines := make([]string, tallest, tallest+2)
	for y := range lines {
		line := ""
		if at := y - (tallest - rows); at >= 0 && at < len(cells) { // all stand on one line
			line = cells[at]
		}
		if term.IsPicture(line) {
			lines[y] = line + term.Spaces(width-cols)
		} else {
			lines[y] = term.Pad(line, width)
		}
	}
	facts := widget.Waiting(pic.From.Took, 0) + " · " + cost(pic)
	return append(lines,
		term.Pad(mark+" "+name.Render(term.Truncate(by(pic), width-2)), width),
		term.Pad("  "+s.Quiet.Render(term.Truncate(facts, width-2)), width))
}

// cost is what a picture cost as far as it is known: its share of its
// generation.
func cost(pic session.Picture) string {
	switch c := pic.From.CostUSD; {
	case c == nil:
		return "cost unknown"
	case *c == 0:
		return "free"
	default:
		return catalog.Dollars(*c / float64(max(len(pic.From.Images), 1)))
	}
}
