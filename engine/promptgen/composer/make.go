package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// "Make it ..." and "make the fox ...": decisions, things and how things are.

// makeIt is "make it X" and "turn it into X".
func (w *work) makeIt(m []string) bool {
	phrase := seems().ReplaceAllStringFunc(m[1], func(s string) string {
		if strings.HasSuffix(lower(s), "like ") {
			return "like "
		}
		return ""
	})
	low := lower(phrase)
	if like, ok := strings.CutPrefix(low, "like "); ok && w.decideSeveral(like, phrase[len("like "):]) {
		return true
	}
	if w.c.book.degrees[low] != (degree{}) && w.degree(low) {
		return true
	}
	if count := countClause().FindStringSubmatch(low); count != nil {
		return w.countOf([]string{"", count[1], ""})
	}
	if m := countAndThing().FindStringSubmatch(phrase); m != nil {
		if w.countOf(m) {
			return true
		}
	}
	s := w.c.book.sceneOf(w.d.p)
	if w.c.book.isColour(low) && slices.Contains([]string{"object", "vehicle", "flower", "creature", "animal"}, s.kind) {
		return w.makeThing([]string{"", w.c.head(w.d.p) + " " + low})
	}
	if w.decide(phrase) {
		return true
	}
	if w.degree(low) {
		return true
	}
	if place := within().FindString(phrase); place != "" && !hasAnyPrefix(low, "into ", "to an", "to a ", "by ") {
		if hasAnyPrefix(low, "to ") {
			place = "in " + phrase[3:]
		}
		if w.c.book.look(place, "").known || startsUpper(within().ReplaceAllString(place, "$1")) {
			return w.setPlace(place)
		}
	}
	if hasAnyPrefix(low, "to the ", "to ") {
		if inner := within().ReplaceAllString(phrase, "$1"); w.c.book.look(inner, "").kind == "place" {
			return w.setPlace("in the " + inner)
		}
	}
	if rest, ok := strings.CutPrefix(low, "for "); ok {
		return slices.Contains([]string{"children", "kids", "a child", "my kids", "a kid"}, rest) && w.degree("more playful")
	}
	if strings.Contains(low, " except ") || strings.Contains(low, " unless ") || strings.Contains(low, " if ") {
		return false
	}
	if hasAnyPrefix(low, "from the ", "from a ", "from an ", "through ") {
		return w.setAxis(prompt.Camera, phrase, phrase)
	}
	if moves().MatchString(m[0]) && hasAnyPrefix(low, "to ", "into ") {
		_, place, _ := strings.Cut(phrase, " ")
		return w.setPlace("in " + place)
	}
	inner := inFront().ReplaceAllString(phrase, "")
	if startsUpper(inner) && !strings.Contains(inner, " of ") {
		return w.setPlace("in " + inner)
	}
	if head := w.c.head(w.d.p); head != "" && w.c.book.look(inner, "").known && len(wordsOf(inner)) <= 5 && !hasWord(inner, "and") {
		return w.replace(head, inner)
	}
	words := wordsOf(inner)
	if head := w.c.head(w.d.p); head != "" && madeInto().MatchString(m[0]) && len(words) > 0 && len(words) < 4 && !slices.Contains([]string{"bit", "little", "lot", "touch", "tad"}, words[0]) && !slices.ContainsFunc(words, isPreposition) {
		return w.replace(head, inner) // "make it a tabby"
	}
	if like := len(words) == 1 && likeAdjective(words[0]); len(words) == 1 && slices.Contains(plainAdjectives, words[0]) || like && !slices.Contains([]string{"person", "abstract", ""}, s.kind) {
		return w.makeThing([]string{"", w.antecedent() + " " + words[0]})
	}
	if len(words) == 1 && likeAdjective(words[0]) {
		return w.setAxis(prompt.Mood, words[0], words[0])
	}
	if len(words) == 3 && words[1] == "and" && (slices.Contains(plainAdjectives, words[0]) || slices.Contains(plainAdjectives, words[2])) {
		if head := w.c.head(w.d.p); head != "" {
			return w.try(capital(lower(inner)), lower(inner), func() bool {
				ok := w.d.describe(w.c.book, head, lower(inner))
				w.things()
				return ok
			})
		}
	}
	if len(words) == 3 && words[1] == "and" && likeAdjective(words[0]) && likeAdjective(words[2]) {
		return w.setAxis(prompt.Mood, lower(inner), inner)
	}
	return false
}

var plainAdjectives = []string{
	"big", "bigger", "small", "smaller", "tall", "taller", "short", "long", "old", "older", "young", "younger", "new", "newer", "huge", "giant", "tiny", "little", "large", "larger",
	"wooden", "golden", "round", "square", "broken", "empty", "full", "open", "closed", "fat", "thin", "wet", "dry", "modern", "ancient", "ruined", "abandoned", "striped", "spotted", "bare",
	"elderly", "middle-aged", "teenage", "blond", "blonde", "bald", "bearded", "slim", "chubby", "muscular", "pregnant", "barefoot", "naked", "asleep",
}

func likeAdjective(w string) bool {
	return hasAnySuffix(w, "ful", "ous", "ic", "ive", "ish", "al", "ent", "ant", "y", "ing", "ed", "less", "like", "some", "ar", "ary", "able", "ible", "ier", "er") &&
		len(w) > 3 && !hasAnySuffix(w, "ery", "ity", "ory")
}

// endsIn is the word of the first sentence that ends in another: the raincoat
// that somebody calls a coat.
func (w *work) endsIn(word string) string {
	for _, x := range wordsOf(firstSentence(w.d.p.Text)) {
		if len(word) > 2 && x != word && strings.HasSuffix(x, lower(word)) {
			return x
		}
	}
	return ""
}

// makeThing is "make the fox red", "make the light softer".
func (w *work) makeThing(m []string) bool {
	phrase := seemsLike().ReplaceAllString(m[1]+" ", " ")
	words := strings.Fields(strings.TrimSpace(phrase))
	if len(words) > 2 && slices.Contains([]string{"her", "his", "their", "its", "my"}, lower(words[0])) && w.d.mentions(words[1]) {
		words = words[1:] // "her umbrella red"
	}
	if len(words) > 2 && slices.Contains([]string{"her", "his", "their", "its"}, lower(words[0])) {
		if longer := w.endsIn(words[1]); longer != "" { // "her coat red", of a raincoat
			words = append([]string{longer}, words[2:]...)
		}
	}
	if len(words) > 1 && slices.Contains([]string{"her", "him", "them", "it", "she", "he", "they"}, lower(words[0])) {
		thing := w.meantBy(words[0])
		if w.nobodyMeant(words[0], thing) {
			return false
		}
		words = append(strings.Fields(thing), words[1:]...)
	}
	if thing, than, ok := strings.Cut(strings.Join(words, " "), " than "); ok {
		return w.moreThan(strings.Fields(thing), than)
	}
	if len(words) == 2 && slices.Contains([]string{"background", "backdrop"}, lower(words[0])) {
		return w.degree(lower(words[1])+" background") || w.addThing("a "+lower(words[1])+" "+lower(words[0]))
	}
	for n := len(words) - 1; n > 0; n-- {
		thing, how := strings.Join(words[:n], " "), lower(strings.Join(words[n:], " "))
		if how == "asleep" {
			how = "sleeping" // before the thing
		}
		if axis, ok := prompt.ParseAxis(thing); ok && w.axisTo(axis, how) {
			return true
		}
		at, ok := w.d.find(thing)
		if _, ours := w.axisAt(at); !ok || ours {
			continue // "bigger windows" are not in our words for the light
		}
		if slices.Contains([]string{"a", "an", "the", "some", "another"}, firstWord(how)) {
			return w.replace(thing, how)
		}
		if isNumber(how) {
			return w.countOf([]string{"", how, thing})
		}
		if hasAnyPrefix(how, "less ") {
			return w.degree(how)
		}
		if hows := wordsOf(how); len(hows) > 1 && !w.c.book.isColour(hows[len(hows)-1]) && (w.c.isNoun(hows[len(hows)-1]) || isPreposition(hows[0])) {
			continue
		}
		if hasWord(w.d.p.Text[group(w.d.p.Text, at).start:at.start], how) {
			return w.stays("The " + lower(bare(thing)) + " " + isOrAre(lower(bare(thing))) + " " + how + " already")
		}
		return w.try(capital(how)+" "+lower(bare(thing)), how+" "+bare(thing), func() bool {
			ok := w.d.describe(w.c.book, bare(thing), w.c.properNames(how))
			w.things()
			return ok
		})
	}
	if len(words) == 3 && slices.Contains([]string{"her", "his", "their", "its"}, lower(words[0])) {
		words = words[1:]
	}
	if len(words) == 2 && slices.Contains(deeds, lower(words[1])) {
		words[1] = ing(lower(words[1])) // "his sword glow"
	}
	if len(words) == 2 && hasWord(w.d.p.Text, words[1]+" "+words[0]) {
		return w.stays("The " + lower(words[0]) + " " + isOrAre(lower(words[0])) + " " + lower(words[1]) + " already")
	}
	if len(words) == 2 && (looksPlural(lower(words[0])) || w.c.isNoun(lower(words[0])) || isMass(lower(words[0])) || clothed().MatchString("in a "+words[0])) {
		thing := withArticle(lower(words[1]) + " " + words[0])
		kind := w.c.book.sceneOf(w.d.p).kind
		return lives(kind) && clothed().MatchString("in "+thing) && w.afterHead("in "+thing) || w.addThing(thing)
	}
	return false
}

// giveIt is "give it X": an axis if X decides one, else a thing.
func (w *work) giveIt(m []string) bool {
	return w.degree(lower(bare(m[1]))) || w.degree(lower(m[1])) || w.decide(m[1]) || w.addThing(m[1])
}

// giveThing is "give the fox a hat".
func (w *work) giveThing(m []string) bool {
	if axis, ok := prompt.ParseAxis(m[1]); ok && w.axisTo(axis, lower(m[2])) {
		return true
	}
	if it := lower(m[1]); it == "it" && (w.degree(lower(bare(m[2]))) || w.decide(m[2])) {
		return true
	}
	thing := w.meantBy(m[1])
	at, ok := w.d.find(thing)
	if !ok {
		return false
	}
	with := "with"
	if clothed().MatchString("wearing " + m[2]) {
		with = "in"
	}
	return w.try(capital(thing)+" "+with+" "+m[2], with+" "+bare(m[2]), func() bool {
		end, also := at.end, with
		if with == "with" && w.d.withEnd(at.end) > at.end {
			end, also = w.d.withEnd(at.end), "and"
		}
		has := strings.Replace(w.d.p.Text[at.end:end], " and ", ", ", 1)
		w.d.p.Text = w.d.p.Text[:at.end] + has + " " + also + " " + m[2] + w.d.p.Text[end:]
		w.things()
		return true
	})
}

var (
	madeInto      = lazy(`(?i)^(?:make|turn) (?:it|this|that|him|her) (?:into )?an? `)
	moves         = lazy(`(?i)^(?:move|put|set|place|take|go|bring)\b`)
	seems         = lazy(`(?i)^(?:look|feel|seem|appear|become|be)s? (?:like )?`)
	countAndThing = lazy(`(?i)^(?:only |just )?(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a dozen) (.+)$`)
	seemsLike     = lazy(`(?i) (?:look(?:s)?|be|become|appear|feel|a bit|a little|slightly|much|way|very|even|really) `)
)
