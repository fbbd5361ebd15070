package composer

import (
	"maps"
	"slices"
	"strings"
)

// Follow-ups in other languages. They are put into English phrase by phrase
// before anything else reads them; a message that has words which the list
// knows nothing of keeps those, as they may name things of the picture.

// saying is one phrase of another language.
type saying struct {
	english string
	enough  bool // tells by itself that a message is in another language
}

// mostSaid is how many words the longest of the phrases have.
const mostSaid = 5

// readSayings loads the phrases, by the words as they are said.
func readSayings() map[string]saying {
	out := map[string]saying{}
	for _, line := range lines("tongues") {
		english, said, _ := strings.Cut(line, ":")
		english, weak := strings.CutPrefix(english, "!")
		for _, s := range list(said) {
			out[s] = saying{strings.TrimSpace(english), !weak}
		}
	}
	for _, english := range slices.Sorted(maps.Keys(abroad)) { // "möwe" is a gull in every run
		for _, s := range abroad[english] {
			if _, ok := out[s]; !ok {
				out[s] = saying{english, false}
			}
		}
	}
	return out
}

// inEnglish is a message of another language in English; one that is English
// or not understood stays as it is.
func (b *wordBook) inEnglish(msg string) string {
	plain := strings.TrimRight(strings.TrimSpace(msg), ".!。！")
	if strings.ContainsFunc(plain, func(r rune) bool { return r >= 0x3040 && r < 0xa000 }) {
		return b.bySigns(msg, plain)
	}
	var out []string
	understood := false
	words := strings.Fields(plain)
	for i := 0; i < len(words); {
		said, used := b.sayingAt(words[i:])
		if used == 0 {
			out = append(out, words[i])
			i++
			continue
		}
		understood = understood || said.enough
		if said.english != "" {
			out = append(out, said.english)
		}
		i += used
	}
	if !understood {
		return msg
	}
	return withOneMakeIt(strings.Join(out, " "))
}

// sayingAt is the longest phrase at the beginning of some words.
func (b *wordBook) sayingAt(words []string) (saying, int) {
	for n := min(mostSaid, len(words)); n > 0; n-- {
		said := lower(strings.TrimRight(strings.Join(words[:n], " "), ","))
		if s, ok := b.sayings[strings.Replace(said, "’", "'", 1)]; ok {
			return s, n
		}
	}
	return saying{}, 0
}

// bySigns reads a message of a script without spaces: the phrases that it has,
// the longest first, then the things.
func (b *wordBook) bySigns(msg, plain string) string {
	var phrases []string
	for said := range b.sayings {
		if strings.Contains(plain, said) && said[0] >= 0x80 {
			phrases = append(phrases, said)
		}
	}
	slices.SortFunc(phrases, func(x, y string) int { return len(y) - len(x) })
	for _, said := range phrases {
		if rest := strings.Replace(plain, said, "", 1); b.sayings[said].enough && strings.TrimSpace(rest) == "" {
			return withOneMakeIt(b.sayings[said].english)
		}
	}
	thing := b.glossed(plain)
	switch {
	case thing == "" || strings.Contains(thing, ","):
		return msg
	case strings.Contains(plain, "追加") || strings.Contains(plain, "加上") || strings.Contains(plain, "足して"):
		return "add " + withArticle(thing)
	case strings.Contains(plain, "なし") || strings.Contains(plain, "消して") || strings.Contains(plain, "削除") || strings.Contains(plain, "去掉"):
		return "without " + thing
	}
	return msg
}

// withOneMakeIt says "make it make it darker" and "make it at dawn" as English
// does.
func withOneMakeIt(msg string) string {
	msg = strings.Replace(msg, "a bit make it ", "a bit ", 1)
	if rest, ok := strings.CutPrefix(msg, "make it "); ok && hasAnyPrefix(rest, "make it ", "at ", "in ", "as ", "from ", "more ", "undo") {
		return rest
	}
	return msg
}
