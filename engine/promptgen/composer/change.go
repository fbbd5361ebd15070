package composer

import (
	"maps"
	"slices"
	"strings"

	"easel/engine/prompt"
)

// setAxis decides an axis as asked and lets those follow that depend on it:
// with the hour go light and palette, with the medium its texture, with the
// place whatever no longer fits.
func (c *Composer) setAxis(d *draft, axis prompt.Axis, value string) {
	before := c.book.sceneOf(d.p)
	d.allow(c.book, value)
	c.putAxis(d, axis, value)
	d.set[axis] = true
	c.follow(d, axis, before)
}

// putAxis is draft.put for words that may be the person's own.
func (c *Composer) putAxis(d *draft, axis prompt.Axis, value string) {
	if d.p.Axes[axis] == "" || !d.stands(axis) {
		delete(d.p.Axes, axis)
		text := d.p.Text
		if axis == prompt.Time { // "diffused daylight" is a light
			text = hideAxis(text, d.p.Axes[prompt.Lighting])
		}
		found, _ := c.decided(text)
		if v := found[axis]; v != "" && axis != prompt.Setting {
			d.p.Axes[axis] = v
		}
	}
	at, ok := d.where(axis)
	_, _, ours := d.ourSentence(axis)
	switch {
	case axis == prompt.Time:
		c.putHour(d, value)
		return
	case !ok || ours:
		d.put(axis, value)
		if axis == prompt.Medium {
			c.rewordCamera(d)
		}
		return
	}
	text := d.p.Text
	next := nextWord(text, at.end)
	switch {
	case next == "of" && axis != prompt.Setting:
		g := group(text, at)
		if axis == prompt.Medium {
			d.p.Text = replaceAt(text, g.start, g.end, value)
			d.p.Axes[axis] = value
			break
		}
		d.p.Text = cutAt(text, g.start, at.end+strings.Index(text[at.end:], "of")+2)
		delete(d.p.Axes, axis)
		d.put(axis, value)
	case axis != prompt.Setting && next != "" && !isPreposition(next) && !isConjunction(next):
		d.p.Text = cutAt(text, at.start, at.end)
		delete(d.p.Axes, axis)
		d.put(axis, value)
	case axis == prompt.Medium:
		g := group(text, at)
		if w := lastWord(strings.TrimRight(text[:g.start], " ")); w == "in" || w == "as" || w == "like" {
			g.start = len(strings.TrimRight(strings.TrimRight(text[:g.start], " ")[:len(strings.TrimRight(text[:g.start], " "))-len(w)], " "))
			d.p.Text = cutAt(text, g.start, g.end)
			delete(d.p.Axes, axis)
			d.put(axis, value)
			break
		}
		d.p.Text = replaceAt(text, g.start, g.end, value)
		d.p.Axes[axis] = value
	default:
		d.put(axis, value)
	}
	if axis == prompt.Medium {
		c.rewordCamera(d)
	}
}

func (d *draft) stands(axis prompt.Axis) bool {
	_, ok := d.where(axis)
	return ok
}

// rewordCamera says the camera with a lens for photographs, without for the rest.
func (c *Composer) rewordCamera(d *draft) {
	e, ok := c.book.entryOf(prompt.Camera, d.p.Axes[prompt.Camera])
	if !ok || e.drawn == "" || e.drawn == e.value {
		return
	}
	if v := c.worded(e, c.book.sceneOf(d.p)); v != d.p.Axes[prompt.Camera] {
		d.put(prompt.Camera, v)
	}
}

// putHour changes the hour where the text says it: "a beach sunset" becomes "a
// beach at night". Words that imply another hour go.
func (c *Composer) putHour(d *draft, value string) {
	e, known := c.book.timeIn(value)
	if at, ok := d.where(prompt.Time); ok {
		if _, _, ours := d.ourSentence(prompt.Time); ours {
			d.p.Text = replaceAt(d.p.Text, at.start, at.end, value)
		} else {
			c.replaceHour(d, at, value, e)
		}
		d.p.Axes[prompt.Time] = value
	} else {
		d.put(prompt.Time, value)
	}
	if !known {
		return
	}
	for range 6 { // what the person's own words still say of another hour
		other, at, ok := c.book.timeSpan(hideAxis(d.p.Text, value))
		if !ok || other.needs[0] == e.needs[0] || !c.dropHour(d, at) {
			break
		}
	}
	for _, word := range slices.Sorted(maps.Keys(c.book.cues)) {
		if says := c.book.cues[word]; slices.Contains(phases, says) && says != e.needs[0] && slices.Contains(hourWords, word) && !slices.Contains(c.book.axes[prompt.Time][0].names, word) {
			if i := wordIndex(firstSentence(d.p.Text), word, 0); i >= 0 && nextWord(d.p.Text, i+len(word)) != "" && !isDeterminer(lastWord(strings.TrimRight(d.p.Text[:i], " "))) && c.book.nouns[word].kind == "" {
				c.dropHour(d, span{i, i + len(word)})
			}
		}
	}
}

// hideAxis blanks a value out of a text so that offsets stay.
func hideAxis(text, value string) string {
	if i := wordIndex(text, value, 0); i >= 0 {
		return text[:i] + strings.Repeat("_", len(value)) + text[i+len(value):]
	}
	return text
}

func (c *Composer) dropHour(d *draft, at span) bool {
	g := withPreposition(d.p.Text, at)
	if insideQuotes(d.p.Text, at.start) {
		return false
	}
	for _, s := range sentences(d.p.Text) { // a light of ours that says the hour is chosen anew later
		if l, ok := d.where(prompt.Lighting); ok && at.start >= l.start && at.end <= l.end && s.start <= l.start {
			return false
		}
	}
	d.p.Text = cutAt(d.p.Text, g.start, g.end)
	return true
}

// replaceHour puts an hour in the place of another in a text of the person's.
func (c *Composer) replaceHour(d *draft, at span, value string, e entry) {
	text := d.p.Text
	name := value
	if e.value == value && len(e.names) > 0 {
		name = e.names[0]
	}
	if nextWord(text, at.end) == "light" { // "sunset light" is about the light
		d.p.Text = cutAt(text, at.start, at.end)
		d.addToFirst(value)
		return
	}
	g := withPreposition(text, at)
	next := nextWord(text, at.end)
	switch prev := lastWord(strings.TrimRight(text[:at.start], " ")); {
	case g.start < at.start:
		d.p.Text = replaceAt(text, g.start, g.end, value)
	case hasAnyPrefix(lower(text[at.start:at.end]), "at ", "in ", "on ", "late ", "early ", "around "):
		d.p.Text = replaceAt(text, at.start, at.end, value)
	case next != "" && !isPreposition(next) && !isConjunction(next):
		d.p.Text = replaceAt(text, at.start, at.end, name)
	case atSentenceStart(text, at.start):
		d.p.Text = replaceAt(text, at.start, at.end, name)
	case prev == "a" || prev == "an" || prev == "the":
		g := group(text, at)
		if atSentenceStart(text, g.start) {
			d.p.Text = replaceAt(text, g.start, g.end, name)
		} else {
			d.p.Text = replaceAt(text, at.start, at.end, name)
		}
	case prev != "" && c.isNoun(prev):
		d.p.Text = replaceAt(text, at.start, at.end, value)
	case strings.HasSuffix(strings.TrimRight(text[:at.start], " "), ","):
		d.p.Text = replaceAt(text, at.start, at.end, value)
	default:
		d.p.Text = replaceAt(text, at.start, at.end, name)
	}
}

func (c *Composer) isNoun(w string) bool {
	_, _, ok := c.book.nounAt([]string{w}, 0)
	return ok
}

// follow chooses anew what depends on an axis that was changed.
func (c *Composer) follow(d *draft, axis prompt.Axis, before scene) {
	after := c.book.sceneOf(d.p)
	switch axis {
	case prompt.Time:
		if after.phase != before.phase || after.season != before.season {
			c.again(d, prompt.Lighting, after)
			c.again(d, prompt.Palette, after)
		}
		if e, ours := c.book.entryOf(prompt.Mood, d.p.Axes[prompt.Mood]); ours && slices.ContainsFunc(e.never, after.has) {
			c.again(d, prompt.Mood, after)
		}
	case prompt.Medium:
		if _, ours := c.book.entryOf(prompt.Texture, d.p.Axes[prompt.Texture]); ours && after.family == "" && !d.set[prompt.Texture] {
			try := d.clone()
			try.drop(prompt.Texture) // somebody's style brings its own
			if try.locksHold(d.p) {
				d.p = try.p
			}
			return
		}
		c.again(d, prompt.Texture, after)
		if after.mono() != before.mono() {
			c.again(d, prompt.Palette, after)
		}
		if d.p.Axes[prompt.Texture] == "" && after.stuff != "plainstuff" && !d.set[prompt.Texture] && len(d.p.Axes) > 4 {
			if e, ok := c.pick(d, prompt.Texture, after, d.p.Text, nil); ok {
				d.put(prompt.Texture, e.value)
			}
		}
	case prompt.Palette:
		if c.book.clashes(d.p.Axes[prompt.Lighting], d.p.Axes[prompt.Palette]) {
			c.again(d, prompt.Lighting, after)
		}
		if after.mono() && !strings.Contains(d.p.Axes[prompt.Palette], "grey") {
			c.again(d, prompt.Medium, scene{})
			c.again(d, prompt.Texture, c.book.sceneOf(d.p))
		}
	case prompt.Lighting:
		c.hourOfLight(d, after)
	case prompt.Camera:
		if atOdds(d.p.Axes[prompt.Camera], d.p.Axes[prompt.Composition]) {
			c.again(d, prompt.Composition, after)
		}
	case prompt.Setting, prompt.Subject:
		c.refitFrom(d, before, after)
	}
}

// refitFrom leaves alone what did not fit before either: it was asked for.
func (c *Composer) refitFrom(d *draft, before, after scene) {
	set := maps.Clone(d.set)
	for _, axis := range prompt.AllAxes() {
		if e, ours := c.book.entryOf(axis, d.p.Axes[axis]); ours && before.kind != "" && !before.fits(e) {
			d.set[axis] = true
		}
	}
	c.refit(d, after)
	d.set = set
}

// hourOfLight moves the hour when the light that was asked for says another:
// moonlight makes it night.
func (c *Composer) hourOfLight(d *draft, s scene) {
	if s.phase == "" || d.set[prompt.Time] {
		return
	}
	name := map[string]string{"night": "night", "day": "daylight", "golden": "golden hour", "dawn": "dawn"}
	for _, says := range c.book.cuesIn(d.p.Axes[prompt.Lighting]) {
		if name[says] == "" || says == s.phase || says == "day" && (s.phase == "morning" || s.phase == "golden") {
			continue
		}
		if e, ok := c.named(prompt.Time, name[says]); ok {
			try := d.clone()
			try.set[prompt.Lighting] = true
			c.putHour(try, e.value)
			c.again(try, prompt.Palette, c.book.sceneOf(try.p))
			if try.locksHold(d.p) {
				d.p = try.p
			}
		}
		return
	}
}

// refit chooses anew every choice of ours that does not fit the scene.
func (c *Composer) refit(d *draft, s scene) {
	for _, axis := range []prompt.Axis{prompt.Time, prompt.Camera, prompt.Composition, prompt.Lighting, prompt.Palette, prompt.Mood, prompt.Texture} {
		e, ours := c.book.entryOf(axis, d.p.Axes[axis])
		if !ours || d.set[axis] || d.said[axis] || e.asked || s.fits(e) && (axis != prompt.Time || !s.timeless()) {
			continue
		}
		if axis == prompt.Time && s.timeless() {
			d.drop(axis)
			s = c.book.sceneOf(d.p)
			continue
		}
		c.again(d, axis, s)
	}
}

// again chooses an axis anew if it was a choice of ours, not asked for.
func (c *Composer) again(d *draft, axis prompt.Axis, s scene) {
	old := d.p.Axes[axis]
	e, ours := c.book.entryOf(axis, old)
	if !ours || d.set[axis] || e.asked && axis != prompt.Lighting {
		return
	}
	if axis == prompt.Texture && s.fits(e) && len(e.needs) > 0 && s.stuff != "plainstuff" {
		return
	}
	rest := strings.Replace(d.p.Text, old, "", 1)
	taken := []string{old}
	if axis == prompt.Time {
		taken = append(taken, c.otherHours(e.needs[0])...)
	}
	pick, ok := c.pick(d, axis, s, rest, taken)
	if !ok {
		return
	}
	try := d.clone()
	try.put(axis, c.worded(pick, s))
	if try.locksHold(d.p) {
		d.p = try.p
	}
}

// rid takes a thing out of everything: text, choices, and into the negative.
// It says no when the thing is what the picture is about.
func (c *Composer) rid(d *draft, thing string) bool {
	thing = bare(thing)
	d.negate(thing)
	s := c.book.sceneOf(d.p)
	for _, axis := range prompt.AllAxes() {
		if axis == prompt.Subject || !d.banned(c.book, d.p.Axes[axis]) {
			continue
		}
		if _, ours := c.book.entryOf(axis, d.p.Axes[axis]); ours {
			c.forget(d, axis, s)
		} else if _, _, framed := d.ourSentence(axis); framed {
			c.forget(d, axis, s)
		}
	}
	for _, e := range c.book.weather {
		if v := d.p.Axes[prompt.Setting]; strings.Contains(v, e.value) && (d.banned(c.book, e.value) || c.book.cues[lower(thing)] == e.needs[0] && e.needs[0] != "clear") {
			i := strings.Index(d.p.Text, e.value)
			if i >= 0 {
				d.p.Text = cutAt(d.p.Text, len(strings.TrimRight(d.p.Text[:i], " ,")), i+len(e.value))
			}
			d.p.Axes[prompt.Setting] = strings.Trim(strings.Replace(v, e.value, "", 1), " ,")
		}
	}
	words := append(forms(thing), weatherForms[lower(thing)]...)
	words = append(words, namesAbroad(d.p.Text, thing)...)
	if slices.Contains([]string{"people", "person", "humans", "anyone", "anybody"}, lower(thing)) {
		words = append(words, peopleWords...)
		for _, w := range wordsOf(firstSentence(d.p.Text)) { // a cyclist is one of the people
			if n := c.book.nouns[w]; n.kind == "person" && !slices.Contains([]string{"portrait", "face", "selfie", "self-portrait"}, w) {
				words = appendNew(words, w)
			}
		}
	}
	if c.book.colourWords(lower(thing)) != nil {
		words = forms(thing)
	}
	ok := d.remove(words)
	for _, axis := range prompt.AllAxes() {
		if axis != prompt.Subject && d.p.Axes[axis] != "" && !d.stands(axis) && d.banned(c.book, d.p.Axes[axis]) {
			delete(d.p.Axes, axis)
		}
	}
	if ok {
		d.mendList()
		c.refreshSubject(d)
	}
	return ok
}

// forget chooses an axis anew without what is banned, or leaves it open.
func (c *Composer) forget(d *draft, axis prompt.Axis, s scene) {
	old := d.p.Axes[axis]
	rest := strings.Replace(d.p.Text, old, "", 1)
	if e, ok := c.seasonColours(d, s); ok && axis == prompt.Palette && s.season != "" && e.value != old {
		d.put(axis, e.value)
		return
	}
	taken := []string{old}
	if e, ok := c.book.timeIn(old); ok && axis == prompt.Time {
		taken = append(taken, c.otherHours(e.needs[0])...) // without the moon it is night still
	}
	if pick, ok := c.pick(d, axis, s, rest, taken); ok {
		d.put(axis, c.worded(pick, s))
		return
	}
	d.drop(axis)
}
