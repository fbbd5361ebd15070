package sketch

import (
	"cmp"
	"slices"
	"strings"
)

// reader goes through the words of a text once.
type reader struct {
	lex   *lexicon
	words []word
	b     *brief

	negated bool   // inside "no ..." or "without ..."
	figure  bool   // inside "like a ..."
	only    bool   // inside "only ..."
	aside   string // inside a sentence about the picture itself
	count   int
	colours []hue // colour words waiting for their thing
	meant   []hue // colours of which it was said that there be no others
	traits  []string
	noun    bool   // a determiner or number came just before
	led     string // the preposition that came last
	times   []reading
	mediums []reading
}

// reading is one of several answers to a question, such as the hour of the day.
type reading struct {
	name string
	rank int // how plainly it was said
}

// read makes a brief of a text and of what must not be there.
func read(text, negative string) *brief {
	b := &brief{}
	banned := &reader{lex: vocabulary(), words: splitWords(negative), b: b, negated: true}
	banned.all(true)
	r := &reader{lex: vocabulary(), words: splitWords(text), b: b}
	r.all(false)
	r.settle()
	return b
}

func (r *reader) all(negative bool) {
	for i := 0; i < len(r.words); {
		if n := r.compound(i); n > 0 {
			i += n
			continue
		}
		meanings, n, plural := r.longest(i)
		if n == 0 {
			r.unknown(i)
			n = 1
		} else {
			r.note(i, n, meanings, plural)
		}
		i += n
		if r.words[i-1].ends {
			r.clauseEnds(negative)
			if r.words[i-1].stops {
				r.aside = ""
			}
		}
	}
}

// compound skips hyphenated qualities, in which a thing is named but not meant.
func (r *reader) compound(i int) int {
	if !r.words[i].joined || i+1 >= len(r.words) {
		return 0
	}
	if _, n, _ := r.longest(i); n > 1 {
		return 0
	}
	end := i + 1
	for end < len(r.words)-1 && r.words[end].joined {
		end++
	}
	last := r.words[end].text
	if !in(last, adjectiveEnds) && !strings.HasSuffix(last, "ed") && !strings.HasSuffix(last, "ing") {
		return 0
	}
	for j := i; j <= end; j++ {
		for _, m := range r.lex.phrases[r.words[j].text] {
			if m.kind == isColour && !r.negated {
				r.b.hues = append(r.b.hues, hue{m.name, m.colour})
			}
		}
	}
	return end - i + 1
}

func (r *reader) longest(i int) (m []meaning, n int, plural bool) {
	var phrase []string
	for j := i; j < len(r.words) && j < i+r.lex.longest; j++ {
		phrase = append(phrase, r.words[j].text)
		if found, p := r.lex.find(phrase); found != nil {
			m, n, plural = found, j-i+1, p
		}
		if r.words[j].ends {
			break
		}
	}
	return m, n, plural
}

func (r *reader) clauseEnds(negative bool) {
	r.flushColours()
	r.negated, r.figure, r.only, r.count, r.noun = negative, false, false, 0, false
	r.traits, r.led = nil, ""
}

// unknown handles a word that the lexicon does not have.
func (r *reader) unknown(i int) {
	w := r.words[i].text
	switch {
	case in(w, negations):
		r.negated = true
		r.noun = true
		return
	case in(w, comparisons):
		r.figure = true
	case w == "of" && r.aside == "picture" && i+1 < len(r.words) && in(r.words[i+1].text, determiners+" one two three"):
		r.aside = ""
	case w == "front" && i+1 < len(r.words) && r.words[i+1].text == "of":
		r.led = "before"
		return
	case w == "wearing" || w == "wears":
		r.led = w
		return
	case w == "only" || w == "solely" || w == "nothing":
		r.only = true
	case w == "but" || w == "with" || w == "has" || w == "have":
		r.negated, r.figure = false, false
	case w == "instead" && i+1 < len(r.words) && r.words[i+1].text == "of":
		r.negated = true
	case w == "and" && i+1 < len(r.words) && in(r.words[i+1].text, determiners+" one two three"):
		r.negated = r.negated && i+1 < len(r.words) && r.words[i+1].text == "no"
		r.figure = false
	}
	if n := number(w); n > 0 {
		r.count = max(n, r.count)
		r.noun = true
		return
	}
	if in(w, determiners) {
		r.noun = true
		return
	}
	if in(w, prepositions) {
		if w != "of" || r.led != "before" {
			r.led = w
		}
		if w != "of" {
			r.count, r.traits = 0, nil
		}
		if !in(w, "and or of") {
			r.flushColours()
		}
		r.noun = in(w, "of with and from by beside near")
		return
	}
	if len(r.colours) > 0 && !r.only {
		r.wear(w)
	}
	if !r.lex.stops(w) && !r.negated {
		r.stranger(i)
	}
}

// stranger notes a word that nobody here knows; it is a missing thing if it
// stands where nouns stand.
func (r *reader) stranger(i int) {
	w := r.words[i]
	if len(w.text) < 3 || number(w.text[:1]) > 1 || w.sign {
		return
	}
	r.b.content = append(r.b.content, w.text)
	last := w.ends || i+1 == len(r.words) || in(r.words[i+1].text, prepositions)
	looksLike := true
	for _, end := range []string{"ly", "ing", "ed", "ous", "ful", "ish", "ive", "ic", "al", "less", "ness", "ity", "tion", "sion", "ism", "able", "ible", "ent", "ant", "est", "ern", "ese", "ian", "ment", "ship", "hood", "ence", "ance", "ary", "wards", "like"} {
		looksLike = looksLike && !strings.HasSuffix(w.text, end)
	}
	if r.noun && last && looksLike && r.aside == "" && !r.figure && !w.owner && !w.joined {
		r.b.missing = append(r.b.missing, w.text)
	}
	if last {
		r.noun = false
	}
}

// note takes in a phrase that the lexicon has.
func (r *reader) note(i, n int, meanings []meaning, plural bool) {
	owner := r.words[i+n-1].owner
	// "chicken wire", "horse blanket": a thing right before a thing that is not
	// in the repertoire is no more than a quality of it, but nobody can tell
	// without a grammar, so both count.
	for _, m := range meanings {
		switch {
		case r.negated:
			r.ban(m)
		case m.kind == isAside:
			r.aside = m.name
		case m.kind == isThing && !r.named(m) || m.kind == isUndrawn && r.aside != "":
		case m.kind == isThing && !r.figure && !owner:
			r.thing(m, i, n, plural)
		case m.kind == isUndrawn && !r.figure && !owner:
			r.b.missing = append(r.b.missing, strings.Join(texts(r.words[i:i+n]), " "))
		case m.kind == isColour:
			r.colours = append(r.colours, hue{m.name, m.colour})
			if r.only {
				r.b.only = true
				r.meant = append(r.meant, hue{m.name, m.colour})
			}
		default:
			r.quality(m, i, n)
		}
	}
	if len(r.colours) > 0 && !r.only && meanings[0].kind != isColour {
		r.wear(r.words[i+n-1].text)
	}
	if slices.ContainsFunc(meanings, func(m meaning) bool { return m.kind == isThing || m.kind == isMute || m.kind == isUndrawn }) {
		r.count, r.noun, r.led = 0, false, ""
	}
}

// wear gives a colour to what a person wears, or drops it when it belongs to a
// part of a thing and not to the picture: red hair, a green door.
func (r *reader) wear(noun string) {
	for _, part := range worn {
		if !in(noun, part.nouns) {
			continue
		}
		if r.b.worn == nil {
			r.b.worn = map[string]rgb{}
		}
		r.b.worn[part.name] = r.colours[len(r.colours)-1].colour
		r.colours = nil
		return
	}
}

var worn = []struct{ name, nouns string }{
	{"hair", "hair beard"},
	{"coat", "coat dress jacket shirt sweater cloak robe raincoat jumper gown suit cape uniform scarf"},
	{"hat", "hat cap helmet beret bonnet"},
	{"part", "door wall walls roof roofs shutters eye eyes skin trunk sail sails hull petal petals leaf leaves wing wings wheel wheels roof tile tiles awning awnings curtain curtains frame chimney"},
}

// named says whether a thing is meant to be in the picture, and not only named
// in a sentence about the picture.
func (r *reader) named(m meaning) bool {
	switch r.aside {
	case "":
		return true
	case "light":
		return m.place == "sky" || slices.Contains([]string{"lamp", "candle", "lantern", "streetlamp", "fire"}, m.name)
	}
	return false
}

func texts(words []word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.text
	}
	return out
}

func (r *reader) quality(m meaning, i, n int) {
	b := r.b
	switch m.kind {
	case isTime:
		r.times = append(r.times, reading{m.name, r.rankOfTime(m.name, i, n)})
	case isMedium:
		if rank, meant := r.rankOfMedium(m.name, i, n); meant {
			r.mediums = append(r.mediums, reading{m.name, rank})
		}
	case isWeather:
		b.weather = appendNew(b.weather, m.name)
	case isSeason:
		b.season = cmp.Or(b.season, m.name)
	case isMood:
		b.moods = appendNew(b.moods, m.name)
	case isScheme:
		b.schemes = appendNew(b.schemes, m.name)
		if r.only && m.name == "mono" {
			b.only = true
		}
	case isFrame:
		b.frames = appendNew(b.frames, m.name)
	case isTrait:
		if m.name == "umbrella" || !r.figure && (r.aside == "" || !acted(m.name)) {
			b.traits = appendNew(b.traits, m.name)
			r.traits = append(r.traits, m.name)
		}
	}
}

// rankOfMedium says how much a medium that is named counts. A sentence about
// the picture names it, and what comes after its "with" is about the surface;
// in a sentence about colours, light or mood, "charcoal" is none.
func (r *reader) rankOfMedium(name string, i, words int) (rank int, meant bool) {
	switch r.aside {
	case "":
		if name == "photo" || name == "gouache" {
			return 1, true
		}
		return 2 + words, true
	case "picture":
		if r.after("with", i) {
			return 0, true
		}
		return 20, true
	}
	return 1, name == "blackwhite" || name == "neon"
}

// after says whether a word stands before word i in its sentence.
func (r *reader) after(text string, i int) bool {
	for i--; i >= 0 && !r.words[i].stops; i-- {
		if r.words[i].text == text {
			return true
		}
	}
	return false
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func (r *reader) ban(m meaning) {
	switch m.kind {
	case isThing, isWeather, isTime, isTrait:
		r.b.banned = appendNew(r.b.banned, m.name)
		if m.name == "overcast" || m.name == "cloud" {
			r.b.banned = appendNew(appendNew(r.b.banned, "cloud"), "overcast")
		}
		if slices.Contains([]string{"crowd", "person"}, m.name) {
			r.b.banned = appendNew(r.b.banned, "people")
		}
		if m.name == "boat" || m.name == "bird" || m.name == "tree" || m.name == "flower" {
			r.b.banned = appendNew(r.b.banned, m.name)
		}
		if m.name == "house" {
			r.b.banned = appendNew(r.b.banned, "building")
		}
	case isColour:
		r.b.notHues = append(r.b.notHues, hue{m.name, m.colour})
	}
}

func (r *reader) thing(m meaning, i, n int, plural bool) {
	s := subject{meaning: m, count: r.count, plural: plural, traits: slices.Clone(r.traits), at: i, after: r.led, phrase: strings.Join(texts(r.words[i:i+n]), " ")}
	if plural && s.count == 1 {
		s.count = 0
	}
	if len(r.colours) > 0 && !r.only {
		c := r.colours[len(r.colours)-1].colour
		s.colour = &c
		r.colours = nil
	}
	for j, had := range r.b.subjects {
		if had.name == s.name {
			r.b.subjects[j].count = max(had.count, s.count)
			if s.plural && s.count == 0 && had.count == 1 || had.plural && had.count == 0 {
				r.b.subjects[j].count = s.count
			}
			r.b.subjects[j].plural = had.plural || plural
			if had.colour == nil {
				r.b.subjects[j].colour = s.colour
			}
			r.b.subjects[j].traits = append(r.b.subjects[j].traits, s.traits...)
			return
		}
	}
	r.b.subjects = append(r.b.subjects, s)
}

// flushColours gives colours that belong to no thing to the whole picture.
func (r *reader) flushColours() {
	for _, c := range r.colours {
		if !slices.Contains(r.b.hues, c) {
			r.b.hues = append(r.b.hues, c)
		}
	}
	r.colours = nil
}
