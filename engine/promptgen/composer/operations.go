package composer

import (
	"regexp"
	"slices"
	"strings"

	"easel/engine/prompt"
)

// The operations of the follow-up rules. Each says whether it understood.

// degree is "darker", "more contrast", "less busy".
func (w *work) degree(phrase string) bool {
	s := w.c.book.sceneOf(w.d.p)
	phrase = strings.TrimSpace(phrase)
	if slices.Contains([]string{"person", "animal", "creature"}, s.kind) && slices.Contains([]string{"older", "younger", "bigger", "smaller", "taller"}, phrase) {
		return w.makeThing([]string{"", w.c.head(w.d.p) + " " + phrase})
	}
	try := []string{phrase}
	if m := regexp.MustCompile(`^(.+?) (?:to|on|towards|at|in on|into|from) (?:the |its |his |her )?\S.*$`).FindStringSubmatch(phrase); m != nil {
		try = append(try, m[1])
	}
	for _, p := range []string{"feel ", "look ", "looks ", "be ", "seem ", "a bit ", "a little ", "slightly ", "much ", "even ", "a lot ", "way ", "far ", "very ", "it ", "the camera ", "the view "} {
		try = append(try, strings.TrimPrefix(phrase, p))
	}
	for _, p := range try {
		if axis, v, ok := w.c.degreeOf(p, s); ok {
			if strings.EqualFold(w.d.p.Axes[axis], v) {
				w.say("It says so already")
				w.kept = true
				return true
			}
			return w.setAxis(axis, v, p)
		}
	}
	if rest, ok := strings.CutPrefix(phrase, "more "); ok {
		if axis, v, ok := w.c.meaning(rest, s, false); ok && axis != prompt.Setting && axis != prompt.Time {
			return w.setAxis(axis, v, rest)
		}
		return w.moreOf(rest)
	}
	for _, less := range []string{"less ", "fewer "} {
		if rest, ok := strings.CutPrefix(phrase, less); ok {
			return w.lessOf(rest)
		}
	}
	return false
}

// moreOf makes a thing many: "more clouds".
func (w *work) moreOf(thing string) bool {
	if e, ok := w.weather(thing); ok {
		if fog, _ := w.weather("dense fog"); e.needs[0] == "fog" {
			e = fog
		}
		return w.setWeather(e, thing)
	}
	words := wordsOf(thing)
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	at, there := w.d.find(thing)
	if _, ours := w.axisAt(at); there && ours {
		there = false
	}
	if there && (looksPlural(words[len(words)-1]) || isMass(words[len(words)-1])) {
		return w.try("More "+thing, "more "+thing, func() bool {
			g := group(w.d.p.Text, at)
			w.d.p.Text = replaceAt(w.d.p.Text, g.start, g.end, quantity(thing)+thing)
			w.things()
			return true
		})
	}
	if looksPlural(words[len(words)-1]) || isMass(words[len(words)-1]) || w.c.isNoun(words[len(words)-1]) {
		return w.addThing(quantity(thing) + thing)
	}
	if likeAdjective(thing) {
		return w.setAxis(prompt.Mood, thing, thing)
	}
	return false
}

func quantity(thing string) string {
	w := wordsOf(thing)
	if len(w) > 0 && isMass(w[len(w)-1]) && w[len(w)-1] != "people" && w[len(w)-1] != "children" {
		return "plenty of "
	}
	return "many "
}

// lessOf thins a thing out, or sets the mood against an adjective.
func (w *work) lessOf(thing string) bool {
	if e, ok := w.weather(thing); ok && strings.Contains(w.d.p.Axes[prompt.Setting], e.value) {
		return w.try("Less "+thing, "less "+thing, func() bool {
			negative := w.d.p.Negative
			w.c.rid(w.d, thing)
			w.d.p.Negative = negative
			return true
		})
	}
	if at, ok := w.d.find(thing); ok {
		few := "a little "
		if words := wordsOf(thing); looksPlural(words[len(words)-1]) {
			few = "few "
		}
		if axis, found := w.axisAt(at); found {
			return w.try("Less "+thing, "less "+thing, func() bool {
				before := w.c.book.sceneOf(w.d.p)
				w.c.forgetWord(w.d, axis, thing)
				w.c.follow(w.d, axis, before)
				return true
			})
		}
		return w.try("Fewer "+thing, "fewer "+thing, func() bool {
			g := group(w.d.p.Text, at)
			w.d.p.Text = replaceAt(w.d.p.Text, g.start, g.end, few+lower(w.d.p.Text[at.start:at.end]))
			w.things()
			return true
		})
	}
	s := w.c.book.sceneOf(w.d.p)
	if axis, _, ok := w.c.meaning(thing, s, false); ok && axis != prompt.Setting {
		return w.try("Less "+thing, "less "+thing, func() bool {
			w.c.forget(w.d, axis, s)
			w.d.set[axis] = true
			w.c.follow(w.d, axis, s)
			return true
		})
	}
	if c := w.c.book.colourWords(thing); c != nil {
		return w.remove([]string{"", thing})
	}
	if words := wordsOf(thing); len(words) > 0 && w.c.isNoun(words[len(words)-1]) {
		w.say("There is no mention of " + thing + " in the prompt")
		w.kept = true
		return true
	}
	return false
}

// axisAt says which choice of ours stands at a place in the text.
func (w *work) axisAt(at span) (prompt.Axis, bool) {
	for _, axis := range prompt.AllAxes() {
		if in, ok := w.d.where(axis); ok && axis != prompt.Subject && at.start >= in.start && at.end <= in.end {
			_, _, framed := w.d.ourSentence(axis)
			_, ours := w.c.book.entryOf(axis, w.d.p.Axes[axis])
			return axis, ours || framed
		}
	}
	return "", false
}

// forgetWord chooses an axis anew without a word, which stays allowed.
func (c *Composer) forgetWord(d *draft, axis prompt.Axis, word string) {
	negative := d.p.Negative
	d.negate(word)
	c.forget(d, axis, c.book.sceneOf(d.p))
	d.p.Negative = negative
}

// setAxis decides an axis and says so.
func (w *work) setAxis(axis prompt.Axis, value, said string) bool {
	note := capital(w.c.axisTitle(axis, value))
	if note == "" {
		note = capital(said)
	}
	if strings.EqualFold(w.d.p.Axes[axis], value) && w.d.stands(axis) {
		w.say(note + " it is already")
		w.d.set[axis], w.kept = true, true
		return true
	}
	return w.try(note, "", func() bool {
		w.c.setAxis(w.d, axis, value)
		return true
	})
}

func (w *work) weather(phrase string) (entry, bool) {
	for _, p := range []string{phrase, bare(phrase), inFront.ReplaceAllString(phrase, ""), afterAxis.ReplaceAllString(phrase, "")} {
		for _, e := range w.c.book.weather {
			if slices.Contains(e.names, p) {
				return e, true
			}
		}
	}
	return entry{}, false
}

func (w *work) setWeather(e entry, said string) bool {
	s := w.c.book.sceneOf(w.d.p)
	if s.place == "underwater" || s.place == "space" || s.place == "void" {
		return w.addThing(said)
	}
	return w.try(e.title, e.title, func() bool {
		w.d.allow(w.c.book, e.value)
		w.c.setWeather(w.d, e)
		return true
	})
}

var within = regexp.MustCompile(`(?i)^(?:in|at|on|to|inside|into|under|near|by|beside|against|behind|above|over|along) +(?:the +|an? +)?(.+)$`)

// decide understands a phrase as a decision on one or more axes.
func (w *work) decide(phrase string) bool {
	low := lower(strings.Trim(phrase, " ,.;!"))
	s := w.c.book.sceneOf(w.d.p)
	if e, ok := w.weather(low); ok && low != "wet" && low != "clear" {
		return w.setWeather(e, phrase)
	}
	for _, p := range []string{low, inFront.ReplaceAllString(low, ""), afterAxis.ReplaceAllString(inFront.ReplaceAllString(low, ""), "")} {
		if e, ok := w.season(p); ok {
			return w.try(e.title, e.title, func() bool {
				w.c.setSeason(w.d, e)
				w.d.set[prompt.Time] = true
				return true
			})
		}
	}
	if axis, v, ok := w.c.meaning(low, s, true); ok {
		if axis == prompt.Medium {
			v = restoreCase(v, phrase)
		}
		return w.setAxis(axis, v, phrase)
	}
	return w.decideSeveral(low, phrase)
}

func restoreCase(v, original string) string {
	words := strings.Fields(original)
	out := strings.Fields(v)
	for i, o := range out {
		for _, p := range words {
			if p = strings.Trim(p, ",.;!"); lower(p) == o && startsUpper(p) {
				out[i] = p
			}
		}
	}
	return strings.Join(out, " ")
}

func (w *work) season(p string) (entry, bool) {
	for _, e := range w.c.book.season {
		if slices.Contains(e.names, p) {
			return e, true
		}
	}
	return entry{}, false
}

// decideSeveral understands "a foggy autumn morning": hour, season and weather
// in one phrase with nothing else in it.
func (w *work) decideSeveral(low, phrase string) bool {
	rest := low
	var done []func() bool
	if e, at, ok := w.c.book.timeSpan(rest); ok {
		at = withPreposition(rest, at)
		rest = cutAt(rest, at.start, at.end)
		done = append(done, func() bool { return w.setAxis(prompt.Time, e.value, e.names[0]) })
	}
	for _, e := range w.c.book.season {
		for _, n := range e.names {
			if i := wordIndex(rest, n, 0); i >= 0 {
				rest = cutAt(rest, i, i+len(n))
				done = append(done, func() bool {
					return w.try(e.title, e.title, func() bool { w.c.setSeason(w.d, e); return true })
				})
				break
			}
		}
	}
	for _, e := range w.c.book.weather {
		for _, n := range e.names {
			if i := wordIndex(rest, n, 0); i >= 0 && n != "wet" && n != "clear" {
				rest = cutAt(rest, i, i+len(n))
				done = append(done, func() bool { return w.setWeather(e, n) })
				break
			}
		}
	}
	if len(done) == 0 {
		return false
	}
	left := inFront.ReplaceAllString(lower(strings.Trim(rest, " ,.")), "")
	if at, ok := w.c.placePhrase("x " + restoreCase(lower(rest), phrase)); ok {
		place := ("x " + restoreCase(lower(rest), phrase))[at.start:at.end]
		done = append(done, func() bool { return w.setPlace(place) })
		left = ""
	}
	if words := wordsOf(left); len(words) > 1 || len(words) == 1 && !isDeterminer(words[0]) && !isPreposition(words[0]) && !slices.Contains([]string{"it", "scene", "day", "cold", "warm", "hot", "light", "quiet", "time"}, words[0]) {
		return false
	}
	for _, do := range done {
		do()
	}
	return true
}

// setPlace moves the scene: "in the desert", "at the harbour".
func (w *work) setPlace(place string) bool {
	return w.try("Set "+place, capital(shortName(placeName(place))), func() bool {
		before := w.c.book.sceneOf(w.d.p)
		head := w.c.head(w.d.p)
		old := w.d.p.Axes[prompt.Setting]
		if old == "" {
			found, _ := w.c.decided(w.d.p.Text)
			old = found[prompt.Setting]
			w.d.p.Axes[prompt.Setting] = old
		}
		if _, stands := w.d.where(prompt.Setting); !stands {
			delete(w.d.p.Axes, prompt.Setting)
		}
		if n, ok := w.c.book.nouns[head]; ok && n.kind == "place" {
			if at, stands := w.d.find(head); stands && startsUpper(within.ReplaceAllString(place, "$1")) {
				w.d.p.Text = w.d.p.Text[:at.end] + " " + place + w.d.p.Text[at.end:]
				w.things()
				return true
			}
			return w.replacePlace(place, head)
		}
		w.d.put(prompt.Setting, place)
		w.d.set[prompt.Setting] = true
		w.c.follow(w.d, prompt.Setting, before)
		return true
	})
}

// replacePlace puts another place where the place is the subject itself.
func (w *work) replacePlace(place, head string) bool {
	inner := within.ReplaceAllString(place, "$1")
	if !w.d.replaceThing(head, bare(inner)) {
		return false
	}
	if _, ours := w.c.book.entryOf(prompt.Setting, w.c.book.withoutWeather(w.d.p.Axes[prompt.Setting])); ours {
		w.c.refreshSubject(w.d)
		delete(w.d.set, prompt.Setting)
		w.c.again(w.d, prompt.Setting, w.c.book.sceneOf(w.d.p))
	}
	w.things()
	return true
}

// placeName is a place without its preposition: "a red door" of "in front of a
// red door".
func placeName(place string) string {
	place = regexp.MustCompile(`(?i)^(?:in front of|next to|on top of|at the edge of|on the edge of|close to|in the middle of) +`).ReplaceAllString(place, "in ")
	return bare(within.ReplaceAllString(place, "$1"))
}

func firstWords(s string, n int) string {
	f := strings.Fields(s)
	return strings.Join(f[:min(n, len(f))], " ")
}

// things brings subject and what depends on it up to date.
func (w *work) things() {
	w.c.refreshSubject(w.d)
	w.c.follow(w.d, prompt.Subject, scene{})
}

// makeIt is "make it X" and "turn it into X".
func (w *work) makeIt(m []string) bool {
	phrase := regexp.MustCompile(`(?i)^(?:look|feel|seem|appear|become|be)s? (?:like )?`).ReplaceAllStringFunc(m[1], func(s string) string {
		if strings.HasSuffix(lower(s), "like ") {
			return "like "
		}
		return ""
	})
	low := lower(phrase)
	if w.c.book.degrees[low] != (degree{}) && w.degree(low) {
		return true
	}
	if count := countClause.FindStringSubmatch(low); count != nil {
		return w.countOf([]string{"", count[1], ""})
	}
	if m := regexp.MustCompile(`(?i)^(?:only |just )?(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a dozen) (.+)$`).FindStringSubmatch(phrase); m != nil {
		if w.countOf(m) {
			return true
		}
	}
	s := w.c.book.sceneOf(w.d.p)
	if w.c.book.isColour(low) && slices.Contains([]string{"object", "vehicle", "flower", "creature"}, s.kind) {
		return w.makeThing([]string{"", w.c.head(w.d.p) + " " + low})
	}
	if w.decide(phrase) {
		return true
	}
	if w.degree(low) {
		return true
	}
	if place := within.FindString(phrase); place != "" && !hasAnyPrefix(low, "into ", "to an", "to a ", "by ") {
		if hasAnyPrefix(low, "to ") {
			place = "in " + phrase[3:]
		}
		if w.c.book.look(place, "").known || startsUpper(within.ReplaceAllString(place, "$1")) {
			return w.setPlace(place)
		}
	}
	if hasAnyPrefix(low, "to the ", "to ") {
		if inner := within.ReplaceAllString(phrase, "$1"); w.c.book.look(inner, "").kind == "place" {
			return w.setPlace("in the " + inner)
		}
	}
	if strings.Contains(low, " except ") || strings.Contains(low, " unless ") || strings.Contains(low, " if ") {
		return false
	}
	inner := inFront.ReplaceAllString(phrase, "")
	if startsUpper(inner) && !strings.Contains(inner, " of ") {
		return w.setPlace("in " + inner)
	}
	if head := w.c.head(w.d.p); head != "" && w.c.book.look(inner, "").known {
		return w.replace(head, inner)
	}
	if words := wordsOf(inner); len(words) == 1 && likeAdjective(words[0]) {
		return w.setAxis(prompt.Mood, words[0], words[0])
	}
	if words := wordsOf(inner); len(words) == 3 && words[1] == "and" && (slices.Contains(plainAdjectives, words[0]) || slices.Contains(plainAdjectives, words[2])) {
		if head := w.c.head(w.d.p); head != "" {
			return w.try(capital(lower(inner)), lower(inner), func() bool {
				ok := w.d.describe(w.c.book, head, lower(inner))
				w.things()
				return ok
			})
		}
	}
	if words := wordsOf(inner); len(words) == 3 && words[1] == "and" && likeAdjective(words[0]) && likeAdjective(words[2]) {
		return w.setAxis(prompt.Mood, lower(inner), inner)
	}
	if words := wordsOf(inner); len(words) == 1 && slices.Contains(plainAdjectives, words[0]) {
		return w.makeThing([]string{"", w.c.head(w.d.p) + " " + words[0]})
	}
	return false
}

var plainAdjectives = []string{
	"big", "bigger", "small", "smaller", "tall", "taller", "short", "long", "old", "older", "young", "younger", "new", "newer", "huge", "giant", "tiny", "little", "large", "larger",
	"wooden", "golden", "round", "square", "broken", "empty", "full", "open", "closed", "fat", "thin", "wet", "dry", "modern", "ancient", "ruined", "abandoned", "striped", "spotted", "bare",
}

func likeAdjective(w string) bool {
	return hasAnySuffix(w, "ful", "ous", "ic", "ive", "ish", "al", "ent", "ant", "y", "ing", "ed", "less", "like", "some", "ar", "ary", "able", "ible", "ier", "er") &&
		len(w) > 3 && !hasAnySuffix(w, "ery", "ity", "ory")
}

// makeThing is "make the fox red", "make the light softer".
func (w *work) makeThing(m []string) bool {
	phrase := regexp.MustCompile(`(?i) (?:look(?:s)?|be|become|appear|feel|a bit|a little|slightly|much|way|very|even|really) `).ReplaceAllString(m[1]+" ", " ")
	words := strings.Fields(strings.TrimSpace(phrase))
	if len(words) > 1 && slices.Contains([]string{"her", "him", "them", "it", "she", "he", "they"}, lower(words[0])) {
		words[0] = w.c.head(w.d.p)
	}
	for n := len(words) - 1; n > 0; n-- {
		thing, how := strings.Join(words[:n], " "), lower(strings.Join(words[n:], " "))
		if axis, ok := prompt.ParseAxis(thing); ok && w.axisTo(axis, how) {
			return true
		}
		if _, ok := w.d.find(thing); !ok {
			continue
		}
		if isDeterminer(firstWord(how)) && firstWord(how) != "more" && !isNumber(firstWord(how)) {
			return w.replace(thing, how)
		}
		if isNumber(how) {
			return w.countOf([]string{"", how, thing})
		}
		if hasAnyPrefix(how, "less ") {
			return w.degree(how)
		}
		return w.try(capital(how)+" "+lower(bare(thing)), how+" "+bare(thing), func() bool {
			ok := w.d.describe(w.c.book, bare(thing), how)
			w.things()
			return ok
		})
	}
	if len(words) == 2 && w.c.isNoun(lower(words[0])) {
		return w.addThing(withArticle(lower(words[1]) + " " + words[0]))
	}
	return false
}

func isNumber(s string) bool {
	return slices.Contains(numbers, s) || s != "" && s[0] >= '0' && s[0] <= '9'
}

// axisTo decides a named axis: "the light softer", "the mood to eerie".
func (w *work) axisTo(axis prompt.Axis, how string) bool {
	s := w.c.book.sceneOf(w.d.p)
	name := map[prompt.Axis][]string{
		prompt.Lighting: {"light", "lighting"}, prompt.Palette: {"colours", "palette"}, prompt.Mood: {"mood"}, prompt.Camera: {"camera", "viewpoint"},
		prompt.Texture: {"texture"}, prompt.Composition: {"composition"}, prompt.Medium: {"style"}, prompt.Time: {"time"}, prompt.Setting: {"setting"},
	}[axis]
	for _, n := range append(name, "") {
		for _, p := range []string{how + " " + n, "more " + how + " " + n} {
			if a, v, ok := w.c.degreeOf(strings.TrimSpace(p), s); ok && (a == axis || n != "") {
				return w.setAxis(a, v, how)
			}
		}
	}
	plain := inFront.ReplaceAllString(how, "")
	if e, ok := w.season(plain); ok {
		return w.try(e.title, e.title, func() bool { w.c.setSeason(w.d, e); return true })
	}
	for _, n := range append([]string{""}, name...) {
		if e, ok := w.c.namedIn(axis, strings.TrimSpace(plain+" "+n), s); ok {
			return w.setAxis(axis, w.c.said(e, plain, s, true), how)
		}
	}
	if a, v, ok := w.c.meaning(how, s, true); ok && (a == axis || axis == prompt.Setting || axis == prompt.Time || axis == prompt.Medium && a != prompt.Setting) {
		return w.setAxis(a, v, how)
	}
	switch axis {
	case prompt.Mood, prompt.Lighting, prompt.Palette, prompt.Medium:
		if axis == prompt.Lighting && !strings.Contains(plain, "light") && likeAdjective(plain) {
			plain += " light"
		}
		return w.setAxis(axis, plain, how)
	case prompt.Setting:
		if _, ok := w.weather(how); ok {
			return w.decide(how)
		}
		if within.MatchString(how) {
			return w.setPlace(how)
		}
		return w.setPlace("in " + withArticle(plain))
	case prompt.Time:
		return w.decide(how)
	case prompt.Subject:
		return w.replace(w.c.head(w.d.p), how)
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
	at, ok := w.d.find(m[1])
	if !ok {
		return false
	}
	return w.try(capital(m[1])+" with "+m[2], "with "+bare(m[2]), func() bool {
		w.d.p.Text = w.d.p.Text[:at.end] + " with " + m[2] + w.d.p.Text[at.end:]
		w.things()
		return true
	})
}

// countOf is "only two people", "make it five".
func (w *work) countOf(m []string) bool {
	number := lower(m[1])
	if number == "a single" {
		number = "one"
	}
	thing := bare(politeEnd.ReplaceAllString(m[2], ""))
	if thing == "of them" || thing == "only" || thing == "" {
		thing = w.c.head(w.d.p)
	}
	if thing == "" {
		return false
	}
	if thing == "people" || thing == "persons" {
		for _, other := range []string{"people", "person", "crowd", "figures"} {
			if _, ok := w.d.find(other); ok {
				thing = other
				break
			}
		}
	}
	if _, ok := w.d.find(thing); !ok {
		if _, _, known := w.c.meaning(lower(strings.TrimSpace(m[1]+" "+m[2])), scene{}, false); known {
			return false
		}
		return w.addThing(number + " " + thing)
	}
	many := lower(thing)
	if number != "one" && number != "1" && !looksPlural(many) && !isMass(many) {
		many = plural(many)
	}
	return w.try(capital(number)+" "+many+" now", number+" "+many, func() bool {
		ok := w.d.count(number, thing)
		w.things()
		return ok
	})
}

// addAll is "add X", "add X, Y and Z".
func (w *work) addAll(m []string) bool {
	object := politeEnd.ReplaceAllString(m[1], "")
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
	for part := range strings.SplitSeq(regexp.MustCompile(`(?i),? +and +|, *| *\+ *`).ReplaceAllString(object, "|"), "|") {
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
	if rest, ok := strings.CutPrefix(lower(thing), "the "); ok && len(rest) > 0 && !strings.ContainsAny(thing, `"“`) {
		thing = thing[len("the "):]
	}
	thing = withArticle(thing)
	if hasWord(w.d.p.Text, thing) {
		w.say(capital(bare(thing)) + " is there already")
		w.kept = true
		return true
	}
	return w.try("With "+thing, "with "+shortName(thing), func() bool {
		w.d.allow(w.c.book, thing)
		w.d.add(thing)
		if at := w.d.p.Axes[prompt.Subject]; !hasWord(at, bare(thing)) {
			w.d.p.Axes[prompt.Subject] = strings.TrimPrefix(at+", "+thing, ", ")
		}
		return true
	})
}

// shortName is the first words of a thing, for a title.
func shortName(thing string) string {
	words := strings.Fields(bare(thing))
	for i, x := range words {
		if i > 0 && (isPreposition(lower(x)) || isConjunction(lower(x)) || isParticiple(lower(x))) || i == 3 {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}

// colon is "mood: eerie" and "lighting = moonlight".
func (w *work) colon(m []string) bool {
	axis, ok := prompt.ParseAxis(m[1])
	return ok && w.axisTo(axis, lower(m[2]))
}

// dislike chooses an axis anew, or takes a thing out.
func (w *work) dislike(m []string) bool {
	axis, ok := prompt.ParseAxis(m[1])
	if !ok || axis == prompt.Subject || w.d.p.Axes[axis] == "" {
		return false
	}
	return w.try("Another "+string(axis), "", func() bool {
		w.c.forget(w.d, axis, w.c.book.sceneOf(w.d.p))
		w.d.set[axis] = true
		return true
	})
}

// putThing says where a thing is that is there already: "put the vase on a
// wooden table".
func (w *work) putThing(m []string) bool {
	thing := bare(m[1])
	at, ok := w.d.find(thing)
	if !ok {
		return false
	}
	if lower(w.d.p.Text[at.start:at.end]) == w.c.head(w.d.p) && w.d.stands(prompt.Setting) {
		return w.setPlace(m[2])
	}
	return w.try(capital(thing)+" "+m[2], shortName(thing)+" moved", func() bool {
		w.d.p.Text = w.d.p.Text[:at.end] + " " + m[2] + w.d.p.Text[at.end:]
		w.things()
		return true
	})
}

// remove is "no X", "remove X and Y".
func (w *work) remove(m []string) bool {
	object := politeEnd.ReplaceAllString(strings.Trim(m[1], " .!"), "")
	object = regexp.MustCompile(`(?i)^(?:everything|anything|all things|all that is|what is|whatever is)(?: that is| which is)? +`).ReplaceAllString(object, "")
	object = regexp.MustCompile(`(?i) +(?:from|in|at|on|of) (?:the |it|this).*$`).ReplaceAllString(object, "")
	n := 0
	for _, thing := range negated(object) {
		if w.removeOne(thing) {
			n++
		}
	}
	w.taking = n > 0
	return n > 0
}

func (w *work) removeOne(thing string) bool {
	low := lower(thing)
	if len(wordsOf(low)) == 0 || len(wordsOf(low)) > 6 {
		return false
	}
	if slices.Contains([]string{"colour", "colours", "color", "colors"}, low) {
		return w.decide("black and white")
	}
	if axis, ok := prompt.ParseAxis(low); ok && axis != prompt.Subject && w.d.p.Axes[axis] != "" && !hasWord(w.d.p.Axes[axis], low) && !slices.Contains([]string{"background", "place", "weather", "season"}, low) {
		return w.try("The "+low+" is open again", "Open "+low, func() bool { w.d.drop(axis); w.d.set[axis] = true; return true })
	}
	if _, ours := w.c.book.entryOf(prompt.Setting, w.c.book.withoutWeather(w.d.p.Axes[prompt.Setting])); ours && (low == "background" || low == "backdrop") {
		return w.try("No "+low, "No "+low, func() bool {
			w.d.drop(prompt.Setting)
			w.d.negate(low)
			w.d.set[prompt.Setting] = true
			return true
		})
	}
	subject := false
	ok := w.try("No "+low, "No "+low, func() bool {
		if _, at, found := w.c.book.timeSpan(low); found && at.start == 0 && at.end == len(low) {
			w.d.negate(low)
			w.dropTime(low)
			return true
		}
		subject = !w.c.rid(w.d, low)
		return !subject
	})
	if subject {
		w.say(capital(bare(low)) + " is what the picture is about, so say what to show instead")
		w.kept = true
		return true
	}
	return ok
}

// dropTime chooses another hour than the one that is not wanted.
func (w *work) dropTime(name string) {
	e, ok := w.c.book.timeIn(w.d.p.Axes[prompt.Time])
	no, _ := w.c.book.timeIn(name)
	if !ok || e.needs[0] != no.needs[0] {
		w.d.remove([]string{name})
		return
	}
	s := w.c.book.sceneOf(w.d.p)
	var taken []string
	for _, x := range w.c.book.axes[prompt.Time] {
		if x.needs[0] == no.needs[0] {
			taken = append(taken, x.value)
		}
	}
	if pick, ok := w.c.pick(w.d, prompt.Time, s, "", taken); ok {
		w.c.setAxis(w.d, prompt.Time, pick.value)
	}
}

// keep is "keep X": it changes nothing, and X stays as it is.
func (w *work) keep(m []string) bool {
	thing := lower(bare(m[1]))
	_, found := w.d.find(thing)
	axis, named := prompt.ParseAxis(strings.TrimSuffix(thing, " as it is"))
	if named {
		w.d.set[axis] = true
	}
	general := slices.Contains([]string{"everything", "everything else", "rest", "it", "it as it is", "going", "as it is", "subject", "style", "same"}, thing)
	if !found && !named && !general && !hasAnyPrefix(thing, "everything", "rest") {
		for _, word := range wordsOf(thing) {
			if a, ok := prompt.ParseAxis(word); ok {
				w.d.set[a] = true
				named = true
			}
		}
		if !named {
			return false
		}
	}
	w.kept = true
	return true
}

// insteadOf is "a dog instead of the fox", "noon instead of sunset".
func (w *work) insteadOf(m []string) bool {
	if regexp.MustCompile(`(?i)^(?:but|and|i|do|it's|is|am|are|please)?$`).MatchString(m[1]) || isConjunction(lower(lastWord(m[1]))) {
		return false
	}
	return w.replace(m[2], m[1])
}

// insteadBare is "a dog instead": in place of what the picture is about.
func (w *work) insteadBare(m []string) bool {
	return w.decide(m[1]) || w.replace(w.c.head(w.d.p), m[1])
}

// replace puts one thing, or one decision, in the place of another.
func (w *work) replace(old, with string) bool {
	old, with = bare(old), strings.Trim(with, " ,.;!")
	if first := firstWord(with); isPreposition(lower(first)) && !isPreposition(lower(firstWord(old))) {
		if at, ok := w.d.find(old); ok && isPreposition(lastWord(strings.TrimRight(w.d.p.Text[:at.start], " "))) {
			with = strings.TrimSpace(with[len(first):])
		}
	}
	if old == "" || bare(with) == "" {
		return false
	}
	if axis, ok := prompt.ParseAxis(lower(old)); ok && w.axisTo(axis, lower(with)) {
		return true
	}
	s := w.c.book.sceneOf(w.d.p)
	if _, ok := w.d.find(old); ok {
		_, oldTime := w.c.book.timeIn(lower(old))
		newAxis, value, decides := w.c.meaning(lower(with), s, true)
		if decides && (oldTime && newAxis == prompt.Time || newAxis == prompt.Medium && w.c.isMedium(old)) {
			return w.setAxis(newAxis, value, with)
		}
		if e, isSeason := w.season(lower(bare(with))); isSeason {
			return w.try(e.title, e.title, func() bool { w.c.setSeason(w.d, e); return true })
		}
		if isNumber(lower(old)) && isNumber(lower(with)) {
			return w.countOf([]string{"", with, w.c.head(w.d.p)})
		}
		return w.try(capital(bare(with))+" for "+bare(old), capital(bare(with)), func() bool {
			w.d.allow(w.c.book, with)
			ok := w.d.replaceThing(old, with)
			w.things()
			return ok
		})
	}
	if isNumber(firstWord(lower(with))) && isNumber(firstWord(lower(old))) {
		rest := strings.TrimSpace(strings.TrimPrefix(lower(with), firstWord(lower(with))))
		return w.countOf([]string{"", firstWord(with), rest})
	}
	if axis, v, ok := w.c.meaning(lower(with), s, true); ok {
		if a, _, known := w.c.meaning(lower(old), s, false); known && a == axis {
			return w.setAxis(axis, v, with)
		}
	}
	if w.c.book.isColour(lower(old)) && w.c.book.isColour(lower(with)) {
		return w.remove([]string{"", old}) && w.decide(with)
	}
	if e, ok := w.weather(lower(with)); ok {
		return w.setWeather(e, with)
	}
	if plain := strings.Trim(old, `"“”'`); plain != old && plain != "" {
		return w.replace(plain, strings.Trim(with, `"“”'`))
	}
	is := "is"
	if looksPlural(lower(bare(old))) {
		is = "are"
	}
	w.say("There " + is + " no " + bare(old) + " in the prompt")
	w.kept = true
	return true
}

// change is "change X to Y" and "turn X into Y".
func (w *work) change(old, with string) bool {
	if regexp.MustCompile(`(?i)^(?:it|this|that|everything|the (?:scene|picture|image|whole thing))(?: all)?$`).MatchString(old) {
		return w.makeIt([]string{"", with})
	}
	if axis, ok := prompt.ParseAxis(lower(bare(old))); ok && w.axisTo(axis, lower(with)) {
		return true
	}
	if slices.Contains([]string{"she", "he", "they", "her", "him", "them", "the subject"}, lower(old)) {
		old = w.c.head(w.d.p)
	}
	if words := wordsOf(with); len(words) == 1 && likeAdjective(words[0]) && !w.c.isNoun(words[0]) {
		if _, ok := w.d.find(bare(old)); ok {
			return w.makeThing([]string{"", bare(old) + " " + with})
		}
	}
	if _, ok := w.d.find(bare(old)); !ok && regexp.MustCompile(`(?i)^(?:make|turn|change|set|have|want|like)\b`).MatchString(old) {
		return false
	}
	if low := lower(with); w.c.book.isColour(low) || slices.Contains(plainAdjectives, low) {
		if w.c.book.isColour(lower(bare(old))) {
			return w.replace(old, with)
		}
		return w.makeThing([]string{"", bare(old) + " " + with})
	}
	return w.replace(old, with)
}

// saysMore takes "bicycle leaning against a tree" as more about a bicycle that
// is there.
func (w *work) saysMore(phrase string) bool {
	words := strings.Fields(bare(phrase))
	if len(words) < 3 || isConjunction(words[1]) {
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
	somewhere = regexp.MustCompile(`(?i)^(?:in|on|under|beside|near|behind|at|inside|against|next to|in front of|on top of|between|among) (?:an?|the|some|his|her|my|two) [\w-]+`)
	clothed   = regexp.MustCompile(`(?i)^(?:in|wearing) (?:an? |the |his |her )?.*\b(?:dress|coat|hat|suit|raincoat|jacket|shirt|uniform|scarf|armou?r|kimono|robe|robes|boots|glasses|gown|costume|hoodie|sweater|jumper|cloak|pyjamas|jeans|apron|mask|helmet)$`)
	doing     = regexp.MustCompile(`(?i)^[a-z]+ing\b`)
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
	case clothed.MatchString(phrase), doing.MatchString(phrase) && isParticiple(lower(words[0])) && !w.c.isNoun(lower(words[0])):
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
		w.d.p.Text = w.d.p.Text[:at.end] + " " + rest + w.d.p.Text[at.end:]
		w.things()
		return true
	})
}

// onlyThing is "only the fox": what was added besides goes.
func (w *work) onlyThing(low string) bool {
	thing, ok := strings.CutPrefix(low, "only ")
	if !ok {
		return false
	}
	if _, there := w.d.find(bare(thing)); !there {
		return false
	}
	first := firstSentence(w.d.p.Text)
	i := strings.LastIndex(first, ", with ")
	if i < 0 || hasWord(first[i:], bare(thing)) || strings.Contains(w.d.p.Axes[prompt.Setting], "with ") {
		return w.stays("There is nothing else to take out")
	}
	return w.try("Only "+thing, "only "+bare(thing), func() bool {
		at := strings.Index(w.d.p.Text, first)
		w.d.p.Text = w.d.p.Text[:at] + first[:i] + "." + w.d.p.Text[at+len(first):]
		w.things()
		return true
	})
}

// background is "blue background".
func (w *work) background(m []string) bool {
	if verbs.MatchString(m[1]+" ") || strings.HasPrefix(lower(m[1]), "the ") || slices.Contains([]string{"more", "less", "no"}, firstWord(lower(m[1]))) {
		return false
	}
	return w.setPlace("against " + withArticle(m[1]+" "+lower(m[2])))
}

// bareClause is a phrase without a verb.
func (w *work) bareClause(m []string) bool {
	phrase := m[1]
	low := lower(phrase)
	switch {
	case w.taking && !verbs.MatchString(low+" ") && w.removeOne(phrase):
		return true
	case w.adding && isDeterminer(firstWord(low)) && w.addOne(phrase):
		return true
	}
	if w.degree(low) || w.decide(phrase) || w.onlyThing(low) || w.afterHead(phrase) {
		return true
	}
	if somewhere.MatchString(phrase) {
		return w.setPlace(phrase)
	}
	if within.MatchString(phrase) && (w.c.book.look(phrase, "").known || startsUpper(within.ReplaceAllString(phrase, "$1"))) {
		return w.setPlace(phrase)
	}
	words := wordsOf(phrase)
	switch {
	case len(words) == 0 || len(words) > 12:
		return false
	case slices.Contains([]string{"a", "an", "some", "two", "three", "four", "five", "six", "many", "several", "few", "lots"}, words[0]) && len(words) > 1 && !isPreposition(words[1]):
		return w.addOne(phrase)
	case len(words) <= 3 && w.c.isNoun(words[len(words)-1]):
		return w.addOne(phrase)
	case w.saysMore(phrase):
		return true
	case len(words) == 2 && w.c.book.isColour(words[0]):
		if _, ok := w.d.find(words[1]); ok {
			return w.makeThing([]string{"", words[1] + " " + words[0]})
		}
	}
	return false
}
