package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"easel/tui/keymap"
)

// hit is a row that a filter found: how good it is (less is better) and which
// bytes of its name matched, as [from, to) in order.
type hit struct {
	row   int
	score int
	spans [][2]int
}

// match looks for each word of a query in a binding's name, its slash name and
// its keys. All must be there.
func match(query string, b keymap.Binding) (score int, spans [][2]int, ok bool) {
	for _, word := range strings.Fields(query) {
		cost, span, found := matchWord(word, b)
		if !found {
			return 0, nil, false
		}
		score += cost
		if span[1] > span[0] {
			spans = append(spans, span)
		}
	}
	return score, disjoint(spans), true
}

// matchWord prefers what a person would type on purpose: the slash name, a key,
// the beginning of the name, of a word in it, any part.
func matchWord(word string, b keymap.Binding) (cost int, span [2]int, ok bool) {
	at := indexFold(b.Name, word)
	if at >= 0 {
		span = [2]int{at, at + len(word)}
	}
	slash := "/" + b.Slash
	switch {
	case b.Slash != "" && (strings.EqualFold(word, slash) || strings.EqualFold(word, b.Slash)):
		return 0, span, true
	case slices.ContainsFunc(b.Keys, func(k string) bool { return k == word }) && at != 0:
		return 1, [2]int{}, true
	case at == 0:
		return 1, span, true
	case b.Slash != "" && (indexFold(slash, word) == 0 || indexFold(b.Slash, word) == 0):
		return 2, span, true
	case at > 0 && b.Name[at-1] == ' ':
		return 3, span, true
	case at > 0:
		return 5, span, true
	case len(word) > 1 && slices.ContainsFunc(b.Keys, func(k string) bool { return indexFold(k, word) >= 0 }):
		return 6, [2]int{}, true
	}
	return 0, [2]int{}, false
}

// matchLetters finds the letters of a query in a binding's name in their order,
// as "gpic" in "Generate the picture". It is for when nothing else matches.
func matchLetters(query string, b keymap.Binding) (score int, spans [][2]int, ok bool) {
	at := 0
	for _, r := range strings.ReplaceAll(query, " ", "") {
		letter := string(r)
		i := indexFold(b.Name[at:], letter)
		if i < 0 {
			return 0, nil, false
		}
		if i > 0 {
			score++ // letters in a row are better
		}
		at += i
		spans = append(spans, [2]int{at, at + len(letter)})
		at += len(letter)
	}
	return score, disjoint(spans), true
}

// indexFold is strings.Index without regard to case; the part that matches is
// as long as what was looked for.
func indexFold(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if utf8.RuneStart(s[i]) && strings.EqualFold(s[i:i+len(sub)], sub) {
			return i
		}
	}
	return -1
}

// disjoint sorts spans and joins those that touch.
func disjoint(spans [][2]int) [][2]int {
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var out [][2]int
	for _, sp := range spans {
		if n := len(out); n > 0 && sp[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], sp[1])
			continue
		}
		out = append(out, sp)
	}
	return out
}
