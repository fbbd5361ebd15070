package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Decisions on axes: the hour, the weather, the place, a medium.

// setAxis decides an axis and says so.
func (w *work) setAxis(axis prompt.Axis, value, said string) bool {
	note := capital(w.c.axisTitle(axis, value))
	if note == "" {
		note = capital(said)
	}
	if axis == prompt.Camera && w.d.set[axis] && w.d.stands(axis) {
		if both, ok := bothViews(w.d.p.Axes[axis], value); ok {
			value = both
		} else {
			w.unsay(axis)
		}
	}
	if strings.EqualFold(w.d.p.Axes[axis], value) && w.d.stands(axis) {
		w.sayOf(axis, note+" it is already")
		w.d.set[axis], w.kept = true, true
		return true
	}
	return w.try("", "", func() bool {
		w.c.setAxis(w.d, axis, value)
		w.sayOf(axis, note)
		return true
	})
}

// bothViews says how far and from what height in one: "wider, and from higher
// up". It says no where the two are at odds.
func bothViews(old, value string) (string, bool) {
	if farOrNear().MatchString(old) && farOrNear().MatchString(value) {
		old, value = stepsAway().ReplaceAllString(old, ""), stepsAway().ReplaceAllString(value, "")
	}
	far, alsoFar := farOrNear().MatchString(old), farOrNear().MatchString(value)
	apart := firstWord(old) != firstWord(value) && !strings.Contains(old, ",")
	if far && alsoFar || far == alsoFar && !apart || !isPreposition(firstWord(value)) {
		return "", false
	}
	return soThat().ReplaceAllString(old, "") + ", " + value, true
}

var (
	farOrNear = lazy(`\b(?:very near|quite near|very close|close by|far away|far off|distances?|away|wide|wide-angle|air|orbit)\b`)
	stepsAway = lazy(` from a few steps away$`)
	soThat    = lazy(`, so that .*$`)
)

func (w *work) weather(phrase string) (entry, bool) {
	for _, p := range []string{phrase, bare(phrase), inFront().ReplaceAllString(phrase, ""), afterAxis().ReplaceAllString(phrase, "")} {
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

var within = lazy(`(?i)^(?:in|at|on|to|inside|into|under|near|by|beside|against|behind|above|over|along) +(?:the +|an? +)?(.+)$`)

// decide understands a phrase as a decision on one or more axes.
func (w *work) decide(phrase string) bool {
	low := lower(strings.Trim(phrase, " ,.;!"))
	s := w.c.book.sceneOf(w.d.p)
	if low == "on the moon" || low == "on the sun" || low == "in the sky" || low == "in the clouds" {
		return w.setPlace(low)
	}
	if e, ok := w.weather(low); ok && low != "wet" && low != "clear" {
		return w.setWeather(e, phrase)
	}
	for _, p := range []string{low, inFront().ReplaceAllString(low, ""), afterAxis().ReplaceAllString(inFront().ReplaceAllString(low, ""), "")} {
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
	if m := greyMedium().FindStringSubmatch(phrase); m != nil {
		if axis, v, ok := w.c.meaning(lower(m[1]), s, true); ok && axis == prompt.Medium {
			return w.setAxis(axis, restoreCase(v, m[1]), m[1]) && w.decide("black and white")
		}
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
	left := inFront().ReplaceAllString(lower(strings.Trim(rest, " ,.")), "")
	if at, ok := w.c.placePhrase("x " + restoreCase(lower(rest), phrase)); ok && hasAnyPrefix(lower("x " + rest)[at.start:], "in ", "at ") {
		place := ("x " + restoreCase(lower(rest), phrase))[at.start:at.end]
		done = append([]func() bool{func() bool { return w.setPlace(place) }}, done...)
		left = ""
	}
	if words := wordsOf(left); len(words) > 1 || len(words) == 1 && !isDeterminer(words[0]) && !isPreposition(words[0]) && !slices.Contains([]string{"it", "scene", "day", "cold", "warm", "hot", "light", "quiet", "time", "heat", "cold", "air", "bright", "beautiful", "nice", "lovely", "clear", "crisp", "still", "calm", "dark", "sun", "sunshine", "sunlight"}, words[0]) {
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
		if at, stands := w.d.where(prompt.Setting); stands && (besideThing().MatchString(old) || w.countryOf(place, old)) && hasAnyPrefix(lower(place), "in ", "on ", "at ") && !w.instead {
			w.d.p.Text = w.d.p.Text[:at.end] + " " + place + w.d.p.Text[at.end:] // "under a bridge" can be on a beach too
			w.d.p.Axes[prompt.Setting] = old + " " + place
			w.d.set[prompt.Setting] = true
			w.c.follow(w.d, prompt.Setting, before)
			return true
		}
		if n, ok := w.c.book.nouns[head]; ok && n.kind == "place" {
			if at, stands := w.d.find(head); stands && startsUpper(within().ReplaceAllString(place, "$1")) {
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

// countryOf says whether a place has a name and the person's own place, which may
// be in it, has none: "on a plate" in Italy.
func (w *work) countryOf(place, old string) bool {
	_, ours := w.c.book.entryOf(prompt.Setting, w.c.book.withoutWeather(old))
	return !ours && strings.HasPrefix(lower(place), "in ") && startsUpper(place[len("in "):]) && lower(old) == old && !hasAnyPrefix(old, "against ", "with ")
}

// replacePlace puts another place where the place is the subject itself.
func (w *work) replacePlace(place, head string) bool {
	inner := within().ReplaceAllString(place, "$1")
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
	place = inFrontOf().ReplaceAllString(place, "in ")
	return bare(within().ReplaceAllString(place, "$1"))
}

func firstWords(s string, n int) string {
	f := strings.Fields(s)
	return strings.Join(f[:min(n, len(f))], " ")
}

// things brings subject and what depends on it up to date.
func (w *work) things() {
	w.c.refreshSubject(w.d)
	w.c.follow(w.d, prompt.Subject, w.c.book.sceneOf(w.r.Current))
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
	plain := inFront().ReplaceAllString(how, "")
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
		if within().MatchString(how) {
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

// background is "blue background".
func (w *work) background(m []string) bool {
	if verbs().MatchString(m[1]+" ") || strings.HasSuffix(lower(m[1]), " the") || strings.HasPrefix(lower(m[1]), "the ") || slices.Contains([]string{"more", "less", "no", "blurred", "blurry", "blurrier", "sharper"}, firstWord(lower(m[1]))) || slices.Contains([]string{"soft", "softer", "sharp", "simple"}, lower(m[1])) {
		return false
	}
	return w.setPlace("against " + withArticle(m[1]+" "+lower(m[2])))
}

var greyMedium = lazy(`(?i)^(?:(?:as|in|like) )?(?:an? |the )?(?:black[- ]and[- ]white|b&w|b/w|monochrome) (.+)$`)

var besideThing = lazy(`(?i)^(?:under|beneath|below|beside|near|next to|behind|between) (?:an?|the|some|two|his|her) [\w -]+$`)

var inFrontOf = lazy(`(?i)^(?:in front of|next to|on top of|at the edge of|on the edge of|close to|in the middle of) +`)
