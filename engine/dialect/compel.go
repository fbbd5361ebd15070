package dialect

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// What InvokeAI reads (Compel): word+ counts 1.1, word- 0.9, each sign once
// more; (some words)1.25 and (some words)++; \( \) for the signs themselves;
// (...).blend(...), (...).and(...) and (...).swap(...) besides.

var (
	compelCall   = regexp.MustCompile(`\(([^()\\]*)\)(\.(?:blend|and|swap)\([^()]*\))`)
	compelSuffix = regexp.MustCompile(`^(?:\++|-+|\d*\.\d+|\d+)`)
	compelWord   = regexp.MustCompile(`([\pL\pN\pM\p{Co}'’-]*[\pL\pN\pM\p{Co}])(\++|-+)`)
	endSigns     = regexp.MustCompile(`[\pL\pN\pM\p{Co}]([+-]+)`)
)

// parseCompel reads the weights. lost is what only this dialect has.
func parseCompel(text string) (spans []span, lost []string) {
	text = compelCall.ReplaceAllStringFunc(text, func(found string) string {
		m := compelCall.FindStringSubmatch(found)
		lost = append(lost, m[2])
		return m[1]
	})
	return weighted(compelPieces(text)), lost
}

func compelPieces(text string) []bracket {
	var pieces []bracket
	var open []int // of those that are not closed yet
	for text != "" {
		n := 1
		switch {
		case text[0] == '\\' && len(text) > 1 && (text[1] == '(' || text[1] == ')'):
			pieces = append(pieces, bracket{text: text[1:2]})
			n = 2
		case text[0] == '(':
			open = append(open, len(pieces))
			pieces = append(pieces, bracket{text: "("}) // until a weight follows its end
		case text[0] == ')' && len(open) > 0:
			at := open[len(open)-1]
			open = open[:len(open)-1]
			suffix := weightAfter(text[1:])
			if suffix == "" {
				pieces = append(pieces, bracket{text: ")"})
				break
			}
			pieces[at] = bracket{kind: opening, factor: compelWeight(suffix)}
			pieces = append(pieces, bracket{kind: closing})
			n += len(suffix)
		default:
			if n = strings.IndexAny(text[1:], `\()`) + 1; n == 0 {
				n = len(text)
			}
			pieces = append(pieces, compelWords(text, n)...)
		}
		text = text[n:]
	}
	return pieces
}

// weightAfter is the weight that stands at the beginning of a text, after a
// closing bracket; empty for none.
func weightAfter(text string) string {
	suffix := compelSuffix.FindString(head(text))
	if !wordEnds(text[len(suffix):]) {
		return ""
	}
	return suffix
}

func wordEnds(rest string) bool {
	return rest == "" || strings.IndexByte(" \t\r\n,.;)", rest[0]) >= 0
}

// compelWords finds the words that have signs after them, in the first n bytes
// of a text.
func compelWords(text string, n int) []bracket {
	var pieces []bracket
	at := 0
	for _, m := range compelWord.FindAllStringSubmatchIndex(text[:n], -1) {
		if !wordEnds(text[m[1]:]) {
			continue
		}
		pieces = append(pieces, bracket{text: text[at:m[0]]}, bracket{kind: opening, factor: compelWeight(text[m[4]:m[5]])},
			bracket{text: text[m[2]:m[3]]}, bracket{kind: closing})
		at = m[1]
	}
	return append(pieces, bracket{text: text[at:n]})
}

// compelWeight is what signs or a number mean.
func compelWeight(suffix string) float64 {
	const more, less = 1.1, 0.9
	switch suffix[0] {
	case '+':
		return math.Pow(more, float64(len(suffix)))
	case '-':
		return math.Pow(less, float64(len(suffix)))
	}
	weight, err := strconv.ParseFloat(suffix, 64)
	if err != nil {
		return 1
	}
	return weight
}

var compelEscapes = strings.NewReplacer(`\`, `/`, `(`, `\(`, `)`, `\)`)

// compelWeights write (words)1.2. A backslash cannot be written at all.
var compelWeights = signs{
	escape: func(text string) string { return compelEscapes.Replace(loosened(text)) },
	weigh:  func(text string, weight float64) string { return "(" + text + ")" + formatWeight(weight) },
	apart:  true,
}

// loosened is a text with a space before signs that end a word, where they
// would be a weight.
func loosened(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range endSigns.FindAllStringSubmatchIndex(text, -1) {
		if wordEnds(text[m[1]:]) {
			b.WriteString(text[at:m[2]] + " ")
			at = m[2]
		}
	}
	b.WriteString(text[at:])
	return b.String()
}
