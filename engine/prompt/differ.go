package prompt

import (
	"slices"
	"sort"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// mostExact is up to which product of the numbers of tokens the shortest
// difference is looked for, which takes as many steps: 700 tokens each.
const mostExact = 1 << 19

// differ finds the difference of two texts whose tokens are runes.
type differ struct{ hunks []tokenHunk }

type tokenHunk struct {
	op     Op
	tokens []rune
}

func (d *differ) add(op Op, tokens []rune) {
	if len(tokens) > 0 {
		d.hunks = append(d.hunks, tokenHunk{op, tokens})
	}
}

func (d *differ) compare(a, b []rune) {
	before := commonStart(a, b)
	d.add(Equal, a[:before])
	a, b = a[before:], b[before:]
	after := commonEnd(a, b)
	d.compareMiddle(a[:len(a)-after], b[:len(b)-after])
	d.add(Equal, a[len(a)-after:])
}

// compareMiddle compares texts that neither begin nor end alike.
func (d *differ) compareMiddle(a, b []rune) {
	if len(a)*len(b) <= mostExact {
		d.compareExactly(a, b)
		return
	}
	anchors := anchorsOf(a, b)
	if len(anchors) == 0 { // these have nothing to hold on to
		d.add(Delete, a)
		d.add(Insert, b)
		return
	}
	var inA, inB int
	for _, at := range anchors {
		if at.a < inA || at.b < inB {
			continue // the stretch before this one has grown over it
		}
		d.compare(a[inA:at.a], b[inB:at.b])
		same := commonStart(a[at.a:], b[at.b:])
		d.add(Equal, a[at.a:at.a+same])
		inA, inB = at.a+same, at.b+same
	}
	d.compare(a[inA:], b[inB:])
}

func (d *differ) compareExactly(a, b []rune) {
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // the result depends on the texts alone, never on the clock
	for _, piece := range dmp.DiffMainRunes(a, b, false) {
		op := Equal
		switch piece.Type {
		case diffmatchpatch.DiffInsert:
			op = Insert
		case diffmatchpatch.DiffDelete:
			op = Delete
		}
		d.add(op, []rune(piece.Text))
	}
}

// anchor is a place in both texts.
type anchor struct{ a, b int }

// anchorsOf are the most places that hold a token which both texts have once,
// in an order that is the same in both (patience diff).
func anchorsOf(a, b []rune) []anchor {
	inA, inB := onlyPlaces(a), onlyPlaces(b)
	var common []anchor
	for i, token := range a {
		if at, once := inB[token]; once && at >= 0 && inA[token] == i {
			common = append(common, anchor{i, at})
		}
	}
	return longestRising(common)
}

// onlyPlaces tells where each token is; -1 where it is more than once.
func onlyPlaces(tokens []rune) map[rune]int {
	at := make(map[rune]int, len(tokens))
	for i, token := range tokens {
		if _, again := at[token]; again {
			i = -1
		}
		at[token] = i
	}
	return at
}

// longestRising is a longest list of the anchors that rises in b, too.
func longestRising(all []anchor) []anchor {
	var ends []int                  // ends[n] is the end of a list of n+1 that ends lowest in b
	before := make([]int, len(all)) // what stands before each in its list; -1 for nothing
	for i, at := range all {
		n := sort.Search(len(ends), func(n int) bool { return all[ends[n]].b > at.b })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	var list []anchor
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			list = append(list, all[i])
		}
	}
	slices.Reverse(list)
	return list
}

func commonStart(a, b []rune) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func commonEnd(a, b []rune) int {
	n := 0
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
