package studio

import (
	"easel/tui/intent"
	"easel/tui/widget"
)

// Click does what a click at a cell of the window means: it gives the keys to
// the pane there, and puts the cursor on the row or letter under it. It
// reports whether the row was under the cursor before, which a second click
// then picks.
func (sc *Screen) Click(st *State, x, y int) (again bool) {
	if !st.Started() {
		return false
	}
	if sc.last.Input.In(x, y) {
		sc.SetFocus(st, intent.Chat)
		sc.Input.Click(x-sc.last.Input.X, y-sc.last.Input.Y)
		return false
	}
	p, ok := sc.paneAt(x, y)
	if !ok {
		return false
	}
	had := sc.focus == p
	in := sc.inner(sc.last, p)
	if sc.prompt.editing() {
		if p == intent.Prompt {
			sc.prompt.input.Click(x-in.X, y-in.Y)
		}
		return false
	}
	sc.SetFocus(st, p)
	if p != intent.Variations || !in.In(x, y) {
		return false
	}
	before := sc.variations.list.Cursor()
	clicked := -1
	sc.variations.move(func(l *widget.List) { clicked = l.Click(y - in.Y) })
	return clicked == before && had
}

// Wheel scrolls the pane under the mouse by lines or rows.
func (sc *Screen) Wheel(st *State, x, y, delta int) {
	p, ok := sc.paneAt(x, y)
	if !ok {
		return
	}
	switch p {
	case intent.Variations:
		sc.variations.list.Wheel(delta)
	case intent.Pictures:
		sc.pictures.move(delta)
	case intent.Prompt:
		scrollBy(sc.prompt.scroll, delta)
	default:
		scrollBy(sc.chat.scroll, delta)
	}
}

func (sc *Screen) paneAt(x, y int) (intent.Pane, bool) {
	for _, p := range intent.Panes() {
		if sc.last.Panes[p].In(x, y) {
			return p, true
		}
	}
	return 0, false
}
