package composer

import (
	"cmp"
	"slices"
	"strings"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// Limits of a first prompt in words.
const (
	shortIdea = 60  // ideas up to this become whole prompts
	mostWords = 120 // of a whole prompt
	mostAdded = 60  // to a longer idea
)

// idea is a first message, taken apart.
type idea struct {
	text     string                 // the person's words that stay together, the subject first
	subject  string                 // the subject alone, without hour, place and medium
	inText   map[prompt.Axis]string // decided by words in text
	given    map[prompt.Axis]string // decided by words that go into sentences of their own
	negative []string
	notes    []string // on machines
	fillers  []string // praise such as "masterpiece"
	format   string   // "16:9", "square"
	told     []string // what a pasted text was taken for, sentences without their full stops
	spelt    []string // words that were put right, "nigth as night"
	words    int
}

// parseIdea takes an idea apart: what is negated, the parts that only decide
// an axis ("woodcut", "only blues"), and the words that stay.
func (c *Composer) parseIdea(msg string, id idea) idea {
	text := strings.TrimSpace(withoutLeadIn(strings.ReplaceAll(msg, " + ", " and ")))
	if text != msg {
		text = strings.TrimRight(text, "?! ")
	}
	id.words = len(strings.Fields(msg))
	if rest, format := takeShape(text); rest != text {
		text, id.format = rest, cmp.Or(id.format, format)
	}
	text, id.spelt = c.speltIdea(lettering(text))
	text, negative := takeNegations(text)
	id.negative = append(id.negative, negative...)
	parts := splitParts(text)
	id.text = c.takeTail(&id, c.keptParts(&id, parts))
	if id.words <= shortIdea {
		id.text = c.properNames(c.withLeadArticle(id.text))
	}
	c.findInText(&id)
	return id
}

// keptParts takes out the parts that only decide something and joins the rest.
func (c *Composer) keptParts(id *idea, parts []string) string {
	var plain []string
	tags := isTagList(parts)
	if tags {
		id.given[prompt.Medium] = "an anime illustration" // who writes "1girl" has a model for it
	}
	for i, part := range parts {
		if len(parts) > 1 && (c.takeNote(id, part) || takeRatio(id, part)) || i > 0 && !tags && (c.takePart(id, part) || c.takeStyle(id, part)) {
			continue
		}
		plain = append(plain, part)
	}
	if len(plain) == 0 {
		plain, id.notes, id.fillers = parts, nil, nil
	}
	if all, ok := c.asList(plain, len(parts)); ok {
		return all
	}
	var kept []string
	for i, part := range plain {
		if i > 0 && !tags {
			part = c.withPart(c.timePart(part), kept)
		}
		kept = append(kept, part)
	}
	if len(kept) == 1 && len(parts) > 1 {
		kept[0] = strings.TrimRight(kept[0], ".")
	}
	return joinParts(lastWithAnd(kept))
}

// lastWithAnd joins a list that begins with "with" as one: "with heat haze and
// one suitcase".
func lastWithAnd(kept []string) []string {
	n := len(kept) - 1
	if n < 2 || strings.ContainsAny(kept[n], ".\"“") || !slices.ContainsFunc(kept[1:n], func(k string) bool { return strings.HasPrefix(k, "with ") }) {
		return kept
	}
	words := wordsOf(kept[n])
	if len(words) == 0 || len(words) > 4 || slices.ContainsFunc(words, func(w string) bool { return isPreposition(w) || isParticiple(w) || isConjunction(w) }) || strings.Contains(kept[n-1], " and ") {
		return kept
	}
	return append(kept[:n-1:n-1], kept[n-1]+" and "+withArticle(kept[n]))
}

// splitParts cuts at commas, semicolons and ends of sentences that are not
// inside quotes. A part keeps its full stop.
func splitParts(text string) []string {
	var parts []string
	start, quoted := 0, false
	for i, r := range text {
		if r == '"' || r == '“' || r == '”' {
			quoted = !quoted
		}
		stop := r == '.' && i+1 < len(text) && text[i+1] == ' ' && !abbreviation(text[start:i])
		if quoted || r != ',' && r != ';' && !stop {
			continue
		}
		end := i
		if stop {
			end++
		}
		if p := strings.TrimSpace(text[start:end]); p != "" {
			parts = append(parts, p)
		}
		start = i + 1
	}
	if p := strings.TrimSpace(text[start:]); p != "" {
		parts = append(parts, p)
	}
	return parts
}

func joinParts(parts []string) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			if strings.HasSuffix(parts[i-1], ".") {
				b.WriteString(" ")
			} else {
				b.WriteString(", ")
			}
		}
		b.WriteString(p)
	}
	return b.String()
}

// takePart recognises a part that decides an axis and nothing else.
func (c *Composer) takePart(id *idea, part string) bool {
	phrase := lower(strings.Trim(part, " .!"))
	for _, e := range c.book.weather {
		if slices.Contains(e.names, phrase) && id.given[prompt.Setting] == "" {
			id.given[prompt.Setting] = e.value
			switch {
			case containsAll(e.value, phrase):
			case hasAnySuffix(phrase, "clouds", "sky", "skies"):
				id.given[prompt.Setting] = "under " + phrase
			case likeAdjective(phrase) && !strings.Contains(phrase, " "):
				id.given[prompt.Setting] = "in " + phrase + " weather"
			}
			return true
		}
	}
	if m := shouldFeel().FindStringSubmatch(phrase); m != nil && id.given[prompt.Mood] == "" {
		id.given[prompt.Mood] = m[1]
		return true
	}
	axis, value, ok := c.meaning(phrase, id.scene(c), true)
	thing := axis == prompt.Lighting && c.isNoun(phrase) // "wolf, moon"
	if !ok || thing || id.given[axis] != "" || axis == prompt.Setting || axis == prompt.Subject {
		return false
	}
	if axis == prompt.Medium || axis == prompt.Lighting {
		value = restoreCase(value, part)
	}
	id.given[axis] = value
	return true
}

var shouldFeel = lazy(`^(?:it|this|that|the (?:image|picture|mood)|everything) (?:should|must|has to|needs to) (?:feel|look|be|seem) ([\w-]+(?:(?:, | and |, and )[\w-]+){0,2})$`)

// timePart says "rainy evening", standing alone after a comma, as a phrase.
func (c *Composer) timePart(part string) string {
	if eraAlone().MatchString(part) {
		return "in the " + strings.TrimPrefix(part, "the ")
	}
	words := wordsOf(part)
	if len(words) == 0 || len(words) > 3 || isPreposition(words[0]) || isDeterminer(words[0]) {
		return part
	}
	if !slices.Contains([]string{"morning", "evening", "afternoon", "day", "night"}, words[len(words)-1]) {
		return part
	}
	return "on " + article(part) + " " + part
}

// withPart joins bare things after a comma ("boats and fishermen") to the
// scene with a word.
func (c *Composer) withPart(part string, kept []string) string {
	words := wordsOf(part)
	if len(words) == 0 || len(words) > 4 || slices.ContainsFunc(words, isPreposition) || isDeterminer(words[0]) || isParticiple(words[0]) || startsUpper(part) || hasWord(kept[len(kept)-1], "with") || strings.HasSuffix(kept[len(kept)-1], ".") {
		return part
	}
	last := words[len(words)-1]
	if !c.isNoun(last) && !isMass(last) || slices.ContainsFunc(kept, func(k string) bool { return strings.HasPrefix(k, "with ") }) {
		return part
	}
	if n, _, ok := c.book.nounAt(words, len(words)-1); ok && n.kind == "place" && !looksPlural(last) && !isMass(last) {
		if at := c.book.look(kept[0], ""); at.kind != "place" && at.kind != "building" && at.known && !saysWhere(kept[0]) {
			return placedBy(n) + " " + withArticle(part) // "a lone astronaut, pink desert"
		}
	}
	return "with " + withArticle(part)
}

// placedBy is the preposition of a place.
func placedBy(n noun) string {
	switch n.topic {
	case "beach", "cliff", "island", "hills", "mountain", "road":
		return "on"
	case "sea", "lake", "river", "canal":
		return "by"
	case "sky", "cosmos":
		return "under"
	}
	return "in"
}

func (id *idea) scene(c *Composer) scene { return c.book.look(id.text, "") }

var tailPattern = lazy(`(?i) (?:as|in|like|made (?:of|in|from|as)|drawn (?:in|as)|painted (?:in|as)|rendered (?:in|as)|shot (?:on|in|as)|printed as|done (?:in|as)) (?:an? |the )?([^,;.]+)\.?$`)

// takeTail recognises a medium or colours at the end of the text: "a cat as a
// woodcut", "two boats in red and gold". What follows a medium and says when or
// where ("as a woodcut at dawn") stays.
func (c *Composer) takeTail(id *idea, text string) string {
	m := tailPattern().FindStringSubmatchIndex(text)
	for at := 0; m != nil; m = tailPattern().FindStringSubmatchIndex(text[at:]) {
		phrase, after := strings.TrimRight(text[at+m[0]+1:at+m[1]], "."), ""
		if cut := whenOrWhere().FindStringIndex(phrase); cut != nil && c.isMedium(phrase[:cut[0]]) {
			phrase, after = phrase[:cut[0]], phrase[cut[0]:]
		}
		axis, value, ok := c.meaning(lower(phrase), id.scene(c), true)
		if likeness := hasAnyPrefix(lower(phrase), "like "); likeness && !c.isMedium(phrase) && !c.book.styles[lower(bare(phrase[len("like "):]))] || likeness && slices.Contains([]string{"look", "looks", "looking", "shaped"}, lastWord(text[:at+m[0]])) {
			ok = false // "a dog that looks like a cloud" says no medium
		}
		if ok && (axis == prompt.Medium || axis == prompt.Palette) && id.given[axis] == "" && at+m[0] > 0 {
			id.given[axis] = restoreCase(value, phrase)
			return strings.TrimSpace(text[:at+m[0]]) + after
		}
		at += m[0] + 1
	}
	return text
}

var whenOrWhere = lazy(`(?i) (?:at|during|before|after|under|near|beside|over|by|in the (?:rain|snow|fog|mist|morning|evening|afternoon|night|dark|winter|summer|spring|autumn|sun)|in (?:winter|summer|spring|autumn)|on an?) `)

// findInText notes what the words that stay decide, and what is left of them
// as the subject.
func (c *Composer) findInText(id *idea) {
	found, subject := c.decided(id.text)
	for axis, v := range found {
		if id.given[axis] == "" {
			id.inText[axis] = v
		}
	}
	id.subject = subject
}

var prefixOf = lazy(`(?i)^(?:an?|the)? ?([\p{L}\d' -]{3,40}?) (?:of|showing) `)

// decided finds the axes that a text of the person's own decides, each as the
// words that stand there, and the subject that is left without them.
func (c *Composer) decided(text string) (map[prompt.Axis]string, string) {
	out := map[prompt.Axis]string{}
	first := firstSentence(text)
	subject := strings.TrimRight(first, ".!?")
	if m := prefixOf().FindStringSubmatchIndex(first); m != nil {
		phrase := first[m[2]:m[3]]
		for _, axis := range []prompt.Axis{prompt.Medium, prompt.Camera, prompt.Composition} {
			if _, ok := c.named(axis, lower(phrase)); ok || axis == prompt.Medium && c.isMedium(phrase) && !c.namesPlace(phrase) {
				out[axis] = phrase
				subject = strings.TrimRight(first[m[1]:], ".!?")
				break
			}
		}
	}
	if _, at, ok := c.book.timeSpan(text); ok {
		out[prompt.Time] = text[at.start:at.end]
		if _, in, ok := c.book.timeSpan(subject); ok {
			in = withPreposition(subject, in)
			subject = cutAt(subject, in.start, in.end)
		}
	}
	if at, ok := c.placePhrase(subject); ok {
		out[prompt.Setting] = subject[at.start:at.end]
		if rest := cutAt(subject, at.start, at.end); len(wordsOf(bare(rest))) > 0 {
			subject = rest
		} else {
			delete(out, prompt.Setting)
		}
	}
	for _, axis := range []prompt.Axis{prompt.Medium, prompt.Lighting, prompt.Camera, prompt.Texture, prompt.Palette} {
		if out[axis] != "" {
			continue
		}
		if at, ok := c.longestName(axis, text); ok && !hasWord(out[prompt.Time], text[at.start:at.end]) { // "in broad daylight" is an hour
			out[axis] = text[at.start:at.end]
		}
	}
	if part := c.colourPart(text); out[prompt.Palette] == "" && part != "" {
		out[prompt.Palette] = part
	}
	if left := wordsOf(bare(subject)); len(left) == 0 || len(left) == 1 && isDeterminer(left[0]) {
		subject = strings.TrimRight(first, ".!?")
	}
	return out, small(strings.Trim(subject, " ,;"))
}

// colourPart is the part of a text between commas that is nothing but colours,
// such as "only blues"; empty if there is none.
func (c *Composer) colourPart(text string) string {
	for part := range strings.SplitSeq(text, ",") {
		part = strings.Trim(part, " .;!")
		if _, ok := c.colours(lower(part)); ok {
			return part
		}
	}
	return ""
}

// namesPlace says whether a phrase that has the name of a medium in it is about
// a place all the same: "an isometric room".
func (c *Composer) namesPlace(phrase string) bool {
	n, _, ok := c.book.nounAt([]string{lower(lastWord(phrase))}, 0)
	return ok && (n.kind == "place" || n.kind == "building")
}

func (c *Composer) isMedium(phrase string) bool {
	_, ok := c.book.mediumOf(phrase)
	return ok && !hasWord(phrase, "flat") && !hasWord(phrase, "clay")
}

// firstIdea makes the first prompt of a session. Raw is the message with its
// lines, which a longer idea keeps.
func (c *Composer) firstIdea(r promptgen.Request, raw string) answer {
	if reply, ok := c.smallTalk(r.Message, r.Current); ok {
		return answer{reply: reply}
	}
	if !strings.ContainsFunc(r.Message, func(x rune) bool { return wordRune(x) && x != '\'' || x > 0x2000 }) {
		return answer{reply: missed(r.Conversation, []string{r.Message})}
	}
	d := draftFor(r, prompt.Prompt{}, dice(r))
	d.p.Locks = slices.Clone(r.Current.Locks)
	text, id := readPasted(raw)
	id.inText, id.given = map[prompt.Axis]string{}, map[prompt.Axis]string{}
	if len(strings.Fields(text)) > shortIdea {
		id.text, id.words = text, len(strings.Fields(text))
		c.findInText(&id)
	} else {
		text = clean(withoutCount(text))
		if m := lovesWhat().FindStringSubmatch(withoutLeadIn(text)); m != nil {
			text = m[1]
		}
		if subject, open := c.openSubject(text, &id, d.dice.IntN); open {
			text = subject
		}
		id = c.parseIdea(text, id)
		if lost := lostWords(text, id); len(lost) > 0 {
			id.text += ", " + strings.Join(lost, " ")
		}
	}
	s := c.compose(d, id)
	p := d.settle()
	return answer{reply: c.firstReply(d, s, id), rewritten: &p}
}
