package studio

import (
	"easel/tui/intent"
	"easel/tui/widget"
)

// Rect is a place in the window, in cells.
type Rect struct{ X, Y, Width, Height int }

// In says whether a cell lies in it.
func (r Rect) In(x, y int) bool {
	return x >= r.X && x < r.X+r.Width && y >= r.Y && y < r.Y+r.Height
}

// Shape is how the panes lie in a window of some width.
type Shape int

// The shapes.
const (
	Stacked Shape = iota // one under the other, with ruled titles
	Two                  // the chat at the left, the rest at the right, boxed
	Three                // the pictures in a column of their own
)

// The smallest window that any screen is drawn in, and where the shapes begin, in columns.
const (
	MinWidth, MinHeight = 40, 12
	twoFrom             = 100
	threeFrom           = 180
	columnsFrom         = 20 // rows; lower windows are stacked however wide
)

// Layout says where everything lies. Panes that are not shown have no height.
type Layout struct {
	Shape  Shape
	Margin int // blank columns at each side of stacked panes
	Header Rect
	Footer Rect
	Input  Rect // the chat's input; in the chat's box, or over the footer
	Panes  [4]Rect
}

// need is what a pane asks for: lines of content.
type need struct {
	min  int // below this it is of little use
	want int // all it has to show
}

// needs is what layout has to know about the contents.
type needs struct {
	panes [4]need
	input int         // rows of the input
	focus intent.Pane // the focused one takes the slack
	slack intent.Pane // what the focused one does not need goes here
	zoom  bool
}

// layout places everything in a window. It is pure: the same window and needs
// give the same places.
func layout(width, height int, n needs) Layout {
	l := Layout{Header: Rect{0, 0, width, 1}, Footer: Rect{0, height - 1, width, 1}}
	body := Rect{0, 1, width, height - 2}
	switch {
	case width >= threeFrom && height >= columnsFrom:
		l.Shape = Three
	case width >= twoFrom && height >= columnsFrom:
		l.Shape = Two
	}
	if l.Shape == Stacked {
		l.Margin = widget.Margin(width)
		body.X, body.Width = l.Margin, width-2*l.Margin
	}
	switch {
	case n.zoom:
		l.zoomed(body, n)
	case l.Shape == Stacked:
		l.stacked(body, n)
	case l.Shape == Two:
		left := min(max(width*37/100, 40), 52)
		l.chatBox(Rect{0, body.Y, left, body.Height}, n)
		l.column(Rect{left, body.Y, width - left, body.Height}, n, intent.Variations, intent.Prompt, intent.Pictures)
	default:
		left, right := min(width*27/100, 56), width*36/100
		l.chatBox(Rect{0, body.Y, left, body.Height}, n)
		l.column(Rect{left, body.Y, width - left - right, body.Height}, n, intent.Variations, intent.Prompt)
		l.Panes[intent.Pictures] = Rect{width - right, body.Y, right, body.Height}
	}
	return l
}

func (l *Layout) zoomed(body Rect, n needs) {
	if n.focus == intent.Chat {
		l.Input = Rect{body.X, body.Y + body.Height - n.input, body.Width, n.input}
		body.Height -= n.input
	}
	if l.Shape != Stacked && n.focus == intent.Chat {
		body.Height += n.input
		l.chatBox(body, n)
		return
	}
	l.Panes[n.focus] = body
}

// chatBox puts the chat into a box with its input at the bottom, under a line.
func (l *Layout) chatBox(r Rect, n needs) {
	l.Panes[intent.Chat] = r
	l.Input = Rect{r.X + 2, r.Y + r.Height - 1 - n.input, r.Width - 4, n.input}
}

func (l *Layout) stacked(body Rect, n needs) {
	l.Input = Rect{body.X, body.Y + body.Height - n.input, body.Width, n.input}
	body.Height -= n.input
	l.share(body, n, 1, intent.Chat, intent.Variations, intent.Prompt, intent.Pictures)
}

func (l *Layout) column(r Rect, n needs, panes ...intent.Pane) { l.share(r, n, 2, panes...) }

// share gives the rows of a column to its panes: first what each must have,
// then the focused one all it wants, then the others, and what is left to the
// pane that can use it. frame is the rows that a title or a box takes.
func (l *Layout) share(r Rect, n needs, frame int, panes ...intent.Pane) {
	rows := make(map[intent.Pane]int, len(panes))
	left := r.Height - frame*len(panes)
	for _, p := range panes {
		rows[p] = n.panes[p].min
		left -= rows[p]
	}
	left = squeeze(rows, left, n.focus, panes)
	for _, p := range inOrder(n.focus, panes) {
		more := min(max(n.panes[p].want-rows[p], 0), left)
		rows[p] += more
		left -= more
	}
	last := panes[len(panes)-1]
	if _, here := rows[n.slack]; here {
		last = n.slack
	}
	rows[last] += left
	y := r.Y
	for _, p := range panes {
		l.Panes[p] = Rect{r.X, y, r.Width, min(rows[p]+frame, max(r.Y+r.Height-y, 0))}
		y += l.Panes[p].Height
	}
}

// squeeze takes rows from the panes without the keys, then from the focused
// one, until they fit. It returns the rows that are left, at least 0.
func squeeze(rows map[intent.Pane]int, left int, focus intent.Pane, panes []intent.Pane) int {
	for _, floor := range []int{2, 1, 0} {
		for _, p := range []intent.Pane{intent.Chat, intent.Pictures, intent.Prompt, intent.Variations} {
			if _, here := rows[p]; here && p != focus && left < 0 {
				give := min(max(rows[p]-floor, 0), -left)
				rows[p] -= give
				left += give
			}
		}
	}
	if _, here := rows[focus]; here && left < 0 {
		give := min(rows[focus], -left)
		rows[focus] -= give
		left += give
	}
	return max(left, 0)
}

func inOrder(focus intent.Pane, panes []intent.Pane) []intent.Pane {
	var order []intent.Pane
	for _, p := range panes {
		if p == focus {
			order = append(order, p)
		}
	}
	for _, p := range []intent.Pane{intent.Prompt, intent.Variations, intent.Pictures, intent.Chat} {
		for _, q := range panes {
			if q == p && p != focus {
				order = append(order, p)
			}
		}
	}
	return order
}
