package composer

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// dice are seeded by everything that was said, so that the same conversation
// with the same seed gives the same prompt.
func dice(r promptgen.Request) *rand.Rand {
	h := fnv.New64a()
	for _, t := range r.Conversation {
		h.Write([]byte(t.Message + "\x00"))
	}
	h.Write([]byte(r.Message + "\x00" + r.Current.Text))
	return rand.New(rand.NewPCG(r.Seed, h.Sum64()))
}

// pick chooses a value for an axis that fits the scene, names nothing that is
// banned, repeats no three words of rest and is not among the taken. When
// nothing fits so well it asks for less; false if there is nothing at all.
func (c *Composer) pick(d *draft, axis prompt.Axis, s scene, rest string, taken []string) (entry, bool) {
	all := c.book.axes[axis]
	used := map[string]bool{}
	for _, t := range trigrams(rest) {
		used[t] = true
	}
	subject := wordsOf(d.p.Axes[prompt.Subject])
	free := func(e entry) bool {
		v := c.worded(e, s)
		if axis == prompt.Lighting && c.book.clashes(v, d.p.Axes[prompt.Palette]) {
			return false
		}
		if axis == prompt.Composition && atOdds(d.p.Axes[prompt.Camera], v) || axis == prompt.Camera && atOdds(v, d.p.Axes[prompt.Composition]) {
			return false
		}
		if axis == prompt.Setting && strings.HasPrefix(v, "with ") && hasWord(firstSentence(d.p.Text), "with") {
			return false // "a room with a sofa, with faded wallpaper"
		}
		if axis == prompt.Setting && len(subject) < 3 && slices.ContainsFunc(subject, func(w string) bool { return len(w) > 2 && hasWord(v, w) }) {
			return false // "the sky, under a huge sky"
		}
		if axis == prompt.Camera && s.has("macro") && !macroCamera().MatchString(v) {
			return false
		}
		if axis == prompt.Palette && c.gravely(d) && slices.Contains(brightPalettes, e.title) ||
			axis == prompt.Mood && slices.Contains(sombre, e.title) && c.brightly(d) {
			return false
		}
		return !slices.Contains(taken, v) && !d.banned(c.book, v) &&
			!slices.ContainsFunc(trigrams(v), func(t string) bool { return used[t] })
	}
	fresh := newStems(rest)
	unlike := func(e entry) bool { return !e.asked && s.fits(e) && free(e) && !fresh.share(c.worded(e, s), c.book) }
	fitting := func(e entry) bool { return !e.asked && s.fits(e) && free(e) }
	nearly := func(e entry) bool { return !e.asked && c.nearly(e, s) && free(e) }
	if axis == prompt.Lighting {
		nearly = func(e entry) bool { return !e.asked && c.nearly(e, s) && s.hourFits(e) && s.weatherFits(e) && free(e) }
	}
	anything := func(e entry) bool { return free(e) && !conflictsWithHour(c.book, e, s) && s.hourFits(e) }
	if axis == prompt.Lighting { // no light of the sea on a stage
		anything = func(e entry) bool { return c.nearly(e, s) && s.hourFits(e) && s.weatherFits(e) && free(e) }
	}
	if axis == prompt.Setting || axis == prompt.Time {
		nearly = func(e entry) bool { return !e.asked && axis == prompt.Time && free(e) }
		if axis == prompt.Setting {
			anything = func(entry) bool { return false }
		}
	}
	for _, good := range []func(entry) bool{unlike, fitting, nearly, anything} {
		var fit []entry
		var weights []int
		sum := 0
		for _, e := range all {
			if good(e) {
				w := s.weight(e)
				if axis == prompt.Palette && c.book.shareColour(e.value, d.p.Axes[prompt.Subject]) {
					w *= 3
				}
				switch { // the usual views come often, the one straight down seldom
				case slices.Contains(e.needs, "rare"):
					w = 1
				case slices.Contains(e.needs, "usual"):
					w *= 4
				case axis == prompt.Camera:
					w *= 2
				}
				if axis == prompt.Medium {
					w *= s.likes(e)
				}
				fit, weights, sum = append(fit, e), append(weights, w), sum+w
			}
		}
		if sum == 0 {
			continue
		}
		n := d.dice.IntN(sum)
		for i, w := range weights {
			if n -= w; n < 0 {
				return fit[i], true
			}
		}
	}
	return entry{}, false
}

// A sombre mood and bright colours are at odds.
var (
	sombre         = []string{"Hushed", "Melancholy", "Eerie", "Brooding", "Solemn", "Austere", "Tense"}
	brightPalettes = []string{"Bold primaries", "Fresh and clear", "Butter and sage", "Turquoise and cream", "Lemon and mint", "Coral and navy", "Summer colours", "Turquoise and red", "Lagoon and lime", "Green and primrose"}
)

// gravely and brightly say whether a draft's mood is sombre, its palette bright.
func (c *Composer) gravely(d *draft) bool {
	e, ok := c.book.entryOf(prompt.Mood, d.p.Axes[prompt.Mood])
	return ok && slices.Contains(sombre, e.title)
}

func (c *Composer) brightly(d *draft) bool {
	e, ok := c.book.entryOf(prompt.Palette, d.p.Axes[prompt.Palette])
	return ok && slices.Contains(brightPalettes, e.title)
}

// likes is how much more often than others a medium is chosen for a scene:
// food, things to sell and rooms are mostly photographed.
func (s scene) likes(e entry) int {
	switch {
	case (scene{stuff: e.stuff}).mono():
		return 1
	case e.family == "photo" && (slices.Contains([]string{"food", "vehicle", "building"}, s.kind) || s.place == "indoor" || s.has("product") || s.has("portrait")):
		return 40
	}
	return 6
}

// atOdds says whether a camera is too near, or too far, for a composition.
func atOdds(camera, composition string) bool {
	return nearCamera().MatchString(camera) && wholeInFrame().MatchString(composition) || farCamera().MatchString(camera) && cropped().MatchString(composition)
}

var (
	nearCamera   = lazy(`\b(?:very near|close-up|close by|close alongside|close enough|close to the face|hand's width|macro|portrait lens)\b`)
	macroCamera  = lazy(`\b(?:very near|close-up|hand's width|macro)\b`)
	wholeInFrame = lazy(`\b(?:whole figure|head to foot|small in)\b`)
	farCamera    = lazy(`\b(?:far away|far off|from the air|wide|long lens)\b`)
	cropped      = lazy(`\b(?:tight crop|hands as important|beside the face|filling most of the frame)\b`)
)

// saidStems are the beginnings of the longer words of a text: "moonl" for
// moonlight and moonlit, so that no choice says again what is said.
type saidStems map[string]bool

const stemLetters = 4

func newStems(text string) saidStems {
	out := saidStems{}
	for _, w := range wordsOf(text) {
		if len(w) > stemLetters && !hasAnyPrefix(w, "light") {
			out[w[:stemLetters]] = true
		}
	}
	return out
}

// share says whether a value has such a word; colours may come again.
func (st saidStems) share(value string, b *wordBook) bool {
	return slices.ContainsFunc(wordsOf(value), func(w string) bool {
		return len(w) > stemLetters && st[w[:stemLetters]] && !b.isColour(w) && !isPreposition(w)
	})
}

// shareColour says whether a palette has a colour that the subject names.
func (b *wordBook) shareColour(palette, subject string) bool {
	for _, w := range wordsOf(subject) {
		if words := b.colourWords(w); words != nil && slices.ContainsFunc(words, func(x string) bool { return hasWord(palette, x) }) {
			return true
		}
	}
	return false
}

// clashes says whether a light has a colour that an "only" palette leaves out.
func (b *wordBook) clashes(light, palette string) bool {
	if !strings.HasPrefix(palette, "only ") && !strings.HasPrefix(palette, "black and white") {
		return false
	}
	for _, w := range wordsOf(light) {
		if !b.isColour(w) || w == "white" || w == "silver" {
			continue
		}
		related := false
		for _, f := range b.colours {
			related = related || slices.Contains(f.words, w) && slices.ContainsFunc(f.words, func(x string) bool { return hasWord(palette, x) })
		}
		if !related {
			return true
		}
	}
	return hasWord(light, "warm") && !hasWord(palette, "red") && !hasWord(palette, "reds") && !hasWord(palette, "orange") && !hasWord(palette, "yellow") && !hasWord(palette, "browns")
}

// nearly says whether an entry would fit if hour and weather did not matter.
func (c *Composer) nearly(e entry, s scene) bool {
	if conflictsWithHour(c.book, e, s) || slices.ContainsFunc(e.never, s.has) {
		return false
	}
	named, met := false, false
	for _, t := range e.needs {
		if dimension(t) == 2 {
			named, met = true, met || s.has(t)
		}
	}
	return !named || met
}

// conflictsWithHour says whether an entry's words imply another hour than the
// scene has.
func conflictsWithHour(b *wordBook, e entry, s scene) bool {
	if e.axis == prompt.Time || s.phase == "" {
		return false
	}
	for _, says := range b.cuesIn(e.value) {
		if slices.Contains(phases, says) && says != s.phase {
			return true
		}
	}
	return false
}

// worded is an entry's value as it is said in this scene.
func (c *Composer) worded(e entry, s scene) string {
	if e.drawn != "" && s.family != "photo" {
		return e.drawn
	}
	return e.value
}

// banned says whether a value names something that must not be there.
func (d *draft) banned(b *wordBook, value string) bool {
	words := wordsOf(value)
	for _, no := range list(d.p.Negative) {
		for _, stem := range stems(b, no) {
			if strings.Contains(stem, " ") {
				if hasWord(value, stem) {
					return true
				}
				continue
			}
			for _, w := range words {
				if w == stem || len(stem) > 2 && strings.HasPrefix(w, stem) || slices.Contains(strings.FieldsFunc(w, func(r rune) bool { return r == '-' }), stem) {
					return true
				}
			}
		}
	}
	return false
}

var peopleWords = []string{
	"people", "person", "figure", "figures", "man", "men", "woman", "women", "child", "children", "crowd", "crowds",
	"human", "humans", "passers-by", "tourists", "pedestrians", "somebody", "someone",
}

// stems are the words that a negated thing rules out.
func stems(b *wordBook, no string) []string {
	no = lower(bare(no))
	if slices.Contains([]string{"people", "person", "humans", "human", "anyone", "anybody", "persons", "human figures"}, no) {
		return peopleWords
	}
	out := forms(no)
	if words := b.colourWords(no); words != nil {
		out = append(out, words...)
	}
	switch no {
	case "clouds", "cloud":
		out = append(out, "cloudy", "overcast")
	case "trees", "tree":
		out = append(out, "pines", "birches", "firs", "poplars", "trunks")
	case "text", "words", "letters", "writing":
		out = append(out, "lettering", "text")
	}
	return out
}
