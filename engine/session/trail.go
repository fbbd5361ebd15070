package session

import (
	"slices"
	"strings"
	"unicode/utf8"

	"easel/engine/prompt"
)

// Trail names where the head stands, for a line such as "a beach sunset > night >
// B": the title, then a word or two for each step on the way from the root. What
// was only tried on the way, a pick before another or an edit before the next, is
// left out.
func (s Session) Trail() []string {
	if s.Title == "" {
		return nil
	}
	trail := []string{s.Title}
	last := ""
	for i, at := range s.stepsTo(s.head) {
		n := s.nodes[at]
		name := s.crumb(n)
		if i == 0 && n.Kind() != "picked" { // the title comes of it
			last = n.Kind()
			continue
		}
		if tries := n.Kind() == last && (last == "picked" || last == "edited"); tries {
			trail = trail[:len(trail)-1]
		}
		if name != "" {
			trail, last = append(trail, name), n.Kind()
		}
	}
	return trail
}

// stepsTo are the indexes of the steps from the root to a node.
func (s Session) stepsTo(at int) []int {
	var steps []int
	for ; at != root; at = s.stepAbove(at) {
		steps = append(steps, at)
	}
	slices.Reverse(steps)
	return steps
}

// crumb names a step; empty for one that is not worth a word.
func (s Session) crumb(n Node) string {
	switch b := n.Body.(type) {
	case Rounded:
		if n.Parent != root {
			if said, ok := s.nodes[n.Parent].Body.(Said); ok {
				return brief(said.Text)
			}
		}
		return "another round"
	case Picked:
		return s.pickedName(n, b.PromptID)
	case Edited:
		return "edited"
	case Used:
		return brief(b.Prompt.Text)
	}
	return ""
}

// pickedName is the letter of a prompt that was picked from the round that was
// current; else its title.
func (s Session) pickedName(n Node, id string) string {
	for i := n.Parent; i != root; i = s.nodes[i].Parent {
		b, ok := s.nodes[i].Body.(Rounded)
		if !ok {
			continue
		}
		if at := slices.IndexFunc(b.Variations, func(v prompt.Variation) bool { return v.ID == id }); at >= 0 {
			return prompt.Letter(at)
		}
		break
	}
	p, _ := s.Prompt(id)
	return brief(p.Title)
}

// brief is a message in a word or two: "night" of "make it night, add a
// lighthouse".
func brief(text string) string {
	const most = 24                                               // runes
	text = strings.ToValidUTF8(text[:min(len(text), 8*most)], "") // a pasted prompt may be long
	text = strings.Join(strings.Fields(text), " ")
	if cut := strings.IndexAny(text, ",.;:!"); cut > 2 {
		text = text[:cut]
	}
	for _, lead := range []string{"make it ", "make them ", "please "} {
		if len(text) > len(lead) && strings.EqualFold(text[:len(lead)], lead) {
			text = text[len(lead):]
		}
	}
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	short := string([]rune(text)[:most])
	if cut := strings.LastIndexByte(short, ' '); cut > most/2 {
		short = short[:cut]
	}
	return short + "…"
}
