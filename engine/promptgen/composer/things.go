package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Things are what stands in a text as nouns. Here they are found, added,
// replaced and counted, in texts of ours and of the person.

// find finds a thing in the text, as singular or plural, without its article.
func (d *draft) find(thing string) (span, bool) {
	if slices.Contains(frameWords, lower(bare(thing))) {
		return span{-1, -1}, false
	}
	if at, ok := findIn(d.p.Text, thing); ok {
		return at, true
	}
	for _, other := range synonyms[lower(bare(thing))] {
		if at, ok := findIn(d.p.Text, other); ok {
			return at, true
		}
	}
	for _, other := range namesAbroad(d.p.Text, bare(thing)) {
		if at, ok := findIn(d.p.Text, other); ok {
			return at, true
		}
	}
	return span{-1, -1}, false
}

// synonyms are other words for the same people and things.
var synonyms = map[string][]string{
	"kid": {"child", "boy", "girl"}, "kids": {"children"}, "child": {"kid", "boy", "girl"}, "children": {"kids"}, "guy": {"man"}, "guys": {"men", "people"}, "lady": {"woman", "girl"},
	"woman": {"lady"}, "folks": {"people"}, "persons": {"people"}, "person": {"man", "woman", "people"}, "puppy": {"dog"}, "doggo": {"dog"}, "pup": {"dog"}, "kitty": {"cat"}, "kitten": {"cat"},
	"bike": {"bicycle"}, "bicycle": {"bike"}, "couch": {"sofa"}, "sofa": {"couch"}, "plane": {"airplane", "aeroplane"}, "ship": {"boat"}, "ocean": {"sea"}, "sea": {"ocean"}, "woods": {"forest"}, "forest": {"woods"},
	"bunny": {"rabbit"}, "birdie": {"bird"}, "motorbike": {"motorcycle"}, "motorcycle": {"motorbike"}, "picture": {"painting"}, "stone": {"rock"}, "rocks": {"stones"}, "car": {"vehicle"},
}

func (d *draft) mentions(thing string) bool {
	_, ok := d.find(thing)
	return ok
}

// frameWords are words of our own sentences, which are no things.
var frameWords = []string{"everything", "all", "it", "it all", "picture", "finished picture", "view", "mood", "palette", "colours", "colour", "colors", "color", "surface", "format", "frame", "light", "lit", "we", "one", "ones", "edge", "others"}

func findIn(text, thing string) (span, bool) {
	best := span{-1, -1}
	for _, f := range forms(bare(thing)) {
		if i := wordIndex(text, f, 0); i >= 0 && (best.start < 0 || i < best.start) {
			best = span{i, i + len(f)}
		}
	}
	return best, best.start >= 0
}

// group widens a noun to its article, count and adjectives.
func group(text string, at span) span {
	start := at.start
	widened := start
	for range 4 {
		left := strings.TrimRight(text[:start], " ")
		if left == "" || len(left) == start && start > 0 && text[start-1] != ' ' {
			break
		}
		i := strings.LastIndexAny(left, " \n\t\"“(") + 1
		w := lower(strings.Trim(left[i:], `"“`))
		if w == "" || strings.ContainsAny(left[len(left)-1:], ",;:.!?)”\"") || isPreposition(w) || isConjunction(w) || hasAnySuffix(w, "’s", "'s") {
			break
		}
		if slices.Contains(doneTo, w) && !isDeterminer(lastWord(strings.TrimRight(text[:i], " "))) {
			break // "a dragon breathing fire"
		}
		start = i
		if isDeterminer(w) {
			if digits(w) && hasAnyPrefix(lower(text[start+len(w):]), " year", "-year") {
				continue // "a 70 year old man"
			}
			widened = start
			if !slices.Contains([]string{"only", "just", "of", "all"}, w) {
				break
			}
		}
	}
	for _, much := range []string{"plenty of ", "lots of "} {
		if strings.HasSuffix(lowerBytes(text[:widened]), much) {
			widened -= len(much)
		}
	}
	return span{widened, at.end}
}

// likeGroup is group that takes in the adjectives of a noun without an article
// too: "flying cars".
func likeGroup(text string, at span) span {
	g := group(text, at)
	for n := 0; n < 2 && (n > 0 || g.start == at.start); n++ {
		left := strings.TrimRight(text[:g.start], " ")
		w := lastWord(left)
		if w == "" || isPreposition(w) || isConjunction(w) || isDeterminer(w) || isParticiple(w) && !slices.Contains(byThemselves, w) || atSentenceStart(text, g.start) {
			break
		}
		g.start = len(left) - len(w)
	}
	return g
}

// doneTo are what one does to a thing; without the thing it is not done.
var doneTo = []string{"riding", "holding", "carrying", "wearing", "breathing", "eating", "drinking", "reading", "playing", "chasing", "catching", "throwing", "driving", "feeding", "pulling", "pushing", "flying", "wielding", "hugging"}

// add puts a thing into the first sentence: ", with a lighthouse and a boat".
func (d *draft) add(b *wordBook, thing string) {
	s := sentences(d.p.Text)
	if len(s) == 0 {
		d.p.Text = capital(thing) + "."
		return
	}
	first := d.p.Text[s[0].start:s[0].end]
	if m := alsoSentence().FindStringIndex(d.p.Text); m != nil {
		body := strings.TrimSuffix(d.p.Text[m[0]:m[1]], ".")
		if i := strings.LastIndex(body, " and "); i >= 0 {
			body = body[:i] + ", " + body[i+5:]
		}
		d.p.Text = d.p.Text[:m[0]] + body + " and " + thing + "." + d.p.Text[m[1]:]
		return
	}
	ours := strings.HasSuffix(first, ".") && len(strings.Fields(first)) <= longSentence && !strings.Contains(first, `."`)
	if !ours && !(len(s) == 1 && len(strings.Fields(first)) <= longSentence && !strings.ContainsAny(first[len(first)-1:], "!?\"”。")) {
		is := "is"
		if w := wordsOf(thing); len(w) > 0 && (looksPlural(w[len(w)-1]) || slices.Contains([]string{"two", "three", "many", "several"}, w[0])) {
			is = "are"
		}
		d.insertAfterFirst(s[0], "There "+is+" also "+thing+".")
		return
	}
	body, place := d.beforePlace(b, strings.TrimRight(first, "."), thing)
	own, sep := d.ownEnd(body), ", with "
	if place != "" && plain(body) && plain(thing) {
		sep = " with "
	}
	switch list := listStart(body, own); {
	case list >= 0:
		sep = " and "
		if j := strings.LastIndex(body, " and "); j > list && !isParticiple(nextWord(body, j+len(" and "))) {
			body = body[:j] + ", " + body[j+len(" and "):]
		}
	case own == len(body) && strings.Contains(d.p.Axes[prompt.Setting], "with "):
		sep = ", and with "
	}
	d.p.Text = d.p.Text[:s[0].start] + body + sep + thing + place + "." + d.p.Text[s[0].end:]
}

// ownEnd is where the person's words and the place end in a first sentence, after
// which comes the list of what was added.
func (d *draft) ownEnd(body string) int {
	v := d.p.Axes[prompt.Setting]
	if at := wordIndex(body, v, 0); at >= 0 {
		return at + len(v)
	}
	return 0
}

// beforePlace cuts the place that we chose off the end of a first sentence, so
// that a thing stands with the subject. A place that begins with "with" is cut
// off only where no other "with" comes next to it.
func (d *draft) beforePlace(b *wordBook, body, thing string) (before, place string) {
	v := d.p.Axes[prompt.Setting]
	at := wordIndex(body, v, 0)
	if _, ours := b.entryOf(prompt.Setting, b.withoutWeather(v)); !ours || at <= 0 {
		return body, ""
	}
	before = strings.TrimRight(body[:at], " ,")
	if after := body[at+len(v):]; strings.Contains(after, ", with ") || strings.Contains(after, " and with ") || strings.HasPrefix(v, "with ") && !(plain(thing) && (plain(before) || listStart(before, 0) >= 0)) {
		return body, ""
	}
	return before, ", " + body[at:]
}

// plain says whether words are a thing, or things, and no more.
func plain(words string) bool {
	return !slices.ContainsFunc(wordsOf(words), func(w string) bool { return isPreposition(w) && w != "of" || isParticiple(w) })
}

// listStart is where the list after the last "with" of a sentence begins, from
// an offset on; -1 where none ends it.
func listStart(body string, from int) int {
	for _, mark := range []string{", and with ", ", with "} {
		if i := strings.LastIndex(body[from:], mark); i >= 0 {
			return from + i + len(mark) - len("with ")
		}
	}
	list := from + strings.LastIndex(body[from:], " with ") + 1
	if list == from || !plain(body[:list-1]) {
		return -1 // "playing chess with a seagull"
	}
	if slices.ContainsFunc(wordsOf(body[list+len("with "):]), func(w string) bool { return isPreposition(w) && w != "of" || isParticiple(w) }) {
		return -1
	}
	return list
}

// replaceThing puts another thing where a thing is, in its number, everywhere.
func (d *draft) replaceThing(old, with string) bool {
	at, ok := d.find(old)
	for n := 0; ok && n < 24; n++ {
		text := d.p.Text
		new := with
		w := wordsOf(with)
		last := lower(text[at.start:at.end])
		g := at
		if startsUpper(text[at.start:at.end]) && text[at.start] < 0x80 { // "Eiffel Tower" is one name
			at.start = nameStart(text, at.start)
			g = at
		}
		if len(w) > 0 && isDeterminer(w[0]) {
			g = group(text, at)
			own := lower(firstWord(text[g.start:at.start]))
			if n > 0 && own == "the" && (w[0] == "a" || w[0] == "an") {
				new = "the " + strings.TrimSpace(with[len(w[0]):]) // it was named before
			}
			if strings.ContainsAny(text[g.start:at.start], `"“`) {
				g = at
			} else if slices.Contains([]string{"his", "her", "their", "its", "my", "our"}, own) && (w[0] == "a" || w[0] == "an") {
				g, new = at, strings.TrimSpace(with[len(w[0]):])
			} else if kept := adjectives(text[g.start:at.start]); kept != "" && len(w) == 2 && !isNumber(w[0]) {
				new = article(kept) + " " + kept + " " + with[strings.LastIndexByte(with, ' ')+1:]
			}
		} else if len(w) > 0 && looksPlural(lastWord(last)) && !looksPlural(w[len(w)-1]) && !isMass(w[len(w)-1]) && !startsUpper(with) {
			new = plural(with)
		} else if len(w) > 0 && looksPlural(w[len(w)-1]) && !looksPlural(last) {
			g = withoutArticle(text, at)
		}
		d.p.Text = replaceAt(text, g.start, g.end, new)
		rest, found := findIn(d.p.Text[g.start+len(new):], old)
		ok = found
		at = span{rest.start + g.start + len(new), rest.end + g.start + len(new)}
	}
	for axis, v := range d.p.Axes { // "with the dog on the left" is now about the cat
		if in, found := findIn(v, old); found && axis != prompt.Subject {
			if now := v[:in.start] + bare(with) + v[in.end:]; hasWord(d.p.Text, now) {
				d.p.Axes[axis] = now
			}
		}
	}
	_, still := d.find(old)
	return !still || hasWord(with, bare(old))
}

// nameStart widens a name to the left over words with capitals.
func nameStart(text string, start int) int {
	for {
		left := strings.TrimRight(text[:start], " ")
		w := lastWord(left)
		if w == "" || isDeterminer(w) || isPreposition(w) || !startsUpper(left[len(left)-len(w):]) {
			return start
		}
		start = len(left) - len(w)
	}
}

// adjectives are the words before a noun without its determiners.
func adjectives(before string) string {
	words := strings.Fields(before)
	for len(words) > 0 && isDeterminer(lower(words[0])) && !(len(words) > 1 && digits(words[0]) && hasAnyPrefix(words[1], "year")) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// withoutArticle widens a noun over the a or an before it.
func withoutArticle(text string, at span) span {
	if m := articleBefore().FindStringSubmatchIndex(text[:at.start]); m != nil {
		return span{m[2], at.end}
	}
	return at
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// adjectiveClasses are words of which a thing has only one.
var adjectiveClasses = [][]string{
	{"happy", "sad", "angry", "smiling", "laughing", "crying"},
	{"old", "older", "elderly", "young", "younger", "ancient", "new", "newer", "aged", "modern"},
	{"big", "bigger", "large", "larger", "huge", "giant", "small", "smaller", "tiny", "little"},
	{"tall", "taller", "short", "shorter", "low", "lower", "high", "higher"},
	{"empty", "emptier", "full", "busy", "busier", "crowded"}, {"open", "closed"}, {"wet", "dry"}, {"calm", "calmer", "stormy", "stormier", "rough", "rougher", "choppy", "wild", "wilder", "quiet"}, {"wide", "wider", "narrow", "narrower"},
	{"bright", "brighter", "dark", "darker"},
}

// feelingClass is which of them says how somebody feels.
const feelingClass = 0

// describe puts an adjective before a thing, in place of one of its kind.
func (d *draft) describe(b *wordBook, thing, adjective string) bool {
	at, ok := d.find(thing)
	if !ok {
		return false
	}
	text := d.p.Text
	if prev := lastWord(strings.TrimRight(text[:at.start], " ")); b.isColour(prev) && b.isColour(lower(adjective)) {
		i := strings.LastIndex(lowerBytes(text[:at.start]), prev)
		d.p.Text = replaceAt(text, i, i+len(prev), adjective)
		return true
	}
	for _, class := range adjectiveClasses {
		if !slices.Contains(class, lower(adjective)) {
			continue
		}
		g := group(text, at)
		for _, old := range class {
			if i := wordIndex(text[g.start:at.start], old, 0); i >= 0 {
				d.p.Text = replaceAt(text, g.start+i, g.start+i+len(old), adjective)
				return true
			}
		}
	}
	for range 2 { // "sailing boat" is one thing
		left := strings.TrimRight(text[:at.start], " ")
		w := lastWord(left)
		if _, known := b.nouns[w+" "+lower(text[at.start:at.end])]; w == "" || !known {
			break
		}
		at.start = len(left) - len(w)
	}
	if !b.isColour(lower(adjective)) && !slices.Contains([]string{"wooden", "golden", "stone", "striped", "spotted", "metal", "glass", "paper"}, lower(adjective)) {
		if g := group(text, at); g.start < at.start { // size and age come first
			first := text[g.start:at.start]
			if w := firstWord(strings.TrimSpace(first)); isDeterminer(lower(w)) {
				at.start = g.start + len(w) + 1
			}
		}
	}
	word := text[at.start:at.end]
	if atSentenceStart(text, at.start) {
		word = small(word)
	}
	d.p.Text = replaceAt(text, at.start, at.end, adjective+" "+word)
	return true
}

// head is the noun that the prompt is about, as it stands in the text.
func (c *Composer) head(p prompt.Prompt) string {
	subject := p.Axes[prompt.Subject]
	if subject == "" {
		_, subject = c.decided(p.Text)
	}
	for _, chunk := range chunks(subject) {
		words := wordsOf(chunk)
		head := ""
		for i := 0; i < len(words); i++ {
			if n, used, ok := c.book.nounAt(words, i); ok {
				if n.topic != "portrait" || words[i] != "portrait" {
					head = strings.Join(words[i:i+used], " ")
				}
				i += used - 1
			}
		}
		if head != "" {
			return head
		}
	}
	words := wordsOf(chunks(subject)[0])
	for len(words) > 0 && isPreposition(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || isDeterminer(words[len(words)-1]) {
		return ""
	}
	return words[len(words)-1]
}

// refreshSubject reads the subject again after an edit of things.
func (c *Composer) refreshSubject(d *draft) {
	first := strings.TrimRight(firstSentence(d.p.Text), ".")
	if at, ok := d.where(prompt.Setting); ok && at.end <= len(d.p.Text) {
		if i := wordIndex(first, d.p.Axes[prompt.Setting], 0); i >= 0 {
			first = cutAt(first, i, i+len(d.p.Axes[prompt.Setting]))
		}
	}
	if at := d.p.Axes[prompt.Time]; at != "" && wordIndex(first, at, 0) > 0 && hasAnyPrefix(at, "at ", "in ", "on ", "late ", "early ", "around ") {
		i := wordIndex(first, at, 0)
		first = cutAt(first, i, i+len(at))
	}
	if _, subject := c.decided(first); subject != "" {
		d.p.Axes[prompt.Subject] = subject
	}
}

var (
	alsoSentence = lazy(`There (?:is|are) also [^.]*\.`)
)
