package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// compose decides what an idea leaves open and writes the prompt.
func (c *Composer) compose(d *draft, id idea) scene {
	for axis, v := range id.inText {
		d.p.Axes[axis] = v
	}
	for axis, v := range id.given {
		d.p.Axes[axis] = v
	}
	d.p.Axes[prompt.Subject] = id.subject
	for _, no := range id.negative {
		d.negate(no)
	}
	d.p.Text = ended(capital(id.text))
	s := c.book.sceneOf(d.p)
	ours := map[prompt.Axis]bool{}
	for axis := range id.given {
		ours[axis] = true
	}
	for _, axis := range []prompt.Axis{
		prompt.Time, prompt.Medium, prompt.Setting, prompt.Mood, prompt.Camera, prompt.Composition, prompt.Lighting, prompt.Palette, prompt.Texture,
	} {
		if d.p.Axes[axis] != "" || axis == prompt.Time && s.timeless() || axis == prompt.Setting && (saysWhere(id.text) || !s.known) ||
			axis == prompt.Setting && (s.acting && !s.placed || hasAnyWord(d.p.Negative, "background", "backdrop", "scenery")) || axis == prompt.Texture && s.family == "" || s.flat() && slices.Contains(notForMarks, axis) {
			continue
		}
		if axis == prompt.Medium && s.flat() {
			d.p.Axes[axis], ours[axis] = "a flat vector illustration", true
			s = c.book.sceneOf(d.p)
			continue
		}
		if axis == prompt.Palette && s.season != "" && !s.mono() {
			if e, ok := c.seasonColours(d, s); ok {
				d.p.Axes[axis], ours[axis] = e.value, true
				continue
			}
		}
		if axis == prompt.Mood {
			if e, ok := c.moodIn(id.text); ok && !d.banned(c.book, e.value) {
				d.p.Axes[axis], ours[axis] = e.value, true
				continue
			}
		}
		if e, ok := c.pickFirst(d, axis, s); ok {
			d.p.Axes[axis] = c.worded(e, s)
			ours[axis] = true
			s = c.book.sceneOf(d.p)
		}
	}
	c.write(d, id, ours)
	d.addNotes(id)
	d.p.Title = c.title(d.p, firstTitleAxes)
	return s
}

// notForMarks are what a logo, an icon or a design has not.
var notForMarks = []prompt.Axis{prompt.Setting, prompt.Lighting, prompt.Camera, prompt.Time}

var whereWords = lazy(`(?i)(?:[のに]?[上下中][にでのを]?|[上下里中边旁](?:的|$)|在| على | في | تحت | (?:в|на|под|у|над) |[^ ] (?:auf|im|am|unter|vor|über|dans|sur|sous|en|sobre|bajo|nel|nella|sul|sulla|in|on|at|under|inside|by|beside|near|among|between|behind|against|along|across|over|through|into|from|around|above|beneath|facing|overlooking|past|towards|out of|next to|in front of|on top of|atop|amid|onto|beyond|amid|below|outside) )`)

// saysWhere says whether the person said where the subject is, known place or not.
func saysWhere(text string) bool { return whereWords().MatchString(unquoted(text)) }

// moodIn finds a mood in the person's own adjectives, so that ours agrees.
func (c *Composer) moodIn(text string) (entry, bool) {
	var best entry
	text = unquoted(text)
	at := len(text) + 1
	for _, e := range c.book.axes[prompt.Mood] {
		for _, n := range e.names {
			if i := wordIndex(text, n, 0); i >= 0 && i < at && !slices.Contains(notMoods, n) {
				best, at = e, i
			}
		}
	}
	if at <= len(text) {
		return best, true
	}
	found := false
	words := wordsOf(text)
	for i := range words {
		for n := min(3, len(words)-i); n > 0; n-- {
			e, ok := c.book.moods[strings.Join(words[i:i+n], " ")]
			if ok && slices.Contains(graveMoods, e.title) {
				return e, true
			}
			if ok && !found {
				best, found = e, true
			}
		}
	}
	return best, found
}

// graveMoods win over the lighter ones that a text also hints at.
var graveMoods = []string{"Dramatic", "Solemn", "Eerie", "Melancholy"}

// notMoods are names of moods that mostly mean something else in a text.
var notMoods = []string{
	"fun", "wild", "party", "fast", "silly", "sweet", "love", "strong", "fresh", "modern", "clean", "magic", "direct", "graphic", "loud", "bold", "hope", "dream-like",
	"retro", "vintage", "old-fashioned", "punk", "premium", "cool mood", "safe", "dynamic", "positive", "wistful mood", "energy", "formal", "honest", "stark", "vast", "isolated", "alone", "strange", "alert",
}

// pickFirst picks for an open axis of a new prompt; all that is decided so far
// counts as said.
func (c *Composer) pickFirst(d *draft, axis prompt.Axis, s scene) (entry, bool) {
	rest := d.p.Text
	for _, a := range prompt.AllAxes() {
		if a != prompt.Subject {
			rest += ". " + d.p.Axes[a]
		}
	}
	mood, _ := c.moodIn(d.p.Text)
	eerie := mood.title == "Eerie" || mood.title == "Brooding"
	taken := []string{}
	for _, e := range c.book.axes[axis] {
		unfit := e.rare || axis == prompt.Time && (s.phase != "" && e.needs[0] != s.phase || s.phase == "" && (e.needs[0] == "night") != eerie && e.needs[0] != "dusk") ||
			axis == prompt.Medium && d.p.Axes[prompt.Palette] != "" && (scene{stuff: e.stuff}).mono()
		if unfit {
			taken = append(taken, e.value)
		}
	}
	return c.pick(d, axis, s, rest, taken)
}

// ended gives a text its full stop.
func ended(text string) string {
	text = strings.TrimRight(text, " ,;:")
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") || hasAnySuffix(text, "。", "！", "？", "…", `."`, `!"`, `?"`, ".”", "!”", "?”") {
		return text
	}
	return text + "."
}

// orders are the orders in which the sentences may come.
var orders = [][][]prompt.Axis{
	{{prompt.Camera, prompt.Composition}, {prompt.Time, prompt.Lighting}, {prompt.Palette, prompt.Mood}, {prompt.Medium, prompt.Texture}},
	{{prompt.Time, prompt.Lighting}, {prompt.Camera, prompt.Composition}, {prompt.Palette, prompt.Mood}, {prompt.Medium, prompt.Texture}},
	{{prompt.Medium, prompt.Texture}, {prompt.Camera, prompt.Composition}, {prompt.Time, prompt.Lighting}, {prompt.Palette, prompt.Mood}},
}

// leaveOut is the order in which axes stay open again when a prompt would
// become too long.
var leaveOut = []prompt.Axis{
	prompt.Mood, prompt.Setting, prompt.Composition, prompt.Texture, prompt.Time, prompt.Camera, prompt.Palette, prompt.Lighting, prompt.Medium,
}

// write puts the sentences for the axes in ours after the person's text.
func (c *Composer) write(d *draft, id idea, ours map[prompt.Axis]bool) {
	most := min(mostWords, d.to.Words*4/3) - id.words
	if d.phrases {
		most = d.to.Words - id.words
	}
	if id.words > shortIdea/2 {
		most = min(most, mostAdded)
	}
	if id.words > shortIdea {
		most = mostAdded - 5
	}
	choice, order := d.dice.IntN(6), orders[d.dice.IntN(len(orders))]
	if d.phrases {
		order = orders[len(orders)-1] // the medium first, as the first words count most
	}
	text := d.p.Text
	for i := 0; ; i++ {
		d.p.Text = text
		c.writeAll(d, ours, choice, order)
		if len(strings.Fields(d.p.Text))-len(strings.Fields(text)) <= most || i == len(leaveOut) {
			return
		}
		if a := leaveOut[i]; ours[a] && id.given[a] == "" {
			delete(ours, a)
			delete(d.p.Axes, a)
		}
	}
}

func (c *Composer) writeAll(d *draft, ours map[prompt.Axis]bool, choice int, order [][]prompt.Axis) {
	if ours[prompt.Setting] {
		d.addPlace(d.p.Axes[prompt.Setting], c.book.sceneOf(d.p))
	}
	for _, pair := range order {
		say := slices.DeleteFunc(slices.Clone(pair), func(a prompt.Axis) bool { return !ours[a] })
		if len(say) > 0 {
			d.append(d.framed(choice, say...))
		}
	}
}

// fit takes out the least telling choices of ours while a prompt is longer than
// its image generator reads.
func (c *Composer) fit(d *draft) {
	for _, axis := range shortenBy {
		if d.to.Fits(d.p.Text) {
			return
		}
		if _, ours := c.book.entryOf(axis, d.p.Axes[axis]); !ours || d.set[axis] || d.said[axis] {
			continue
		}
		try := d.clone()
		if try.drop(axis); try.locksHold(d.p) {
			d.p = try.p
		}
	}
}

// The axes that titles are made of, most telling first.
var (
	firstTitleAxes  = []prompt.Axis{prompt.Time, prompt.Camera, prompt.Medium, prompt.Lighting, prompt.Setting, prompt.Palette, prompt.Mood, prompt.Texture, prompt.Composition}
	changeTitleAxes = []prompt.Axis{prompt.Time, prompt.Medium, prompt.Camera, prompt.Setting, prompt.Lighting, prompt.Palette, prompt.Mood, prompt.Composition, prompt.Texture, prompt.Subject}
)

// title names a prompt by what it decides on the axes, in two to five words.
func (c *Composer) title(p prompt.Prompt, axes []prompt.Axis) string {
	title := ""
	for _, a := range axes {
		t := c.axisTitle(a, p.Axes[a])
		if t == "" {
			continue
		}
		if title == "" {
			title = capital(t)
		} else if more := title + ", " + smallTitle(p.Axes[a], t); len(strings.Fields(more)) <= 5 {
			title = more
			break
		}
	}
	switch len(strings.Fields(title)) {
	case 0:
		return "As you said"
	case 1:
		for _, a := range firstTitleAxes { // a second word that is true as well
			t := smallTitle(p.Axes[a], c.axisTitle(a, p.Axes[a]))
			if t != "" && !strings.EqualFold(t, title) && len(strings.Fields(t)) <= 4 {
				return title + ", " + t
			}
		}
		return title + " version"
	}
	return title
}

// smallTitle is a title that does not come first; a name keeps its capital.
func smallTitle(value, title string) string {
	if strings.HasPrefix(value, "in the style of ") {
		return title
	}
	return small(title)
}

// axisTitle is a value of an axis in at most three words.
func (c *Composer) axisTitle(axis prompt.Axis, value string) string {
	if value == "" {
		return ""
	}
	if e, ok := c.book.entryOf(axis, value); ok {
		return e.title
	}
	if axis == prompt.Setting {
		for _, e := range c.book.weather {
			if strings.HasSuffix(value, e.value) {
				return e.title
			}
		}
	}
	if axis == prompt.Time {
		for _, e := range c.book.season {
			if strings.HasSuffix(value, e.value) {
				return e.title
			}
		}
		if e, ok := c.book.timeIn(value); ok {
			return e.title
		}
	}
	value, _, _ = strings.Cut(value, ",")
	if where, ok := strings.CutPrefix(value, "with the "); ok && axis == prompt.Composition {
		return capital(firstWords(where, 5))
	}
	if manner, ok := strings.CutPrefix(value, "in the style of "); ok {
		return capital(firstWords(bare(manner), 4))
	}
	if in, ok := strings.CutPrefix(value, "in "); ok && axis == prompt.Medium && strings.HasSuffix(in, " style") {
		return capital(firstWords(in, 5))
	}
	if axis == prompt.Camera && hasAnyPrefix(value, "from ", "through ", "over ") {
		return capital(firstWords(value, 4))
	}
	if axis == prompt.Setting {
		value = placeName(value)
	}
	words := strings.Fields(bare(value))
	for len(words) > 1 && (isPreposition(lower(words[0])) || isDeterminer(lower(words[0]))) {
		words = words[1:]
	}
	words = words[:min(3, len(words))]
	for len(words) > 1 && (isPreposition(lower(words[len(words)-1])) || isConjunction(lower(words[len(words)-1])) || isDeterminer(lower(words[len(words)-1]))) {
		words = words[:len(words)-1]
	}
	return capital(strings.Join(words, " "))
}
