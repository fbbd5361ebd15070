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
}

// phrase is a few words that belong together: what stands between punctuation
// and words that carry no picture ("with", "the", "of").
type phrase []word

// fromChange is the phrase from its first changed word on, no longer than can
// be read at a glance.
func (p phrase) fromChange() phrase {
	i := max(slices.IndexFunc(p, func(w word) bool { return w.changed }), 0)
	if i > 0 && emptyWords[strings.ToLower(p[i-1].text)] {
		i-- // "from above" says more than "above"
	}
	p = p[i:]
	for len(p) > 1 && p[len(p)-1].glued && !p[len(p)-1].changed {
		p = p[:len(p)-1] // without spaces there is no telling where the phrase ends
	}
	const most, mostLetters = 4, 10 // words; letters of a script without spaces
	words := 0
	for i, w := range p {
		if !w.glued {
			words++
		}
		if words > most || i == mostLetters {
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
	c.stop()
	return c.phrases
}

// phraseCutter cuts a text into phrases, token by token.
type phraseCutter struct {
	phrases []phrase
	open    phrase // the words since the last cut
	place   *word  // a place word after them, which belongs to them if the clause ends here
	leader  word   // the word before the place word
	before  word   // the word before, of whatever sort; none at the beginning of a clause
	spaced  bool   // white space has come since
}

func (c *phraseCutter) take(token string, changed bool) {
	first, _ := utf8.DecodeRuneInString(token)
	switch {
	case unicode.IsSpace(first):
		c.spaced = true
		if strings.Contains(token, "\n") {
			c.stop()
		}
	case !wordRune(first) && !unicode.Is(unicode.So, first):
		c.stop()
	default:
		c.takeWord(word{token, !c.spaced, changed})
	}
}

func (c *phraseCutter) takeWord(w word) {
	low := strings.ToLower(w.text)
	if c.place != nil {
		c.cut() // it was a preposition
	}
	switch {
	case placeWords[low] && c.before.text != "":
		c.place, c.leader = &w, c.before
	case emptyWords[low]:
		c.cut()
	default:
		c.open = append(c.open, w)
	}
	c.before, c.spaced = w, false
}

// cut ends a phrase within a clause.
func (c *phraseCutter) cut() {
	if n := len(c.open); n > 1 && looseEnds[strings.ToLower(c.open[n-1].text)] {
		c.open = c.open[:n-1]
	}
	if len(c.open) > 0 {
		c.phrases = append(c.phrases, c.open)
	}
	c.open, c.place = nil, nil
}

// stop ends a clause. A place word at its end is no preposition but a place of
// its own: "from above", "very near", "the sky above".
func (c *phraseCutter) stop() {
	if c.place != nil {
		if len(c.open) == 0 {
			c.open = phrase{c.leader}
		}
		c.open = append(c.open, *c.place)
	}
	c.cut()
	c.before, c.spaced = word{}, true
}

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// emptyWords part phrases and are never told as changes: articles, pronouns,
// prepositions, and verbs that only join two things.
var emptyWords = setOf(`a an the and or but nor of in on at by to from with without within into onto
	over under above below behind beside beneath between through across along around against near toward towards upon
	as is are was were be been being it its it's this that these those there here their his her our your my they
	them he she we you i for so than then too very quite rather just only not no some any each every all both such
	while where when which who whose what how if has have had do does did will would can could may might
	up down out off away back inwards outwards forward forwards apart together about more most much less least few
	everything something anything nothing like one ones little
	seen see sees set sets kept keep keeps held hold holds made make makes given give gives left shown show shows lit
	lead leads look looks turn turns carry carries bring brings take takes open opens reads come comes go goes
	lie lies stand stands sit sits rise rises hang hangs stretch stretches reach reaches fill fills catch catches
	slide slides step thrown throws mixed let lets shines meets`)

// looseEnds are told only with a noun after them: "standing height", but of
// "a strong diagonal leading into the depth" the diagonal.
var looseEnds = setOf(`leading looking turning hanging carrying bringing taking stretching reaching stepping standing
	sliding filling framing lying`)

// placeWords tell a place of their own at the end of a clause.
var placeWords = setOf(`above below behind beneath near inside outside beyond around underneath`)

// saysLittle are words that need others to say something: "muted colours".
var saysLittle = setOf(`view scene picture image subject part kind whole main finished mood colour colours color colors
	palette tone tones format style effect look feeling sense
	side sides surface depth space middle centre center distance place way rest detail details focus glance frame
	late early bit lot plenty number straight level read`)
