package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// indexNames lists every name of every choice, those of one axis together in
// the order of the axes that wins when a name is ambiguous.
func (b *wordBook) indexNames() map[string][]entry {
	index := map[string][]entry{}
	for _, axis := range []prompt.Axis{
		prompt.Time, prompt.Medium, prompt.Lighting, prompt.Palette, prompt.Camera, prompt.Composition, prompt.Mood, prompt.Texture, prompt.Setting,
	} {
		for _, e := range b.axes[axis] {
			for _, n := range append([]string{lower(e.value), lower(e.drawn)}, e.names...) {
				if n == "" {
					continue
				}
				index[n] = append(index[n], e)
				if plain := strings.ReplaceAll(n, "-", " "); plain != n {
					index[plain] = append(index[plain], e)
				}
			}
		}
	}
	return index
}

// named finds the choice of an axis that a name means in a scene's absence.
func (c *Composer) named(axis prompt.Axis, name string) (entry, bool) {
	return c.namedIn(axis, name, scene{})
}

// namedIn finds the choice that a name means; of several the one that fits the
// scene best. An empty axis means any.
func (c *Composer) namedIn(axis prompt.Axis, name string, s scene) (entry, bool) {
	var best entry
	score := -1
	for _, e := range c.index[name] {
		if axis != "" && e.axis != axis || score >= 0 && e.axis != best.axis {
			continue
		}
		n := 1
		if s.fits(e) && !slices.ContainsFunc(e.never, s.has) {
			n = 3 + s.weight(e)
		} else if e.asked && len(e.needs) == 0 {
			n = 2
		}
		if n > score {
			best, score = e, n
		}
	}
	return best, score >= 0
}

var (
	styleOf     = lazy(`(?i)^(?:(?:make it |as |painted |drawn |done |rendered )?(?:in |with )?(?:(?:the|an?) )?(?:style|manner|spirit|look) of|styled (?:like|after)|as if (?:painted|drawn|made|shot) by|à la|a la) (.+)$`)
	mediumStyle = lazy(`(?i)^((?:as |in )?(?:an? )?[\w -]+?) (?:in the (?:style|manner) of|by|à la) .+$`)
	likeA       = lazy(`(?i)^(?:(?:something |a bit |more |kind of )*(?:look(?:s|ing)? )?like|as if it (?:were|was)|as though it (?:were|was)|resembling) (.+)$`)
	asA         = lazy(`(?i)^(?:as|into|in the form of|rendered as|drawn as|painted as|done as) (?:an? |the )?(.+)$`)
	xStyle      = lazy(`(?i)^(?:in )?(?:an? |the )?(.+?)(?:[- ]style| style| look| aesthetic)$`)
	workBy      = lazy(` (?:painting|picture|drawing|print|photo|photograph|illustration|poster|film|movie|scene|work)s?$`)
	inFront     = lazy(`(?i)^(?:(?:as|in|with|at|on|by|to|into|during|around|under|for|from|of|an?|the|some|very|really|quite|rather|more|all|completely|totally|fully|pure|purely|just|set|shot|made|lit(?: up)? by|lit with|illuminated by|feel|style|seen|taken|painted|drawn|rendered|something|kind of|sort of) +)+`)
	afterAxis   = lazy(`(?i) +(?:lighting|light|mood|atmosphere|feeling|feel|vibe|palette|tones?|weather|style|scene|picture|image|version|look|please|now|instead|effect|framing|composition|viewpoint|view|angle|camera|texture|finish|surface|setting|time of day|time|technique|medium|shot|colou?rs?|colou?r scheme)$`)
)

// meaning says which axis a phrase (lower case) decides, and the words to put
// there. With keep the person's own content words stay in those words.
func (c *Composer) meaning(phrase string, s scene, keep bool) (prompt.Axis, string, bool) {
	phrase = strings.ReplaceAll(strings.Trim(phrase, " .,;:!?"), " & ", " and ")
	if phrase == "" {
		return "", "", false
	}
	if v, ok := c.colours(phrase); ok {
		return prompt.Palette, v, true
	}
	if m := styleOf().FindStringSubmatch(phrase); m != nil {
		return prompt.Medium, "in the style of " + c.manner(m[1]), true
	}
	if m := mediumStyle().FindStringSubmatch(phrase); m != nil && c.isMedium(m[1]) {
		return prompt.Medium, mediumPhrase(inFront().ReplaceAllString(phrase, "")), true
	}
	if m := clock().FindString(phrase); m != "" && len(wordsOf(phrase)) <= 4 {
		return prompt.Time, "at " + m, true
	}
	for _, p := range []string{phrase, inFront().ReplaceAllString(phrase, ""), afterAxis().ReplaceAllString(phrase, ""), afterAxis().ReplaceAllString(inFront().ReplaceAllString(phrase, ""), "")} {
		if e, ok := c.namedIn("", p, s); ok {
			return e.axis, c.said(e, p, s, keep), true
		}
		for _, e := range c.book.season {
			if slices.Contains(e.names, p) {
				return prompt.Time, e.value, true
			}
		}
	}
	if m := likeA().FindStringSubmatch(phrase); m != nil {
		if name := bare(workBy().ReplaceAllString(m[1], "")); c.book.styles[name] { // "like a Rockwell painting"
			return prompt.Medium, "in the style of " + asName(name), true
		}
	}
	if m := likeA().FindStringSubmatch(phrase); m != nil {
		if axis, v, ok := c.meaning(bare(m[1]), s, keep); ok && axis != prompt.Setting {
			return axis, v, ok
		}
		switch {
		case len(m[1]) < 3:
			return "", "", false
		case c.isMedium(m[1]):
			return prompt.Medium, mediumPhrase(m[1]), true
		}
		return prompt.Medium, "like " + withArticle(m[1]), true
	}
	if m := asA().FindStringSubmatch(phrase); m != nil && c.isMedium(m[1]) {
		return prompt.Medium, mediumPhrase(m[1]), true
	}
	if m := xStyle().FindStringSubmatch(phrase); m != nil && (!strings.HasSuffix(phrase, " look") || c.isMedium(m[1]) || strings.ContainsAny(m[1], "0123456789") || hasAnyWord(m[1], "vintage", "retro", "modern")) {
		if c.book.styles[m[1]] {
			return prompt.Medium, "in the style of " + asName(m[1]), true
		}
		return prompt.Medium, "in " + m[1] + " style", true
	}
	if bareWords := wordsOf(inFront().ReplaceAllString(phrase, "")); len(bareWords) <= 4 && len(bareWords) > 1 {
		last := bareWords[len(bareWords)-1]
		if _, ok := c.named(prompt.Medium, last); ok && !slices.ContainsFunc(bareWords, isPreposition) {
			return prompt.Medium, withArticle(strings.Join(bareWords, " ")), true
		}
		if last == "shadows" && !slices.ContainsFunc(bareWords, isPreposition) {
			return prompt.Lighting, "light that throws " + strings.Join(bareWords, " "), true
		}
		if slices.Contains([]string{"spotlight", "glow", "lamp", "candle"}, last) && !slices.ContainsFunc(bareWords, isPreposition) {
			return prompt.Lighting, withArticle(strings.Join(bareWords, " ")), true
		}
		if slices.Contains([]string{"light", "lighting", "backlight", "sunlight", "moonlight", "candlelight", "firelight", "lamplight", "starlight", "daylight"}, last) && !slices.ContainsFunc(bareWords, isPreposition) {
			return prompt.Lighting, strings.Join(bareWords, " "), true
		}
		if slices.Contains([]string{"mood", "atmosphere", "feeling", "vibe"}, last) {
			return prompt.Mood, strings.Join(bareWords[:len(bareWords)-1], " "), true
		}
	}
	return "", "", false
}

// manner is whose style it is, with capitals where it is a name that we know.
func (c *Composer) manner(of string) string {
	if c.book.styles[lower(of)] {
		return asName(of)
	}
	return of
}

// asName gives a person's name its capitals.
func asName(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if !slices.Contains([]string{"van", "von", "de", "da", "der"}, w) || i == 0 && len(words) == 1 {
			words[i] = capital(w)
		}
	}
	return strings.Join(words, " ")
}

// mediumPhrase gives a medium its article by its head: "a lino print in two
// colours".
func mediumPhrase(phrase string) string {
	head := phrase
	for _, p := range []string{" in ", " of ", " by ", " on ", " with ", " from "} {
		head, _, _ = strings.Cut(head, p)
	}
	return strings.TrimSuffix(withArticle(head), head) + phrase
}

// said words an entry for the text. With keep, the person's own word for it
// stays: "tranquil and calm" for "tranquil".
func (c *Composer) said(e entry, phrase string, s scene, keep bool) string {
	v := c.worded(e, s)
	if !keep || containsAll(v, phrase) {
		return v
	}
	switch e.axis {
	case prompt.Medium:
		if phrase == "film" || hasAnyPrefix(phrase, "analog", "on film", "shot on") {
			if strings.HasSuffix(phrase, "film") {
				return "shot on film"
			}
			return v
		}
		switch last := wordsOf(phrase)[len(wordsOf(phrase))-1]; {
		case last == "photography":
			return withArticle(strings.TrimSuffix(phrase, "y"))
		case last == "art" && strings.Contains(phrase, " "):
			return "a piece of " + phrase
		case slices.Contains(periods, phrase):
			return withArticle(phrase + " painting")
		case slices.Contains(nounless, phrase):
			return article(phrase) + " " + phrase + " " + strings.TrimPrefix(strings.TrimPrefix(v, "an "), "a ")
		case strings.HasSuffix(last, "ism"):
			return "in the style of " + phrase
		case last == "style" || last == "look" || last == "aesthetic":
			return "in " + phrase
		case hasAnySuffix(last, "ic", "al", "ist", "ed", "ish", "ful", "oon-like", "istic"):
			plain := strings.TrimPrefix(strings.TrimPrefix(v, "an "), "a ")
			return withArticle(phrase + " " + plain)
		}
		return withArticle(phrase)
	case prompt.Mood:
		if strings.HasPrefix(v, phrase) || slip(phrase, firstWord(v)) || strings.HasPrefix(phrase, strings.TrimSuffix(firstWord(v), "y")) || slices.Contains([]string{"a dream", "nightmare", "a nightmare"}, phrase) {
			return v
		}
		if hasAnySuffix(phrase, "ness", "ity", "sion", "ama", "ery", "ude", "lgia", "hope", "love", "peace", "magic", "energy", "fun", "party") {
			return "full of " + phrase
		}
		return phrase + " and " + wordsOf(v)[0]
	case prompt.Camera:
		phrase = strings.TrimPrefix(phrase, "seen ")
		switch {
		case strings.HasSuffix(phrase, "top view") || phrase == "view from above":
			return v
		case hasAnyPrefix(phrase, "close-up", "closeup", "profile", "close up"):
			return "in " + phrase
		case hasAnyPrefix(phrase, "from", "at ", "through", "in ", "with", "over", "looking", "straight", "top", "head", "side"):
			return phrase
		case hasAnySuffix(phrase, " away", " off", "afar"):
			return "from " + phrase
		case strings.HasPrefix(phrase, "wide") && strings.HasSuffix(phrase, "angle"):
			return v
		case strings.HasSuffix(phrase, " lens"):
			return "through " + withArticle(phrase)
		case strings.Contains(phrase, "angle") && !strings.Contains(phrase, "wide"):
			return "from " + withArticle(phrase)
		}
		return "in " + withArticle(phrase)
	case prompt.Composition:
		if hasAnySuffix(phrase, "body", "figure", "length", "portrait", "shot", "toe", "head shot", "shoulders") {
			return v
		}
		return layoutPhrase(phrase) + ", " + strings.TrimPrefix(v, "with ")
	case prompt.Texture:
		if likeAdjective(phrase) {
			return v // "with grainy" is no English
		}
	case prompt.Setting:
		if !isPreposition(firstWord(phrase)) {
			return "with " + withArticle(phrase) // "a calm sea"
		}
	case prompt.Lighting:
		switch {
		case strings.HasPrefix(phrase, "lit "):
			return v
		case slices.Contains([]string{"spotlight", "lamp", "beam", "torch", "flash", "glow", "fire", "single lamp", "key light", "rim light"}, phrase):
			return withArticle(phrase)
		}
	case prompt.Time:
		if hasAnyPrefix(phrase, "bei ", "de ", "di ") {
			return v
		}
		return withTimePreposition(phrase)
	}
	return phrase
}

// layoutPhrase says a word for the composition so that it can follow "the frame
// is built".
func layoutPhrase(phrase string) string {
	switch {
	case isPreposition(firstWord(phrase)):
		return phrase
	case hasAnySuffix(phrase, "al", "ed", "ist", "ic", "istic", "y", "er"):
		return "with " + article(phrase) + " " + phrase + " layout"
	}
	if slices.Contains([]string{"reflection", "silhouette", "panorama", "diagonal", "grid", "triangle", "curve", "pattern", "frame", "vanishing point"}, phrase) {
		return "with " + withArticle(phrase)
	}
	return "with " + phrase
}

// periods are times whose manner is asked for.
var periods = []string{"renaissance", "baroque", "rococo", "gothic", "mannerist", "neoclassical", "romantic"}

// nounless are names of media that need a noun after them.
var nounless = []string{"ukiyo-e", "ukiyo e", "sumi-e", "sumi e", "8-bit", "16-bit", "8 bit", "16 bit", "portra", "kodak", "ghibli", "studio ghibli", "35 mm", "bauhaus", "lego"}

func withTimePreposition(phrase string) string {
	if hasAnyPrefix(phrase, "at ", "in ", "on ", "late ", "early ", "during ") {
		return phrase
	}
	switch {
	case phrase == "day":
		return "by day"
	case strings.HasSuffix(phrase, "moon"):
		return "under a " + phrase
	case clock().MatchString(phrase):
		return "at " + phrase
	case hasAnySuffix(phrase, "morning", "evening", "afternoon", "day", "daytime", "hour", "hours"):
		return "in the " + phrase
	}
	return "at " + phrase
}

func containsAll(text, phrase string) bool {
	text = strings.ReplaceAll(text, "-", " ")
	for _, w := range wordsOf(strings.ReplaceAll(phrase, "-", " ")) {
		if !hasWord(text, w) && !isDeterminer(w) && !slices.Contains([]string{"in", "on", "at", "of", "with", "as", "by", "to", "for", "from"}, w) {
			return false
		}
	}
	return true
}

// thingsToo are colours that are rather things unless something says colour:
// "a ship in a bottle".
var thingsToo = []string{
	"bottle", "lead", "ash", "leaf", "leaves", "wine", "brick", "cherry", "blood", "smoke", "steel", "chalk", "pearl", "rose", "peach", "salmon", "lime", "plum", "lemon", "butter", "honey",
	"coral", "bone", "cream", "linen", "moss", "mint", "sage", "olive", "oyster", "slate", "charcoal", "walnut", "chestnut", "mahogany", "saffron", "amber", "ruby", "sapphire", "emerald", "jade",
	"tan", "rust", "lavender", "apricot", "tangerine", "aubergine", "brass", "pewter", "sand", "oranges", "ivory", "mustard", "copper", "bronze", "petrol", "primrose",
}

var saysColour = []string{"only", "just", "mostly", "shades", "shade", "tones", "tone", "tints", "hues", "colours", "colors", "colour", "color", "palette", "pale", "deep", "dark"}

var colourFiller = []string{
	"only", "just", "mostly", "all", "in", "with", "of", "and", "or", "the", "a", "shades", "shade", "tones", "tone", "tints", "hues", "colours", "colors",
	"colour", "color", "palette", "nothing", "but", "mainly", "use", "using", "to", "very", "light", "dark", "deep", "pale", "bright", "soft", "some", "touch", "muted", "it", "everything", "on", "monochrome", "pastel", "dusty", "warm", "cool", "faded", "vivid", "rich", "dull", "strong", "cold", "smoky",
}

// colours understands a phrase that is nothing but colours: "only blues",
// "in red and gold", "shades of green". One family gets its range of shades.
func (c *Composer) colours(phrase string) (string, bool) {
	if phrase == "black and white" || phrase == "black-and-white" {
		return "", false
	}
	var kept, names []string
	words := wordsOf(phrase)
	if len(words) > 0 && words[len(words)-1] == "light" {
		return "", false
	}
	for _, w := range words {
		parts := strings.Split(w, "-")
		switch {
		case c.book.isColour(w) || len(parts) == 2 && c.book.isColour(parts[1]):
			names = append(names, w)
		case !slices.Contains(colourFiller, w):
			return "", false
		}
	}
	if len(names) == 0 || !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(thingsToo, n) }) &&
		!slices.ContainsFunc(words, func(w string) bool { return slices.Contains(saysColour, w) }) {
		return "", false
	}
	if len(words) == 2 && slices.Contains(thingsToo, words[1]) && !slices.Contains(thingsToo, words[0]) && c.book.isColour(words[0]) {
		return "", false // "green smoke"
	}
	strict := false
	for i, w := range words {
		if slices.Contains([]string{"only", "just", "mostly", "mainly"}, w) {
			strict = true
		}
		filler := slices.Contains([]string{"in", "with", "use", "using", "the", "a", "to", "it", "colours", "colors", "colour", "color", "palette", "everything", "all", "nothing", "but", "some"}, w)
		if (w == "and" || w == "or" || w == "of" || w == "on") && len(kept) == 0 {
			filler = true
		}
		if !filler {
			kept = append(kept, words[i])
		}
	}
	v := strings.Join(kept, " ")
	if len(names) == 1 {
		for _, f := range c.book.colours {
			if f.name == names[0] || f.name+"s" == names[0] {
				if !strict && len(kept) == 1 {
					v = plural(strings.TrimSuffix(names[0], "s"))
				}
				return v + ", " + f.shade, true
			}
		}
	}
	return v, true
}

// degreeOf understands "a bit darker", "more contrast", "less busy".
func (c *Composer) degreeOf(phrase string, s scene) (prompt.Axis, string, bool) {
	d, ok := c.book.degrees[phrase]
	if !ok {
		return "", "", false
	}
	e, ok := c.namedIn(d.axis, d.name, s)
	if !ok {
		return "", "", false
	}
	for _, x := range c.book.axes[d.axis] { // a plain entry made for asking comes first
		if x.asked && slices.Contains(x.names, d.name) && len(x.needs) == 0 && !(e.asked && len(e.needs) > 0 && s.fits(e)) {
			e = x
		}
	}
	return e.axis, c.worded(e, s), true
}
