package gallery

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Draw draws the screen at exactly width x height cells, 40x12 at least.
func (sc *Screen) Draw(st *State, width, height int) string {
	body := sc.body(st, width, height-2)
	lines := make([]string, height-2)
	copy(lines, body)
	return sc.header(st, width) + "\n" + strings.Join(lines, "\n") + "\n" + sc.footer(st, width)
}

func (sc *Screen) body(st *State, width, height int) []string {
	switch {
	case len(st.Items) == 0:
		return sc.nothing(st, width)
	case sc.view == one:
		return sc.drawOne(st, width, height)
	case sc.view == pair:
		return sc.drawPair(st, width, height)
	}
	return sc.drawSheet(st, width, height)
}

// nothing teaches what would be here.
func (sc *Screen) nothing(st *State, width int) []string {
	text := "There are no pictures yet. Press esc and ctrl+g: the first one comes here."
	switch {
	case st.Coming:
		text = "The library is being read."
	case sc.of == Session:
		text = "This session has no pictures yet. Press esc and ctrl+g to make one, or tab for the library."
	case sc.of == Round:
		text = "There is no round yet. Press esc and say what you want to see, or tab for the other pictures."
	}
	lines := []string{""}
	for _, line := range term.Wrap(text, max(width-4, 1)) {
		lines = append(lines, "  "+st.Style.Quiet.Render(line))
	}
	return lines
}

// namesFrom is the width from which all sheets are named.
const namesFrom = 72

// header is the name of the screen, the sheets, and where one is.
func (sc *Screen) header(st *State, width int) string {
	s := st.Style
	left := " " + s.Title.Render("Gallery") + "  "
	for i := range sheets {
		switch name := Sheet(i).String(); {
		case width < namesFrom && Sheet(i) == sc.of:
			left += s.Strong.Render(name)
		case width < namesFrom:
		case Sheet(i) == sc.of:
			left += s.Strong.Render("["+name+"]") + " "
		default:
			left += s.Quiet.Render(" "+name+" ") + " "
		}
	}
	var right []string
	if st.Busy != "" {
		right = append(right, st.Busy)
	}
	if n := len(sc.marked); n > 0 {
		right = append(right, strconv.Itoa(n)+" marked")
	}
	if n := len(st.Items); n > 0 {
		right = append(right, fmt.Sprintf("%d of %d", sc.index(st)+1, n))
	}
	end := term.Truncate(s.Quiet.Render(strings.Join(right, " · "))+" ", width)
	legend := style.SketchMark + " sketch · "
	if slices.ContainsFunc(st.Items, Item.Sketch) && term.Width(left+legend+end) < width {
		end = s.Quiet.Render(legend) + end
	}
	room := width - term.Width(end)
	return term.Pad(term.Truncate(left, room), room) + end
}

// footer is the keys that work now, the most useful first.
func (sc *Screen) footer(st *State, width int) string {
	var keys []widget.Key
	for _, in := range sc.useful(st) {
		if b, ok := keymap.For(in, sc.Scopes()); ok && len(b.Keys) > 0 {
			keys = append(keys, widget.Key{Name: b.Keys[0], Does: b.Short})
		}
	}
	return widget.Keys(keys, width, st.Style)
}

// useful are the actions that the footer names.
func (sc *Screen) useful(st *State) []intent.Intent {
	switch {
	case len(st.Items) == 0:
		return []intent.Intent{intent.TurnSheet{Delta: 1}, intent.Back{}}
	case sc.view == sheet:
		return []intent.Intent{intent.Enlarge{}, intent.ToggleMark{}, intent.Compare{}, intent.TurnSheet{Delta: 1}, intent.ToggleFavourite{}, intent.Back{}}
	case sc.view == one:
		return []intent.Intent{intent.NextColumn{Delta: 1}, intent.Pick{}, intent.WhatMade{}, intent.ToggleFavourite{}, intent.OpenPicture{}, intent.Back{}}
	case sc.over:
		return []intent.Intent{intent.NextColumn{Delta: 1}, intent.ToggleOver{}, intent.WhatChanged{}, intent.Back{}}
	}
	return []intent.Intent{intent.ToggleOver{}, intent.WhatChanged{}, intent.Back{}}
}

// grid is how a sheet is laid out, in cells.
type grid struct {
	cols, rows    int // pictures that show
	width, height int // of each, with its frame and its name
	first         int // index of the first one that shows
}

// About how high a picture with its frame and its name is, and what these take.
const (
	usualTile  = 14
	frameCells = 2 // above and below; with a space at each side two more
	nameLine   = 1
)

// layGrid shows all pictures as large as there is room for, or as many as can be
// made out.
func layGrid(width, height, count int) grid {
	most := max((height+usualTile/2-1)/usualTile, 1)
	for rows := 1; rows < most; rows++ {
		if g := gridOf(width, height, rows); g.rows*g.cols >= count {
			return g
		}
	}
	return gridOf(width, height, most)
}

// gridOf is a sheet of so many rows. A square picture is twice as wide as high.
func gridOf(width, height, rows int) grid {
	g := grid{rows: rows, height: height / rows}
	wide := 2*(g.height-frameCells-nameLine) + 2*frameCells
	g.cols = max(width/max(wide, 1), 1)
	g.width = width / g.cols
	return g
}

// at is the picture at a cell of the window.
func (g grid) at(x, y, count int) (index int, ok bool) {
	if g.cols == 0 || x < 0 || y < 1 || x >= g.cols*g.width || y > g.rows*g.height {
		return 0, false
	}
	index = g.first + (y-1)/g.height*g.cols + x/g.width
	return index, index < count
}

func (sc *Screen) drawSheet(st *State, width, height int) []string {
	g := layGrid(width, height, len(st.Items))
	row, last := sc.index(st)/g.cols, (len(st.Items)-1)/g.cols
	sc.first = max(min(sc.first, row, last-g.rows+1), row-g.rows+1, 0)
	g.first = sc.first * g.cols
	sc.grid = g
	var lines []string
	for y := range g.rows {
		row := make([]strings.Builder, g.height)
		for x := range g.cols {
			i := g.first + y*g.cols + x
			if i >= len(st.Items) {
				break
			}
			for j, line := range sc.tile(st, i, g.width, g.height) {
				row[j].WriteString(line)
			}
		}
		for j := range row {
			lines = append(lines, row[j].String())
		}
	}
	return lines
}

// tile is one picture with its name under it, in a frame where it has the keys.
func (sc *Screen) tile(st *State, i, width, height int) []string {
	item, selected := st.Items[i], i == sc.index(st)
	inner, rows := width-2*frameCells, height-frameCells-nameLine
	frame := [...]string{" ", " ", " ", " ", " ", " ", " "}
	if selected {
		frame = [...]string{"╭", "━", "╮", "│", "╰", "─", "╯"}
	}
	edge := func(left, mid, right string) string {
		return st.Style.BorderFocused.Render(left + strings.Repeat(mid, width-2) + right)
	}
	side := st.Style.BorderFocused.Render(frame[3])
	lines := append(make([]string, 0, height), edge(frame[0], frame[1], frame[2]))
	indent := (inner - min(inner, 2*rows)) / 2 // the name begins where a square picture does
	name := term.Spaces(indent) + sc.name(st, i, inner-indent)
	for _, line := range append(standing(sc.cells(st, item, inner, rows), inner, rows), name) {
		lines = append(lines, side+" "+line+" "+side)
	}
	return append(lines, edge(frame[4], frame[5], frame[6]))
}

// cells are a picture, or its sketch.
func (sc *Screen) cells(st *State, item Item, cols, rows int) []string {
	if item.Sketch() {
		return strings.Split(st.Art.Study(item.Prompt, cols, rows), "\n")
	}
	cols, rows = term.Fit(item.Image.Width, item.Image.Height, cols, rows)
	return strings.Split(st.Art.Picture(item.Image, cols, rows), "\n")
}

// middle puts lines of one width into the middle of exactly width x height
// cells.
func middle(lines []string, width, height int) []string {
	return placed(lines, width, height, max(height-len(lines), 0)/2)
}

// standing puts them on the ground there.
func standing(lines []string, width, height int) []string {
	return placed(lines, width, height, max(height-len(lines), 0))
}

func placed(lines []string, width, height, above int) []string {
	out := make([]string, 0, height)
	cells := term.Width(lines[0])
	left := term.Spaces(max(width-cells, 0) / 2)
	right := term.Spaces(width - cells - len(left))
	for range above {
		out = append(out, term.Spaces(width))
	}
	for _, line := range lines[:min(len(lines), height)] {
		out = append(out, left+line+right)
	}
	for len(out) < height {
		out = append(out, term.Spaces(width))
	}
	return out
}

// name is the line under a small picture.
func (sc *Screen) name(st *State, i, width int) string {
	s, item := st.Style, st.Items[i]
	ends := ""
	if slices.Contains(sc.marked, item.id()) {
		ends = " " + s.Marked.Render(style.MarkedMark)
	}
	if item.Sketch() {
		ends += " " + s.Quiet.Render(style.SketchMark)
	}
	if item.Prompt.ID != "" && st.Favourite(item.Prompt.ID) {
		ends += " " + s.Star.Render(style.StarMark)
	}
	number := item.Letter
	if number == "" {
		number = strconv.Itoa(i + 1)
	}
	words := s.Quiet
	if i == sc.index(st) {
		words = s.Strong
	}
	line := s.Accent.Render(number) + " " + words.Render(title(item))
	room := width - term.Width(ends)
	return term.Pad(term.Truncate(line, room), room) + ends
}

// title is what a picture is called: the title of its prompt, or how that
// begins.
func title(item Item) string {
	name := item.Prompt.Title
	if name == "" {
		name, _, _ = strings.Cut(item.Prompt.Text, "\n")
	}
	return term.SafeLine(name)
}
