package compare

import (
	"slices"
	"strings"
	"unicode"

	"easel/engine/prompt"
	"easel/tui/widget"
)

// Marks beside the styles, so that a difference is told by more than colour.
const (
	addedMark   = "+"
	removedMark = "-"
	movedMark   = "~"
	foldMark    = "…"
)

// foldFrom is how many words a shared stretch must have to be folded: fewer
// take hardly more room than what stands for them.
const foldFrom = 8

// spansOf are passages to be read: what the text adds, what it leaves out, what
// stands elsewhere in the base.
func spansOf(all []passage, fold bool) []widget.Span {
	var out []widget.Span
	for i, p := range all {
		if p.differs() {
			out = append(out, changed(p)...)
		} else if fold {
			out = append(out, folded(p.same, i == 0, i == len(all)-1)...)
		} else {
			out = append(out, widget.Span{Text: p.same})
		}
	}
	return out
}

// spansOfBase are the passages of a base, folded to what some of the others
// have not. They bear no marks: what is gone in one column may stand in the next.
func spansOfBase(all []passage) []widget.Span {
	var out []widget.Span
	for i, p := range all {
		if p.differs() {
			out = append(out, widget.Span{Text: p.gone})
		} else {
			out = append(out, folded(p.same, i == 0, i == len(all)-1)...)
		}
	}
	return out
}

// changed writes "-old +new", with one space between the two and around them
// what the texts have there. What only moved is told where it stands now.
func changed(p passage) []widget.Span {
	goneLead, gone, goneTrail := edges(p.gone)
	newLead, added, newTrail := edges(p.new)
	if p.movedAway {
		gone = ""
	}
	sign := addedMark
	if p.movedHere {
		sign = movedMark
	}
	switch {
	case gone == "" && added == "":
		return []widget.Span{{Text: p.new}} // spaces
	case gone == "":
		return []widget.Span{{Text: newLead}, {Text: sign + added, Kind: widget.Added}, {Text: newTrail}}
	case added == "":
		return []widget.Span{{Text: goneLead}, {Text: removedMark + gone, Kind: widget.Removed}, {Text: goneTrail}}
	}
	return []widget.Span{{Text: goneLead}, {Text: removedMark + gone, Kind: widget.Removed}, {Text: " "},
		{Text: sign + added, Kind: widget.Added}, {Text: newTrail}}
}

// edges parts a text from the white space around it.
func edges(text string) (lead, words, trail string) {
	rest := strings.TrimLeftFunc(text, unicode.IsSpace)
	words = strings.TrimRightFunc(rest, unicode.IsSpace)
	return text[:len(text)-len(rest)], words, rest[len(words):]
}

// folded is a shared stretch without its middle: the two words at each end
// that has a difference beside it say where one is.
func folded(text string, first, last bool) []widget.Span {
	tokens := prompt.Tokens(text)
	var words []int
	for i, token := range tokens {
		if hasWord(token) {
			words = append(words, i)
		}
	}
	if len(words) < foldFrom {
		return []widget.Span{{Text: text}}
	}
	more := widget.Span{Text: foldMark, Kind: widget.Quiet}
	head := widget.Span{Text: strings.Join(tokens[:words[1]+1], "") + " "}
	tail := widget.Span{Text: " " + strings.Join(tokens[words[len(words)-2]:], "")}
	out := []widget.Span{head, more, tail}
	if last {
		out = slices.Delete(out, 2, 3)
	}
	if first {
		out = slices.Delete(out, 0, 1)
	}
	return out
}
