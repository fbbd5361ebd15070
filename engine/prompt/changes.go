package prompt

import (
	"slices"
	"strings"
)

// Changes is what one rewrite did, in phrases short enough to read at a
// glance: "+ lighthouse  + moonlight  - amber sky".
type Changes struct {
	Added   []string // in the order of the new text
	Removed []string // in the order of the old text
}

// None says whether nothing changed that is worth a word.
func (c Changes) None() bool { return len(c.Added) == 0 && len(c.Removed) == 0 }

// ChangesBetween computes the changes from the two texts and negatives, never
// from what a generator claims. A phrase counts only if it brings a content
// word that the other text does not have, so that words that moved or were
// bent differently are no change. What went into the negative is told as
// "no X".
func ChangesBetween(before, after Prompt) Changes {
	c := Changes{
		Added:   newPhrases(before.Text, after.Text),
		Removed: newPhrases(after.Text, before.Text),
	}
	for _, n := range negatives(after.Negative) {
		if !slices.Contains(negatives(before.Negative), n) {
			c.Added = append(c.Added, "no "+n)
		}
	}
	for _, n := range negatives(before.Negative) {
		if !slices.Contains(negatives(after.Negative), n) {
			c.Removed = append(c.Removed, "no "+n)
		}
	}
	return c
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

// newPhrases are the phrases of the second text that bring something the first
// does not have.
func newPhrases(from, to string) []string {
	known := make(map[string]bool)
	for _, w := range Tokens(strings.ToLower(from)) {
		known[stem(w)] = true
	}
	var phrases []string
	seen := make(map[string]bool)
	for _, h := range Diff(from, to) {
		if h.Op != Insert {
			continue
		}
		for _, p := range contentPhrases(h.Text) {
			fresh := slices.ContainsFunc(p, func(w string) bool { return !known[stem(strings.ToLower(w))] })
			text := strings.Join(p, " ")
			if fresh && !seen[strings.ToLower(text)] {
				seen[strings.ToLower(text)] = true
				phrases = append(phrases, text)
			}
		}
	}
	return phrases
}

// longestPhrase is how many words of a phrase are told.
const longestPhrase = 4

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

// contentPhrases cuts a stretch of text at punctuation and at words that carry
// no picture ("with", "the", "of").
func contentPhrases(text string) [][]string {
	var phrases [][]string
	var phrase []string
	end := func() {
		if len(phrase) > 0 {
			phrases = append(phrases, phrase[:min(len(phrase), longestPhrase)])
		}
		phrase = nil
	}
	for _, token := range Tokens(text) {
		first := []rune(token)[0]
		switch {
		case strings.TrimSpace(token) == "":
		case !wordRune(first), emptyWords[strings.ToLower(token)]:
			end()
		default:
			phrase = append(phrase, token)
		}
	}
	end()
	return phrases
}

// stem is enough of a word to see through a plural.
func stem(w string) string {
	if len(w) > 3 {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "s")
	}
	return w
}

// emptyWords part phrases and are never told as changes.
var emptyWords = func() map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(`a an the and or but nor of in on at by to from with without within into onto
		over under above below behind beside between through across along around against near toward towards upon
		as is are was were be been being it its it's this that these those there here their his her our your my they
		them he she we you i for so than then too very quite rather just only not no some any each every all both
		while where when which who whose what how if has have had do does did will would can could may might
		seen set kept held made given left shown like one ones up down out off about more most much less least few
		everything something anything nothing lit front scene view picture image finished whole part kind main subject`) {
		set[w] = true
	}
	return set
}()
