package compare

import "easel/engine/prompt"

// findings are the differences between columns that are known. Long texts take
// longer to compare than a frame may: App has those found meanwhile, one at a
// time, while they show as they are.
type findings struct {
	known  map[pair][]passage
	wanted []pair // what the drawing that just was lacked
	busy   bool   // one is being found
}

// pair is two columns: a base and what is compared with it.
type pair struct{ base, other int }

// Finding is a difference that was found, to be given to [Screen.Found].
type Finding struct {
	pair     pair
	passages []passage
}

// atOnce is how many bytes two texts may have to be compared within a drawing:
// in the worst case, when nothing is alike, five pairs take some 10 ms.
const atOnce = 4000

// difference is how a column differs from the base; false while it is being
// found.
func (sc *Screen) difference(i int) ([]passage, bool) {
	p := pair{sc.base, i}
	if got, ok := sc.found.known[p]; ok {
		return got, true
	}
	base, other := sc.columns[p.base].text, sc.columns[p.other].text
	if len(base)+len(other) > atOnce && base != other {
		sc.found.wanted = append(sc.found.wanted, p)
		return nil, false
	}
	got := compared(base, other)
	sc.found.keep(p, got)
	return got, true
}

func compared(base, other string) []passage {
	if base == other {
		return []passage{{same: base}}
	}
	return passages(prompt.Diff(base, other))
}

func (f *findings) keep(p pair, got []passage) {
	if f.known == nil {
		f.known = make(map[pair][]passage)
	}
	f.known[p] = got
}

// Find is the work that the drawing that just was lacks, to be done beside the
// screen; nil for none, or while the last is not back.
func (sc *Screen) Find() func() Finding {
	if sc.found.busy || len(sc.found.wanted) == 0 {
		return nil
	}
	sc.found.busy = true
	p := sc.found.wanted[0]
	base, other := sc.columns[p.base].text, sc.columns[p.other].text
	return func() Finding { return Finding{p, compared(base, other)} }
}

// Found takes what this screen had found.
func (sc *Screen) Found(f Finding) {
	sc.found.busy = false
	sc.found.keep(f.pair, f.passages)
	sc.pages = pages{} // they ask again for what they lack
}
