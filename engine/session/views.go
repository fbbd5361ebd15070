package session

import (
	"slices"
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

// Rounds are all rounds of the session, oldest first, of all branches. They are
// the session's own and not to be changed.
func (s Session) Rounds() []Round { return slices.Clip(s.rounds) }

// addRound counts a node among the rounds if it is one.
func (s *Session) addRound(n Node) {
	b, ok := n.Body.(Rounded)
	if !ok {
		return
	}
	r := Round{Node: n.ID, Number: len(s.rounds) + 1, Rounded: b}
	if n.Parent != root {
		if said, ok := s.nodes[n.Parent].Body.(Said); ok {
			r.Message = said.Text
		}
	}
	s.rounds = append(s.rounds, r)
}

// RoundOf is the index in Rounds of the round that the current prompt belongs
// to: the one it was picked from, else the nearest one above the head; or -1.
func (s Session) RoundOf() int {
	for at := s.head; at != root; at = s.stepAbove(at) {
		n := s.nodes[at]
		picked := n.pick()
		for i := range slices.Backward(s.rounds) {
			if s.rounds[i].Node == n.ID || picked != "" && s.rounds[i].has(picked) {
				return i
			}
		}
	}
	return -1
}

// pick is the id of the prompt that a step made current without bringing it
// into the session; empty for other nodes.
func (n Node) pick() string {
	switch b := n.Body.(type) {
	case Picked:
		return b.PromptID
	case Locked:
		return b.PromptID
	}
	return ""
}

func (r Round) has(promptID string) bool {
	return r.Rewrite.ID == promptID ||
		slices.ContainsFunc(r.Variations, func(v prompt.Variation) bool { return v.ID == promptID })
}

// Letter is the name of a prompt in the round: ".", "A", "B", ...; empty when
// it is not of this round.
func (r Round) Letter(promptID string) string {
	if r.Rewrite.ID == promptID {
		return "."
	}
	for i, v := range r.Variations {
		if v.ID == promptID {
			return prompt.Letter(i)
		}
	}
	return ""
}

// Locked are the locks that a prompt has if it is taken up now: those of the
// current prompt, as far as it has their words.
func (s Session) Locked(p prompt.Prompt) []prompt.Lock {
	current, _ := s.Current()
	return prompt.Relock(current.Locks, p.Text)
}

// Line is the line of another generator that the prompts on the way to the head
// began with, for what it asked besides words; empty where there was none.
func (s Session) Line() string {
	for _, i := range slices.Backward(s.path()) {
		if used, ok := s.nodes[i].Body.(Used); ok {
			return used.Line
		}
	}
	return ""
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
	if len(turns) == 0 || !n.IsStep() {
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
// hangs on it: what screens show in full, and the rest quietly. A message lies
// where its rounds lie.
func (s Session) OnBranch(n Node) bool {
	on := s.stepsOn()
	if n.IsStep() {
		return on[n.Index]
	}
	if _, ok := n.Body.(Said); ok {
		rounds := s.stepsBelow(n.Index)
		if len(rounds) > 0 {
			return slices.ContainsFunc(rounds, func(i int) bool { return on[i] })
		}
	}
	step := s.stepAbove(n.Index)
	return step == root || on[step]
}

// stepsBelow are the steps right below a node.
func (s Session) stepsBelow(i int) []int {
	var below []int
	for _, n := range s.nodes[i+1:] {
		if n.Parent == i && n.IsStep() {
			below = append(below, n.Index)
		}
	}
	return below
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
	f := s.kept()[promptID]
	return f.id, f.id != "" && !f.dropped
}

// Favourites says of every prompt that was ever kept whether it is a favourite
// now, by the prompts' ids.
func (s Session) Favourites() map[string]bool {
	out := make(map[string]bool)
	for id, f := range s.kept() {
		out[id] = !f.dropped
	}
	return out
}

type favourite struct {
	id      string
	dropped bool
}

// kept are the prompts that were ever kept, by their ids.
func (s Session) kept() map[string]favourite {
	out := make(map[string]favourite)
	var on map[int]bool // made when it is needed, which is seldom
	for _, n := range s.nodes {
		switch b := n.Body.(type) {
		case Kept:
			out[b.Prompt.ID] = favourite{b.FavouriteID, false}
		case Dropped:
			if on == nil {
				on = s.stepsOn()
			}
			out[b.Prompt.ID] = favourite{b.FavouriteID, out[b.Prompt.ID].dropped || b.Elsewhere || on[n.Index]}
		}
	}
	return out
}

// Dropped says of every favourite that was ever dropped in the session whether
// it is dropped now: it is not when the drop was undone, or when it was kept
// again.
func (s Session) Dropped() map[string]bool {
	dropped := make(map[string]bool)
	on := s.stepsOn()
	for _, n := range s.nodes {
		switch b := n.Body.(type) {
		case Kept:
			if dropped[b.FavouriteID] {
				dropped[b.FavouriteID] = false
			}
		case Dropped:
			dropped[b.FavouriteID] = dropped[b.FavouriteID] || b.Elsewhere || on[n.Index]
		}
	}
	return dropped
}

// stepsOn are the indexes of the steps from the root to the head.
func (s Session) stepsOn() map[int]bool {
	on := make(map[int]bool)
	for i := s.head; i != root; i = s.stepAbove(i) {
		on[i] = true
	}
	return on
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

// TitleAfter is a session's title once something happened in it: a name that
// was given, or else the beginning of the first words.
func TitleAfter(title string, b Body) string {
	switch b := b.(type) {
	case Titled:
		return b.Title
	case Said:
		if title == "" {
			return titleOf(b.Text)
		}
	case Used:
		if title == "" {
			return titleOf(b.Prompt.Text)
		}
	}
	return title
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
