package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
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

// speltIdea puts right the plainest slips in an idea: two letters swapped, or one
// left out of a long word. Anything else may be a name. It tells what it read.
func (c *Composer) speltIdea(text string) (string, []string) {
	if slices.ContainsFunc(wordsOf(text), func(w string) bool { return slices.Contains(littleWords, w) }) {
		return text, nil // it is in another language
	}
	var told []string
	words := wordSpans(text)
	for i := len(words) - 1; i >= 0; i-- {
		w := text[words[i].start:words[i].end]
		if lower(w) != w || insideQuotes(text, words[i].start) {
			continue
		}
		right := commonSlips[w]
		if right == "" {
			right = c.slipOf(w)
		}
		if right != "" {
			text = text[:words[i].start] + right + text[words[i].end:]
			told = append(told, w+" as "+right)
		}
	}
	slices.Reverse(told)
	return text, told
}

// slipOf is the word that another is a plain slip of; empty for none.
func (c *Composer) slipOf(w string) string {
	const swapped = 5 // letters that a word must have at least
	if len(w) < swapped || c.isNoun(w) || c.isWord(w) || slices.Contains(noSlips, w) {
		return ""
	}
	best := ""
	try := func(known string, long int) {
		if strings.ContainsAny(known, " -") || best != "" && best <= known || !slip(w, known) {
			return
		}
		left := len(known) == len(w)+1 && known != w+"s"
		if len(w) == len(known) && sameLetters(w, known) || left && (len(known) >= long || onceOfTwo(w, known)) || len(w) > len(known) && onceOfTwo(known, w) {
			best = known
		}
	}
	for known := range c.book.nouns {
		if !c.book.foreign[known] {
			try(known, 8)
			try(plural(known), 9)
		}
	}
	for _, e := range c.book.axes[prompt.Time] {
		for _, known := range e.names {
			try(known, 8)
		}
	}
	for _, known := range slices.Concat(postures, praises) {
		try(known, 7)
	}
	return best
}

// commonSlips are what fingers do to the commonest words.
var commonSlips = map[string]string{
	"teh": "the", "hte": "the", "adn": "and", "nad": "and", "wiht": "with", "wtih": "with", "iwth": "with", "autum": "autumn", "sunst": "sunset", "sunest": "sunset", "beautful": "beautiful", "wierd": "weird", "elefant": "elephant",
}

// noSlips are words that look like slips of others and are none.
var noSlips = []string{"lighting", "farming", "angle", "angles", "trial", "signing", "causal", "sliver", "salve", "reined", "staring", "starring", "sting", "waling"}

// isWord says whether a word is one that the word lists have somewhere.
func (c *Composer) isWord(w string) bool {
	return len(c.index[w]) > 0 || c.book.cues[w] != "" || c.book.isColour(w) || isPreposition(w) || isDeterminer(w) || slices.Contains(commands, w) ||
		slices.Contains(plainAdjectives, w) || slices.Contains(postures, w) || slices.Contains(deeds, w) || slices.Contains(praises, w)
}

// praises are words that are often misspelt.
var praises = []string{"beautiful", "gorgeous", "colourful", "colorful", "mysterious", "wearing", "holding", "flying", "swinging", "beautifully"}

// onceOfTwo says whether a word differs from a longer one only in having a
// letter once that the other has twice: "cofee".
func onceOfTwo(short, long string) bool {
	const least = 6 // letters of the longer; shorter words are other words
	for i := 1; i < len(long) && len(long) >= least && len(long) == len(short)+1; i++ {
		if long[i] == long[i-1] && long[:i]+long[i+1:] == short {
			return true
		}
	}
	return false
}

// sameLetters says whether two words have the same letters.
func sameLetters(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
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
