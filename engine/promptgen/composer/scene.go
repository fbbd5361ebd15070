package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// scene is what a prompt is about, as far as the choices depend on it.
type scene struct {
	kind    string   // what the subject is: place, person, animal, ...
	place   string   // coast, nature, city, indoor, studio, underwater, space, sky, void
	topics  []string // beach, kitchen, portrait, ...
	phase   string   // of the day; empty when it has none
	weather string
	season  string
	family  string // of the medium
	stuff   string
	known   bool   // whether any noun was understood
	head    string // topic of the subject itself, whatever place it is in
	placed  bool   // a place was named, or goes with what is done
	acting  bool   // somebody does something, so that it is no portrait
}

func (s scene) timeless() bool {
	return slices.Contains([]string{"studio", "underwater", "space", "void"}, s.place) || s.has("stage")
}

// mono says whether the medium has no colours of its own.
func (s scene) mono() bool {
	return slices.Contains([]string{"charcoal", "pencil", "ink", "etching", "plate", "mono"}, s.stuff)
}

// has says whether a tag is true of the scene.
func (s scene) has(tag string) bool {
	return tag == s.kind || tag == s.place || tag == s.phase || tag == s.weather || tag == s.season || tag == s.family || tag == s.stuff ||
		tag == "clear" && s.weather == "" || tag == "mono" && s.mono() || slices.Contains(s.topics, tag)
}

// fits says whether an entry goes with the scene: of each dimension that it
// names (hour, weather, the rest) the scene must have one. A mood needs only
// one of all.
func (s scene) fits(e entry) bool {
	if slices.ContainsFunc(e.never, s.has) {
		return false
	}
	switch e.axis {
	case prompt.Palette:
		if s.mono() != slices.Contains(e.needs, "mono") {
			return false
		}
	case prompt.Setting: // "winding through a valley" is the river, not the mill on it
		if first := firstWord(e.value); (hasAnySuffix(first, "ing", "ed") || slices.Contains([]string{"half", "alone", "seen"}, first)) && !slices.Contains(e.needs, s.head) {
			return false
		}
	case prompt.Medium:
		if !s.suits(e) {
			return false
		}
	}
	if e.axis == prompt.Mood {
		return len(e.needs) == 0 || slices.ContainsFunc(e.needs, s.has)
	}
	var named, met [3]bool
	for _, tag := range e.needs {
		d := dimension(tag)
		if d == 0 && s.phase == "" && e.axis != prompt.Time {
			continue
		}
		named[d] = true
		met[d] = met[d] || s.has(tag)
	}
	for d := range named {
		if named[d] && !met[d] && !(d == 0 && e.axis == prompt.Time) {
			return false
		}
	}
	return true
}

// suits says whether a medium is one that such things are made in: what is
// designed to be printed is no photograph.
func (s scene) suits(e entry) bool {
	switch {
	case s.has("mark"):
		return slices.Contains([]string{"vector", "screen", "woodcut", "riso", "paper", "line", "litho"}, e.stuff)
	case s.has("design"):
		return e.family == "print" || slices.Contains([]string{"vector", "gouache", "watercolour", "paper", "storybook", "ink"}, e.stuff)
	}
	return true
}

// flat says whether the picture is a mark or a design, which has no place,
// light and camera.
func (s scene) flat() bool { return s.has("mark") || s.has("design") }

// hourFits says whether an entry names no hour, or that of the scene.
func (s scene) hourFits(e entry) bool {
	named := false
	for _, t := range e.needs {
		if dimension(t) == 0 {
			if t == s.phase || s.phase == "" || e.axis == prompt.Time {
				return true
			}
			named = true
		}
	}
	return !named
}

// weatherFits says whether an entry names no weather, or that of the scene.
func (s scene) weatherFits(e entry) bool {
	named := slices.ContainsFunc(e.needs, func(t string) bool { return dimension(t) == 1 })
	return !named || slices.ContainsFunc(e.needs, func(t string) bool { return dimension(t) == 1 && s.has(t) })
}

func dimension(tag string) int {
	switch {
	case slices.Contains(phases, tag):
		return 0
	case slices.Contains(weathers, tag):
		return 1
	}
	return 2
}

// weight is how well a fitting entry fits: the more particular, the better.
func (s scene) weight(e entry) int {
	w := 2
	for _, tag := range e.needs {
		switch {
		case slices.Contains(s.topics, tag) && isGlow(tag):
			w += 30
		case slices.Contains(s.topics, tag):
			w += 6
		case tag == s.weather && s.weather != "" && s.weather != "clear":
			w += 12
		case tag == s.kind || tag == s.season:
			w += 3
		}
	}
	return w
}

// look recognises kind, place and topics in words. The head of the first noun
// group is the subject; the places are read from all of it.
func (b *wordBook) look(subject, setting string) scene {
	var s scene
	subject = unquoted(subject)
	if signs := b.glossed(subject); signs != "" {
		subject += ", " + signs
	}
	var head noun
	outer := false // "portrait of" and "bowl of" say nothing yet
	for n, chunk := range chunks(subject) {
		words := wordsOf(chunk)
		if n == 1 && head.kind == "" && len(words) > 0 && slices.Contains(doneBySomebody, words[0]) && !strings.ContainsAny(chunk, "\"“") {
			head = noun{"person", "", "figure"} // whoever it is that plays the guitar
			break
		}
		if head.kind != "" && !(outer && len(words) > 0 && (words[0] == "of" || words[0] == "as" && head.kind == "abstract")) {
			break
		}
		for i := 0; i < len(words); i++ {
			n, used, ok := b.nounAt(words, i)
			if !ok {
				continue
			}
			if words[0] == "as" && head.kind == "abstract" && (n.kind == "place" || n.kind == "building") {
				head, outer = n, false // "sadness as a landscape"
				continue
			}
			if head.kind == "abstract" && outer && !lives(n.kind) {
				continue // the feeling of home is still a feeling
			}
			head = n
			outer = n.kind == "abstract" && n.topic == "shapes" || slices.Contains(outerWords, words[i])
			i += used - 1
		}
	}
	s.kind, s.place, s.known = head.kind, head.place, head.kind != ""
	s.head = head.topic
	if head.topic == "mark" || head.topic == "design" { // a logo for a café is nowhere
		s.topics = []string{head.topic}
		return s
	}
	if head.topic != "" {
		s.topics = append(s.topics, head.topic)
	}
	b.addPlaces(&s, head, subject)
	b.addPlaces(&s, head, setting)
	b.addDoing(&s, head, subject)
	s.sit(firstWords(bare(subject), 2))
	if hasAnyWord(subject, "futuristic", "cyberpunk", "sci-fi", "utopian", "dystopian", "spaceport") {
		s.topics = appendNew(s.topics, "future")
	}
	for _, g := range glows {
		if hasAnyWord(subject, g.words...) {
			s.topics = appendNew(s.topics, g.topic)
		}
	}
	if head.topic == "pet" && !s.placed && saysWhere(subject) && !b.namesFurniture(subject) {
		s.place = "nature" // a cat on a fence is not at home
	}
	if head.kind == "flower" && !s.placed && hasAnyWord(subject, "vase", "pot", "jug", "jar", "bouquet", "windowsill") {
		s.place = "indoor"
	}
	if s.kind == "" {
		s.kind, s.topics = "place", appendNew(s.topics, "unknown") // unknown words: choices that fit almost anywhere
	}
	if s.place == "" {
		s.place = "city"
		if s.kind != "person" {
			s.place = "nature"
		}
	}
	return s
}

// doneBySomebody are what only people and the like do.
var doneBySomebody = []string{"playing", "reading", "riding", "holding", "eating", "drinking", "walking", "dancing", "cooking", "fighting", "wearing", "writing", "singing", "painting", "driving", "feeding", "building", "carrying"}

// outerWords are nouns that leave the say to what follows their "of".
var outerWords = []string{
	"portrait", "face", "selfie", "bowl", "cup", "mug", "glass", "jug", "vase", "bottle", "jar", "box", "basket", "plate", "pot", "hand", "hands", "statue", "interior", "inside",
}

// addPlaces lets a named place decide where the scene is.
func (b *wordBook) addPlaces(s *scene, head noun, text string) {
	words := wordsOf(text)
	after := false // a preposition of place was seen
	last := ""     // the one before this word
	own := false   // what the subject has, "a kitchen with an island", is no place
	outdoors := false
	for i := 0; i < len(words); i++ {
		if slices.Contains([]string{"in", "on", "at", "over", "under", "by", "near", "inside", "through", "across", "along", "above", "beside", "beneath", "into", "behind", "among", "between", "around", "towards", "against", "crossing", "below", "outside", "from", "past", "overlooking", "down", "up", "onto", "crossing"}, words[i]) {
			after, own, last, outdoors = true, false, words[i], slices.Contains([]string{"outside", "behind", "past", "over", "above"}, words[i])
			continue
		}
		if words[i] == "front" && i+1 < len(words) && words[i+1] == "of" {
			after, outdoors = true, true
			continue
		}
		n, used, ok := b.nounAt(words, i)
		own = own || words[i] == "with"
		under := n.topic == "cosmos" && slices.Contains([]string{"at", "under", "by", "beneath", "below", "towards", "against"}, last)
		if under && s.place == "studio" || under && head.kind != "place" && s.place == "indoor" {
			s.place = "nature" // under the stars one is out of doors
		}
		if !ok || own && head.kind != "" && n.place != head.place || slices.Contains(outerWords, words[i]) || under {
			continue // under the moon one is on earth
		}
		if outdoors && n.place == "indoor" {
			n.place, n.topic = "city", "street" // before the diner one is in the street
		}
		if n.topic == "deep" {
			s.place, s.topics = "underwater", []string{"deep"}
			break
		}
		if n.kind == "place" || n.kind == "building" && after && n.place != "" {
			s.placed = s.placed || after
			if head.kind == "" || after && head.kind != "place" || s.place == "" {
				if !(n.place == "sky" && s.place != "" && s.place != "studio") {
					s.place = n.place
				}
			}
			if (after || n.topic != "snow") && (after || head.kind == "" || head.kind == n.kind) {
				s.topics = appendNew(s.topics, n.topic)
			}
			if s.kind == "person" {
				s.topics = replaceTopic(s.topics, "portrait", "figure")
			}
			if s.kind == "" {
				s.kind, s.known = n.kind, true
			}
		}
		i += used - 1
	}
}

// lives says whether a kind is one of somebody, or of an animal.
func lives(kind string) bool { return kind == "person" || kind == "animal" || kind == "creature" }

func replaceTopic(topics []string, old, with string) []string {
	topics = slices.DeleteFunc(topics, func(t string) bool { return t == old })
	return appendNew(topics, with)
}

func appendNew(all []string, s string) []string {
	if s == "" || slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

// chunks cuts a text at prepositions and commas: the first has the subject.
func chunks(text string) []string {
	var out []string
	start := 0
	for _, m := range wordPattern().FindAllStringIndex(text, -1) {
		w := lower(text[m[0]:m[1]])
		cut := isPreposition(w) || w == "about" || w == "building" && isDeterminer(nextWord(text, m[1])) || m[0] > 0 && strings.ContainsAny(text[start:m[0]], ",;:") || strings.HasSuffix(w, "ing") && isParticiple(w) && m[0] > start+2
		if cut && strings.TrimSpace(text[start:m[0]]) != "" {
			out = append(out, text[start:m[0]])
			start = m[0]
		}
	}
	return append(out, text[start:])
}

// sceneOf reads the scene of a prompt, whoever wrote it.
func (b *wordBook) sceneOf(p prompt.Prompt) scene {
	subject, setting := glance(p.Axes[prompt.Subject]), p.Axes[prompt.Setting]
	if subject == "" {
		subject = glance(firstSentence(p.Text))
	}
	if _, own := b.entryOf(prompt.Setting, b.withoutWeather(setting)); own {
		setting = "" // ours follows the subject, it decides nothing
	}
	s := b.look(subject, setting)
	s.sit(p.Axes[prompt.Composition])
	if layout := bare(lower(p.Axes[prompt.Composition])); layout == "pattern" || strings.HasSuffix(layout, " pattern") {
		s.topics = append(s.topics, "design") // "a pattern of lemons"
	}
	if s.place == "studio" && setting != "" && s.kind != "object" && s.kind != "food" && !hasAnySuffix(setting, "background", "backdrop") {
		s.place = "nature"
	}
	b.readHour(&s, p)
	if e, ok := b.mediumOf(p.Axes[prompt.Medium]); ok {
		s.family, s.stuff = e.family, e.stuff
		switch {
		case e.title == "Sticker" || hasWord(p.Axes[prompt.Medium], "blueprint"):
			s.topics = append(s.topics, "design")
		case e.title == "Macro photograph":
			s.topics = append(s.topics, "macro")
		}
	}
	if s.stuff == "" {
		s.stuff = "plainstuff"
	}
	if aerial().MatchString(p.Axes[prompt.Camera]) {
		s.topics = appendNew(s.topics, "aerial")
	}
	return s
}

var aerial = lazy(`(?i)from the air|drone|aerial|bird|overhead|straight down|top[- ]down`)

// withoutWeather is a setting without the weather clause at its end.
func (b *wordBook) withoutWeather(setting string) string {
	for _, e := range b.weather {
		setting = strings.TrimSuffix(strings.TrimSuffix(setting, e.value), ", ")
	}
	return setting
}

func firstSentence(text string) string {
	text = glance(text)
	if s := sentences(text); len(s) > 0 {
		return text[s[0].start:s[0].end]
	}
	return ""
}

// glanced is how many bytes of a text are read for what they decide: more than
// any picture needs, and quick for a text of any length.
const glanced = 2500

// glance is the part of a text that is read for what it decides.
func glance(text string) string {
	if len(text) <= glanced {
		return text
	}
	return strings.ToValidUTF8(text[:glanced], "")
}

// unquoted blanks what stands in quotes, which is lettering and no description.
func unquoted(text string) string {
	if !strings.ContainsAny(text, `"“«„`) {
		return glance(text)
	}
	return quotes().ReplaceAllStringFunc(glance(text), func(s string) string { return strings.Repeat("_", len(s)) })
}

var quotes = lazy(`"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]`)
