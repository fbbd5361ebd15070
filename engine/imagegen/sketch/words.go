package sketch

import (
	"slices"
	"strings"
	"unicode"
)

// word is one word of a text, with what stands around it.
type word struct {
	text   string
	ends   bool // a clause ends after it: comma, full stop, bracket
	joined bool // a hyphen joins it to the next word
	stops  bool // a sentence ends after it
	sign   bool // it is a single sign, of a script without spaces or an emoji
	owner  bool // it is a possessive: the keeper's
}

// maxWords bounds the work that a very long text can make.
const maxWords = 4000

// splitWords takes a text apart into lower-case words.
func splitWords(text string) []word {
	var words []word
	var b strings.Builder
	flush := func() {
		if b.Len() == 0 {
			return
		}
		w := word{text: strings.Trim(b.String(), "'")}
		b.Reset()
		if bare, ok := strings.CutSuffix(w.text, "'s"); ok && !slices.Contains(ownPhrases, w.text) {
			w.text, w.owner = bare, true
		}
		if w.text != "" {
			words = append(words, w)
		}
	}
	mark := func(f func(*word)) {
		flush()
		if len(words) > 0 {
			f(&words[len(words)-1])
		}
	}
	for _, r := range text {
		switch {
		case len(words) >= maxWords:
			return words
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.So):
			// Written without spaces; the lexicon knows some signs and emoji by
			// themselves.
			flush()
			words = append(words, word{text: string(r), sign: true})
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '&', unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’':
			b.WriteRune('\'')
		case r == '-' || r == '‐' || r == '‑':
			mark(func(w *word) { w.joined = true })
		case strings.ContainsRune(",.;:!?()[]—–\"“”|/\n、。，", r):
			mark(func(w *word) { w.ends, w.stops = true, w.stops || strings.ContainsRune(".;!?\n。", r) })
		default:
			flush()
		}
	}
	flush()
	return words
}

// ownPhrases are possessives that stand in the lexicon as they are.
var ownPhrases = []string{"bird's", "worm's", "children's", "artist's", "potter's", "o'", "water's"}

var numbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "single": 1, "lone": 1, "solitary": 1, "two": 2, "pair": 2, "couple": 2, "twin": 2,
	"both": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "dozen": 12, "few": 3, "several": 5, "some": 3, "many": 9, "countless": 12, "hundreds": 16,
	"dozens": 14, "group": 4, "herd": 6, "flock": 8, "row": 5, "rows": 7, "cluster": 5, "pack": 5, "fleet": 6, "line": 5,
}

// number reads a count; 0 is none.
func number(w string) int {
	if n, ok := numbers[w]; ok {
		return n
	}
	n := 0
	for _, r := range w {
		if r < '0' || r > '9' || n > 1000 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return min(n, 40)
}

const (
	// irregular are plurals that stand in the lexicon as they are.
	irregular = "children men women fishermen geese mice wolves oxen cattle cacti lovers people dancers commuters newlyweds palms family"
	// collective are words that say "many" by themselves.
	collective = "family caravan flock shoal school herd regatta procession"
)

// in makes short tests of words readable.
func in(w, list string) bool { return slices.Contains(strings.Fields(list), w) }

const (
	determiners  = "a an the this that these those his her its their my our your some any each every no another"
	prepositions = "of in on at by to from with without within into onto upon over under above below beneath underneath atop beside between among behind before after across along against toward towards through throughout near around past inside outside and or but while as where when which who that is are was were beyond"
	negations    = "no without not never minus except excluding avoid remove removing lacking nor"
	// comparisons begin a picture of speech, in which things are only named.
	comparisons = "like resembling reminiscent"
	// adjectiveEnds make a hyphenated word a quality: sand-coloured, boat-shaped.
	adjectiveEnds = "coloured colored like shaped toned tinted lit sized inspired style styled worn bleached swept soaked blue green grey gray red yellow white black brown scented themed"
)
