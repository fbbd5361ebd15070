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

var (
	ofWhat  = lazy(`^ of [\w-]+`)
	whereOf = lazy(`(?i)^ (?:in|on|at|under|behind|beside|near|inside|against|next to|in front of|on top of) (?:an?|the|his|her|its|their)\b`)
)

var (
	aBitMore      = lazy(`(?i)^(?:just )?(?:a (?:little )?bit|a little|a touch|a hint|slightly)(?: more)?(?: of)? `)
	betweenThings = lazy(`(?i),? +and +|, *| *\+ *`)
)
