package sketch

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed lexicon.txt
var lexiconText string

//go:embed stopwords.txt
var stopwordText string

// kind says what part of a picture a phrase speaks about.
type kind string

const (
	isThing   kind = "thing"
	isTime    kind = "time"
	isWeather kind = "weather"
	isSeason  kind = "season"
	isMood    kind = "mood"
	isMedium  kind = "medium"
	isColour  kind = "colour"
	isScheme  kind = "scheme"
	isFrame   kind = "frame"
	isTrait   kind = "trait"
	isMute    kind = "mute"
	isUndrawn kind = "undrawn"
	isAside   kind = "aside"
)

// meaning is one line of the lexicon.
type meaning struct {
	kind   kind
	name   string
	place  string // of a thing: where in the scene it goes
	group  string // of a thing: a wider thing whose negation removes it too
	shape  string // of a thing: its silhouette
	size   float64
	colour rgb // of a colour
}

// lexicon finds what phrases mean.
type lexicon struct {
	phrases map[string][]meaning
	longest int // words in the longest phrase
	stop    map[string]bool
}

// vocabulary is a constant in all but name: parsed once from the data files.
var vocabulary = sync.OnceValue(func() *lexicon {
	return parseLexicon(lexiconText, stopwordText)
})

func parseLexicon(text, stopwords string) *lexicon {
	lex := &lexicon{phrases: map[string][]meaning{}, stop: map[string]bool{}}
	for line := range strings.Lines(text) {
		head, phrases, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found || strings.HasPrefix(head, "#") {
			continue
		}
		m := parseMeaning(strings.Fields(head))
		for phrase := range strings.SplitSeq(phrases, ",") {
			lex.add(strings.Fields(strings.ReplaceAll(phrase, "-", " ")), m)
		}
	}
	for line := range strings.Lines(stopwords) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			lex.stop[word] = true
		}
	}
	return lex
}

func (lex *lexicon) add(words []string, m meaning) {
	if len(words) == 0 {
		return
	}
	lex.longest = max(lex.longest, len(words))
	phrase := strings.Join(words, " ")
	if had := lex.phrases[phrase]; len(had) > 0 && had[0].kind == isMute {
		return
	}
	lex.phrases[phrase] = append(lex.phrases[phrase], m)
}

func parseMeaning(head []string) meaning {
	m := meaning{kind: kind(head[0])}
	for _, f := range head[1:] {
		key, value, found := strings.Cut(f, "=")
		switch {
		case strings.HasPrefix(f, "#"):
			v, _ := strconv.ParseUint(f[1:], 16, 32)
			m.colour = hex(uint32(v))
		case !found:
			m.name = f
		case key == "place":
			m.place = value
		case key == "group":
			m.group = value
		case key == "shape":
			m.shape = value
		case key == "size":
			m.size, _ = strconv.ParseFloat(value, 64)
		}
	}
	return m
}

// find looks a phrase up as it stands and in the singular.
func (lex *lexicon) find(words []string) (meanings []meaning, plural bool) {
	last := len(words) - 1
	if m, ok := lex.phrases[strings.Join(words, " ")]; ok {
		return m, in(words[last], irregular) || in(words[0], collective)
	}
	for _, s := range singulars(words[last]) {
		phrase := s
		if last > 0 {
			phrase = strings.Join(words[:last], " ") + " " + s
		}
		if m, ok := lex.phrases[phrase]; ok {
			return m, true
		}
	}
	return nil, false
}

// singulars are what the singular of a word might be, likeliest first.
func singulars(w string) []string {
	var out []string
	cut := func(suffix, with string) {
		if len(w) > len(suffix)+1 && strings.HasSuffix(w, suffix) {
			out = append(out, strings.TrimSuffix(w, suffix)+with)
		}
	}
	cut("ies", "y")
	cut("ves", "f")
	cut("ves", "fe")
	cut("es", "")
	cut("s", "")
	return out
}

func (lex *lexicon) stops(word string) bool {
	if lex.stop[word] {
		return true
	}
	for _, s := range singulars(word) {
		if lex.stop[s] {
			return true
		}
	}
	return false
}
