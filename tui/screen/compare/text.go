package compare

import (
	"strings"

	"easel/engine/prompt"
	"easel/tui/term"
	"easel/tui/widget"
)

// Marks beside the styles, so that a difference is told by more than colour.
const (
	addedMark   = "+"
	removedMark = "-"
	movedMark   = "~"
)

// foldFrom is how many words all texts must share in a row to be folded.
const foldFrom = 8

// spans are a text against its base: what it adds, what it leaves out, what
// stands elsewhere in the base.
func spans(base, text string, same, fold bool) []widget.Span {
	if same {
		return []widget.Span{{Text: text}}
	}
	hunks := prompt.Diff(base, text)
	moved := movedPhrases(hunks)
	var out []widget.Span
	for i, h := range hunks {
		switch h.Op {
		case prompt.Equal:
			out = append(out, widget.Span{Text: shared(h.Text, fold, i == 0, i == len(hunks)-1)})
		case prompt.Insert:
			one := marked(h.Text, mark(moved, h.Text, addedMark), widget.Added)
			if n := len(out); n > 0 && out[n-1].Kind == widget.Removed {
				out = append(out, widget.Span{Text: " "}) // the signs stand apart
			}
			out = append(out, one)
		case prompt.Delete:
			if !moved[phrase(h.Text)] { // what only moved is told where it stands now
				out = append(out, marked(h.Text, removedMark, widget.Removed))
			}
		}
	}
	return out
}

// marked puts a sign before the words of a change, behind the space that leads
// it.
func marked(text, sign string, kind widget.Kind) widget.Span {
	words := strings.TrimLeft(text, " ")
	lead := text[:len(text)-len(words)]
	if strings.TrimSpace(words) == "" {
		return widget.Span{Text: text}
	}
	return widget.Span{Text: lead + sign + words, Kind: kind}
}

func mark(moved map[string]bool, text, otherwise string) string {
	if moved[phrase(text)] {
		return movedMark
	}
	return otherwise
}

// movedPhrases are those that were taken out in one place and put in at
// another.
func movedPhrases(hunks []prompt.Hunk) map[string]bool {
	out, in := make(map[string]bool), make(map[string]bool)
	for _, h := range hunks {
		switch p := phrase(h.Text); {
		case p == "":
		case h.Op == prompt.Delete:
			out[p] = true
		case h.Op == prompt.Insert:
			in[p] = true
		}
	}
	for p := range out {
		if !in[p] {
			delete(out, p)
		}
	}
	return out
}

// phrase is a text without case, edges and double spaces, to be compared.
func phrase(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Trim(text, " ,.;:\n\t")), " "))
}

// shared is a stretch that both texts have, folded to its ends when asked for.
func shared(text string, fold, first, last bool) string {
	words := strings.Fields(text)
	if !fold || len(words) < foldFrom {
		return text
	}
	head, tail := words[:2], words[len(words)-2:]
	switch {
	case first && last:
		return text
	case first:
		return term.Safe("… " + strings.Join(tail, " ") + " ")
	case last:
		return " " + strings.Join(head, " ") + " …"
	}
	return " " + strings.Join(head, " ") + " … " + strings.Join(tail, " ") + " "
}
