// Package session is the conversation in the studio as an append-only tree.
// Everything that happens is an Event; Apply adds it as a node and is the only
// way a session changes. Nothing is ever cut: undo, redo and branches are
// moves of the head. The package is pure, so that the screen, the commands and
// the library's replay all see the same session. Engine and the screens may
// import it.
package session

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"easel/engine/prompt"
)

// Session is one conversation with everything that came of it. It is a value:
// Apply returns a new one and leaves the old one as it was.
type Session struct {
	ID      string
	Title   string
	Seed    uint64 // what the built-in generators' choices start from
	Created time.Time
	Updated time.Time

	nodes     []Node
	rounds    []Round // of nodes; screens ask for them many times a frame
	head      int     // index of the step that is current; root before the first
	rootVisit int     // the first step of the branch last visited; root for none
}

// Node is an event in its place in the tree.
type Node struct {
	Event
	Index  int // in order of time
	Parent int // index; -1 at the root
	visit  int // the step below that was visited last, where redo goes; root for none
}

// root is where a session begins, before anything is current.
const root = -1

// New is an empty session.
func New(id string, seed uint64, created time.Time) Session {
	return Session{ID: id, Seed: seed, Created: created, Updated: created, head: root, rootVisit: root}
}

// Apply adds an event. It fails when the event names a node or a prompt that
// the session does not have, or has an id that it does have; the session is
// then returned unchanged.
func (s Session) Apply(e Event) (Session, error) { return s.Replay([]Event{e}) }

// Replay adds events in their order, as Apply would one by one.
func (s Session) Replay(events []Event) (Session, error) {
	grown := s
	grown.nodes = make([]Node, len(s.nodes), len(s.nodes)+len(events))
	copy(grown.nodes, s.nodes)
	grown.rounds = slices.Clip(s.rounds)
	taken := make(map[string]bool, cap(grown.nodes))
	taken[""] = true // the root's
	for _, n := range s.nodes {
		taken[n.ID] = true
	}
	for _, e := range events {
		if taken[e.ID] {
			return s, fmt.Errorf("session: a second node %q", e.ID)
		}
		taken[e.ID] = true
		if err := grown.add(e); err != nil {
			return s, err
		}
	}
	return grown, nil
}

func (s *Session) add(e Event) error {
	parent, err := s.index(e.Parent)
	if err != nil {
		return err
	}
	if err := s.check(e.Body); err != nil {
		return err
	}
	s.nodes = append(s.nodes, Node{Event: e, Index: len(s.nodes), Parent: parent, visit: root})
	s.addRound(s.nodes[len(s.nodes)-1])
	if e.Time.After(s.Updated) {
		s.Updated = e.Time
	}
	s.Title = TitleAfter(s.Title, e.Body)
	if b, ok := e.Body.(Moved); ok {
		at, _ := s.index(b.To)
		s.visitStep(at)
	}
	if last := s.nodes[len(s.nodes)-1]; last.IsStep() {
		s.visitStep(last.Index)
	}
	return nil
}

func (s Session) check(b Body) error {
	switch b := b.(type) {
	case nil:
		return errors.New("session: an event without a body")
	case Picked:
		return s.has(b.PromptID)
	case Locked:
		return s.has(b.PromptID)
	case Moved:
		i, err := s.index(b.To)
		if err != nil {
			return err
		}
		if i != root && !s.nodes[i].IsStep() {
			return fmt.Errorf("session: node %q is not a step to move to", b.To)
		}
	}
	return nil
}

// has is an error for a prompt that the session does not have.
func (s Session) has(promptID string) error {
	if _, ok := s.Prompt(promptID); !ok {
		return fmt.Errorf("session: no prompt %q", promptID)
	}
	return nil
}

// visitStep puts the head on a step and marks the way down to it, which is the
// way that redo takes after an undo.
func (s *Session) visitStep(at int) {
	s.head = at
	for at != root {
		above := s.stepAbove(at)
		if above == root {
			s.rootVisit = at
		} else {
			s.nodes[above].visit = at
		}
		at = above
	}
}

func (s Session) index(id string) (int, error) {
	if id == "" {
		return root, nil
	}
	for i := range slices.Backward(s.nodes) {
		if s.nodes[i].ID == id {
			return i, nil
		}
	}
	return root, fmt.Errorf("session: no node %q", id)
}

// IsStep says whether the head can stand on the node: it says what is current.
// A prompt dropped from the favourites is a step so that undo brings it back.
func (n Node) IsStep() bool {
	switch b := n.Body.(type) {
	case Rounded, Picked, Locked, Edited, Used:
		return true
	case Dropped:
		return !b.Elsewhere
	}
	return false
}

// stepAbove is the nearest step over a node, or root.
func (s Session) stepAbove(i int) int {
	for i = s.nodes[i].Parent; i != root && !s.nodes[i].IsStep(); {
		i = s.nodes[i].Parent
	}
	return i
}

// Head is the id of the step that is current; empty before the first.
func (s Session) Head() string { return s.id(s.head) }

func (s Session) id(i int) string {
	if i == root {
		return ""
	}
	return s.nodes[i].ID
}

// Nodes are all nodes in the order in which they happened. The slice is the
// session's own: read it only.
func (s Session) Nodes() []Node { return s.nodes }

// Empty says whether nothing has happened yet.
func (s Session) Empty() bool { return len(s.nodes) == 0 }

// Node finds a node by its id.
func (s Session) Node(id string) (Node, bool) {
	i, err := s.index(id)
	if err != nil || i == root {
		return Node{}, false
	}
	return s.nodes[i], true
}

// Current is the current prompt; false before there is one.
func (s Session) Current() (prompt.Prompt, bool) { return s.promptAt(s.head) }

// Before is what was current before the last step; false where there was
// nothing. What the last step changed is the difference of the two.
func (s Session) Before() (prompt.Prompt, bool) {
	if s.head == root {
		return prompt.Prompt{}, false
	}
	return s.promptAt(s.stepAbove(s.head))
}

// PromptAt is what was current at a node; the empty id is the root. ok is false
// where nothing was.
func (s Session) PromptAt(node string) (p prompt.Prompt, ok bool) {
	i, err := s.index(node)
	if err != nil {
		return prompt.Prompt{}, false
	}
	return s.promptAt(i)
}

func (s Session) promptAt(i int) (prompt.Prompt, bool) {
	for ; i != root; i = s.nodes[i].Parent {
		switch b := s.nodes[i].Body.(type) {
		case Rounded:
			return b.Rewrite, true
		case Edited:
			return b.Prompt, true
		case Used:
			return b.Prompt, true
		case Picked:
			above, _ := s.promptAt(s.nodes[i].Parent)
			return s.lockedPrompt(b.PromptID, above.Locks)
		case Locked:
			return s.lockedPrompt(b.PromptID, b.Locks)
		}
	}
	return prompt.Prompt{}, false
}

// lockedPrompt is a prompt of the session with those of the locks that its text
// has.
func (s Session) lockedPrompt(id string, locks []prompt.Lock) (prompt.Prompt, bool) {
	p, ok := s.Prompt(id)
	p.Locks = prompt.Relock(locks, p.Text)
	return p, ok
}

// Prompt finds any prompt of the session by its id, with the locks that it came
// with.
func (s Session) Prompt(id string) (prompt.Prompt, bool) {
	if id == "" {
		return prompt.Prompt{}, false
	}
	for _, n := range slices.Backward(s.nodes) {
		for _, p := range n.prompts() {
			if p.ID == id {
				return p, true
			}
		}
	}
	return prompt.Prompt{}, false
}

// prompts are the prompts that came into the session with a node.
func (n Node) prompts() []prompt.Prompt {
	switch b := n.Body.(type) {
	case Rounded:
		all := []prompt.Prompt{b.Rewrite}
		for _, v := range b.Variations {
			all = append(all, v.Prompt)
		}
		return all
	case Edited:
		return []prompt.Prompt{b.Prompt}
	case Used:
		return []prompt.Prompt{b.Prompt}
	}
	return nil
}

// Undo is the step that undo goes to: the one before the current one, or ""
// for the root. ok is false when there is nothing to undo.
func (s Session) Undo() (to string, ok bool) {
	if s.head == root {
		return "", false
	}
	return s.id(s.stepAbove(s.head)), true
}

// Redo is the step that redo goes to: the one below that was visited last. ok
// is false when there is none.
func (s Session) Redo() (to string, ok bool) {
	next := s.rootVisit
	if s.head != root {
		next = s.nodes[s.head].visit
	}
	return s.id(next), next != root
}
