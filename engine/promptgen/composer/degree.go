package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Changes by degree: darker, more clouds, less fog.

// degree is "darker", "more contrast", "less busy".
func (w *work) degree(phrase string) bool {
	s := w.c.book.sceneOf(w.d.p)
	phrase = strings.TrimSpace(phrase)
	if lives(s.kind) && slices.Contains([]string{"older", "younger", "bigger", "smaller", "taller"}, phrase) {
		return w.makeThing([]string{"", w.c.head(w.d.p) + " " + phrase})
	}
	if w.feeling(phrase) {
		return true
	}
	try := []string{phrase}
	if m := towardsWhat().FindStringSubmatch(phrase); m != nil {
		try = append(try, m[1])
	}
	for _, p := range []string{"feel ", "look ", "looks ", "be ", "seem ", "a bit ", "a little ", "slightly ", "much ", "even ", "a lot ", "way ", "far ", "very ", "it ", "the camera ", "the view ", "something ", "something a bit ", "something more "} {
		try = append(try, strings.TrimPrefix(phrase, p))
	}
	if strings.HasSuffix(phrase, " palette") {
		try = append(try, strings.TrimSuffix(phrase, "palette")+"colours")
	}
	if m := howMuch().FindStringIndex(phrase); m != nil {
		try = append(try, phrase[:m[0]])
	}
	for _, p := range try {
		if axis, v, ok := w.c.degreeOf(p, s); ok {
			if strings.EqualFold(w.d.p.Axes[axis], v) {
				w.say("The " + string(axis) + " is " + small(w.c.axisTitle(axis, v)) + " already")
				w.d.set[axis], w.kept = true, true
				return true
			}
			return w.setAxis(axis, v, p)
		}
	}
	if how, name, _ := strings.Cut(phrase, " "); slices.Contains([]string{"heavier", "stronger", "thicker", "denser", "harder", "deeper"}, how) {
		if e, ok := w.weather(name); ok {
			return w.moreWeather(e, name)
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

// feeling is "happy" for a robot that is said to be sad: it and the mood change.
func (w *work) feeling(phrase string) bool {
	plain := map[string]string{"happier": "happy", "sadder": "sad", "angrier": "angry"}[phrase]
	if plain == "" {
		plain = phrase
	}
	feelings := adjectiveClasses[feelingClass]
	head := w.c.head(w.d.p)
	at, ok := w.d.find(head)
	if !ok || !slices.Contains(feelings, plain) || hasWord(w.d.p.Text[group(w.d.p.Text, at).start:at.start], plain) {
		return false
	}
	if !slices.ContainsFunc(wordsOf(w.d.p.Text[group(w.d.p.Text, at).start:at.start]), func(x string) bool { return slices.Contains(feelings, x) }) {
		return false
	}
	done := w.makeThing([]string{"", head + " " + plain})
	if axis, v, ok := w.c.degreeOf(phrase, w.c.book.sceneOf(w.d.p)); done && ok {
		w.setAxis(axis, v, phrase)
	}
	return done
}

// moreOf makes a thing many: "more clouds".
func (w *work) moreOf(thing string) bool {
	if e, ok := w.weather(thing); ok {
		return w.moreWeather(e, thing)
	}
	if of, ok := strings.CutPrefix(thing, "of "); ok && w.d.mentions(of) {
		return w.setAxis(prompt.Composition, "with "+of+" filling half the frame", of) // "more of the sea"
	}
	if thing == "abstract" {
		return w.setAxis(prompt.Medium, "an abstract painting", thing)
	}
	thing = thingInEnglish(thing)
	words := wordsOf(thing)
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	at, there := w.d.find(thing)
	if there && looksPlural(words[len(words)-1]) && !looksPlural(lower(w.d.p.Text[at.start:at.end])) && w.c.isNoun(nextWord(w.d.p.Text, at.end)) {
		there = false // "a lemon tree" has no lemons yet
	}
	if _, ours := w.axisAt(at); there && ours {
		there = false
	}
	if there && (looksPlural(words[len(words)-1]) || isMass(words[len(words)-1])) {
		return w.try("More "+thing, "more "+thing, func() bool {
			w.d.quantify(at, quantity(thing), thing)
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

// quantify says how much there is of a thing and keeps what it is like: "few
// neon signs".
func (d *draft) quantify(at span, much, thing string) {
	text := d.p.Text
	g := likeGroup(text, at)
	like := adjectives(text[g.start:at.start])
	like = strings.TrimSpace(quantities().ReplaceAllString(like+" ", ""))
	if like != "" {
		thing = small(like) + " " + thing
	}
	d.p.Text = replaceAt(text, g.start, g.end, much+thing)
}

func quantity(thing string) string {
	w := wordsOf(thing)
	if len(w) > 0 && isMass(w[len(w)-1]) && w[len(w)-1] != "people" && w[len(w)-1] != "children" {
		return "plenty of "
	}
	return "many "
}

// moreWeather is "more snow" and "heavier rain": the next heavier weather of its
// kind, or more of what the person's own words name.
func (w *work) moreWeather(e entry, name string) bool {
	setting := w.d.p.Axes[prompt.Setting]
	for _, now := range w.c.book.weather {
		if next := heavier[now.title]; next != "" && now.needs[0] == e.needs[0] && strings.Contains(setting, now.value) {
			if more, ok := w.weather(next); ok {
				return w.setWeather(more, name)
			}
		}
	}
	much := map[string]string{"rain": "heavy", "snow": "deep", "fog": "dense", "mist": "thick", "haze": "thick", "clouds": "heavy", "wind": "strong"}[name]
	first := firstSentence(w.d.p.Text)
	at := wordIndex(first, name, 0)
	switch {
	case e.needs[0] == "fog":
		e, _ = w.weather("dense fog")
	case strings.Contains(setting, e.value) || much == "":
	case hasWord(first, much+" "+name):
		return w.stays("There is " + much + " " + name + " already")
	case at >= 0 && isPreposition(lastWord(strings.TrimRight(first[:group(first, span{at, at + len(name)}).start], " "))):
		return w.try(capital(much)+" "+name, much+" "+name, func() bool {
			at, _ := w.d.find(name)
			w.d.p.Text = replaceAt(w.d.p.Text, group(w.d.p.Text, at).start, at.end, much+" "+name)
			w.things()
			return true
		})
	}
	return w.setWeather(e, name)
}

// heavier is the name of the weather that is more of another.
var heavier = map[string]string{
	"Drizzle": "rain", "Rain": "downpour", "Haze": "fog", "Mist": "fog", "Fog": "dense fog", "Falling snow": "heavy snow", "Heavy snow": "blizzard", "Scattered clouds": "heavy clouds", "Storm coming in": "lightning",
}

// lighterWeather is the next lighter weather of a kind that is heavy now.
func (w *work) lighterWeather(thing string) (entry, bool) {
	e, ok := w.weather(thing)
	lighter := map[string]string{"Dense fog": "thin mist", "Downpour": "drizzle", "Blizzard": "heavy snow", "Heavy snow": "falling snow", "Rain": "drizzle", "Fog": "haze"}
	for _, now := range w.c.book.weather {
		if name := lighter[now.title]; ok && name != "" && now.needs[0] == e.needs[0] && strings.Contains(w.d.p.Axes[prompt.Setting], now.value) {
			return w.weather(name)
		}
	}
	return entry{}, false
}

// lessOf thins a thing out, or sets the mood against an adjective.
func (w *work) lessOf(thing string) bool {
	if lighter, ok := w.lighterWeather(thing); ok {
		return w.setWeather(lighter, thing)
	}
	if e, ok := w.weather(thing); ok && (strings.Contains(w.d.p.Axes[prompt.Setting], e.value) || w.c.book.sceneOf(w.d.p).weather == e.needs[0]) {
		less := "less "
		if looksPlural(thing) {
			less = "fewer "
		}
		return w.try(capital(less)+thing, less+thing, func() bool {
			negative := w.d.p.Negative
			w.c.rid(w.d, thing)
			w.d.p.Negative = negative
			return true
		})
	}
	if !w.c.isNoun(thing) && likeAdjective(thing) && !strings.Contains(thing, " ") && w.d.mentions(thing) {
		if at, _ := w.d.find(thing); !insideAxis(w, at) {
			return w.try("Less "+thing, "less "+thing, func() bool { // "a ruined castle", less ruined
				ok := w.d.remove([]string{thing})
				w.things()
				return ok
			})
		}
	}
	if at, ok := w.d.find(thing); ok {
		few := "a little "
		if words := wordsOf(thing); looksPlural(words[len(words)-1]) || hasAnySuffix(words[len(words)-1], "fish", "people", "sheep", "deer") {
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
		if next := nextWord(w.d.p.Text, at.end); few == "a little " && looksPlural(next) { // "neon signs"
			few, at.end = "few ", at.end+strings.Index(w.d.p.Text[at.end:], next)+len(next)
		}
		less := map[string]string{"few ": "fewer ", "a little ": "less "}[few]
		return w.try(capital(less)+thing, less+thing, func() bool {
			name := lower(w.d.p.Text[at.start:at.end])
			if few == "few " && !looksPlural(name) && !isMass(name) {
				name = plural(name)
			}
			w.d.quantify(at, few, name)
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
	if words := wordsOf(thing); len(words) == 1 && !w.c.isNoun(words[0]) {
		return w.removeOne(thing) // "less gore": what is not named can only be kept out
	}
	if words := wordsOf(thing); len(words) > 0 && w.c.isNoun(words[len(words)-1]) {
		w.say("There is no mention of " + thing + " in the prompt")
		w.kept = true
		return true
	}
	return false
}

func insideAxis(w *work, at span) bool {
	_, ours := w.axisAt(at)
	return ours
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

var (
	quantities  = lazy(`(?i)^(?:(?:few|fewer|little|many|plenty|lots|of) )+`)
	howMuch     = lazy(` (?:a (?:little )?bit|a (?:little|touch|tad|smidge|lot)|slightly|some more|a bit more|a little more|even more|more|further|much|loads)(?: more)?$`)
	towardsWhat = lazy(`^(.+?) (?:to|on|towards|at|from) (?:the |its |his |her )?\S.*$`)
)
