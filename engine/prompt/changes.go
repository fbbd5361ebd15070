package prompt

import (
	"slices"
	"strings"
)

// Changes is what one rewrite did, in whole phrases short enough to read at a
// glance: "+ lighthouse  + silver light from a high moon  - amber sky".
type Changes struct {
	Added   []string // in the order of the new text
	Removed []string // in the order of the old text
}

// None says whether nothing changed that is worth a word.
func (c Changes) None() bool { return len(c.Added) == 0 && len(c.Removed) == 0 }

// ChangesBetween computes the changes from the two texts and negatives, never
// from what a generator claims. A phrase counts only if it brings a content
// word that the other text does not have, so that words that moved or were
// bent differently are no change. Words that say little by themselves
// ("colours", "side") are told when there is nothing else to tell. What went
// into the negative is told as "no X".
func ChangesBetween(before, after Prompt) Changes {
	hunks := Diff(before.Text, after.Text)
	old, fresh := stems(before.Text), stems(after.Text)
	var c Changes
	for _, telling := range []bool{true, false} {
		if c.None() {
			c.Added = newPhrases(hunks, Insert, old, telling)
			c.Removed = newPhrases(hunks, Delete, fresh, telling)
		}
	}
	c.Added = append(c.Added, newNegatives(before, after)...)
	c.Removed = append(c.Removed, newNegatives(after, before)...)
	return c
}

// newNegatives are what the second prompt rules out and the first does not.
func newNegatives(from, to Prompt) []string {
	known := negatives(from.Negative)
	var list []string
	for _, n := range negatives(to.Negative) {
		if !slices.Contains(known, n) {
			list = append(list, "no "+n)
		}
	}
	return list
}

func negatives(list string) []string {
	var out []string
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// newPhrases are the phrases on one side of a difference that bring something
// the other text does not have.
func newPhrases(hunks []Hunk, side Op, known map[string]bool, telling bool) []string {
	brings := func(w word) bool {
		low := strings.ToLower(w.text)
		return w.tells() && !known[stem(low)] && !(telling && saysLittle[low])
	}
	var phrases []string
	seen := make(map[string]bool)
	for _, p := range phrasesOf(hunks, side) {
		around, changed := p.aroundChange()
		text := around.String()
		if changed && slices.ContainsFunc(around, brings) && !seen[strings.ToLower(text)] {
			seen[strings.ToLower(text)] = true
			phrases = append(phrases, text)
		}
	}
	return phrases
}

// Ordered lists the changes as they are told where there is little room: what
// was added and what was removed in turns, two of each, so that neither hides
// the other. Added ones come with "+ ", removed ones with "- ".
func (c Changes) Ordered() []string {
	const turn = 2
	var out []string
	for i := 0; i < max(len(c.Added), len(c.Removed)); i += turn {
		for _, a := range c.Added[min(i, len(c.Added)):min(i+turn, len(c.Added))] {
			out = append(out, "+ "+a)
		}
		for _, r := range c.Removed[min(i, len(c.Removed)):min(i+turn, len(c.Removed))] {
			out = append(out, "- "+r)
		}
	}
	return out
}

// stems are the words of a text as they are compared.
func stems(text string) map[string]bool {
	known := make(map[string]bool)
	for _, w := range Tokens(strings.ToLower(text)) {
		known[stem(w)] = true
	}
	return known
}

// stem is enough of a word to see through a plural.
func stem(w string) string {
	if len(w) > 3 {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "s")
	}
	return w
}
