package term

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Line is one line of wrapped text, as byte offsets into it: [Start, End) is
// shown, [End, Next) is the newline or the spaces at the break, and the next
// line starts at Next.
type Line struct{ Start, End, Next int }

// Layout finds the lines of [Wrap]. Whoever styles, or edits, wrapped text
// works with the offsets, so that nothing it adds changes the layout. There
// is at least one line, and each line's Next is the Start of the following.
func Layout(s string, width int) []Line {
	width = max(width, 1)
	var lines []Line
	for start := 0; ; {
		end := strings.IndexByte(s[start:], '\n')
		if end < 0 {
			return appendParagraph(lines, s, start, len(s), width)
		}
		lines = appendParagraph(lines, s, start, start+end, width)
		start += end + 1
		lines[len(lines)-1].Next = start
	}
}

// breaker lays out one paragraph. column counts the cells since start.
type breaker struct {
	lines       []Line
	start       int
	column      int
	breakEnd    int // a place to break: the line would end here,
	breakNext   int // the next one start here,
	breakColumn int // which is this column; breakNext <= start means there is none
	fits        int // up to here the spaces at the end of the line fit into it
}

func appendParagraph(lines []Line, s string, start, end, width int) []Line {
	b := breaker{lines: lines, start: start, breakNext: start, fits: start}
	wideBefore, spaceBefore := false, false
	for at := start; at < end; {
		size, cells := NextGrapheme(s[at:end])
		if c := s[at]; size == 1 && (c == ' ' || c == '\t') { // a space may carry an accent
			b.space(at, c, width, spaceBefore)
			at++
			spaceBefore, wideBefore = true, false
			continue
		}
		wide := cells > 1
		if (wide || wideBefore) && !spaceBefore && at > b.start && !hugsLeft(s[at:end]) {
			b.breakEnd, b.breakNext, b.breakColumn = at, at, b.column
		}
		b.letter(at, cells, width)
		at += size
		b.fits = at
		spaceBefore, wideBefore = false, wide
	}
	return append(b.lines, Line{b.start, b.fits, end})
}

// space notes a place to break. Spaces beyond the width hang over the edge,
// unseen, until the next letter breaks the line.
func (b *breaker) space(at int, c byte, width int, again bool) {
	if !again {
		b.breakEnd = at
	}
	if c == '\t' {
		b.column += TabWidth - b.column%TabWidth
	} else {
		b.column++
	}
	b.breakNext, b.breakColumn = at+1, b.column
	if b.column <= width {
		b.fits = at + 1
	}
}

func (b *breaker) letter(at, cells, width int) {
	if b.column+cells > width && b.breakNext > b.start {
		b.lines = append(b.lines, Line{b.start, b.breakEnd, b.breakNext})
		b.start, b.column = b.breakNext, b.column-b.breakColumn
	}
	if b.column+cells > width && at > b.start {
		b.lines = append(b.lines, Line{b.start, at, at})
		b.start, b.column, b.breakNext = at, 0, at
	}
	b.column += cells
}

// hugsLeft reports whether the text starts with a sign that must not begin a
// line in Chinese and Japanese.
func hugsLeft(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("、。，．！？：；）」』】〉》’”…・ー", r)
}

// NextGrapheme gives the bytes and cells of the first letter as a person sees
// it: with its accents, or a whole emoji. A tab counts as one cell here.
func NextGrapheme(s string) (size, cells int) {
	if s == "" {
		return 0, 0
	}
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, 1
	}
	cluster, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return len(cluster), cells
}

// ExpandTabs replaces the tabs of a line by spaces up to the next stop.
func ExpandTabs(line string) string {
	if !strings.Contains(line, "\t") {
		return line
	}
	var out strings.Builder
	column := 0
	for len(line) > 0 {
		size, cells := NextGrapheme(line)
		if line[0] == '\t' {
			cells = TabWidth - column%TabWidth
			out.WriteString(Spaces(cells))
		} else {
			out.WriteString(line[:size])
		}
		column += cells
		line = line[size:]
	}
	return out.String()
}
