package composer

import (
	"maps"
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Weather and season: what they say in the text and what follows from them.

// setWeather says the weather after the place.
func (c *Composer) setWeather(d *draft, e entry) {
	before := c.book.sceneOf(d.p)
	setting := d.p.Axes[prompt.Setting]
	for _, w := range c.book.weather {
		if strings.Contains(setting, w.value) {
			if at, ok := d.where(prompt.Setting); ok {
				with := strings.Replace(setting, w.value, e.value, 1)
				d.p.Text = replaceAt(d.p.Text, at.start, at.end, with)
				d.p.Axes[prompt.Setting] = with
			}
			c.afterWeather(d, before)
			return
		}
	}
	for _, word := range slices.Sorted(maps.Keys(c.book.cues)) { // "a foggy harbour" made sunny is no longer foggy
		if says := c.book.cues[word]; slices.Contains(weathers, says) && says != e.needs[0] && c.book.nouns[word].kind == "" {
			if i := wordIndex(firstSentence(d.p.Text), word, 0); i >= 0 {
				d.remove([]string{word})
			}
		}
	}
	if at, ok := d.where(prompt.Setting); ok && setting != "" {
		if next := nextWord(d.p.Text, at.end); isPreposition(next) { // "in a square in Venice"
			at.end += len(restOfItem().FindString(strings.TrimSuffix(d.p.Text[at.end:], ".")))
			at.end = len(strings.TrimRight(d.p.Text[:at.end], " ,.;"))
			at.end = len(strings.TrimRight(strings.TrimSuffix(d.p.Text[:at.end], " and"), " "))
			setting = d.p.Text[at.start:at.end]
		}
		d.p.Text = replaceAt(d.p.Text, at.start, at.end, setting+", "+e.value)
		d.p.Axes[prompt.Setting] = setting + ", " + e.value
	} else {
		d.p.Axes[prompt.Setting] = e.value
		d.addToFirst(e.value)
	}
	c.afterWeather(d, before)
}

func (c *Composer) afterWeather(d *draft, before scene) {
	d.set[prompt.Setting] = true
	after := c.book.sceneOf(d.p)
	for _, axis := range []prompt.Axis{prompt.Lighting, prompt.Palette} {
		e, ours := c.book.entryOf(axis, d.p.Axes[axis])
		if ours && after.weather != before.weather && (!after.fits(e) || axis == prompt.Lighting) {
			c.again(d, axis, after)
		}
	}
}

// setSeason says the season after the hour.
func (c *Composer) setSeason(d *draft, e entry) {
	for _, other := range c.book.season {
		for _, n := range append([]string{other.value}, other.names[0]) {
			if i := wordIndex(d.p.Text, n, 0); i >= 0 {
				with := e.value
				if n != other.value {
					with = e.names[0]
				}
				d.p.Text = replaceAt(d.p.Text, i, i+len(n), with)
				if t := d.p.Axes[prompt.Time]; t != "" {
					d.p.Axes[prompt.Time] = strings.Replace(t, n, with, 1)
				}
				c.seasonPalette(d)
				return
			}
		}
	}
	_, _, ours := d.ourSentence(prompt.Time)
	if at, ok := d.where(prompt.Time); ok && ours {
		v := d.p.Axes[prompt.Time] + " " + e.value
		d.p.Text = replaceAt(d.p.Text, at.start, at.end, v)
		d.p.Axes[prompt.Time] = v
	} else {
		d.addToFirst(e.value)
		d.p.Axes[prompt.Time] = strings.TrimSpace(d.p.Axes[prompt.Time])
		if !ok {
			d.p.Axes[prompt.Time] = e.value
		}
	}
	c.seasonPalette(d)
}

// seasonPalette gives the picture the colours of its season unless the person
// chose others.
func (c *Composer) seasonPalette(d *draft) {
	s := c.book.sceneOf(d.p)
	old, ours := c.book.entryOf(prompt.Palette, d.p.Axes[prompt.Palette])
	if d.p.Axes[prompt.Palette] != "" && (!ours || old.asked && !slices.ContainsFunc(old.needs, isSeason)) || d.set[prompt.Palette] || s.mono() {
		return
	}
	if e, ok := c.seasonColours(d, s); ok {
		d.put(prompt.Palette, e.value)
	}
}

// seasonColours picks a palette of the scene's season.
func (c *Composer) seasonColours(d *draft, s scene) (entry, bool) {
	var fit []entry
	for _, e := range c.book.axes[prompt.Palette] {
		if slices.Contains(e.needs, s.season) && !d.banned(c.book, e.value) {
			fit = append(fit, e)
		}
	}
	if len(fit) == 0 {
		return entry{}, false
	}
	return fit[d.dice.IntN(len(fit))], true
}

func isSeason(tag string) bool { return slices.Contains(seasons, tag) }

// outside is "snow outside": seen through the window of a room.
func (w *work) outside(m []string) bool {
	s := w.c.book.sceneOf(w.d.p)
	if s.place != "indoor" || verbs().MatchString(m[1]+" ") || isPronoun(m[1]) {
		return false
	}
	what := lower(bare(m[1]))
	if e, ok := w.weather(what); ok {
		what = bare(within().ReplaceAllString(e.value, "$1"))
	} else if !w.c.isNoun(lastWord(what)) && !isMass(lastWord(what)) {
		return false
	}
	return w.addThing(what + " outside the window")
}

// colourBack is "add colour back" after black and white.
func (w *work) colourBack([]string) bool {
	grey := func(v string) bool { return v == "" || hasWord(v, "black and white") || hasWord(v, "greys") }
	if !grey(w.d.p.Axes[prompt.Palette]) {
		return false
	}
	for i := len(w.r.Conversation) - 1; i >= 0; i-- {
		if v := w.r.Conversation[i].Before.Axes[prompt.Palette]; !grey(v) {
			return w.setAxis(prompt.Palette, v, "Colour again")
		}
	}
	return w.degree("more colour")
}

// weatherForms are the words that go with a weather when it goes.
var weatherForms = map[string][]string{
	"mist": {"misty"}, "fog": {"foggy"}, "haze": {"hazy"}, "rain": {"rainy", "raining"}, "snow": {"snowy", "snowing"}, "storm": {"stormy"}, "wind": {"windy"}, "ice": {"icy"}, "clouds": {"cloudy"},
}

// snows says whether snow may fall in a scene that nobody said it of.
func (s scene) snows() bool {
	return (s.season == "" || s.season == "winter") && s.place != "sky" && s.place != "coast" && slices.Contains([]string{"place", "building", "vehicle"}, s.kind) &&
		!slices.ContainsFunc([]string{"desert", "island", "beach", "sea", "garden", "savanna", "insect", "dino", "street", "sealife", "farm", "bloom", "field"}, s.has)
}
