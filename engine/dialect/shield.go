package dialect

import (
	"cmp"
	"slices"
	"strings"

	"easel/engine/prompt"
)

// shield keeps words from being touched while the rest of a text is parsed and
// rewritten: locked words, and words in double quotes, which are to be read in
// the picture. Each stretch is one rune of the private planes meanwhile.
type shield struct{ hidden []string } // in the order of their runes

// The private planes 15 and 16 hold 131,068 characters that no text is
// written in.
const firstHidden, lastHidden = rune(0xF0000), rune(0x10FFFD)

func hiddenRune(r rune) bool { return r >= firstHidden && r <= lastHidden }

// stretch is a range of a text in bytes.
type stretch struct{ from, to int }

// hide hides locked words, and quoted ones if asked to. What is in a text of
// the private planes already is hidden too, so that it cannot be mistaken for
// something hidden: every text that is opened must have been hidden first.
func (s *shield) hide(text string, locks []prompt.Lock, quotes bool) string {
	var hide []stretch
	for _, l := range prompt.Relock(locks, text) {
		hide = append(hide, stretch{l.At, l.End()})
	}
	if quotes {
		hide = append(hide, quotedStretches(text)...)
	}
	for i, r := range text {
		if hiddenRune(r) {
			hide = append(hide, stretch{i, i + len(string(r))})
		}
	}
	var b strings.Builder
	at := 0
	for _, h := range joined(hide) {
		b.WriteString(text[at:h.from])
		if next := firstHidden + rune(len(s.hidden)); next <= lastHidden {
			b.WriteRune(next)
			s.hidden = append(s.hidden, text[h.from:h.to])
		}
		at = h.to
	}
	b.WriteString(text[at:])
	return b.String()
}

// open puts what was hidden back.
func (s *shield) open(text string) string {
	if len(s.hidden) == 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if hiddenRune(r) {
			b.WriteString(s.hidden[r-firstHidden])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// openAll opens each of the texts.
func (s *shield) openAll(texts []string) []string {
	for i, text := range texts {
		texts[i] = s.open(text)
	}
	return texts
}

// quotedStretches are the words in double quotes, with the quotes, that end on
// the line they begin on.
func quotedStretches(text string) []stretch {
	var out []stretch
	from, closing := -1, rune(0)
	for i, r := range text {
		switch {
		case r == '\n':
			from = -1
		case from < 0 && (r == '"' || r == '“'):
			from, closing = i, map[rune]rune{'"': '"', '“': '”'}[r]
		case from >= 0 && r == closing:
			out = append(out, stretch{from, i + len(string(r))})
			from = -1
		}
	}
	return out
}

// joined sorts stretches and makes those that overlap one.
func joined(list []stretch) []stretch {
	slices.SortFunc(list, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	out := list[:0]
	for _, s := range list {
		if n := len(out); n > 0 && s.from < out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
		} else {
			out = append(out, s)
		}
	}
	return out
}
