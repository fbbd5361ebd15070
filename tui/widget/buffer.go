package widget

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"easel/tui/term"
)

// How far back typing can be taken. A step holds the whole text as it was, so
// of a long one there are fewer, but always the last.
const (
	maxUndo      = 200     // steps
	maxUndoBytes = 8 << 20 // of all of them
)

// buffer is a text with a cursor between two letters, readline's edits, one
// kill to yank, and undo. It knows nothing of lines on a screen.
type buffer struct {
	text string
	at   int // byte offset, always between two graphemes
	kill string

	selecting bool // what lies between mark and at is selected
	mark      int

	past, future []snapshot
	last         edit // what the last change was, for joining typed letters into words
}

type snapshot struct {
	text string
	at   int
}

type edit int

const (
	otherEdit edit = iota
	typedLetter
	typedSpace
	erased
	killedForward
	killedBackward
)

// set replaces everything; it can be undone.
func (b *buffer) set(text string) {
	b.begin(otherEdit)
	b.text, b.at, b.selecting = text, len(text), false
}

// begin notes the state before a change. Letters of one word, and letters
// erased in a row, are one step.
func (b *buffer) begin(kind edit) {
	joined := kind == b.last && kind != otherEdit || kind == typedSpace && b.last == typedLetter
	b.last = kind
	b.future = nil
	if joined && len(b.past) > 0 {
		return
	}
	room, old := len(b.text), 0
	for i, step := range slices.Backward(b.past) {
		if room += len(step.text); room > maxUndoBytes || len(b.past)-i == maxUndo {
			old = i + 1
			break
		}
	}
	b.past = append(slices.Delete(b.past, 0, old), snapshot{b.text, b.at})
}

// rest ends a step: a cursor that moved starts another.
func (b *buffer) rest() { b.last = otherEdit }

func (b *buffer) undo() bool {
	return b.travel(&b.past, &b.future)
}

func (b *buffer) redo() bool {
	return b.travel(&b.future, &b.past)
}

func (b *buffer) travel(from, to *[]snapshot) bool {
	if len(*from) == 0 {
		return false
	}
	s := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, snapshot{b.text, b.at})
	b.text, b.at = s.text, s.at
	b.selecting = false
	b.rest()
	return true
}

// insert types text at the cursor.
func (b *buffer) insert(text string) {
	if text == "" {
		return
	}
	if from, to := b.selection(); from < to {
		b.begin(otherEdit)
		b.text, b.at, b.selecting = b.text[:from]+text+b.text[to:], from+len(text), false
		b.at = b.settled(b.at)
		return
	}
	kind := otherEdit
	if size, _ := term.NextGrapheme(text); size == len(text) {
		kind = typedLetter
		if text == " " {
			kind = typedSpace
		}
	}
	b.begin(kind)
	b.text = b.text[:b.at] + text + b.text[b.at:]
	b.at += len(text)
	b.at = b.settled(b.at)
}

// settled is an offset, or the end of the grapheme that it lies in: an accent
// that is typed joins the letter before it, and may join the one after.
func (b *buffer) settled(at int) int {
	_, end := b.grapheme(at)
	return end
}

// grapheme is the place of the grapheme that an offset lies in; an offset
// between two is both. Graphemes can only be told from the left, so it counts
// from the start of the line.
func (b *buffer) grapheme(at int) (start, end int) {
	end = b.lineStart(at)
	for end < at {
		start = end
		size, _ := term.NextGrapheme(b.text[start:])
		end += size
	}
	if end == at {
		start = at
	}
	return start, end
}

func (b *buffer) left() int {
	if b.at == 0 || b.text[b.at-1] == '\n' {
		return max(b.at-1, 0)
	}
	start, _ := b.grapheme(b.at - 1)
	return start
}

func (b *buffer) right() int {
	size, _ := term.NextGrapheme(b.text[b.at:])
	return b.at + size
}

func (b *buffer) lineStart(at int) int {
	return strings.LastIndexByte(b.text[:at], '\n') + 1
}

func (b *buffer) lineEnd(at int) int {
	if i := strings.IndexByte(b.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(b.text)
}

// wordLeft is where the word before the cursor starts, as alt+b goes: words
// are letters and digits.
func (b *buffer) wordLeft() int {
	start, _ := b.grapheme(wordStart(b.text[:b.at], isWordRune))
	return start
}

// wordRight is where the word after the cursor ends, as alt+f goes.
func (b *buffer) wordRight() int {
	rest := b.text[b.at:]
	i := strings.IndexFunc(rest, isWordRune)
	if i < 0 {
		return len(b.text)
	}
	j := strings.IndexFunc(rest[i:], isNoWordRune)
	if j < 0 {
		return len(b.text)
	}
	return b.settled(b.at + i + j)
}

// spaceLeft is where ctrl+w kills to: words are what spaces part.
func (b *buffer) spaceLeft() int {
	start, _ := b.grapheme(wordStart(b.text[:b.at], func(r rune) bool { return !unicode.IsSpace(r) }))
	return start
}

func wordStart(before string, inWord func(rune) bool) int {
	end := strings.LastIndexFunc(before, inWord)
	if end < 0 {
		return 0
	}
	i := strings.LastIndexFunc(before[:end], func(r rune) bool { return !inWord(r) })
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(before[i:])
	return i + size
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isNoWordRune(r rune) bool { return !isWordRune(r) }

// move puts the cursor at an offset. What was selected no longer is.
func (b *buffer) move(to int) {
	b.at, b.selecting = to, false
	b.rest()
}

// extend does a move and selects what lies on its way, with what was selected.
func (b *buffer) extend(move func()) {
	mark := b.at
	if b.selecting {
		mark = b.mark
	}
	move()
	b.mark, b.selecting = mark, true
}

// selection is what is selected, as offsets; both are the cursor when nothing
// is.
func (b *buffer) selection() (from, to int) {
	if !b.selecting {
		return b.at, b.at
	}
	return min(b.mark, b.at), max(b.mark, b.at)
}

// instead puts the cursor at one end of what is selected and gives the other,
// for what erases or kills; without a selection it gives the offset.
func (b *buffer) instead(to int) int {
	from, end := b.selection()
	if from == end {
		return to
	}
	b.at = end
	return from
}

// erase removes what lies between the cursor and an offset.
func (b *buffer) erase(to int) bool {
	return b.remove(to, erased)
}

func (b *buffer) remove(to int, kind edit) bool {
	from, end := min(b.at, to), max(b.at, to)
	if from == end {
		return false
	}
	b.begin(kind)
	b.selecting = false
	b.text = b.text[:from] + b.text[end:]
	b.at = b.settled(from)
	return true
}

// cut removes as erase does and keeps what it removed for yank. Kills in a row
// add up, as in readline.
func (b *buffer) cut(to int) bool {
	kind := killedForward
	if to < b.at {
		kind = killedBackward
	}
	again := b.last == kind
	gone := b.text[min(b.at, to):max(b.at, to)]
	if !b.remove(to, kind) {
		return false
	}
	switch {
	case again && kind == killedForward:
		b.kill += gone
	case again:
		b.kill = gone + b.kill
	default:
		b.kill = gone
	}
	return true
}

func (b *buffer) yank() bool {
	if b.kill == "" {
		return false
	}
	b.rest()
	b.insert(b.kill)
	b.rest()
	return true
}
