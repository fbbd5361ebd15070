package composer

import (
	"slices"
	"strings"
)

// How many of a thing there are.

var numbers = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

func isNumber(s string) bool {
	return slices.Contains(numbers, s) || s != "" && s[0] >= '0' && s[0] <= '9'
}

// countOf is "only two people", "make it five".
func (w *work) countOf(m []string) bool {
	number := lower(m[1])
	if number == "a single" {
		number = "one"
	}
	thing := bare(withoutPoliteEnd(m[2]))
	if thing == "of them" || thing == "only" || thing == "" {
		thing = w.c.head(w.d.p)
	}
	if thing == "" {
		return false
	}
	if thing == "people" || thing == "persons" {
		for _, other := range []string{"people", "person", "crowd", "figures"} {
			if _, ok := w.d.find(other); ok {
				thing = other
				break
			}
		}
	}
	if _, ok := w.d.find(thing); !ok {
		if _, _, known := w.c.meaning(lower(strings.TrimSpace(m[1]+" "+m[2])), scene{}, false); known {
			return false
		}
		return w.addThing(number + " " + thing)
	}
	many := lower(thing)
	if number == "one" || number == "1" {
		many = singular(many)
	} else if !looksPlural(many) && !isMass(many) {
		many = plural(many)
	}
	return w.try(capital(number)+" "+many+" now", number+" "+many, func() bool {
		ok := w.d.count(number, thing)
		w.things()
		return ok
	})
}

// count gives a thing in the text a number.
func (d *draft) count(number, thing string) bool {
	at, ok := d.find(thing)
	if !ok {
		return false
	}
	text := d.p.Text
	one := number == "one" || number == "1" || number == "a single" || number == "single"
	word := text[at.start:at.end]
	if one {
		word = singular(word)
	} else if !looksPlural(lower(word)) && !isMass(lower(word)) {
		word = plural(lower(word))
	}
	if lower(word) == "person" && !one {
		word = "people"
	}
	if atSentenceStart(text, at.start) {
		word = small(word)
	}
	g := group(text, at)
	adjectives := strings.TrimSpace(text[g.start:at.start])
	for w := firstWord(adjectives); w != "" && isDeterminer(lower(w)); w = firstWord(adjectives) {
		adjectives = strings.TrimSpace(adjectives[len(w):])
	}
	if adjectives != "" {
		adjectives += " "
	}
	after := text[g.end:]
	if told := saidOfOne().FindString(after); told != "" && one {
		after = after[len(told):] // "one white and the other black" of a single fox
	} else if told != "" {
		after = strings.Replace(told, "the other", "another", 1) + after[len(told):]
	}
	d.p.Text = replaceAt(text[:g.end]+after, g.start, g.end, number+" "+adjectives+word)
	return true
}

// singular is a noun as one of it is called.
func singular(word string) string {
	all := singulars(lower(word))
	if len(all) == 0 {
		return word
	}
	if hasAnySuffix(lower(word), "xes", "ches", "shes", "sses", "ies") {
		return all[0]
	}
	return all[len(all)-1]
}

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
