package composer

import (
	"slices"
	"strings"
)

// One of several: "make the first fox white", "and the other one black".

// oneOf says how one of the things is that the picture is about: "two foxes,
// one white and the other black, in snow".
func (w *work) oneOf(m []string) bool {
	which, thing, how := lower(m[1]), lower(m[2]), lower(m[3])
	head := w.c.head(w.d.p)
	at, ok := w.d.find(head)
	if !ok || !looksPlural(lower(w.d.p.Text[at.start:at.end])) || thing != "" && thing != "one" && thing != "them" && !slices.Contains(forms(thing), head) {
		return false
	}
	words := wordsOf(how)
	if len(words) == 0 || len(words) > 3 || !w.c.book.isColour(words[len(words)-1]) && !slices.Contains(plainAdjectives, words[0]) && !likeAdjective(words[len(words)-1]) {
		return false
	}
	said := "one " + how
	if slices.Contains([]string{"second", "other", "last"}, which) {
		said = "the other " + how
		if lower(firstWord(w.d.p.Text[group(w.d.p.Text, at).start:])) != "two" {
			said = "another " + how
		}
	} else if which == "left" || which == "right" {
		said = "the " + which + " one " + how
	}
	return w.try(capital(said), said, func() bool {
		text := w.d.p.Text
		if told := strings.TrimSuffix(saidOfOne().FindString(text[at.end:]), ","); told != "" {
			end := at.end + len(told)
			w.d.p.Text = text[:end] + " and " + said + text[end:]
		} else {
			w.d.p.Text = aside(text, at.end, said)
		}
		w.things()
		return true
	})
}

// aside puts words between commas into a text; one that is there is not doubled.
func aside(text string, at int, words string) string {
	if rest := text[at:]; rest == "" || strings.ContainsAny(rest[:1], ",.;:!?") {
		return text[:at] + ", " + words + rest
	}
	return text[:at] + ", " + words + "," + text[at:]
}

// saidOfOne is what oneOf wrote.
var saidOfOne = lazy(`^, (?:one|the (?:left|right) one) [\w-]+(?: [\w-]+)??(?: and (?:the other|another|the (?:left|right) one) [\w-]+)?,?`)
