package composer

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"easel/engine/prompt"
)

//go:embed words/*.txt
var wordFiles embed.FS

// entry is one choice for an axis: words that can stand in a prompt, what
// people call it, and the scenes it fits.
type entry struct {
	axis  prompt.Axis
	value string   // as it stands in the text
	drawn string   // camera only: the same without camera or lens, for what is not photographed
	title string   // a few words for a list
	names []string // lower case; what people call it, the plainest first
	needs []string // what the scene must have, dimension by dimension
	never []string // what the scene must not have
	asked bool     // only used when the person asks for it
	rare  bool     // for variations, not for a first prompt

	family, stuff string // media only: photo, paint, ...; and what the surface is made of
}

// noun says what sort of thing a word is and where it is usually found.
type noun struct{ kind, place, topic string }

// colour is a family of colour words.
type colour struct {
	name  string
	shade string // "from pale ice blue to deep indigo"
	words []string
}

// degree is what a word such as "darker" asks for.
type degree struct {
	axis prompt.Axis
	name string // a name of an entry of that axis
}

// wordBook is everything in the word lists.
type wordBook struct {
	axes    map[prompt.Axis][]entry
	weather []entry
	season  []entry
	nouns   map[string]noun
	foreign map[string]bool   // the nouns that are not English
	gloss   map[string]string // sign: the English word for it
	cues    map[string]string // word: hour or weather it implies
	colours []colour
	degrees map[string]degree
	answers map[string]string
	moods   map[string]entry  // word: the mood it asks for
	styles  map[string]bool   // people whose manner may be asked for by name
	sayings map[string]saying // what is said of prompts in other languages
	doings  map[string]noun   // what is done: the place and the topic that go with it
	proper  map[string]bool   // names that have capitals
	notes   map[string]bool   // what a pasted prompt says of quality and machines
	longest int               // words in the longest noun or cue
}

var (
	phases   = []string{"dawn", "morning", "day", "golden", "dusk", "night"}
	weathers = []string{"clear", "cloudy", "rain", "snow", "fog", "storm"}
	openAir  = []string{"coast", "nature", "city", "sky"}
	seasons  = []string{"spring", "summer", "autumn", "winter"}
)

// readWords loads the embedded word lists. They are part of the program, so a
// fault in them is a fault in the program and the tests find it.
func readWords() *wordBook {
	b := &wordBook{
		axes: map[prompt.Axis][]entry{}, nouns: map[string]noun{}, cues: map[string]string{},
		foreign: map[string]bool{}, gloss: map[string]string{}, styles: set("styles"), notes: set("notes"), proper: set("proper"),
		degrees: map[string]degree{}, answers: map[string]string{}, moods: map[string]entry{}, doings: map[string]noun{}, sayings: readSayings(),
	}
	for axis, file := range map[prompt.Axis]string{
		prompt.Subject: "aspects", prompt.Medium: "medium", prompt.Composition: "composition",
		prompt.Camera: "camera", prompt.Lighting: "lighting", prompt.Palette: "palette", prompt.Mood: "mood",
		prompt.Time: "time", prompt.Setting: "setting", prompt.Texture: "texture",
	} {
		b.axes[axis] = readEntries(axis, file)
	}
	b.weather = readEntries(prompt.Setting, "weather")
	b.season = readEntries(prompt.Time, "season")
	for _, file := range []string{"nouns", "foreign"} {
		for _, line := range lines(file) {
			words, says := cutLast(line, ":")
			f := strings.Fields(says)
			for _, w := range list(words) {
				if _, known := b.nouns[w]; !known {
					b.nouns[w] = noun{f[0], strings.Trim(f[1], "-"), f[2]}
					b.foreign[w] = file == "foreign"
				}
				b.longest = max(b.longest, len(strings.Fields(w)))
			}
		}
	}
	for _, line := range lines("doings") {
		where, words, _ := strings.Cut(line, ":")
		f := strings.Fields(where)
		for _, w := range list(words) {
			b.doings[w] = noun{"place", f[0], f[1]}
		}
	}
	for _, line := range lines("gloss") {
		word, signs, _ := strings.Cut(line, ":")
		for _, sign := range strings.Fields(signs) {
			b.gloss[sign] = word
		}
	}
	for _, line := range lines("cues") {
		says, words, _ := strings.Cut(line, ":")
		for _, w := range list(words) {
			b.cues[w] = says
		}
	}
	for _, line := range lines("colours") {
		head, words, _ := strings.Cut(line, "|")
		name, shade, _ := strings.Cut(head, ":")
		b.colours = append(b.colours, colour{strings.TrimSpace(name), strings.TrimSpace(shade), list(words)})
	}
	for _, line := range lines("degrees") {
		head, words, _ := strings.Cut(line, ":")
		axis, name, _ := strings.Cut(head, "=")
		for _, w := range list(words) {
			b.degrees[w] = degree{prompt.Axis(axis), strings.TrimSpace(name)}
		}
	}
	for _, line := range lines("moodcues") {
		title, words, _ := strings.Cut(line, ":")
		for _, e := range b.axes[prompt.Mood] {
			if e.title != title {
				continue
			}
			for _, w := range list(words) {
				b.moods[w] = e
			}
		}
	}
	for _, line := range lines("answers") {
		terms, text, _ := strings.Cut(line, ":")
		for _, t := range list(terms) {
			b.answers[t] = strings.TrimSpace(text)
		}
	}
	return b
}

func readEntries(axis prompt.Axis, file string) []entry {
	var out []entry
	for _, line := range lines(file) {
		col := strings.Split(line, "|")
		if len(col) != 4 {
			panic(fmt.Sprintf("words/%s.txt: %d columns in %q", file, len(col), line))
		}
		e := entry{axis: axis, title: strings.TrimSpace(col[1]), names: list(col[2])}
		e.value, e.drawn, _ = strings.Cut(strings.TrimSpace(col[0]), "//")
		e.value, e.drawn = strings.TrimSpace(e.value), strings.TrimSpace(e.drawn)
		tags := strings.Fields(col[3])
		if file == "medium" {
			e.family, e.stuff, tags = tags[0], tags[1], tags[2:]
		}
		for _, t := range tags {
			switch {
			case t == "asked":
				e.asked = true
			case t == "seldom":
				e.rare = true
			case t == "!open":
				e.never = append(e.never, openAir...)
			case t == "open":
				e.needs = append(e.needs, openAir...)
			case strings.HasPrefix(t, "!"):
				e.never = append(e.never, t[1:])
			default:
				e.needs = append(e.needs, t)
			}
		}
		out = append(out, e)
	}
	return out
}

// set is a word list of names alone.
func set(file string) map[string]bool {
	out := map[string]bool{}
	for _, line := range lines(file) {
		for _, name := range list(line) {
			out[name] = true
		}
	}
	return out
}

// lines are the lines of a word list without comments and empty ones.
func lines(file string) []string {
	data, err := wordFiles.ReadFile("words/" + file + ".txt")
	if err != nil {
		panic(err)
	}
	var out []string
	for line := range strings.SplitSeq(string(data), "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// list splits "a, b, c" and drops what is empty.
func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func cutLast(s, sep string) (before, after string) {
	i := strings.LastIndex(s, sep)
	return s[:i], s[i+len(sep):]
}

// entryOf finds the entry a value came from; a camera's drawn form counts.
func (b *wordBook) entryOf(axis prompt.Axis, value string) (entry, bool) {
	for _, e := range b.axes[axis] {
		if strings.EqualFold(e.value, value) || e.drawn != "" && strings.EqualFold(e.drawn, value) {
			return e, true
		}
	}
	return entry{}, false
}

// mediumOf is the entry for a medium however it is worded.
func (b *wordBook) mediumOf(value string) (entry, bool) {
	if value == "" {
		return entry{}, false
	}
	if e, ok := b.entryOf(prompt.Medium, value); ok {
		return e, true
	}
	var best entry
	length := 0
	for _, e := range b.axes[prompt.Medium] {
		for _, n := range e.names {
			if len(n) > length && wordIndex(value, n, 0) >= 0 {
				best, length = e, len(n)
			}
		}
	}
	return best, length > 0
}

// colourWords are all words of the families that name belongs to by its own
// name ("orange": amber, rust, ...); nil when it is no colour family.
func (b *wordBook) colourWords(name string) []string {
	for _, c := range b.colours {
		if c.name == name || c.name+"s" == name {
			return c.words
		}
	}
	return nil
}

// isColour says whether a word is the name of a colour.
func (b *wordBook) isColour(word string) bool {
	for _, c := range b.colours {
		if slices.Contains(c.words, word) {
			return true
		}
	}
	return false
}

// nounAt finds the longest noun that starts at words[i] and how many words it
// takes; plural forms count.
func (b *wordBook) nounAt(words []string, i int) (noun, int, bool) {
	for n := min(b.longest, len(words)-i); n > 0; n-- {
		phrase := strings.Join(words[i:i+n], " ")
		if v, ok := b.nouns[phrase]; ok {
			return v, n, true
		}
		for _, s := range singulars(phrase) {
			if v, ok := b.nouns[s]; ok {
				return v, n, true
			}
		}
	}
	return b.compound(words[i])
}

// compound finds the noun that a German compound ends in: the forest in
// "Zauberwald".
func (b *wordBook) compound(word string) (noun, int, bool) {
	const shortest, before = 4, 3
	for i := range word {
		if end := word[i:]; i >= before && len(end) >= shortest && b.foreign[end] {
			return b.nouns[end], 1, true
		}
	}
	return noun{}, 0, false
}

// glossed is what the signs of a text say in English, in their order: those of
// a script without spaces, and pictures.
func (b *wordBook) glossed(text string) string {
	var out []string
	for i := range text {
		if text[i] < 0x80 {
			continue
		}
		for n := 2; n <= min(24, len(text)-i); n++ {
			if word, ok := b.gloss[text[i:i+n]]; ok {
				out = append(out, word)
			}
		}
	}
	if strings.Contains(text, "の") {
		slices.Reverse(out) // the cat stands last in "the cat of under the cherry tree"
	}
	return strings.Join(out, ", ")
}
