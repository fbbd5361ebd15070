package library

import (
	"cmp"
	"slices"
	"strings"
)

// ranked is how many of the newest matches are put in order when the best are
// wanted: to weigh every row that has three common words takes too long for
// somebody who is typing, and the old ones are not missed among so many.
const ranked = 1000

// rank puts what was found in the order of how well it fits, and leaves out
// what stands before the cursor. FTS5 has a measure of its own, but it counts
// every row of every word first, which takes longer than all the rest.
func (q Query) rank(found []foundRow, after *Cursor) []foundRow {
	for i := range found {
		found[i].rank = q.weight(found[i].Found)
	}
	slices.SortFunc(found, func(a, b foundRow) int { return a.Cursor.compare(b.Cursor) })
	if after == nil {
		return found
	}
	first, _ := slices.BinarySearchFunc(found, *after, func(f foundRow, c Cursor) int { return f.Cursor.compare(c) })
	for first < len(found) && found[first].Cursor.compare(*after) <= 0 {
		first++
	}
	return found[first:]
}

// compare puts the better first, and of those that fit alike the newer.
func (c Cursor) compare(d Cursor) int {
	return cmp.Or(cmp.Compare(d.rank, c.rank), cmp.Compare(d.key, c.key))
}

// weight is how well a row fits. A title or a tag says more than a text, a short
// text more than a long one, and what was kept is worth more.
func (q Query) weight(f Found) float64 {
	const inTitle, inTags, kept = 4, 4, 0.5
	title, _ := q.counts(f.Title)
	tags, _ := q.counts(strings.Join(f.Tags, " "))
	text, length := q.counts(f.Text)
	sum := 0.0
	for i := range q.Words {
		if f.Kind != APicture && title[i] > 0 { // a picture's is the beginning of its text
			sum += inTitle
		}
		if tags[i] > 0 {
			sum += inTags
		}
		sum += often(text[i], length)
	}
	if f.Kind == AFavourite {
		sum += kept
	}
	return sum
}

// often weighs how often a phrase stands in a text of some words, 0 to 1: the
// second time adds less than the first, as in BM25.
func often(count, words int) float64 {
	const usual, steep, byLength = 60, 1.2, 0.75
	n := float64(count)
	return n / (n + steep*(1-byLength+byLength*float64(words)/usual))
}

// counts is how often each phrase that is looked for stands in a text, and how
// many words that has.
func (q Query) counts(text string) (counts []int, words int) {
	counts = make([]int, len(q.Words))
	var all []token
	for t := range tokens(text) {
		all = append(all, t)
	}
	for at := range all {
		for i, p := range q.Words {
			if p.Field == "" && !p.Not && p.matches(all[at:]) {
				counts[i]++
			}
		}
	}
	return counts, len(all)
}
