package compare

import (
	"strings"

	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// page is a text laid out for a width. Only the lines that show are styled:
// to style a long prompt whole takes longer than a frame.
type page struct {
	text  string
	spans []widget.Span
	lines []term.Line
	width int
	known bool // what differs is marked; else it is still being found
}

func layOut(spans []widget.Span, width int) page {
	var text strings.Builder
	p := page{width: width}
	for _, s := range spans {
		s.Text = strings.ReplaceAll(s.Text, "\t", term.Spaces(term.TabWidth)) // their width would depend on what is before them
		if s.Text != "" {
			p.spans = append(p.spans, s)
			text.WriteString(s.Text)
		}
	}
	p.text = text.String()
	p.lines = term.Layout(p.text, width)
	return p
}

// show styles n lines from one on; fewer at the end.
func (p page) show(from, n int, st *style.Style) []string {
	from = min(max(from, 0), len(p.lines))
	to := min(from+max(n, 0), len(p.lines))
	out := make([]string, 0, to-from)
	span, at := 0, 0 // the first span that may be on the line, and where it begins
	for _, line := range p.lines[from:to] {
		for span < len(p.spans) && at+len(p.spans[span].Text) <= line.Start {
			at += len(p.spans[span].Text)
			span++
		}
		out = append(out, strings.Join(widget.Spans(cut(p.spans[span:], at, line), p.width, st), ""))
	}
	return out
}

// cut are the parts of spans that a line shows. The first begins at a byte of
// the text.
func cut(spans []widget.Span, at int, line term.Line) []widget.Span {
	var out []widget.Span
	for _, s := range spans {
		start, end := max(line.Start-at, 0), min(line.End-at, len(s.Text))
		if end > start {
			out = append(out, widget.Span{Text: s.Text[start:end], Kind: s.Kind})
		}
		if at += len(s.Text); at >= line.End {
			break
		}
	}
	return out
}

// pages are the texts as laid out last.
type pages struct {
	as   layout
	page map[int]page // by column; only of those that have shown
}

// layout is what a page hangs on besides its text.
type layout struct {
	base, width int
	fold        bool
}

// page is the text of a column against the base; as it is while what differs is
// being found.
func (sc *Screen) page(i, width int) page {
	if as := (layout{sc.base, width, sc.fold}); as != sc.pages.as || sc.pages.page == nil {
		sc.pages = pages{as, make(map[int]page)}
	}
	p, ok := sc.pages.page[i]
	if !ok {
		spans, known := sc.spans(i)
		p = layOut(withLocks(spans, sc.columns[i].Prompt.Locks), width)
		p.known = known
		sc.pages.page[i] = p
	}
	return p
}

func (sc *Screen) spans(i int) (spans []widget.Span, known bool) {
	text := sc.columns[i].text
	all, known := []passage{{same: text}}, true
	switch {
	case i != sc.base:
		all, known = sc.difference(i)
	case sc.fold:
		all, known = sc.sharedByAll()
	}
	switch {
	case !known:
		return []widget.Span{{Text: text}}, false
	case i == sc.base && sc.fold:
		return spansOfBase(all), true
	case strings.TrimSpace(text) == "" && strings.TrimSpace(sc.columns[sc.base].text) == "":
		return []widget.Span{{Text: "No words.", Kind: widget.Quiet}}, true
	}
	return spansOf(all, sc.fold && i != sc.base), true
}

// sharedByAll is the base as what all have and what some have not.
func (sc *Screen) sharedByAll() (all []passage, known bool) {
	var others [][]passage
	known = true
	for i := range sc.columns {
		if i != sc.base {
			other, ok := sc.difference(i)
			others, known = append(others, other), known && ok
		}
	}
	if !known {
		return nil, false
	}
	return sharedByAll(sc.columns[sc.base].text, others), true
}
