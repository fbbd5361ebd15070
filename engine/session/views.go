package session

import (
	"strings"
	"time"
	"unicode/utf8"

	"easel/engine/prompt"
)

// Round is a round as screens show it.
type Round struct {
	Node    string // id of its node
	Number  int    // from 1, in the order in which they came
	Message string // what was sent; empty where another round was asked for
	Rounded
}

// Rounds are all rounds of the session, oldest first, of all branches.
func (s Session) Rounds() []Round {
	var rounds []Round
	for _, n := range s.nodes {
		b, ok := n.Body.(Rounded)
		if !ok {
			continue
		}
		r := Round{Node: n.ID, Number: len(rounds) + 1, Rounded: b}
		if n.Parent != root {
			if said, ok := s.nodes[n.Parent].Body.(Said); ok {
				r.Message = said.Text
			}
		}
		rounds = append(rounds, r)
	}
	return rounds
}

// RoundOf is the index in Rounds of the round that the head belongs to: the
// nearest one on its branch, or -1.
func (s Session) RoundOf() int {
	at := s.head
	for at != root {
		if _, ok := s.nodes[at].Body.(Rounded); ok {
			break
		}
		at = s.stepAbove(at)
	}
	if at == root {
		return -1
	}
	count := -1
	for _, n := range s.nodes[:at+1] {
		if _, ok := n.Body.(Rounded); ok {
			count++
		}
	}
	return count
}

// Turn is a message with its reply and the prompts before and after it.
type Turn struct {
	Message string
	Reply   string
	Before  prompt.Prompt
	After   prompt.Prompt // what was current when the next message was sent
}

// Turns are the messages and replies on the way from the root to the head: the
// conversation that a prompt generator is to know. Messages that were never
// answered are left out.
func (s Session) Turns() []Turn {
	var turns []Turn
	for _, i := range s.path() {
		n := s.nodes[i]
		var reply string
		switch b := n.Body.(type) {
		case Rounded:
			reply = b.Reply
		case Answered:
			reply = b.Reply
		default:
			s.setAfter(turns, n)
			continue
		}
		t := Turn{Reply: reply}
		if n.Parent != root {
			if said, ok := s.nodes[n.Parent].Body.(Said); ok {
				t.Message = said.Text
			}
		}
		t.Before, _ = s.promptAt(n.Parent)
		t.After, _ = s.promptAt(i)
		turns = append(turns, t)
	}
	return turns
}

func (s Session) setAfter(turns []Turn, n Node) {
	if len(turns) == 0 || !n.isStep() {
		return
	}
	turns[len(turns)-1].After, _ = s.promptAt(n.Index)
}

// path are the indexes of the nodes from the root down to the head, and the
// answers that hang on the way (they are no steps, so the head never stands on
// them).
func (s Session) path() []int {
	on := make(map[int]bool)
	for i := s.head; i != root; i = s.nodes[i].Parent {
		on[i] = true
	}
	var path []int
	for i, n := range s.nodes {
		if on[i] {
			path = append(path, i)
			continue
		}
		if _, ok := n.Body.(Answered); ok && s.hangsOn(on, n) {
			path = append(path, i)
		}
	}
	return path
}

func (s Session) hangsOn(on map[int]bool, answer Node) bool {
	step := s.stepAbove(answer.Index)
	return step == root || on[step]
}

// OnBranch says whether a node lies on the way from the root to the head, or
// hangs on it: what screens show in full, and the rest quietly.
func (s Session) OnBranch(n Node) bool {
	step := n.Index
	if !n.isStep() {
		step = s.stepBelowOrAbove(n)
	}
	if step == root {
		return true
	}
	for i := s.head; i != root; i = s.stepAbove(i) {
		if i == step {
			return true
		}
	}
	return false
}

// stepBelowOrAbove is the round that answers a message, or else the step that
// the node hangs on.
func (s Session) stepBelowOrAbove(n Node) int {
	if _, ok := n.Body.(Said); ok {
		for _, below := range s.nodes[n.Index+1:] {
			if below.Parent == n.Index && below.isStep() {
				return below.Index
			}
		}
	}
	return s.stepAbove(n.Index)
}

// Picture is a saved picture with the generation it came from.
type Picture struct {
	Node string // id of the generation's node
	Time time.Time
	Image
	From Generated
}

// Pictures are all saved pictures of the session, oldest first.
func (s Session) Pictures() []Picture {
	var pictures []Picture
	for _, n := range s.nodes {
		if b, ok := n.Body.(Generated); ok {
			for _, image := range b.Images {
				pictures = append(pictures, Picture{Node: n.ID, Time: n.Time, Image: image, From: b})
			}
		}
	}
	return pictures
}

// Favourite is the id of the favourite that a prompt is kept as; false when it
// is not kept, or was dropped since. An undone drop does not count.
func (s Session) Favourite(promptID string) (string, bool) {
	id, kept := "", false
	for _, n := range s.nodes {
		switch b := n.Body.(type) {
		case Kept:
			if b.Prompt.ID == promptID {
				id, kept = b.FavouriteID, true
			}
		case Dropped:
			if b.Prompt.ID == promptID {
				kept = false
			}
		}
	}
	return id, kept
}

// Waiting is the last message when nothing answered it: the program ended
// before a reply came.
func (s Session) Waiting() (Node, bool) {
	for i := len(s.nodes) - 1; i >= 0; i-- {
		switch s.nodes[i].Body.(type) {
		case Said:
			return s.nodes[i], true
		case Answered, Rounded:
			return Node{}, false
		}
	}
	return Node{}, false
}

// titleOf is the beginning of a text, short enough for the header.
func titleOf(text string) string {
	const most = 40 // runes
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	short := []rune(text)[:most]
	if cut := strings.LastIndexByte(string(short), ' '); cut > most/2 {
		return string(short)[:cut] + "…"
	}
	return string(short) + "…"
}
