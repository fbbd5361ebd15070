package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Taking a thing out of a text so that the sentence stays whole.

var missingAnd = lazy(`(?i)(, with (?:[^,.]+, )*[^,.]+), ([^,.]+)\.`)

// mendList puts the "and" back before the last of the things added.
func (d *draft) mendList() {
	first := firstSentence(d.p.Text)
	if m := missingAnd().FindStringSubmatchIndex(first); m != nil && m[1] == len(first) && !strings.Contains(first[m[4]:m[5]], " and ") && isItem(first[m[4]:m[5]]) {
		d.p.Text = strings.Replace(d.p.Text, first, first[:m[3]]+" and "+first[m[4]:], 1)
	}
}

// isItem says whether a part of a list names a thing, and not where or when it
// is: "smoke from the chimney".
func isItem(part string) bool {
	words := wordsOf(part)
	if len(words) == 0 || isPreposition(words[0]) || isParticiple(words[0]) {
		return false
	}
	return isDeterminer(words[0]) || slices.ContainsFunc(words[:min(2, len(words))], func(w string) bool { return isMass(w) || looksPlural(w) }) // "long hair"
}

// remove takes every mention of a thing out of the text. It says no when the
// thing is all that the sentence is about.
func (d *draft) remove(words []string) bool {
	for range 24 {
		at, ok := span{}, false
		for _, w := range words {
			if i := wordIndex(d.p.Text, w, 0); i >= 0 && !insideQuotes(d.p.Text, i) && (!ok || i < at.start || i == at.start && i+len(w) > at.end) {
				at, ok = span{i, i + len(w)}, true
			}
		}
		if !ok {
			return true
		}
		before := d.p.Text
		if !d.removeAt(at) || d.p.Text == before {
			return false
		}
	}
	return true
}

// promote takes the subject itself out and lets what it was with, or where it
// was, be the picture: without the girl, "a girl with a kite" is "a kite".
func (w *work) promote(thing string) bool {
	return w.try("No "+thing, "No "+thing, func() bool {
		at, ok := w.d.find(thing)
		s := sentences(w.d.p.Text)
		if !ok || len(s) == 0 || at.end > s[0].end || strings.TrimSpace(wordsBefore(w.d.p.Text, at)) != "" {
			return false
		}
		rest := inClothes().ReplaceAllString(w.d.p.Text[at.end:s[0].end], "")
		place := w.d.p.Axes[prompt.Setting]
		if _, ours := w.c.book.entryOf(prompt.Setting, w.c.book.withoutWeather(place)); ours { // a place of ours is no subject
			rest = ended(strings.TrimRight(strings.Replace(rest, place, "", 1), " ,.;"))
		}
		m := promoted().FindStringSubmatchIndex(rest)
		if m == nil || len(wordsOf(rest[m[2]:])) == 0 {
			return false
		}
		now := ownless().ReplaceAllStringFunc(strings.TrimLeft(rest[m[2]:], " ,"), func(string) string { return "" })
		now = withArticle(now)
		if at, _ := w.d.find(thing); at.end != w.d.withOf(at).end {
			return false
		}
		w.d.p.Text = capital(now) + w.d.p.Text[s[0].end:]
		if _, again := w.d.find(thing); again {
			return false
		}
		if !w.d.stands(prompt.Setting) {
			delete(w.d.p.Axes, prompt.Setting)
		}
		w.d.negate(thing)
		w.things()
		return true
	})
}

// wordsBefore is what stands before a thing and is not its article or its
// adjectives.
func wordsBefore(text string, at span) string { return text[:group(text, at).start] }

func (d *draft) removeAt(at span) bool {
	text := d.p.Text
	if slices.Contains(foreignArticles, lower(strings.TrimSpace(text[:at.start]))) {
		return false // "un chat" alone
	}
	next := nextWord(text, at.end)
	adverb := slices.Contains([]string{"far", "high", "everywhere", "nearby", "outside", "inside", "behind", "above", "below", "overhead"}, next)
	if _, acts := actsAt(text, group(text, at), next); acts {
		adverb = true
	}
	if next != "" && !adverb && !isPreposition(next) && !isConjunction(next) && !isParticiple(next) && !slices.Contains([]string{"is", "are", "was", "were", "has", "have", "stands", "sits", "hangs"}, next) {
		d.p.Text = cutAt(text, at.start, at.end) // an adjective or the first half of a compound
		return true
	}
	g := group(text, at)
	if clause, ok := actsAt(text, g, next); ok {
		d.p.Text = cutAt(text, clause.start, clause.end)
		return g.start > 0
	}
	if m := owner().FindStringIndex(text[:g.start]); m != nil {
		g.start = m[0] // "a chef's hat"
	}
	if g.start == 0 && next != "and" && next != "or" && !strings.HasPrefix(text[at.end:], ",") && len(strings.Trim(text[at.end:], " .")) > 0 && !strings.HasPrefix(text[at.end:], ".") {
		return false // what the picture is about
	}
	if after, comma := strings.CutPrefix(text[at.end:], ", "); comma && g.start == 0 && isPreposition(nextWord(" "+after, 0)) {
		return false // "a lighthouse, with rocks far below"
	}
	if like := likeGroup(text, at); slices.Contains([]string{"with", "and"}, lastWord(strings.TrimRight(text[:like.start], " "))) || strings.HasSuffix(strings.TrimRight(text[:like.start], " "), ",") {
		g.start = min(g.start, like.start) // "with flying cars and neon signs"
	}
	end := participleEnd(text, g.end)
	if end > g.end && lastWord(strings.TrimRight(text[:g.start], " ")) == "with" {
		next = nextWord(text, end) // "with a kid looking in and plenty of bread"
	}
	end += len(whereInFrame().FindString(text[end:]))
	left := strings.TrimRight(text[:g.start], " ")
	w := lastWord(left)
	if added := w == "with" && (hasAnySuffix(left, ", with", ", and with") || nextWord(text, end) == "of") || w == "and" && strings.Contains(left, ", with "); added && isPreposition(nextWord(text, end)) {
		item := restOfItem().FindString(text[end:])
		end += len(strings.TrimRight(strings.TrimSuffix(item, " and "), ",.;"))
	}
	if more := moreOfList().FindString(text[end:]); w == "with" && more != "" && isItem(text[end+len(more):]) {
		d.p.Text = cutAt(text, g.start, end+len(more)) // "with a hat, glasses and a cigar" without the hat
		return true
	}
	switch {
	case isConjunction(w):
		start := strings.LastIndex(lowerBytes(left), w)
		d.p.Text = cutAt(text, len(strings.TrimRight(left[:start], " ,")), end)
	case next == "and" && slices.Contains(doneTo, w) && isParticiple(nextWord(text, end+strings.Index(lowerBytes(text[end:]), "and")+len("and"))):
		d.p.Text = cutAt(text, len(left)-len(w), end+strings.Index(lowerBytes(text[end:]), "and")+len("and"))
	case next == "and" || next == "or":
		after := end + strings.Index(lowerBytes(text[end:]), next) + len(next)
		d.p.Text = cutAt(text, g.start, after)
	case isPreposition(w) || slices.Contains(foreignPrepositions, w):
		start := len(left) - len(w)
		if slices.Contains([]string{"made", "covered", "surrounded", "seen", "full", "out", "next"}, lastWord(strings.TrimRight(left[:start], " "))) {
			start = len(strings.TrimRight(left[:start], " ")) - len(lastWord(strings.TrimRight(left[:start], " ")))
		}
		if w == "of" && slices.Contains(heaps, lastWord(strings.TrimRight(left[:start], " "))) { // "on a pile of books"
			heap := strings.TrimRight(left[:start], " ")
			before := strings.TrimRight(text[:group(text, span{len(heap) - len(lastWord(heap)), len(heap)}).start], " ")
			start = len(before)
			if isPreposition(lastWord(before)) {
				start -= len(lastWord(before))
			}
		}
		if m := whereabouts().FindStringIndex(left); m != nil {
			start = m[0] // "in front of the castle"
		}
		start = len(strings.TrimRight(strings.TrimSuffix(strings.TrimRight(text[:start], " ,"), " and"), " ,"))
		d.p.Text = cutAt(text, start, end)
	case slices.Contains(doneTo, w) && len(left) > len(w):
		before := strings.TrimRight(left[:len(left)-len(w)], " ")
		if and := lastWord(before); and == "and" {
			before = strings.TrimRight(before[:len(before)-len(and)], " ,")
		}
		d.p.Text = cutAt(text, len(strings.TrimRight(before, ",")), end)
	case strings.HasSuffix(left, ","):
		d.p.Text = cutAt(text, len(left)-1, end)
	default:
		if atSentenceStart(text, g.start) {
			rest := strings.Trim(text[end:sentenceEnd(text, end)], " .,;!?")
			if rest == "" && len(sentences(text)) > 1 && g.start > 0 {
				d.p.Text = cutAt(text, g.start, sentenceEnd(text, end))
				return true
			}
			if rest == "" || isPreposition(nextWord(text, end)) && g.start == 0 {
				return false
			}
		}
		d.p.Text = cutAt(text, g.start, end)
	}
	return strings.TrimSpace(d.p.Text) != ""
}

// actsAt finds the whole clause of a thing that does something: "a frog jumps
// into the pond", with the comma or "and" before it.
func actsAt(text string, g span, verb string) (span, bool) {
	noun := lastWord(text[:g.end])
	if !slices.Contains(deeds, strings.TrimSuffix(verb, "s")) || strings.HasSuffix(verb, "s") == looksPlural(noun) {
		return span{}, false
	}
	end := sentenceEnd(text, g.end)
	if i := strings.IndexAny(text[g.end:end], ",;.!?"); i >= 0 {
		end = g.end + i
	}
	left := strings.TrimRight(text[:g.start], " ,;")
	if w := lastWord(left); isConjunction(w) {
		left = strings.TrimRight(left[:len(left)-len(w)], " ,")
	} else if isPreposition(w) || isParticiple(w) {
		return span{}, false
	}
	return span{len(left), end}, true
}

// heaps are nothing without what they are heaps of.
var heaps = []string{"pile", "piles", "stack", "stacks", "heap", "heaps", "bunch", "handful", "row", "rows", "pair", "mountain", "bed", "circle", "sea", "field"}

var (
	moreOfList   = lazy(`^(?:, (?:and )?| and )`)
	whereInFrame = lazy(`(?i)^(?: everywhere| nearby| outside| overhead| behind)|^ (?:far |high |low |deep )?(?:up |away |off )?(?:on|in|at|to) the (?:far |very )?(?:left|right|background|foreground|distance|sky|middle|centre|center|corner|front|back|shore|horizon)\b`)
	whereabouts  = lazy(`(?i)\b(?:in front|on top|ahead|at the (?:edge|foot|end|side|top)|in the (?:middle|shadow|centre|center|corner)|to the (?:left|right)|on the (?:edge|side|back|roof)|by the side) of$`)
	promoted     = lazy(`(?i)^,?(?: (?:[a-z]+ing|and) )?[^,.]*?(?: (?:with|in|on|at|near|beside|by|under|walking|riding|holding|carrying|chasing|fighting|and) )(.*)`)
	inClothes    = lazy(`(?i) (?:in|wearing) (?:an? |the |his |her )?(?:[\w-]+ ){0,2}?(?:dress|coat|hat|suit|raincoat|jacket|shirt|uniform|scarf|armou?r|kimono|robes?|boots|glasses|gown|costume|hoodie|sweater|jumper|cloak|pyjamas|jeans|apron|mask|helmet)\b`)
	owner        = lazy(`(?i)\b(?:an? |the |my |his |her |our |your |their )?[\w-]+['’]s (?:[\w-]+ )?$`)
	ownless      = lazy(`(?i)^(?:his|her|its|their) `)
	restOfItem   = lazy(`^[^,.;]*?(?: and |[,.;]|$)`)
)

func sentenceEnd(text string, at int) int {
	for _, s := range sentences(text) {
		if at >= s.start && at <= s.end {
			return s.end
		}
	}
	return len(text)
}

// participleEnd widens to "... walking on the shore" up to a comma or "and".
func participleEnd(text string, end int) int {
	next := nextWord(text, end)
	if !isParticiple(next) {
		return end
	}
	stop := end + strings.IndexFunc(text[end:]+".", func(r rune) bool { return strings.ContainsRune(",.;:!?", r) })
	if i := strings.Index(text[end:min(stop, len(text))], " and "); i >= 0 {
		stop = end + i
	}
	return min(stop, len(text))
}

// nextWord is the word that follows offset at with only spaces between.
func nextWord(text string, at int) string {
	rest := strings.TrimLeft(text[at:], " ")
	loc := wordPattern().FindStringIndex(rest)
	if loc == nil || loc[0] != 0 {
		return ""
	}
	return lower(rest[:loc[1]])
}

// lastWord is the word that a text ends in; empty after punctuation.
func lastWord(text string) string {
	all := wordPattern().FindAllStringIndex(text, -1)
	if len(all) == 0 || all[len(all)-1][1] != len(text) {
		return ""
	}
	return lower(text[all[len(all)-1][0]:])
}
