package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Adding, and saying where or how a thing is that is there already.

// addAll is "add X", "add X, Y and Z".
func (w *work) addAll(m []string) bool {
	object := strings.TrimSuffix(withoutPoliteEnd(m[1]), " instead")
	low := lower(object)
	if hasAnyPrefix(low, "more ", "less ", "fewer ", "a bit more ", "a little more ", "some more ", "a touch more ") {
		i := strings.Index(low, "more ")
		if i < 0 {
			i = 0
		}
		if w.degree(low[i:]) {
			return true
		}
	}
	n := 0
	for part := range strings.SplitSeq(betweenThings().ReplaceAllString(object, "|"), "|") {
		if part = strings.TrimSpace(part); part != "" && w.addOne(part) {
			n++
		}
	}
	w.adding = n > 0
	return n > 0
}

// addOne adds a thing, unless its name is that of a weather or a decision.
func (w *work) addOne(thing string) bool {
	low := lower(bare(thing))
	if e, ok := w.weather(low); ok && low != "clouds" && low != "wind" && low != "lightning bolt" {
		return w.setWeather(e, thing)
	}
	last := ""
	if words := wordsOf(low); len(words) > 0 {
		last = words[len(words)-1]
	}
	if slices.Contains([]string{"light", "lighting", "shadows", "grain", "contrast", "texture", "detail", "drama", "mystery", "tension", "style", "colours", "colors", "colour", "color", "backlight", "chiaroscuro", "moonlight", "sunlight", "candlelight", "firelight", "perspective", "symmetry", "mood", "atmosphere", "depth", "brushstrokes", "strokes", "hatching", "impasto", "energy", "movement", "bokeh", "halftone", "vibe"}, last) {
		if w.degree(low) || w.degree("more "+low) || w.decide(low) {
			return true
		}
	}
	return w.addThing(thing)
}

func (w *work) addThing(thing string) bool {
	thing = strings.Trim(thing, " ,.;!")
	if words := wordsOf(thing); len(words) == 0 {
		return false
	}
	if rest, ok := strings.CutPrefix(lower(thing), "the "); ok && !slices.Contains(onlyOnes, firstWord(rest)) && len(rest) > 0 && !strings.ContainsAny(thing, `"“`) {
		thing = thing[len("the "):]
	}
	if slices.Contains(onlyOnes[:5], lower(firstWord(thing))) && len(strings.Fields(thing)) > 1 {
		thing = "the " + thing
	}
	thing = aBitMore().ReplaceAllString(thing, "")
	if !w.c.book.isColour(lower(firstWord(thing))) || !isPreposition(nextWord(thing, len(firstWord(thing)))) {
		thing = withArticle(thing) // but "pink in the sky"
	}
	if hasWord(w.d.p.Text, thing) {
		w.say(capital(bare(thing)) + " is there already")
		w.kept = true
		return true
	}
	title := "with " + shortName(thing)
	if much, ok := strings.CutPrefix(thing, "plenty of "); ok {
		title = "more " + shortName(much)
	}
	return w.try("With "+thing, title, func() bool {
		w.d.allow(w.c.book, thing)
		w.d.add(w.c.book, thing)
		if at := w.d.p.Axes[prompt.Subject]; !hasWord(at, bare(thing)) {
			w.d.p.Axes[prompt.Subject] = strings.TrimPrefix(at+", "+thing, ", ")
		}
		return true
	})
}

// sameSort says whether a noun is of the same sort as what the picture is about.
func (w *work) sameSort(word string) bool {
	head := w.c.head(w.d.p)
	a, _, okA := w.c.book.nounAt([]string{word}, 0)
	b, _, okB := w.c.book.nounAt(strings.Fields(head), 0)
	return okA && okB && a == b && a.kind != "place" && word != head
}

// eachPart carries out the parts of "feathers, glitter, confetti" one by one.
func (w *work) eachPart(phrase string) bool {
	done := false
	var misses []string
	for part := range strings.SplitSeq(phrase, ", ") {
		if w.follow(part) {
			done = true
		} else {
			misses = append(misses, part)
		}
	}
	if done {
		w.misses = append(w.misses, misses...)
	}
	return done
}

// moreOfHead takes "lone wolf on a hill" as more about the wolf that is there.
func (w *work) moreOfHead(phrase string) bool {
	words := wordsOf(phrase)
	head := w.c.head(w.d.p)
	i := slices.IndexFunc(words, isPreposition)
	if head == "" || i < 2 || i > 3 || words[i-1] != head || !somewhere().MatchString(strings.Join(words[i:], " ")) {
		return false
	}
	how := strings.TrimSpace(bare(strings.Join(words[:i-1], " ")))
	if how != "" && !w.makeThing([]string{"", head + " " + how}) {
		return false
	}
	return w.setPlace(strings.Join(words[i:], " "))
}

// namesThing says whether words are a thing and where or how it is: "neon
// reflections on wet asphalt".
func (w *work) namesThing(words []string) bool {
	i := slices.IndexFunc(words, func(x string) bool {
		return isPreposition(x) || isParticiple(x) || slices.Contains([]string{"asleep", "awake", "alone", "behind"}, x)
	})
	owned := slices.Contains([]string{"his", "her", "their", "its", "my"}, words[0])
	if i < 1 || i > 3 || isDeterminer(words[0]) && !owned || isPronoun(words[0]) || verbs().MatchString(words[0]+" ") {
		return false
	}
	if e := w.c.index[words[i-1]]; len(e) > 0 && e[0].axis == prompt.Lighting {
		return true // "glow from inside"
	}
	return slices.Contains(onlyOnes, words[i-1]) || looksPlural(words[i-1]) || isMass(words[i-1]) || w.c.isNoun(words[i-1]) || words[i] == "made"
}

// onlyOnes are things of which there is one, so that they keep their "the".
var onlyOnes = []string{"earth", "sun", "moon", "sea", "sky", "world", "wind", "horizon", "ocean", "eiffel", "taj", "great", "milky", "northern"}

// shortName is the first words of a thing, for a title.
func shortName(thing string) string {
	words := strings.Fields(bare(thing))
	words = slices.DeleteFunc(words, func(x string) bool { return x == "a" || x == "an" || x == "the" })
	for i, x := range words {
		if i > 0 && (isPreposition(lower(x)) || isConjunction(lower(x)) || isParticiple(lower(x))) || i == 3 {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}

// putThing says where a thing is that is there already: "put the vase on a
// wooden table".
func (w *work) putThing(m []string) bool {
	thing := w.meantBy(m[1])
	at, ok := w.d.find(thing)
	if !ok {
		return false
	}
	if first := firstWord(m[2]); slices.Contains([]string{"to", "into", "onto"}, first) {
		with := map[string]string{"to": "at", "into": "in", "onto": "on"}[first]
		on := slices.ContainsFunc(wordsOf(m[2]), func(x string) bool { return slices.Contains(stoodOn, x) })
		if s := w.c.book.look(m[2], ""); first == "to" && (on || s.known && s.kind != "place" && s.kind != "building") {
			with = "on"
		} else if first == "to" && s.place != "coast" {
			with = "in"
		}
		m[2] = with + m[2][len(first):]
	}
	if lower(w.d.p.Text[at.start:at.end]) == w.c.head(w.d.p) && w.d.stands(prompt.Setting) {
		return w.setPlace(m[2])
	}
	return w.try(capital(thing)+" "+m[2], shortName(thing)+" moved", func() bool {
		at = w.d.withOf(at)
		w.d.p.Text = w.d.p.Text[:at.end] + " " + m[2] + w.d.p.Text[w.d.whereEnd(at.end):]
		w.things()
		return true
	})
}

// stoodOn are places that things are on, not in.
var stoodOn = []string{
	"windowsill", "table", "shelf", "roof", "rooftop", "hill", "hilltop", "beach", "bench", "chair", "sofa", "wall", "mountain", "rock", "road", "street", "bridge", "cliff", "island",
	"stage", "balcony", "floor", "ground", "grass", "moon", "mars", "desk", "bed", "ledge", "pier", "boat", "ship", "path", "lawn", "ice",
}

// withOf widens "bowl" to "bowl of lemons".
func (d *draft) withOf(at span) span {
	return span{at.start, at.end + len(ofWhat().FindString(d.p.Text[at.end:]))}
}

// whereEnd is where the words that say where something is end, if they start at
// offset at: after " on a table".
func (d *draft) whereEnd(at int) int {
	first := whereOf().FindString(d.p.Text[at:])
	end := at + len(first)
	for first != "" {
		rest := d.p.Text[end:]
		next := nextWord(d.p.Text, end)
		if next == "" || isPreposition(next) || isConjunction(next) || isParticiple(next) && strings.HasSuffix(next, "ing") {
			break
		}
		end += len(rest) - len(strings.TrimLeft(rest, " ")) + len(next)
	}
	return end
}

// saysMore takes "bicycle leaning against a tree" as more about a bicycle that
// is there.
func (w *work) saysMore(phrase string) bool {
	words := strings.Fields(bare(phrase))
	if len(words) < 3 || isConjunction(words[1]) || isPreposition(lower(words[0])) || isDeterminer(lower(words[0])) {
		return false
	}
	at, ok := w.d.find(words[0])
	if next := lower(words[1]); !ok || !isPreposition(next) && !strings.HasSuffix(next, "ing") && !strings.HasSuffix(next, "ed") {
		return false
	}
	rest := strings.Join(words[1:], " ")
	return w.try(capital(bare(phrase)), firstWords(bare(phrase), 4), func() bool {
		w.d.p.Text = w.d.p.Text[:at.end] + " " + rest + w.d.p.Text[at.end:]
		w.things()
		return true
	})
}

var (
	somewhere    = lazy(`(?i)^(?:in|on|under|beside|near|behind|at|inside|against|next to|in front of|on top of|between|among) (?:an?|the|some|his|her|my|two) [\w-]+`)
	clothed      = lazy(`(?i)^(?:in|wearing) (?:an? |the |his |her )?.*\b(?:dress|coat|hat|suit|raincoat|jacket|shirt|uniform|scarf|armou?r|kimono|robe|robes|boots|glasses|gown|costume|hoodie|sweater|jumper|cloak|pyjamas|jeans|apron|mask|helmet)$`)
	fromWherever = lazy(`(?i)^(?:seen )?(?:from (?:across|behind|inside|outside|under|underneath|between|within|beneath|above|below|over|the|an?|his|her|its|their|far|high|low|up|down)|through (?:an?|the|some)) `)
	ofWhat       = lazy(`^ of [\w-]+`)
	whereOf      = lazy(`(?i)^ (?:in|on|at|under|behind|beside|near|inside|against|next to|in front of|on top of) (?:an?|the|his|her|its|their)\b`)
	stateOf      = lazy(`(?i)^(?:overgrown|covered|surrounded|filled|made|full|built|decorated|wrapped|draped|carved|dressed|buried|half-?\w*|bathed|soaked|drenched|framed|tangled|crowned) (?:with|in|by|of|from|out of|under) .+`)
	underSky     = lazy(`(?i)^(?:under|beneath|below) (?:the |an? )?.*\b(?:stars?|milky way|moon|moons|sky|skies|aurora|northern lights|rainbow)$`)
	doing        = lazy(`(?i)^[a-z]+ing\b`)
)

// afterHead puts "flying over Mars" and "in a red dress" after what the
// picture is about; "a fox and her cubs" says more of a fox that is there.
func (w *work) afterHead(phrase string) bool {
	head := w.c.head(w.d.p)
	rest := ""
	words := strings.Fields(phrase)
	switch {
	case head == "":
		return false
	case len(words) == 2 && w.c.book.nouns[lower(words[1])].kind == "person":
		return false // "a cheering crowd"
	case clothed().MatchString(phrase), stateOf().MatchString(phrase), doing().MatchString(phrase) && isParticiple(lower(words[0])) && !w.c.isNoun(lower(words[0])) && !w.alike(words):
		rest = phrase
	case strings.HasPrefix(lower(bare(phrase)), head+" ") && len(strings.Fields(bare(phrase))) > len(strings.Fields(head))+1:
		rest = strings.TrimSpace(bare(phrase)[len(head):])
	default:
		return false
	}
	at, ok := w.d.find(head)
	if !ok {
		return false
	}
	return w.try(capital(rest), shortName(head)+" "+shortName(rest), func() bool {
		w.d.p.Text = w.doingAt(at, lower(firstWord(rest)), rest)
		w.things()
		return true
	})
}

// alike says whether words with -ing first are things that do something of
// themselves, "flying cars", and not what is done to them, "juggling pans".
func (w *work) alike(words []string) bool {
	last := lower(words[len(words)-1])
	return len(words) == 2 && slices.Contains(byThemselves, lower(words[0])) && (looksPlural(last) || isMass(last) || w.c.isNoun(last))
}

// byThemselves are what things do without doing it to others.
var byThemselves = []string{
	"flying", "floating", "falling", "burning", "glowing", "shining", "running", "sleeping", "dancing", "swimming", "blooming", "hanging", "melting", "sparkling", "drifting", "swirling",
	"rising", "crumbling", "rolling", "dripping", "flickering", "twinkling", "growing", "howling", "barking", "crawling", "crying", "smiling", "laughing", "sitting", "standing", "lying",
	"jumping", "leaping", "glittering", "waving", "passing", "soaring", "exploding", "spinning", "rotating", "winding", "overhanging", "surrounding",
}

// bareClause is a phrase without a verb.
func (w *work) bareClause(m []string) bool {
	phrase := m[1]
	low := lower(phrase)
	axis, _, _ := w.c.meaning(low, scene{}, false)
	switch {
	case w.taking && axis != prompt.Mood && !verbs().MatchString(low+" ") && w.removeOne(phrase): // not "no storm, calm"
		return true
	case w.adding && isDeterminer(firstWord(low)) && w.addOne(phrase):
		return true
	}
	scene := w.c.book.sceneOf(w.d.p)
	lives := slices.Contains([]string{"person", "animal", "creature"}, scene.kind)
	if verb, rest, _ := strings.Cut(low, " "); lives && slices.Contains(poses, verb) && w.act([]string{"", w.c.head(w.d.p), verb, strings.TrimSuffix(" "+rest, " more")}) {
		return true // "smile", "look to the left"
	}
	if w.c.book.colourWords(low) != nil && !w.c.isNoun(low) && slices.Contains([]string{"animal", "vehicle", "object", "flower"}, scene.kind) {
		return w.makeIt([]string{low, low}) // "red", of a car
	}
	if w.degree(low) || w.decide(phrase) || w.onlyThing(low) || w.afterHead(phrase) {
		return true
	}
	if lives && len(wordsOf(low)) <= 3 && parts().MatchString(low) {
		return w.giveThing([]string{"", w.c.head(w.d.p), withArticle(bare(phrase))}) // "long beard"
	}
	if words := wordsOf(low); len(words) == 3 && words[0] == "the" && w.c.book.isColour(words[2]) { // "and the laces red"
		return w.makeThing([]string{"", words[1] + " " + words[2]}) || w.addThing(words[2]+" "+words[1])
	}
	if len(wordsOf(low)) <= 3 && lives && clothed().MatchString("wearing "+low) && !isPreposition(firstWord(low)) && !verbs().MatchString(low) {
		if words := wordsOf(low); !w.d.mentions(words[len(words)-1]) {
			return w.afterHead("wearing " + withArticle(phrase)) // "red robe"
		}
	}
	if underSky().MatchString(phrase) {
		return w.try("Set "+phrase, capital(placeName(phrase)), func() bool {
			w.d.addToFirst(phrase)
			w.things()
			return true
		})
	}
	if somewhere().MatchString(phrase) {
		return w.setPlace(phrase)
	}
	if within().MatchString(phrase) && (w.c.book.look(phrase, "").known || startsUpper(within().ReplaceAllString(phrase, "$1"))) {
		return w.setPlace(phrase)
	}
	words := wordsOf(phrase)
	if strings.Contains(phrase, ", ") && !slices.ContainsFunc(words, isPreposition) {
		return w.eachPart(phrase)
	}
	switch {
	case len(words) == 0 || len(words) > 12:
		return false
	case len(words) > 2 && fromWherever().MatchString(low):
		return w.setAxis(prompt.Camera, strings.TrimPrefix(low, "seen "), phrase)
	case len(words) > 1 && len(words) <= 4 && words[len(words)-1] == w.c.head(w.d.p) && !slices.ContainsFunc(words, isPreposition) && !slices.ContainsFunc(words[1:], isDeterminer) && (words[0] == "a" || words[0] == "an" || !isDeterminer(words[0])):
		return w.makeThing([]string{"", words[len(words)-1] + " " + bare(strings.Join(words[:len(words)-1], " ")+" ")}) // "a friendly dragon", "fat orange cat"
	case slices.Contains([]string{"a", "an", "some", "another", "two", "three", "four", "five", "six", "many", "several", "few", "lots"}, words[0]) && len(words) > 1 && !isPreposition(words[1]):
		return w.addOne(phrase)
	case len(words) == 2 && w.d.mentions(words[1]) && (likeAdjective(words[0]) || slices.Contains(plainAdjectives, words[0]) || w.c.book.isColour(words[0])):
		return w.makeThing([]string{"", words[1] + " " + words[0]})
	case len(words) == 1 && w.sameSort(words[0]):
		return w.replace(w.c.head(w.d.p), words[0]) // "convertible" for a car
	case len(words) == 1 && (likeAdjective(words[0]) && scene.kind != "place" || slices.Contains(looks, words[0])) && !w.c.isNoun(words[0]) && !isMass(words[0]):
		return w.makeThing([]string{"", w.c.head(w.d.p) + " " + words[0]}) // "fluffier"
	case len(words) <= 3 && !slices.ContainsFunc(words, isPreposition) && !slices.ContainsFunc(words[1:], isDeterminer) && (w.c.isNoun(words[len(words)-1]) || isMass(words[len(words)-1]) || looksPlural(words[len(words)-1]) && len(words[len(words)-1]) > shortestSlip && !verbs().MatchString(words[0]+" ") && !isPronoun(words[0])):
		return w.addOne(phrase)
	case w.saysMore(phrase):
		return true
	case w.moreOfHead(phrase):
		return true // "lone wolf on a hill"
	case (len(words) > 2 || len(words) == 2 && strings.HasSuffix(words[1], "ing")) && len(words) <= 9 && w.namesThing(words):
		return w.addThing(phrase) // "sunbeams through the trees"
	case len(words) > 3 && len(words) <= 9 && words[1] == "of" && w.d.mentions(words[3]) || len(words) > 3 && inFrame().MatchString(low) && !isDeterminer(words[0]) && !isPreposition(words[0]) && !verbs().MatchString(low):
		return w.addThing(phrase) // "reflection of the mountains", "goal in the background"
	}
	if w.c.book.styles[low] {
		return w.setAxis(prompt.Medium, "in the style of "+phrase, phrase)
	}
	return false
}

// poses are deeds that are told to whoever is in the picture, and not to us.
var poses = []string{"smile", "laugh", "cry", "wave", "look", "stare", "gaze", "sit", "stand", "kneel", "jump", "run", "walk", "dance", "sleep", "frown", "grin", "wink", "lean", "crouch", "yawn"}

// looks are how rooms, houses and towns are done.
var looks = []string{
	"scandinavian", "industrial", "rustic", "modern", "boho", "bohemian", "victorian", "japanese", "brutalist", "medieval", "tropical", "mid-century", "contemporary", "traditional",
	"moroccan", "mediterranean", "italian", "french", "english", "chinese", "indian", "mexican", "georgian", "edwardian", "colonial", "shabby", "luxurious", "derelict",
}

var (
	parts         = lazy(`(?:^|\b)(?:beard|moustache|mustache|stubble|ponytail|braids?|pigtails|bun|fringe|freckles|scars?|tattoos?|wrinkles|dimples|hair|haircut|eyes|eyebrows|makeup|make-up|lipstick|skin|wings|horns|tail|fangs|antlers|piercings?)$`)
	inFrame       = lazy(` (?:in|on|at) the (?:background|foreground|distance|corner|far left|far right|left|right|middle|horizon)$`)
	aBitMore      = lazy(`(?i)^(?:just )?(?:a (?:little )?bit|a little|a touch|a hint|slightly)(?: more)?(?: of)? `)
	betweenThings = lazy(`(?i),? +and +|, *| *\+ *`)
)
