package composer

import (
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
	notes    []string // on quality and machines
	format   string   // "16:9"
	dropped  []string // flags that a prompt cannot hold
	words    int
}

var leadIn = lazy(`(?i)^(?:(?:please|hi|hello|hey|ok|okay|so|now|well)[,!.]? +)*` +
	`(?:(?:can|could|would|will) you (?:please )?|let's |let us |i(?:'d| would) (?:like|love) (?:you to |to (?:see|have|get) |to )?|i (?:want|need) (?:you to |to (?:see|have) )?)?` +
	`(?:please )?(?:(?:draw|paint|create|generate|make|show|give|render|imagine|design|produce|compose|depict|picture|do)(?: +(?:me|us))?(?: +|: *))?` +
	`(?:(?:an?|the|some) +)?(?:(?:nice|beautiful|good|great|cool) +)?(?:(?:picture|image|artwork|prompt|scene|pic)s? (?:of|for|with|showing|about|where|that shows) +)?`)

var leadArticle = lazy(`(?i)\b(an?|the|some) +$`)

// withoutLeadIn drops what is said to us ("please draw me a picture of") and
// keeps the article of what follows.
func withoutLeadIn(msg string) string {
	m := leadIn().FindString(msg)
	rest := msg[len(m):]
	if a := leadArticle().FindString(m); a != "" && !endsInOf().MatchString(m) {
		rest = msg[len(m)-len(a):]
		if adj := articleAndPraise().FindString(m); adj != "" {
			rest = msg[len(m)-len(adj):]
		}
	} else if adj := maybePraise().FindString(m); adj != "" {
		rest = msg[len(m)-len(adj):]
	}
	rest = politeTail().ReplaceAllString(rest, "")
	if strings.TrimSpace(rest) == "" {
		return msg
	}
	return rest
}

// parseIdea takes an idea apart: what is negated, the parts that only decide
// an axis ("woodcut", "only blues"), and the words that stay.
func (c *Composer) parseIdea(msg string) idea {
	id := idea{inText: map[prompt.Axis]string{}, given: map[prompt.Axis]string{}}
	text := strings.TrimSpace(withoutLeadIn(msg))
	if text != msg {
		text = strings.TrimRight(text, "?! ")
	}
	id.words = len(strings.Fields(msg))
	text, id.negative = takeNegations(text)
	parts := splitParts(text)
	id.text = c.takeTail(&id, c.keptParts(&id, parts))
	if id.words <= shortIdea {
		id.text = c.withLeadArticle(id.text)
	}
	c.findInText(&id)
	return id
}

// keptParts takes out the parts that only decide something and joins the rest.
func (c *Composer) keptParts(id *idea, parts []string) string {
	var plain []string
	tags := isTagList(parts)
	for i, part := range parts {
		if len(parts) > 1 && c.takeNote(id, part) || i > 0 && !tags && (c.takePart(id, part) || c.takeStyle(id, part)) {
			continue
		}
		plain = append(plain, part)
	}
	if len(plain) == 0 {
		plain, id.notes = parts, nil
	}
	if all, ok := c.asList(plain); ok {
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
			if !containsAll(e.value, phrase) {
				id.given[prompt.Setting] = "in " + phrase + " weather"
			}
			return true
		}
	}
	axis, value, ok := c.meaning(phrase, id.scene(c), true)
	if !ok || id.given[axis] != "" || axis == prompt.Setting || axis == prompt.Subject {
		return false
	}
	if axis == prompt.Medium || axis == prompt.Lighting {
		value = restoreCase(value, part)
	}
	id.given[axis] = value
	return true
}

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
	if len(words) == 0 || len(words) > 4 || slices.ContainsFunc(words, isPreposition) || isDeterminer(words[0]) || isParticiple(words[0]) || startsUpper(part) || strings.HasSuffix(kept[len(kept)-1], ".") {
		return part
	}
	last := words[len(words)-1]
	if !c.isNoun(last) && !isMass(last) || slices.ContainsFunc(kept, func(k string) bool { return strings.HasPrefix(k, "with ") }) {
		return part
	}
	return "with " + withArticle(part)
}

func (id *idea) scene(c *Composer) scene { return c.book.look(id.text, "") }

var tailPattern = lazy(`(?i) (?:as|in|like|made (?:of|in|from|as)|drawn (?:in|as)|painted (?:in|as)|rendered (?:in|as)|shot (?:on|in|as)|printed as|done (?:in|as)) (?:an? |the )?([^,;.]+)\.?$`)

// takeTail recognises a medium or colours at the end of the text: "a cat as a
// woodcut", "two boats in red and gold".
func (c *Composer) takeTail(id *idea, text string) string {
	m := tailPattern().FindStringSubmatchIndex(text)
	for at := 0; m != nil; m = tailPattern().FindStringSubmatchIndex(text[at:]) {
		phrase := text[at+m[0]+1 : at+m[1]]
		axis, value, ok := c.meaning(lower(strings.TrimRight(phrase, ".")), id.scene(c), true)
		if likeness := hasAnyPrefix(lower(phrase), "like "); likeness && !c.isMedium(phrase) || likeness && slices.Contains([]string{"look", "looks", "looking", "shaped"}, lastWord(text[:at+m[0]])) {
			ok = false // "a dog that looks like a cloud" says no medium
		}
		if ok && (axis == prompt.Medium || axis == prompt.Palette) && id.given[axis] == "" && at+m[0] > 0 {
			id.given[axis] = restoreCase(value, phrase)
			return strings.TrimSpace(text[:at+m[0]])
		}
		at += m[0] + 1
	}
	return text
}

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
			if _, ok := c.named(axis, lower(phrase)); ok || axis == prompt.Medium && c.isMedium(phrase) {
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
	if left := wordsOf(bare(subject)); len(left) == 0 || len(left) == 1 && isDeterminer(left[0]) {
		subject = strings.TrimRight(first, ".!?")
	}
	return out, small(strings.Trim(subject, " ,;"))
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
	d := newDraft(prompt.Prompt{}, dice(r))
	d.p.Locks = slices.Clone(r.Current.Locks)
	var id idea
	if len(strings.Fields(r.Message)) > shortIdea {
		id = idea{text: raw, words: len(strings.Fields(r.Message)), given: map[prompt.Axis]string{}, inText: map[prompt.Axis]string{}}
		c.findInText(&id)
	} else {
		text, format, negative, dropped := takeFlags(withoutCount(r.Message))
		id = c.parseIdea(text)
		id.format, id.dropped = format, dropped
		id.negative = append(id.negative, negative...)
		if lost := lostWords(text, id); len(lost) > 0 {
			id.text += ", " + strings.Join(lost, " ")
		}
	}
	s := c.compose(d, id)
	p := d.settle()
	return answer{reply: c.firstReply(d, s, id), rewritten: &p}
}

// lostWords are content words of the idea that taking it apart would lose.
func lostWords(msg string, id idea) []string {
	has := map[string]bool{}
	texts := []string{id.text, strings.Join(id.negative, " "), strings.Join(id.notes, " ")}
	for _, v := range id.given {
		texts = append(texts, v)
	}
	for _, t := range texts {
		for _, w := range append(wordsOf(t), wordsOf(strings.ReplaceAll(t, "-", " "))...) {
			has[w] = true
		}
	}
	var out []string
	for _, w := range wordPattern().FindAllString(withoutLeadIn(msg), -1) {
		l := lower(w)
		if !has[l] && !isDeterminer(l) && !isPreposition(l) && !isConjunction(l) && !slices.Contains([]string{"not", "never", "avoid", "style", "please", "made", "drawn", "painted", "rendered", "shot", "done", "printed", "minus", "except", "don't", "show", "include", "want", "thanks", "thank", "you", "free", "but", "light", "colours", "colors", "tones", "mood", "format", "camera", "view", "palette", "feel", "look", "top"}, l) {
			has[l] = true
			out = append(out, w)
		}
	}
	return out
}

var (
	politeTail       = lazy(`(?i)[,]? *(?:please|thanks|thank you)[.!]*$`)
	endsInOf         = lazy(`(?i)(?:of|for|with|showing|about|where|that shows) +$`)
	articleAndPraise = lazy(`(?i)\b(?:an?|the|some) +(?:nice|beautiful|good|great|cool) +$`)
	maybePraise      = lazy(`(?i)(?:(?:an?|the|some) +)?(?:nice|beautiful|good|great|cool) +$`)
)
