package studio

import (
	"slices"
	"strings"

	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/widget"
)

// maxInputRows is how far the chat's input grows.
const maxInputRows = 4

// Screen is the studio's looking state: which pane has the keys, where its
// cursor stands.
type Screen struct {
	Input      *widget.Input // the chat's input
	ShiftEnter bool          // the terminal tells shift+enter from enter

	prompt     *promptView
	chat       *chat
	variations *variations
	pictures   *pictures
	start      *start
	focus      intent.Pane
	zoom       bool
	last       Layout
	framed     [4]framed // the panes as they were framed last
	frames     [4]string
	filled     filled
	recall     int // how many messages back the input shows; 0 is what is typed
	command    int // which of the suggested commands the cursor is on, from 1; 0 is what is typed
}

// New is the screen before anything is shown.
func New(s *style.Style) *Screen {
	sc := &Screen{
		Input: widget.NewInput(s, maxInputRows), prompt: newPromptView(s),
		chat: newChat(s), variations: newVariations(s), pictures: &pictures{}, start: &start{},
	}
	sc.Input.Focus()
	return sc
}

// Reset forgets where one was looking, for another session.
func (sc *Screen) Reset(s *style.Style) {
	input, shift := sc.Input, sc.ShiftEnter
	*sc = *New(s)
	sc.Input, sc.ShiftEnter = input, shift
	sc.Input.Reset()
	sc.Input.Focus()
}

// Focus is the pane that has the keys.
func (sc *Screen) Focus() intent.Pane { return sc.focus }

// SetFocus gives the keys to a pane. A hand edit keeps them until it ends.
func (sc *Screen) SetFocus(st *State, p intent.Pane) {
	if sc.prompt.editing() || !st.Started() {
		return
	}
	sc.focus = p
	if p == intent.Chat {
		sc.Input.Focus()
	} else {
		sc.Input.Blur()
	}
}

// NextPane gives the keys to the next pane, or the one before.
func (sc *Screen) NextPane(st *State, delta int) {
	n := len(intent.Panes())
	sc.SetFocus(st, intent.Pane((int(sc.focus)+delta+n)%n))
}

// ToggleZoom gives the focused pane the window, and back.
func (sc *Screen) ToggleZoom() { sc.zoom = !sc.zoom }

// Unzoom reports whether a pane had the window and takes it back.
func (sc *Screen) Unzoom() bool {
	was := sc.zoom
	sc.zoom = false
	return was
}

// slash says whether the name of a slash command is being typed.
func (sc *Screen) slash() bool {
	return strings.HasPrefix(sc.Input.Value(), "/") && !strings.ContainsAny(sc.Input.Value(), " \n")
}

// Scopes are the places whose keys are in force, innermost first.
func (sc *Screen) Scopes(st *State) []keymap.Scope {
	switch {
	case sc.prompt.editing():
		return []keymap.Scope{keymap.Editing, keymap.Everywhere}
	case sc.focus == intent.Chat || !st.Started():
		scopes := []keymap.Scope{keymap.Chat, keymap.Everywhere}
		switch {
		case sc.Input.Empty() || sc.recall > 0:
			scopes = slices.Insert(scopes, 0, keymap.EmptyChat)
		case sc.slash():
			scopes = slices.Insert(scopes, 0, keymap.Slash)
		}
		return scopes
	}
	own := [...]keymap.Scope{keymap.Chat, keymap.Variations, keymap.Prompt, keymap.Pictures}[sc.focus]
	return []keymap.Scope{own, keymap.Lists, keymap.Outside, keymap.Everywhere}
}

// Text is the input that has the keys; false where letters are commands.
func (sc *Screen) Text(st *State) (*widget.Input, bool) {
	switch {
	case sc.prompt.editing():
		return sc.prompt.input, true
	case sc.focus == intent.Chat || !st.Started():
		return sc.Input, true
	}
	return nil, false
}

// Typed tells that the text of the input was changed by hand.
func (sc *Screen) Typed() {
	sc.recall, sc.command = 0, 0
	sc.start.cursor = 0
}

// Idea is the example that an empty message means: the one under the cursor at
// the first start; empty later.
func (sc *Screen) Idea(st *State) string {
	if st.Started() {
		return ""
	}
	return sc.start.idea()
}

// MoveIdea moves the cursor between the input and the examples.
func (sc *Screen) MoveIdea(delta int) { sc.start.move(delta) }

// Recall brings an earlier or later message into the input.
func (sc *Screen) Recall(st *State, delta int) {
	var said []string
	for _, n := range st.Session.Nodes() {
		if m, ok := n.Body.(session.Said); ok {
			said = append(said, m.Text)
		}
	}
	sc.recall = min(max(sc.recall-delta, 0), len(said))
	if sc.recall == 0 {
		sc.Input.SetValue("")
		return
	}
	sc.Input.SetValue(said[len(said)-sc.recall])
}

// Move moves the cursor of the focused pane.
func (sc *Screen) Move(delta int) {
	switch sc.focus {
	case intent.Variations:
		sc.variations.move(func(l *widget.List) { l.Move(delta) })
	case intent.Prompt:
		scrollBy(sc.prompt.scroll, delta)
	case intent.Pictures:
		sc.pictures.move(delta)
	default:
		scrollBy(sc.chat.scroll, delta)
	}
}

func scrollBy(v *widget.Scroll, delta int) {
	if delta < 0 {
		v.Up(-delta)
	} else {
		v.Down(delta)
	}
}

// Page moves by what shows.
func (sc *Screen) Page(direction int) {
	switch sc.focus {
	case intent.Variations:
		sc.variations.move(func(l *widget.List) { l.Page(direction) })
	case intent.Prompt:
		sc.prompt.scroll.Page(direction)
	case intent.Pictures:
		sc.pictures.move(5 * direction)
	default:
		sc.chat.scroll.Page(direction)
	}
}

// Edge goes to the first row, or the last.
func (sc *Screen) Edge(last bool) {
	switch sc.focus {
	case intent.Variations:
		if last {
			sc.variations.move((*widget.List).Last)
		} else {
			sc.variations.move((*widget.List).First)
		}
	case intent.Pictures:
		sc.pictures.at = 0
		if last {
			sc.pictures.at = sc.pictures.count - 1
		}
	default:
		v := sc.prompt.scroll
		if sc.focus == intent.Chat {
			v = sc.chat.scroll
		}
		if last {
			v.Bottom()
		} else {
			v.Top()
		}
	}
}

// TurnRound looks at an earlier or later round.
func (sc *Screen) TurnRound(st *State, delta int) { sc.variations.turn(st, delta) }

// RoundShown is the node of the round whose letters a message means.
func (sc *Screen) RoundShown(st *State) string { return sc.variations.round(st).node }

// FollowRounds looks at the current round again.
func (sc *Screen) FollowRounds() { sc.variations.pinned = "" }

// HoldRound keeps the round that shows where it is, when a new one arrives
// under the hands of somebody who edits.
func (sc *Screen) HoldRound(st *State) {
	if view := sc.variations.round(st); view.node != "" && sc.variations.pinned == "" {
		sc.variations.pinned, sc.variations.seen = view.node, len(st.Session.Rounds())
	}
}

// Prompts lists the prompts of the round that shows, for sketching them.
func (sc *Screen) Prompts(st *State) []Candidate {
	var out []Candidate
	for _, r := range sc.variations.round(st).rows {
		if r.there {
			out = append(out, r.candidate())
		}
	}
	return out
}

func (r row) candidate() Candidate { return Candidate{r.letter, r.prompt, r.differs} }

// LookAt puts the cursor on the row of a prompt, where the round that shows has
// it, and gives the keys to the variations.
func (sc *Screen) LookAt(st *State, promptID string) {
	sc.SetFocus(st, intent.Variations)
	for i, r := range sc.variations.round(st).rows {
		if r.there && r.prompt.ID == promptID {
			sc.variations.move(func(l *widget.List) { l.SetCursor(i) })
		}
	}
}

// ToggleMark marks the row under the cursor or the picture that shows, or takes
// the mark away.
func (sc *Screen) ToggleMark(st *State) {
	if sc.focus == intent.Pictures {
		sc.pictures.toggle(st)
	} else {
		sc.variations.toggle(sc.variations.round(st))
	}
}

// ToCompare are the marked prompts of the round, or all of it. When only one is
// marked, it is compared with the current prompt's row.
func (sc *Screen) ToCompare(st *State) []Candidate {
	all := sc.Prompts(st)
	var marked []Candidate
	for _, c := range all {
		if sc.variations.marked[c.Prompt.ID] {
			marked = append(marked, c)
		}
	}
	switch len(marked) {
	case 0:
		return all
	case 1:
		if marked[0].Letter != "." {
			return append(all[:1:1], marked...)
		}
		return all
	}
	return marked
}

// Seen is the prompt that the Prompt pane shows: the row that is looked at
// while the keys are outside the chat, else the current one.
func (sc *Screen) seen(st *State) seen {
	current, ok := st.Session.Current()
	v := seen{prompt: current, there: ok}
	v.base, _ = st.Session.Before()
	if r := st.Reply; r != nil && sc.variations.pinned == "" {
		if r.Rewritten != nil {
			v = seen{prompt: *r.Rewritten, base: current, there: true}
		} else if r.Message != "" {
			v.old = true
		}
	}
	if sc.focus == intent.Chat {
		return v
	}
	view := sc.variations.round(st)
	sc.variations.follow(st, view)
	if row, on := sc.variations.looking(view); on && row.prompt.ID != v.prompt.ID {
		row.prompt.Locks = st.Session.Locked(row.prompt)
		return seen{prompt: row.prompt, base: v.prompt, letter: row.letter, there: true}
	}
	return v
}

// Shown is the id and text of the prompt that the Prompt pane shows; ok is
// false before there is one, and while it is not yet committed.
func (sc *Screen) Shown(st *State) (c Candidate, ok bool) {
	v := sc.seen(st)
	if !v.there {
		return Candidate{}, false
	}
	_, committed := st.Session.Prompt(v.prompt.ID)
	return Candidate{Letter: v.letter, Prompt: v.prompt}, committed
}

// Chosen are the marked pictures in their order, or the one that shows; none
// before there is one.
func (sc *Screen) Chosen(st *State) []session.Picture { return sc.pictures.chosen(st) }

// Unmark takes the marks of the pictures away.
func (sc *Screen) Unmark() { sc.pictures.marked = nil }

// PictureIndex is the index of the picture that shows among the pictures of the session.
func (sc *Screen) PictureIndex(st *State) int {
	sc.pictures.sync(st)
	return sc.pictures.at
}

// Picture is the picture that the Pictures pane shows.
func (sc *Screen) Picture(st *State) (session.Picture, bool) { return sc.pictures.current(st) }
