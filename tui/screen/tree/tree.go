// Package tree is the screen that shows everything that happened in a session
// as a tree: its rounds with their messages, what was picked, edited and kept,
// the pictures made of it, and where the head stands. Any node can be looked at,
// compared with any other, and gone on from. App owns the facts (State); the
// screen owns how they are looked at: cursor, marks, what is folded. Nothing
// here asks the engine for anything.
package tree

import (
	"strings"
	"time"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/widget"
)

// State is what the screen shows. App keeps it true.
type State struct {
	Session session.Session
	Art     Art
	Style   *style.Style
	Now     time.Time // in the zone that times are told in; what is of another day tells the day
	Home    string    // the home folder, shown as ~
	Busy    string    // what runs, made safe; empty for nothing
}

// Art gives pictures as cells. What is not there yet gives "" and comes later.
type Art interface {
	Chips(p prompt.Prompt) string
	Study(p prompt.Prompt, cols, rows int) string
	Picture(image session.Image, cols, rows int) string
}

// Screen is how the tree is looked at.
type Screen struct {
	looks
	at     string // key of the node under the cursor
	follow bool   // the cursor goes where the head goes next
	list   *widget.List
	beside *widget.Scroll

	tree   *grown
	of     version
	rows   []row
	laid   bool // rows are of the tree and the looks as they are
	told   told
	found  differences
	places places
}

// version tells when the tree must be made again.
type version struct {
	session string
	nodes   int
	head    string
}

// New looks at a session's tree, with the cursor on what is current.
func New(st *State) *Screen {
	sc := &Screen{looks: looks{shut: make(map[string]bool), mark: make(map[string]bool)},
		list: widget.NewList(st.Style, nil), beside: widget.NewScroll(st.Style)}
	sc.list.OneLine, sc.list.Empty = true, "Nothing has happened yet."
	sc.settle(st)
	sc.toHead()
	return sc
}

// Node is what an action is about.
type Node struct {
	Step      string // the step of the session to go on from; empty where there is none
	Variation string // the prompt to pick there; empty for none
	Label     string // "2B"
	Title     string // made safe
	Prompt    prompt.Prompt
}

// Name is what the node is called, with its label.
func (n Node) Name() string { return strings.TrimSpace(n.Label + " " + n.Title) }

func (n node) node() Node {
	return Node{Step: n.step, Variation: n.variation, Label: n.label, Title: n.title, Prompt: n.prompt}
}

// Scopes are the places whose keys are in force, innermost first.
func (sc *Screen) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.Tree, keymap.Lists, keymap.Outside, keymap.Everywhere}
}

// Current is the node under the cursor; false in an empty tree.
func (sc *Screen) Current() (Node, bool) {
	i, ok := sc.tree.byKey[sc.at]
	if !ok {
		return Node{}, false
	}
	return sc.tree.nodes[i].node(), true
}

// Marked are the marked nodes, from the top down.
func (sc *Screen) Marked() []Node {
	var out []Node
	for _, n := range sc.tree.nodes {
		if sc.mark[n.key] {
			out = append(out, n.node())
		}
	}
	return out
}

// ToCompare are the marked nodes. One alone is compared with the node under
// the cursor; where none is marked, or only that one, it is compared with what
// is current, or with what it came from.
func (sc *Screen) ToCompare() []Node {
	out := sc.Marked()
	if len(out) > 1 {
		return out
	}
	at, ok := sc.tree.byKey[sc.at]
	if !ok {
		return nil
	}
	if len(out) == 1 && !sc.mark[sc.at] {
		return append(out, sc.tree.nodes[at].node())
	}
	other := sc.tree.nodes[at].parent
	for i, n := range sc.tree.nodes {
		if n.here && n.prompt.ID != sc.tree.nodes[at].prompt.ID {
			other = i
		}
	}
	if other == none {
		return nil
	}
	return []Node{sc.tree.nodes[other].node(), sc.tree.nodes[at].node()}
}

// Follow says that the head is about to move because somebody asked for it here:
// the cursor goes along.
func (sc *Screen) Follow() { sc.follow = true }

// toHead puts the cursor on what is current.
func (sc *Screen) toHead() {
	sc.follow = false
	for _, n := range sc.tree.nodes {
		if n.here {
			sc.reveal(n.key)
		}
	}
}

// reveal puts the cursor on a node, unfolding the way to it.
func (sc *Screen) reveal(key string) {
	i, ok := sc.tree.byKey[key]
	if !ok {
		return
	}
	for p := sc.tree.nodes[i].parent; p != none; p = sc.tree.nodes[p].parent {
		delete(sc.shut, sc.tree.nodes[p].key)
	}
	sc.at, sc.laid = key, false
	sc.lay()
}

// Move moves the cursor by rows.
func (sc *Screen) Move(delta int) { sc.moved(func() { sc.list.Move(delta) }) }

// Page moves it by what shows.
func (sc *Screen) Page(direction int) { sc.moved(func() { sc.list.Page(direction) }) }

// First goes to where the session began.
func (sc *Screen) First() { sc.moved(sc.list.First) }

// Last goes to the last row.
func (sc *Screen) Last() { sc.moved(sc.list.Last) }

// Climb goes to what the node came from (-1), or to what came of it (1): the way
// to the head, or else the way that goes furthest.
func (sc *Screen) Climb(delta int) {
	at, ok := sc.tree.byKey[sc.at]
	if !ok {
		return
	}
	n := sc.tree.nodes[at]
	to := n.parent
	if delta > 0 {
		to = none
		if sc.shut[n.key] {
			sc.ToggleFold()
		}
		for _, k := range n.kids {
			if sc.tree.shows(k, sc.looks) && (to == none || !sc.tree.nodes[to].onPath) {
				to = k
			}
		}
	}
	if to != none {
		sc.reveal(sc.tree.nodes[to].key)
	}
}

// ToggleFold folds away what came of the node, or shows it again.
func (sc *Screen) ToggleFold() { sc.toggle(sc.shut) }

// ToggleMark marks the node, or takes the mark away.
func (sc *Screen) ToggleMark() { sc.toggle(sc.mark) }

func (sc *Screen) toggle(set map[string]bool) {
	if set[sc.at] {
		delete(set, sc.at)
	} else if sc.at != "" {
		set[sc.at] = true
	}
	sc.laid = false
	sc.lay()
}

// ToggleAll shows the variations that nothing happened with, or hides them.
func (sc *Screen) ToggleAll() {
	sc.all = !sc.all
	sc.laid = false
	sc.lay()
}

// ScrollBeside scrolls what is told of the node.
func (sc *Screen) ScrollBeside(lines int) {
	if lines < 0 {
		sc.beside.Up(-lines)
	} else {
		sc.beside.Down(lines)
	}
}

// moved moves the cursor of the list, and with it the node that is looked at.
func (sc *Screen) moved(how func()) {
	sc.follow = false
	how()
	if i := sc.list.Cursor(); i >= 0 {
		sc.at = sc.tree.nodes[sc.rows[i].node].key
	}
}

// settle makes the tree of the session as it is now. The cursor stays where
// somebody is looking, unless the head was moved from here.
func (sc *Screen) settle(st *State) {
	now := version{st.Session.ID, len(st.Session.Nodes()), st.Session.Head()}
	if sc.tree != nil && now == sc.of {
		return
	}
	follow := sc.follow && now.head != sc.of.head
	sc.tree, sc.of, sc.laid = grow(st.Session), now, false
	sc.lay()
	if follow {
		sc.toHead()
	}
}

// lay lays the rows out anew, with the cursor on its node, or on the nearest
// over it that shows.
func (sc *Screen) lay() {
	if sc.laid {
		return
	}
	sc.laid = true
	sc.rows = sc.tree.rows(sc.looks)
	sc.list.SetCount(len(sc.rows))
	rowOf := make(map[int]int, len(sc.rows))
	for i, r := range sc.rows {
		rowOf[r.node] = i
	}
	at, ok := sc.tree.byKey[sc.at]
	for ok && at != none {
		if i, shows := rowOf[at]; shows {
			sc.at = sc.tree.nodes[at].key
			sc.list.SetCursor(i)
			return
		}
		at = sc.tree.nodes[at].parent
	}
	sc.moved(func() {})
}
