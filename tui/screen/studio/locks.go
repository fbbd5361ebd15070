package studio

import (
	"cmp"
	"slices"

	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// selection is which words of the prompt are chosen, to be locked. It is of one
// text and gone with it.
type selection struct {
	on         bool
	text       string
	words      []prompt.Word
	anchor, at int // words; the cursor is at the second
}

// move puts the cursor some words on, and chooses all words on the way if they
// are to be chosen too. The first press shows where one is.
func (s *selection) move(text string, delta int, extend bool) {
	if !s.of(text) {
		s.begin(text, 0, 0)
		if delta < 0 {
			s.begin(text, len(s.words)-1, len(s.words)-1)
		}
		return
	}
	s.at = min(max(s.at+delta, 0), len(s.words)-1)
	if !extend {
		s.anchor = s.at
	}
}

// choose chooses the words that a stretch of the text touches; the first word
// where it touches none.
func (s *selection) choose(text string, from, to int) {
	s.begin(text, 0, 0)
	touched := func(w prompt.Word) bool { return w.From < to && from < w.To }
	if first := slices.IndexFunc(s.words, touched); first >= 0 {
		for s.anchor, s.at = first, first; s.at+1 < len(s.words) && touched(s.words[s.at+1]); {
			s.at++
		}
	}
}

func (s *selection) begin(text string, anchor, at int) {
	*s = selection{text: text, words: prompt.WordsOf(text), anchor: anchor, at: at}
	s.on = len(s.words) > 0
}

// of says whether words of this text are chosen.
func (s *selection) of(text string) bool { return s.on && s.text == text }

// stretch is what is chosen, as byte offsets of the text.
func (s *selection) stretch() (from, to int) {
	first, last := min(s.anchor, s.at), max(s.anchor, s.at)
	return s.words[first].From, s.words[last].To
}

// stroke is a stretch of a text with what it is.
type stroke struct {
	from, to int // byte offsets
	kind     widget.Kind
}

// over lays a stroke over others, which are all of a text in its order.
func over(strokes []stroke, top stroke) []stroke {
	out := make([]stroke, 0, len(strokes)+2)
	for _, s := range strokes {
		if s.to <= top.from || s.from >= top.to {
			out = append(out, s)
			continue
		}
		if s.from < top.from {
			out = append(out, stroke{s.from, top.from, s.kind})
		}
		if s.to > top.to {
			out = append(out, stroke{top.to, s.to, s.kind})
		}
	}
	out = append(out, top)
	slices.SortFunc(out, func(a, b stroke) int { return cmp.Compare(a.from, b.from) })
	return out
}

// additions are the strokes of a text, those that the base does not have marked.
func additions(base, text string) []stroke {
	if base == "" {
		return []stroke{{0, len(text), widget.Plain}}
	}
	var out []stroke
	at := 0
	for _, h := range prompt.Diff(base, text) {
		if h.Op == prompt.Delete {
			continue
		}
		kind := widget.Plain
		if h.Op == prompt.Insert {
			kind = widget.Added
		}
		out = append(out, stroke{at, at + len(h.Text), kind})
		at += len(h.Text)
	}
	return out
}

// spansOf are the strokes of a text as they are shown. Locked words have a mark
// before them, so that they are told by more than their colour.
func spansOf(text string, strokes []stroke, locks []prompt.Lock) []widget.Span {
	var out []widget.Span
	for _, s := range strokes {
		if slices.ContainsFunc(locks, func(l prompt.Lock) bool { return l.At == s.from }) {
			out = append(out, widget.Span{Text: style.LockMark, Kind: widget.Locked})
		}
		out = append(out, widget.Span{Text: term.Safe(text[s.from:s.to]), Kind: s.kind})
	}
	return out
}

// MoveWord moves the word cursor of the prompt that shows.
func (sc *Screen) MoveWord(st *State, delta int, extend bool) {
	if v := sc.seen(st); v.there && !v.old {
		sc.prompt.words.move(v.prompt.Text, delta, extend)
	}
}

// Unselect reports whether words were chosen, and chooses none.
func (sc *Screen) Unselect(st *State) bool {
	was := sc.prompt.words.of(sc.seen(st).prompt.Text)
	sc.prompt.words = selection{}
	return was && sc.focus == intent.Prompt
}

// Selected is the stretch of the prompt that shows that is chosen, as byte
// offsets of its text; ok is false when no words are.
func (sc *Screen) Selected(st *State) (from, to int, ok bool) {
	if v := sc.seen(st); !v.there || sc.focus != intent.Prompt || !sc.prompt.words.of(v.prompt.Text) {
		return 0, 0, false
	}
	from, to = sc.prompt.words.stretch()
	return from, to, true
}

// OfferLock gives the keys to the prompt and chooses the words of its subject,
// or the first word where they are not known.
func (sc *Screen) OfferLock(st *State) {
	v := sc.seen(st)
	subject, _ := v.prompt.SubjectOf()
	sc.SetFocus(st, intent.Prompt)
	sc.prompt.words.choose(v.prompt.Text, subject.From, subject.To)
}
