package composer

import (
	"easel/engine/prompt"
	"slices"
	"strings"
)

// What hour, weather and season a text says or implies.

// timeIn finds the first hour that a text names; longer names win.
func (b *wordBook) timeIn(text string) (entry, bool) {
	e, _, ok := b.timeSpan(text)
	return e, ok
}

// timeSpan is timeIn with the place of the words in the text.
func (b *wordBook) timeSpan(text string) (entry, span, bool) {
	var best entry
	at := span{-1, -1}
	text = unquoted(text)
	for _, e := range b.axes[prompt.Time] {
		for _, n := range append([]string{e.value}, e.names...) {
			if i := wordIndex(text, n, 0); i >= 0 && (len(n) > at.end-at.start) {
				best, at = e, span{i, i + len(n)}
			}
		}
	}
	if m := clock().FindStringSubmatchIndex(text); m != nil && at.start < 0 {
		best, at = b.hour(text[m[2]:m[3]], lower(text[m[4]:m[5]])), span{m[0], m[1]}
	}
	return best, at, at.start >= 0
}

var clock = lazy(`(?i)\b(\d{1,2})(?:[:.]\d\d)? ?(am|pm|a\.m\.|p\.m\.|o'clock(?: at night)?)`)

// hour is the choice that goes with a clock time.
func (b *wordBook) hour(digits, half string) entry {
	h := 0
	for _, r := range digits {
		h = h*10 + int(r-'0')
	}
	if h %= 12; half[0] == 'p' || strings.HasSuffix(half, "night") && h > 5 {
		h += 12
	}
	phase := "night"
	switch {
	case h >= 4 && h < 7:
		phase = "dawn"
	case h >= 7 && h < 12:
		phase = "morning"
	case h >= 12 && h < 17:
		phase = "day"
	case h >= 17 && h < 20:
		phase = "golden"
	case h >= 20 && h < 22:
		phase = "dusk"
	}
	for _, e := range b.axes[prompt.Time] {
		if e.needs[0] == phase {
			return e
		}
	}
	return entry{}
}

// cuesIn lists what the cue words of a text imply.
func (b *wordBook) cuesIn(text string) []string {
	var out []string
	words := wordsOf(unquoted(text))
	for i := 0; i < len(words); i++ {
		if food, used, ok := b.nounAt(words, i); ok && food.kind == "food" {
			i += used - 1 // there is no ice in "ice cream"
			continue
		}
		if words[i] == "dark" && i+1 < len(words) {
			if where, _, ok := b.nounAt(words, i+1); ok && (where.kind == "place" || where.kind == "building") && where.topic != "sky" {
				out = append(out, "night") // "a dark room"
			}
		}
		for n := min(3, len(words)-i); n > 0; n-- {
			if says, ok := b.cues[strings.Join(words[i:i+n], " ")]; ok {
				out = append(out, says)
				break
			}
		}
	}
	return out
}

// readHour finds hour, weather and season: from the axis if it is decided,
// then from words that name them, then from words that imply them.
func (b *wordBook) readHour(s *scene, p prompt.Prompt) {
	if t := p.Axes[prompt.Time]; t != "" {
		if e, ok := b.timeIn(t); ok {
			s.phase = e.needs[0]
		}
	}
	own := p.Text
	if len(p.Axes) > 0 {
		own = p.Axes[prompt.Subject] + ". " + p.Axes[prompt.Setting] + ". " + firstSentence(p.Text)
	}
	own += ". " + b.glossed(own)
	if s.phase == "" {
		if e, ok := b.timeIn(own); ok {
			s.phase = e.needs[0]
		}
	}
	for _, says := range b.cuesIn(own) {
		if slices.Contains(phases, says) {
			if s.phase == "" {
				s.phase = says
			}
		} else if s.weather == "" || says == "storm" {
			s.weather = says
		}
	}
	for _, e := range b.weather {
		if e.value != "" && strings.Contains(p.Axes[prompt.Setting], e.value) {
			s.weather = e.needs[0]
		}
	}
	for _, e := range b.season {
		if hasWord(own+". "+p.Axes[prompt.Time], e.needs[0]) {
			s.season = e.needs[0]
		}
	}
	if (s.phase != "" || s.weather != "") && s.place == "studio" && s.kind == "person" {
		s.place = "nature" // an hour means that it is out of doors
	}
}

// hourWords are the words that say nothing but the hour. Neon and fireworks are
// there by day as well.
var hourWords = []string{"moonlit", "starlit", "starry", "sunlit", "sunny", "nocturnal", "moonlight", "starlight", "sunlight", "sunshine", "sun-drenched", "setting sun", "rising sun", "low sun", "evening sun", "bright sun", "night sky", "blue sky", "golden light"}

// wrongHours are those at which what the person named is not to be seen: stars
// at noon.
func (c *Composer) wrongHours(d *draft) []string {
	var out []string
	for _, says := range c.book.cuesIn(firstSentence(strings.Replace(d.p.Text, d.p.Axes[prompt.Time], "", 1))) {
		can := map[string][]string{"night": {"night", "dusk"}, "day": {"morning", "day", "golden"}, "dawn": {"dawn"}, "golden": {"golden"}, "morning": {"morning", "dawn"}}[says]
		for _, e := range c.book.axes[prompt.Time] {
			if can != nil && !slices.Contains(can, e.needs[0]) {
				out = append(out, e.value)
			}
		}
	}
	return out
}

// otherHours are the choices of time that are not of a phase of the day.
func (c *Composer) otherHours(phase string) []string {
	var out []string
	for _, e := range c.book.axes[prompt.Time] {
		if e.needs[0] != phase {
			out = append(out, e.value)
		}
	}
	return out
}
