package composer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The little English that editing a sentence needs. Everything works on byte
// offsets of the text as it is, so that what is not touched stays as it is.

var irregular = map[string]string{
	"men": "man", "women": "woman", "children": "child", "people": "person", "mice": "mouse", "geese": "goose",
	"wolves": "wolf", "leaves": "leaf", "knives": "knife", "shelves": "shelf", "feet": "foot", "teeth": "tooth", "loaves": "loaf",
	"fishermen": "fisherman", "calves": "calf", "oxen": "ox", "lives": "life", "elves": "elf", "dwarves": "dwarf", "policemen": "policeman",
}

// singulars are the forms a plural may come from.
func singulars(w string) []string {
	if s, ok := irregular[w]; ok {
		return []string{s}
	}
	var out []string
	if s, ok := strings.CutSuffix(w, "ies"); ok && s != "" {
		out = append(out, s+"y")
	}
	if s, ok := strings.CutSuffix(w, "es"); ok && s != "" {
		out = append(out, s)
	}
	if s, ok := strings.CutSuffix(w, "s"); ok && s != "" && !strings.HasSuffix(s, "s") {
		out = append(out, s)
	}
	return out
}

// plural is the usual plural of a noun phrase's last word.
func plural(w string) string {
	for p, s := range irregular {
		if s == w || strings.HasSuffix(w, " "+s) {
			return strings.TrimSuffix(w, s) + p
		}
	}
	switch {
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	case hasAnySuffix(w, "s", "x", "z", "ch", "sh"):
		return w + "es"
	}
	return w + "s"
}

func hasAnySuffix(s string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(x string) bool { return strings.HasSuffix(s, x) })
}

// forms are the ways a thing may stand in a text: as said, singular, plural.
func forms(thing string) []string {
	out := []string{thing}
	head, last := "", thing
	if i := strings.LastIndexByte(thing, ' '); i >= 0 {
		head, last = thing[:i+1], thing[i+1:]
	}
	for _, s := range singulars(last) {
		out = append(out, head+s)
	}
	if len(singulars(last)) == 0 || irregular[last] == "" && !strings.HasSuffix(last, "s") {
		out = append(out, head+plural(last))
	}
	return out
}

var determiners = []string{
	"a", "an", "the", "some", "any", "many", "few", "several", "his", "her", "their", "its", "this", "that", "these", "those",
	"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "twenty", "hundred", "thousand",
	"every", "each", "all", "both", "another", "lots", "my", "our", "no", "more", "other", "only", "just", "half", "plenty",
}

var prepositions = []string{
	"in", "on", "at", "over", "under", "by", "near", "with", "without", "of", "from", "into", "onto", "through", "across", "above", "below",
	"behind", "beside", "between", "among", "against", "along", "around", "beneath", "inside", "outside", "towards", "toward", "to", "for",
	"during", "before", "after", "off", "past", "next", "like", "as", "upon", "where", "while", "when", "who", "that", "which", "seen", "beyond",
	"wearing", "holding", "made", "except", "covered", "surrounded", "lit",
}

var conjunctions = []string{"and", "or", "but", "nor", "then", "plus"}

func isDeterminer(w string) bool {
	return slices.Contains(determiners, w) || digits(w)
}

func digits(w string) bool {
	return w != "" && strings.Trim(w, "0123456789") == ""
}

// foreignPrepositions go with what they stand before when that is taken out.
var foreignPrepositions = []string{"im", "am", "auf", "bei", "unter", "vor", "mit", "dans", "sur", "sous", "avec", "en", "con", "sobre", "bajo", "nel", "nella", "sul", "sulla"}

var foreignArticles = []string{"ein", "eine", "der", "die", "das", "un", "une", "le", "la", "les", "una", "el", "los", "las", "il", "lo", "uno"}

func isPreposition(w string) bool { return slices.Contains(prepositions, w) }

// isParticiple says whether a word is "walking" or "parked" rather than a noun.
func isParticiple(w string) bool {
	if len(w) < 5 || slices.Contains([]string{"evening", "morning", "spring", "string", "building", "painting", "ceiling", "clothing", "wedding", "something", "nothing", "lightning", "drawing", "railing", "awning", "speed", "steed", "reed", "seaweed", "shred", "breed", "hundred", "sacred", "viking", "earring", "herring", "stocking", "pudding", "darling", "duckling", "sibling", "dumpling", "sapling", "starling", "gosling"}, w) {
		return false
	}
	return hasAnySuffix(w, "ing", "ed")
}

func isConjunction(w string) bool { return slices.Contains(conjunctions, w) }

var leadingDeterminer = lazy(`^(?i)(?:(?:all|any|some|the|a|an|those|these|that|this|more|of|such|his|her|their|its|my|our) +)+`)

// bare strips articles and the like from the front of a thing.
func bare(s string) string {
	s = strings.Trim(s, " ,;:.!?")
	return strings.TrimSpace(leadingDeterminer().ReplaceAllString(s, ""))
}

// withArticle puts a or an in front of a singular thing that has no determiner.
func withArticle(s string) string {
	w := wordsOf(s)
	for i := range w {
		if i > 0 && (isPreposition(w[i]) || w[i] == "everywhere" || w[i] == "all" || strings.HasSuffix(w[i], "ing") && isParticiple(w[i])) {
			w = w[:i] // "smoke from the chimney" has the article of smoke
			break
		}
	}
	if len(w) > 0 && hasAnyPrefix(w[0], "somebody", "someone", "something", "nobody") {
		return s
	}
	if len(w) == 0 || slices.Contains(uncounted, strings.Join(w, " ")) || isDeterminer(w[0]) || looksPlural(w[len(w)-1]) || isMass(w[len(w)-1]) || startsUpper(s) {
		return s
	}
	return article(s) + " " + s
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || r == '"' || r == '“' || r > unicode.MaxLatin1
}

var massNouns = []string{
	"fog", "mist", "rain", "snow", "smoke", "steam", "grass", "water", "sand", "lightning", "light", "moonlight", "sunlight", "ice", "fire", "music",
	"people", "cattle", "sheep", "fish", "furniture", "ivy", "moss", "seaweed", "wind", "thunder", "dust", "haze", "bread", "wine", "tea", "coffee",
	"frost", "hail", "traffic", "laundry", "driftwood", "foam", "confetti", "graffiti", "neon", "fruit", "food", "foliage", "deer", "heather", "depth", "wildlife", "children", "men", "women", "geese", "mice",
	"lavender", "hay", "mud", "flour", "sugar", "salt", "dirt", "soil", "hair", "fur", "paint", "blood", "jewellery", "armour", "armor", "money", "glitter", "silk", "cotton", "milk", "rice", "cheese", "chocolate", "leather", "vegetation", "greenery", "darkness", "bokeh", "spray", "surf", "gold", "contrast", "texture", "detail", "drama", "space", "makeup", "make-up", "skin", "jewelry", "stubble",
}

func isMass(w string) bool { return slices.Contains(massNouns, w) || strings.HasSuffix(w, "fish") }

func looksPlural(w string) bool {
	if slices.Contains([]string{"lens", "canvas", "gas", "paris", "venus", "cosmos", "chaos", "atlas", "christmas", "series", "texas", "james", "athens", "bus", "octopus", "cactus"}, w) {
		return false
	}
	return irregular[w] != "" || len(w) > 3 && strings.HasSuffix(w, "s") && !hasAnySuffix(w, "ss", "us", "is")
}

// article is the indefinite article that fits the sound of the next word.
func article(next string) string {
	w := lower(strings.TrimLeft(next, `"“'`))
	switch {
	case w == "":
		return "a"
	case hasAnyPrefix(w, "hour", "honest", "heir", "honour", "8", "11", "18", "x-ray"):
		return "an"
	case hasAnyPrefix(w, "one", "once", "uni", "use", "user", "usual", "euro", "eu", "ukulele", "utopia") && !hasAnyPrefix(w, "unin", "unim", "unid"):
		return "a"
	case strings.ContainsRune("aeiou", rune(w[0])):
		return "an"
	}
	return "a"
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(x string) bool { return strings.HasPrefix(s, x) })
}

var articleBefore = lazy(`(?:^|[\s"“(])([Aa]n?) $`)

// fixArticle corrects the a or an that stands right before offset at.
func fixArticle(text string, at int) string {
	if at <= 0 || at >= len(text) {
		return text
	}
	m := articleBefore().FindStringSubmatchIndex(text[:at])
	if m == nil {
		return text
	}
	right := article(text[at:])
	if text[m[2]] == 'A' {
		right = capital(right)
	}
	return text[:m[2]] + right + text[m[3]:]
}

// capital gives a text a capital first letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// small gives a text a small first letter unless it seems to be a name.
func small(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if n == 0 || unicode.IsUpper(next) || unicode.IsDigit(next) || next == '-' {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// replaceAt puts with in the place of text[start:end] and mends what stands
// next to it: case, article.
func replaceAt(text string, start, end int, with string) string {
	if atSentenceStart(text, start) {
		with = capital(with)
	}
	return fixArticle(text[:start]+with+text[end:], start)
}

func atSentenceStart(text string, at int) bool {
	left := strings.TrimRight(text[:at], " \t\n\"“(")
	return left == "" || strings.HasSuffix(left, ".") || strings.HasSuffix(left, "!") || strings.HasSuffix(left, "?")
}

// cutAt takes text[start:end] out and mends spaces and commas around the gap.
func cutAt(text string, start, end int) string {
	left, right := strings.TrimRight(text[:start], " \t"), strings.TrimLeft(text[end:], " \t")
	begins := left == "" || strings.ContainsRune(".!?\n", rune(left[len(left)-1]))
	if begins {
		right = strings.TrimLeft(right, " ,;:")
		if left != "" && strings.HasPrefix(right, ".") {
			right = strings.TrimLeft(right[1:], " ")
		}
		right = capital(right)
	}
	switch {
	case right == "":
		return strings.TrimRight(left, " ,;:")
	case left == "":
		return right
	case strings.ContainsRune(",.;:!?", rune(right[0])):
		return strings.TrimRight(left, " ,;:") + right
	case strings.HasSuffix(left, "\n") || strings.HasPrefix(right, "\n"):
		return left + right
	}
	joined := left + " " + right
	return fixArticle(joined, len(left)+1)
}

// span is a stretch of a text in bytes.
type span struct{ start, end int }

// sentences are the sentences of a text, each with its end mark.
func sentences(text string) []span {
	var out []span
	start, quoted := 0, false
	for i, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '“':
			quoted = true
		case r == '”':
			quoted = false
		}
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			end = i + 1
		}
		stop := (r == '.' || r == '!' || r == '?') && !quoted && (end >= len(text) || text[end] == ' ' || text[end] == '\n') && !abbreviation(text[start:i])
		if stop || r == '\n' || r == '。' {
			if strings.TrimSpace(text[start:end]) != "" {
				out = append(out, trimSpan(text, start, end))
			}
			start, quoted = end, false
		}
	}
	if start < len(text) && strings.TrimSpace(text[start:]) != "" {
		out = append(out, trimSpan(text, start, len(text)))
	}
	return out
}

func abbreviation(before string) bool {
	return hasAnySuffix(before, " St", " Mr", " Mrs", " Dr", " vs", "e.g", "i.e", " No")
}

func trimSpan(text string, start, end int) span {
	for start < end && (text[start] == ' ' || text[start] == '\n' || text[start] == '\t') {
		start++
	}
	for end > start && (text[end-1] == ' ' || text[end-1] == '\n' || text[end-1] == '\t') {
		end--
	}
	return span{start, end}
}
