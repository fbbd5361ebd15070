package prompt

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word in one of two texts that are compared.
type word struct {
	text    string
	glued   bool // it follows the word before without a space, as in Chinese
	changed bool // it is not in the part that both texts have
	empty   bool // it carries no picture: "with", "the", "of"
}

func (w word) tells() bool { return w.changed && !w.empty }

// phrase is a few words that belong together: what stands between punctuation
// and words that only join things.
type phrase []word

// aroundChange is what of the phrase is new, with the words that it cannot do
// without: an adjective keeps its noun, a noun its adjectives, and a lone word
// where it is seen from. It is no longer than can be read at a glance; false where
// nothing is new.
func (p phrase) aroundChange() (phrase, bool) {
	from := slices.IndexFunc(p, word.tells)
	if from < 0 {
		return nil, false
	}
	for from+2 < len(p) && saysLittle[strings.ToLower(p[from].text)] && strings.EqualFold(p[from+1].text, "of") {
		next := slices.IndexFunc(p[from+2:], word.tells) // of "a palette of peach" the peach
		if next < 0 {
			break
		}
		from += 2 + next
	}
	to := from + 1
	for i, w := range p {
		if w.tells() {
			to = i + 1
		}
	}
	for from > 0 && !p[from].glued && !p[from-1].empty {
		from--
	}
	for to < len(p) && !p[to].glued && !p[to].empty {
		to++
	}
	if p[to:].empty() {
		to = len(p) // as in "clouds above"
	}
	if to-from == 1 {
		from = p.seenFrom(from)
	}
	return p[from:to].atAGlance(), true
}

// seenFrom is where "from the" begins before a word; the word's place where there
// is none.
func (p phrase) seenFrom(at int) int {
	for i := at - 1; i >= 0 && p[i].empty; i-- {
		if strings.EqualFold(p[i].text, "from") {
			return i
		}
	}
	return at
}

// empty says whether no word carries a picture.
func (p phrase) empty() bool {
	return !slices.ContainsFunc(p, func(w word) bool { return !w.empty })
}

// atAGlance is the phrase, or its beginning up to where it can end.
func (p phrase) atAGlance() phrase {
	const most, mostLetters = 8, 10 // words; letters of a script without spaces
	words := 0
	for i, w := range p {
		if !w.glued {
			words++
		}
		if i >= mostLetters && w.glued {
			return p[:i]
		}
		if words > most {
			return p[:i].toEmpty()
		}
	}
	return p
}

// toEmpty is the phrase up to its last empty words, if something is left then.
func (p phrase) toEmpty() phrase {
	for i := len(p) - 1; i > 1; i-- {
		if p[i].empty && !p[i-1].empty {
			return p[:i]
		}
	}
	return p
}

func (p phrase) String() string {
	var b strings.Builder
	for i, w := range p {
		if i > 0 && !w.glued {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// phrasesOf are the phrases of the text on one side of a difference: Insert is
// the second text, Delete the first.
func phrasesOf(hunks []Hunk, side Op) []phrase {
	var c phraseCutter
	for _, h := range hunks {
		if h.Op != Equal && h.Op != side {
			continue
		}
		for _, token := range Tokens(h.Text) {
			c.take(token, h.Op == side)
		}
	}
	c.cut()
	return c.phrases
}

// phraseCutter cuts a text into phrases, token by token.
type phraseCutter struct {
	phrases []phrase
	open    phrase // the words since the last cut
	spaced  bool   // white space has come since
}

func (c *phraseCutter) take(token string, changed bool) {
	first, _ := utf8.DecodeRuneInString(token)
	sign := unicode.Is(unicode.So, first)
	switch {
	case unicode.IsSpace(first):
		c.spaced = true
		if strings.Contains(token, "\n") {
			c.cut()
		}
	case !wordRune(first) && !sign:
		c.cut()
	case joiningWords[strings.ToLower(token)] && !c.relative():
		for n := len(c.open); !c.open.empty() && c.open[n-1].empty; n-- {
			c.open = c.open[:n-1] // they lead on to what comes
		}
		c.cut()
	default:
		if sign && c.spaced {
			c.cut()
		}
		c.open = append(c.open, word{token, !c.spaced && len(c.open) > 0, changed, emptyWords[strings.ToLower(token)]})
		c.spaced = false
	}
}

// relative says whether what comes still tells of what was said: "light that is
// only just arriving".
func (c *phraseCutter) relative() bool {
	n := len(c.open)
	return n > 1 && strings.EqualFold(c.open[n-1].text, "that")
}

// cut ends a phrase. Of empty words alone a place stays: "seen from above", "very
// near".
func (c *phraseCutter) cut() {
	p := c.open
	if n := len(p); p.empty() && n > 1 && placeWords[strings.ToLower(p[n-1].text)] {
		p = p[n-2:]
		p[0].empty, p[1].empty = false, false
	}
	if !p.empty() {
		c.phrases = append(c.phrases, p)
	}
	c.open = nil
}

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// joiningWords part phrases: what stands before and after them are things of
// their own.
var joiningWords = setOf(`and or but nor is are was were be been being has have had with without while where when which who whose`)

// emptyWords carry no picture by themselves: articles, pronouns, prepositions, and
// verbs that only join two things. Within a phrase they stay.
var emptyWords = setOf(`a an the of in on at by to from within into onto
	over under above below behind beside beneath between through across along around against near toward towards upon
	as it its it's this that these those there here their his her our your my they
	them he she we you i for so than then too very quite rather just only not no some any each every all both such same
	what how if do does did will would can could may might
	up down out off away back inwards outwards forward forwards apart together about more most much less least few
	everything something anything nothing like one ones little
	seen see sees set sets kept keep keeps held hold holds made make makes given give gives left shown show shows lit
	lead leads look looks turn turns carry carries bring brings take takes opens reads come comes go goes
	lie lies stand stands sit sits rise rises hang hangs stretch stretches reach reaches fill fills catch catches
	slide slides step thrown throws mixed let lets shines meets`)

// placeWords tell a place of their own at the end of a phrase.
var placeWords = setOf(`above below behind beneath near inside outside beyond around underneath`)

// saysLittle are words that need others to say something: "muted colours".
var saysLittle = setOf(`view scene picture image subject part kind whole main finished mood colour colours color colors
	palette tone tones format style effect look feeling sense
	side sides surface depth space middle centre center distance place way rest detail details focus glance frame
	late early bit lot plenty number straight level read`)
