package prompt

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lock is a stretch of a prompt's text that no rewrite may change. The locks of
// a prompt stand in the order of its text and neither touch nor overlap, but for
// locks on their way to a text that they are not yet placed in.
type Lock struct {
	At   int    `json:"at"`   // byte offset in the text it was made in; a hint once the text has moved
	Text string `json:"text"` // the locked words, byte for byte
}

// End is the byte offset behind the lock, in the text that it is placed in.
func (l Lock) End() int { return l.At + len(l.Text) }

// Relock places locks in a text: each where it is if it still stands there,
// else at the next place that has its words and no other lock. A lock whose
// words are not there is left out.
func Relock(locks []Lock, text string) []Lock {
	placed, _ := place(locks, text)
	return placed
}

// Broken are the locks whose words a text does not have, byte for byte and as
// often as they are locked.
func Broken(locks []Lock, text string) []Lock {
	_, broken := place(locks, text)
	return broken
}

func place(locks []Lock, text string) (placed, broken []Lock) {
	var moved []Lock
	for _, l := range locks {
		switch {
		case l.Text == "":
		case l.At >= 0 && l.At <= len(text) && strings.HasPrefix(text[l.At:], l.Text) && !overlaps(placed, l):
			placed = append(placed, l)
		default:
			moved = append(moved, l)
		}
	}
	for _, l := range moved {
		if at, ok := room(placed, text, l.Text); ok {
			placed = append(placed, Lock{At: at, Text: l.Text})
		} else {
			broken = append(broken, l)
		}
	}
	slices.SortFunc(placed, func(a, b Lock) int { return cmp.Compare(a.At, b.At) })
	return placed, broken
}

// room is the first place in a text that has the words and no lock.
func room(placed []Lock, text, words string) (at int, ok bool) {
	for from := 0; ; {
		at := strings.Index(text[from:], words)
		if at < 0 {
			return 0, false
		}
		at += from
		if !overlaps(placed, Lock{At: at, Text: words}) {
			return at, true
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		from = at + size
	}
}

func overlaps(locks []Lock, l Lock) bool {
	return slices.ContainsFunc(locks, func(other Lock) bool { return other.At < l.End() && l.At < other.End() })
}

// ToggleLock locks the words of text from one byte offset to another, or, when
// all of them are locked already, unlocks them. White space at the ends is not
// locked by itself; locks that touch or overlap become one. The locks must be
// placed in the text.
func ToggleLock(locks []Lock, text string, from, to int) []Lock {
	from, to = trimmed(text, from, to)
	if from >= to {
		return locks
	}
	if locked(locks, text, from, to) {
		return unlock(locks, text, from, to)
	}
	var out []Lock
	for _, l := range locks {
		if l.At <= to && from <= l.End() {
			from, to = min(from, l.At), max(to, l.End())
		} else {
			out = append(out, l)
		}
	}
	out = append(out, Lock{At: from, Text: text[from:to]})
	slices.SortFunc(out, func(a, b Lock) int { return cmp.Compare(a.At, b.At) })
	return out
}

// locked says whether everything but white space is locked in a stretch.
func locked(locks []Lock, text string, from, to int) bool {
	for _, l := range locks {
		if l.At <= from && from < l.End() {
			if from, to = trimmed(text, l.End(), to); from >= to {
				return true
			}
		}
	}
	return false
}

// unlock takes a stretch out of the locks; what is left of a lock on either
// side stays locked, from word to word.
func unlock(locks []Lock, text string, from, to int) []Lock {
	var out []Lock
	for _, l := range locks {
		before, after := min(l.End(), from), max(l.At, to)
		if l.At < before {
			before = l.At + endOfWords(text[l.At:before])
		}
		if after < l.End() {
			after += startOfWords(text[after:l.End()])
		}
		for _, left := range [][2]int{{l.At, before}, {after, l.End()}} {
			if left[0] < left[1] {
				out = append(out, Lock{At: left[0], Text: text[left[0]:left[1]]})
			}
		}
	}
	return out
}

// endOfWords is where the last word of a text ends; 0 if it has none. What joins
// a letter to nothing belongs to its word.
func endOfWords(text string) int {
	words := WordsOf(text)
	if len(words) == 0 {
		return 0
	}
	return words[len(words)-1].To
}

// startOfWords is where the first word of a text begins; its end if it has none.
func startOfWords(text string) int {
	if words := WordsOf(text); len(words) > 0 {
		return words[0].From
	}
	return len(text)
}

// trimmed is a stretch within the text without the white space at its ends.
func trimmed(text string, from, to int) (int, int) {
	from, to = max(from, 0), min(to, len(text))
	if from >= to {
		return from, from
	}
	stretch := text[from:to]
	from += len(stretch) - len(strings.TrimLeftFunc(stretch, unicode.IsSpace))
	return from, from + len(strings.TrimSpace(stretch))
}

// Word is one word of a text, as people select it.
type Word struct{ From, To int } // byte offsets, To behind the last

// WordsOf are the words of a text in its order. Punctuation belongs to no word,
// but for what stands between letters.
func WordsOf(text string) []Word {
	var words []Word
	at := 0
	for _, token := range Tokens(text) {
		if first, _ := utf8.DecodeRuneInString(token); wordRune(first) {
			words = append(words, Word{at, at + len(token)})
		}
		at += len(token)
	}
	return words
}

// SubjectOf is where the words of a prompt's subject stand in its text, to be
// offered as a lock; false where they do not.
func (p Prompt) SubjectOf() (Word, bool) {
	subject := strings.TrimSpace(p.Axes[Subject])
	if subject == "" {
		return Word{}, false
	}
	at := strings.Index(strings.ToLower(p.Text), strings.ToLower(subject))
	if at < 0 || at+len(subject) > len(p.Text) || !strings.EqualFold(p.Text[at:at+len(subject)], subject) {
		return Word{}, false // in some scripts the lower case is longer
	}
	return Word{at, at + len(subject)}, true
}
