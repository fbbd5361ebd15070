package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// A clause without a verb: "fat orange cat", "flying cars", "long beard", "red".

// bareWords is such a clause while it is read.
type bareWords struct {
	phrase, low string
	words       []string // in lower case
	head        string   // what the picture is about
	s           scene
	living      bool // the head is somebody, or an animal
}

// last is the last of the words.
func (b bareWords) last() string { return b.words[len(b.words)-1] }

// bareClause tries what a clause without a verb may mean, the plainest first.
func (w *work) bareClause(m []string) bool {
	b := bareWords{phrase: m[1], low: lower(m[1]), words: wordsOf(m[1]), head: w.c.head(w.d.p), s: w.c.book.sceneOf(w.d.p)}
	b.living = lives(b.s.kind)
	if len(b.words) == 0 {
		return false
	}
	for _, means := range []func(bareWords) bool{w.goesOn, w.pose, w.colourOfHead, w.choice, w.partOfHead, w.whereabouts} {
		if means(b) {
			return true
		}
	}
	switch {
	case strings.Contains(b.phrase, ", ") && !slices.ContainsFunc(b.words, isPreposition):
		return w.eachPart(b.phrase)
	case len(b.words) > 12:
		return false
	}
	return w.howThingIs(b) || w.newThing(b) || w.c.book.styles[b.low] && w.setAxis(prompt.Medium, "in the style of "+b.phrase, b.phrase)
}

// goesOn is one more thing after a clause that took things out or added some.
func (w *work) goesOn(b bareWords) bool {
	axis, _, _ := w.c.meaning(b.low, scene{}, false)
	return w.taking && axis != prompt.Mood && !verbs().MatchString(b.low+" ") && w.removeOne(b.phrase) || // not "no storm, calm"
		w.adding && isDeterminer(b.words[0]) && w.addOne(b.phrase)
}

// pose is "smile", "look to the left".
func (w *work) pose(b bareWords) bool {
	verb, rest, _ := strings.Cut(b.low, " ")
	return b.living && slices.Contains(poses, verb) && w.act([]string{"", b.head, verb, strings.TrimSuffix(" "+rest, " more")})
}

// colourOfHead is "red", of a car.
func (w *work) colourOfHead(b bareWords) bool {
	return w.c.book.colourWords(b.low) != nil && !w.c.isNoun(b.low) && slices.Contains([]string{"animal", "vehicle", "object", "flower"}, b.s.kind) &&
		w.makeIt([]string{b.low, b.low})
}

// choice is a decision on an axis, or more of what is done.
func (w *work) choice(b bareWords) bool {
	return w.degree(b.low) || w.decide(b.phrase) || w.onlyThing(b.low) || w.afterHead(b.phrase)
}

// partOfHead is "long beard", "and the laces red", "red robe".
func (w *work) partOfHead(b bareWords) bool {
	few := len(b.words) <= 3
	switch {
	case b.living && few && parts().MatchString(b.low):
		return w.giveThing([]string{"", b.head, withArticle(bare(b.phrase))})
	case len(b.words) == 3 && b.words[0] == "the" && w.c.book.isColour(b.words[2]):
		return w.makeThing([]string{"", b.words[1] + " " + b.words[2]}) || w.addThing(b.words[2]+" "+b.words[1])
	case b.living && few && clothed().MatchString("wearing "+b.low) && !isPreposition(b.words[0]) && !verbs().MatchString(b.low) && !w.d.mentions(b.last()):
		return w.afterHead("wearing " + withArticle(b.phrase))
	}
	return false
}

// whereabouts is another place: "under the milky way", "on a roof".
func (w *work) whereabouts(b bareWords) bool {
	switch {
	case underSky().MatchString(b.phrase):
		return w.try("Set "+b.phrase, capital(placeName(b.phrase)), func() bool {
			w.d.addToFirst(b.phrase)
			w.things()
			return true
		})
	case somewhere().MatchString(b.phrase),
		within().MatchString(b.phrase) && (w.c.book.look(b.phrase, "").known || startsUpper(within().ReplaceAllString(b.phrase, "$1"))):
		return w.setPlace(b.phrase)
	case len(b.words) > 2 && fromWherever().MatchString(b.low):
		return w.setAxis(prompt.Camera, strings.TrimPrefix(b.low, "seen "), b.phrase)
	}
	return false
}

// howThingIs says more of a thing that is there.
func (w *work) howThingIs(b bareWords) bool {
	words, last := b.words, b.last()
	like := likeAdjective(words[0]) && (len(words) > 1 || b.s.kind != "place")
	switch {
	case len(words) > 1 && len(words) <= 4 && last == b.head && !slices.ContainsFunc(words, isPreposition) && !slices.ContainsFunc(words[1:], isDeterminer) && (!isDeterminer(words[0]) || words[0] == "a" || words[0] == "an"):
		return w.makeThing([]string{"", last + " " + bare(strings.Join(words[:len(words)-1], " ")+" ")}) // "a friendly dragon", "fat orange cat"
	case len(words) == 2 && w.d.mentions(last) && (like || slices.Contains(plainAdjectives, words[0]) || w.c.book.isColour(words[0])):
		return w.makeThing([]string{"", last + " " + words[0]})
	case len(words) == 1 && w.sameSort(last):
		return w.replace(b.head, last) // "convertible" for a car
	case len(words) == 1 && (like || slices.Contains(looks, last)) && !w.c.isNoun(last) && !isMass(last):
		return w.makeThing([]string{"", b.head + " " + last}) // "fluffier"
	}
	return false
}

// newThing adds what the words name, or says where something is.
func (w *work) newThing(b bareWords) bool {
	words, last, n := b.words, b.last(), len(b.words)
	counted := slices.Contains([]string{"a", "an", "some", "another", "two", "three", "four", "five", "six", "many", "several", "few", "lots"}, words[0])
	named := w.c.isNoun(last) || isMass(last) || looksPlural(last) && len(last) > shortestSlip && !verbs().MatchString(words[0]+" ") && !isPronoun(words[0])
	plain := !isDeterminer(words[0]) && !isPreposition(words[0]) && !verbs().MatchString(b.low)
	switch {
	case counted && n > 1 && !isPreposition(words[1]),
		n <= 3 && named && !slices.ContainsFunc(words, isPreposition) && !slices.ContainsFunc(words[1:], isDeterminer):
		return w.addOne(b.phrase)
	case w.saysMore(b.phrase), w.moreOfHead(b.phrase): // "lone wolf on a hill"
		return true
	case n > 9:
		return false
	case (n > 2 || n == 2 && strings.HasSuffix(last, "ing")) && w.namesThing(words), // "sunbeams through the trees"
		n > 3 && words[1] == "of" && w.d.mentions(words[3]), // "reflection of the mountains"
		n > 3 && inFrame().MatchString(b.low) && plain:      // "goal in the background"
		return w.addThing(b.phrase)
	}
	return false
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

// poses are deeds that are told to whoever is in the picture, and not to us.
var poses = []string{"smile", "laugh", "cry", "wave", "look", "stare", "gaze", "sit", "stand", "kneel", "jump", "run", "walk", "dance", "sleep", "frown", "grin", "wink", "lean", "crouch", "yawn"}

// looks are how rooms, houses and towns are done.
var looks = []string{
	"scandinavian", "industrial", "rustic", "modern", "boho", "bohemian", "victorian", "japanese", "brutalist", "medieval", "tropical", "mid-century", "contemporary", "traditional",
	"moroccan", "mediterranean", "italian", "french", "english", "chinese", "indian", "mexican", "georgian", "edwardian", "colonial", "shabby", "luxurious", "derelict",
}

var (
	parts        = lazy(`(?:^|\b)(?:beard|moustache|mustache|stubble|ponytail|braids?|pigtails|bun|fringe|freckles|scars?|tattoos?|wrinkles|dimples|hair|haircut|eyes|eyebrows|makeup|make-up|lipstick|skin|wings|horns|tail|fangs|antlers|piercings?)$`)
	inFrame      = lazy(` (?:in|on|at) the (?:background|foreground|distance|corner|far left|far right|left|right|middle|horizon)$`)
	somewhere    = lazy(`(?i)^(?:in|on|under|beside|near|behind|at|inside|against|next to|in front of|on top of|between|among) (?:an?|the|some|his|her|my|two) [\w-]+`)
	clothed      = lazy(`(?i)^(?:in|wearing) (?:an? |the |his |her )?.*\b(?:dress|coat|hat|suit|raincoat|jacket|shirt|uniform|scarf|armou?r|kimono|robe|robes|boots|glasses|gown|costume|hoodie|sweater|jumper|cloak|pyjamas|jeans|apron|mask|helmet)$`)
	fromWherever = lazy(`(?i)^(?:seen )?(?:from (?:across|behind|inside|outside|under|underneath|between|within|beneath|above|below|over|the|an?|his|her|its|their|far|high|low|up|down)|through (?:an?|the|some)) `)
	stateOf      = lazy(`(?i)^(?:overgrown|covered|surrounded|filled|made|full|built|decorated|wrapped|draped|carved|dressed|buried|half-?\w*|bathed|soaked|drenched|framed|tangled|crowned) (?:with|in|by|of|from|out of|under) .+`)
	underSky     = lazy(`(?i)^(?:under|beneath|below) (?:the |an? )?.*\b(?:stars?|milky way|moon|moons|sky|skies|aurora|northern lights|rainbow)$`)
	doing        = lazy(`(?i)^[a-z]+ing\b`)
)
