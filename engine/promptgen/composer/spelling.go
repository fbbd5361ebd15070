package composer

import (
	"slices"
	"strings"
)

// Slips of the fingers. Words of the person's own are never corrected where
// they go into the picture: only verbs for us and names of choices are, after a
// clause made no sense as it was typed, and things that the prompt names.

// shortestSlip is the shortest word that is taken for a slip of another.
const shortestSlip = 4

var commands = []string{
	"remove", "delete", "replace", "change", "make", "without", "instead", "darker", "brighter", "lighter", "wider", "closer", "shorter", "longer", "more", "less", "bigger",
	"smaller", "warmer", "cooler", "softer", "background", "light", "colours", "colors", "swap", "turn", "keep", "undo", "square", "portrait", "landscape", "zoom", "night",
	"winter", "summer", "autumn", "spring", "morning", "evening", "sunset", "sunrise", "from", "with", "above", "below", "behind",
}

// spelt is a clause with the slips in it put right.
func (c *Composer) spelt(text string) string {
	return wordPattern().ReplaceAllStringFunc(text, func(w string) string {
		low := lower(w)
		if len(low) < shortestSlip || c.isNoun(low) || slices.Contains(commands, low) || c.book.degrees[low] != (degree{}) || len(c.index[low]) > 0 {
			return w
		}
		for _, known := range commands {
			if slip(low, known) {
				return known
			}
		}
		best := ""
		for name := range c.index {
			if len(name) > shortestSlip && !strings.Contains(name, " ") && slip(low, name) && (best == "" || name < best) {
				best = name
			}
		}
		if best != "" {
			return best
		}
		return w
	})
}

// misspelt is the word of the prompt that a thing which the prompt does not
// name is a slip of; empty when there is none.
func (w *work) misspelt(thing string) string {
	thing = bare(thing)
	if len(thing) < shortestSlip || strings.Contains(thing, " ") || w.c.isNoun(thing) || w.c.book.cues[thing] != "" || len(w.c.index[thing]) > 0 {
		return ""
	}
	for _, word := range wordsOf(w.d.p.Text) {
		if len(word) >= shortestSlip && slip(thing, word) {
			return word
		}
	}
	return ""
}

// slip says whether one word is another with one letter more, less, other or
// two of them swapped.
func slip(a, b string) bool {
	if a == b || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) > len(b):
		return a[i+1:] == b[i:]
	case len(b) > len(a):
		return b[i+1:] == a[i:]
	case a[i+1:] == b[i+1:]:
		return true
	}
	return i+2 <= len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
