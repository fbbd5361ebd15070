package tree

import (
	"easel/engine/prompt"
	"easel/tui/term"
)

// difference is what a node's prompt changes of the one it came from.
type difference struct {
	changes prompt.Changes
	hunks   []prompt.Hunk // of the texts, made safe
}

// differences are those that were found, by the key of the node. Long texts take
// longer to compare than a frame may: App has those found meanwhile, while the
// text shows as it is.
type differences struct {
	known  map[string]difference
	wanted string // the node whose difference the last drawing lacked
	busy   bool   // one is being found
}

// atOnce is how many bytes two texts may have to be compared within a drawing.
const atOnce = 4000

func (sc *Screen) difference(n node) (d difference, known bool) {
	if d, known = sc.found.known[n.key]; known {
		return d, true
	}
	if len(n.base.Text)+len(n.prompt.Text) > atOnce && n.base.Text != n.prompt.Text {
		sc.found.wanted = n.key
		return d, false
	}
	d = compared(n.base, n.prompt)
	sc.found.keep(n.key, d)
	return d, true
}

func compared(base, p prompt.Prompt) difference {
	if base.Empty() || base.Text == p.Text && base.Negative == p.Negative {
		return difference{hunks: []prompt.Hunk{{Op: prompt.Equal, Text: term.Safe(p.Text)}}}
	}
	return difference{prompt.ChangesBetween(base, p), prompt.Diff(term.Safe(base.Text), term.Safe(p.Text))}
}

func (f *differences) keep(key string, d difference) {
	if f.known == nil {
		f.known = make(map[string]difference)
	}
	f.known[key] = d
}

// Finding is a difference that was found, to be given to [Screen.Found].
type Finding struct {
	key string
	difference
}

// Find is the work that the drawing that just was lacks, to be done beside the
// screen; nil for none, or while the last is not back.
func (sc *Screen) Find() func() Finding {
	i, ok := sc.tree.byKey[sc.found.wanted]
	if !ok || sc.found.busy {
		return nil
	}
	key, base, p := sc.found.wanted, sc.tree.nodes[i].base, sc.tree.nodes[i].prompt
	sc.found.wanted, sc.found.busy = "", true
	return func() Finding { return Finding{key, compared(base, p)} }
}

// Found takes what this screen had found.
func (sc *Screen) Found(f Finding) {
	sc.found.busy = false
	sc.found.keep(f.key, f.difference)
}
