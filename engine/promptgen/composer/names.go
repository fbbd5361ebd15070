package composer

import (
	"easel/engine/prompt"
	"slices"
	"strings"
)

// Names of choices and of places where a text says them outright.

// everyday are names of choices that mean something else in most texts.
var everyday = []string{
	"film", "oil", "oils", "ink", "sketch", "drawing", "painting", "painted", "flat", "clay", "wool", "felt", "chalk", "pixel", "pixels", "vector", "3d",
	"poster", "mural", "postcard", "miniature", "comic", "comics", "illustration", "photo", "macro", "collage", "quilt", "crayon", "crayons", "pencil",
	"neon", "fire", "beams", "rays", "lamp", "candles", "glow", "fireplace", "moon", "darkness", "gradient", "overcast", "beam", "flash", "haze", "afterglow", "torch",
	"wide", "close", "near", "lower", "higher", "above", "below", "profile", "overhead", "distant", "far away", "orbit", "doorway", "tilt", "level", "framed", "compressed",
	"smooth", "rough", "grain", "dots", "tiles", "canvas", "sharp", "crisp", "clean", "washes", "polished", "glossy", "stains", "facets", "blooms", "drips", "plaster", "cracked",
	"weathered", "worn edges", "old paper", "fuzzy", "fibres", "stitches", "grainy", "faded", "materials", "chalky", "gritty", "textured", "detailed", "hatched", "tactile", "smudged",
	"warm", "cool", "pale", "muted", "vivid", "colourful", "colorful", "pastel", "pastels", "dark tones", "saturated", "vibrant", "render", "oil paint", "tapestry", "textile",
	"manga", "cartoon", "documentary", "snapshot", "silkscreen", "fresco", "studio photo", "realistic", "abstract", "frontal", "side view", "back view", "rear view", "head on", "schematic", "blueprint", "engraving", "graffiti",
	"street art", "stop motion", "knitted", "embroidered", "stained glass", "mosaic", "tapestries", "embroidery", "folded paper", "torn paper", "paper art", "orbital", "retro", "neon sign", "illumination", "panorama", "from the sky", "from behind", "natural light", "spotlight", "lantern light", "street lights", "streetlights", "street light", "lit windows", "city lights", "window light", "ground level", "from the side", "from a window", "in the distance", "from a distance", "by the window", "crayon drawing", "looking up", "looking down",
}

// longestName finds the longest name of a choice that a text says outright;
// everyday words do not count.
func (c *Composer) longestName(axis prompt.Axis, text string) (span, bool) {
	best := span{-1, -1}
	text = unquoted(text)
	for _, e := range c.book.axes[axis] {
		for _, n := range append([]string{e.value, e.drawn}, e.names...) {
			if n == "" || slices.Contains(everyday, n) || len(n) <= best.end-best.start {
				continue
			}
			if i := wordIndex(text, n, 0); i >= 0 {
				best = span{i, i + len(n)}
			}
		}
	}
	return best, best.start >= 0
}

// withPreposition widens the words of an hour to the left over "at", "in the",
// "on a" and the like, if they end in a preposition.
func withPreposition(text string, at span) span {
	start := at.start
	for range 4 {
		left := strings.TrimRight(text[:start], " ")
		i := strings.LastIndexByte(left, ' ') + 1
		w := lower(left[i:])
		switch {
		case slices.Contains([]string{"at", "in", "during", "before", "by", "on", "around", "under", "of", "just"}, w):
			return span{i, at.end}
		case slices.Contains([]string{"the", "a", "an", "early", "late"}, w):
			start = i
		default:
			return at
		}
	}
	return at
}

var placePrepositions = []string{"in", "on", "at", "under", "over", "by", "near", "inside", "through", "across", "along", "above", "beside", "beneath", "behind", "among", "between", "around", "against", "outside", "overlooking", "from"}

// placePhrase finds the first "in the forest", "on a beach", "in Lisbon".
func (c *Composer) placePhrase(text string) (span, bool) {
	words := wordPattern().FindAllStringIndex(text, -1)
	for i, w := range words {
		if i == 0 || !slices.Contains(placePrepositions, lower(text[w[0]:w[1]])) {
			continue
		}
		end := i + 1
		for end < len(words) {
			s := lower(text[words[end][0]:words[end][1]])
			if strings.ContainsAny(text[words[end-1][1]:words[end][0]], ",;:.\"“") || isPreposition(s) && s != "of" || isConjunction(s) || strings.HasSuffix(s, "ing") && end > i+2 {
				break
			}
			end++
		}
		if end == i+1 {
			continue
		}
		at := span{w[0], words[end-1][1]}
		inner := text[words[i+1][0]:at.end]
		s := c.book.look(inner, "")
		name := startsUpper(text[words[end-1][0]:]) && i+1 < end && (i > 0)
		if s.known && (s.kind == "place" || s.kind == "building") || name && !slices.Contains([]string{"by", "from"}, lower(text[w[0]:w[1]])) {
			return at, true
		}
	}
	return span{}, false
}

// properNames gives names of towns and peoples that were typed small their
// capitals: "paris in the rain", and "3d" its own.
func (c *Composer) properNames(text string) string {
	text = acronym().ReplaceAllStringFunc(nameAndEra().ReplaceAllString(text, "$1 in the $2"), strings.ToUpper)
	words := wordSpans(text)
	for i := len(words) - 1; i >= 0; i-- {
		for n := min(3, len(words)-i); n > 0; n-- {
			at := span{words[i].start, words[i+n-1].end}
			name := text[at.start:at.end]
			if name == lower(name) && (c.book.proper[name] || c.isCity(name)) && !insideQuotes(text, at.start) {
				text = text[:at.start] + asName(name) + text[at.end:]
			}
		}
	}
	return text
}

var (
	acronym    = lazy(`\b(?:3d|rgb|led|tv|ufo|usa|nyc|dj|vr|bbq|nasa)\b`)
	nameAndEra = lazy(`(?i)^([\p{L} ]+[\p{L}]) ((?:early |late |mid-)?\d{3}0s)$`)
	saysText   = lazy(`\b((?:[Ss]ays|[Ss]aying|[Rr]eads|[Rr]eading|[Ww]ith the words?|[Ll]abelled|[Ll]abeled|[Tt]itled|[Tt]he words?|[Tt]he text) )((?:[A-Z][A-Z0-9'&!?-]+)(?: [A-Z0-9][A-Z0-9'&!?-]*){0,5})(?:$|[ ,.])`)
)

// lettering puts quotes around what a sign says in capitals.
func lettering(text string) string {
	m := saysText().FindStringSubmatchIndex(text)
	if m == nil || insideQuotes(text, m[0]) {
		return text
	}
	return text[:m[4]] + `"` + text[m[4]:m[5]] + `"` + text[m[5]:]
}
