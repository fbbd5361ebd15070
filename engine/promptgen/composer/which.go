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
			w.d.p.Text = text[:at.end] + ", " + said + "," + text[at.end:]
			w.d.p.Text = strings.NewReplacer(",,", ",", ",.", ".").Replace(w.d.p.Text)
		}
		w.things()
		return true
	})
}

// saidOfOne is what oneOf wrote.
var saidOfOne = lazy(`^, (?:one|the (?:left|right) one) [\w-]+(?: [\w-]+)??(?: and (?:the other|another|the (?:left|right) one) [\w-]+)?,?`)

// nth is "add a third one", "add a third fox".
func (w *work) nth(m []string) bool {
	if head := w.c.head(w.d.p); m[2] != "" && lower(m[2]) != "one" && !slices.Contains(forms(lower(m[2])), head) {
		return false
	}
	n := slices.Index([]string{"second", "third", "fourth", "fifth", "sixth"}, lower(m[1]))
	return n >= 0 && w.countOf([]string{"", numbers[n+2], ""})
}

// oneMore is "add another one", "another fox".
func (w *work) oneMore(m []string) bool {
	thing := w.c.head(w.d.p)
	at, ok := w.d.find(thing)
	if more := lower(m[1]); !ok || more != "" && more != "one" && !slices.Contains(forms(more), thing) {
		return false
	}
	n := slices.Index(numbers, lower(firstWord(w.d.p.Text[group(w.d.p.Text, at).start:])))
	if n < 1 && looksPlural(lower(thing)) || n+1 >= len(numbers) {
		return w.moreOf(lower(thing))
	}
	return w.countOf([]string{"", numbers[max(n, 1)+1], ""})
}
