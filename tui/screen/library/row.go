package library

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"easel/engine/library"
	"easel/engine/prompt"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// newRow makes what was found fit to be shown.
func newRow(f library.Found) row {
	r := row{Found: f, key: string(f.Kind) + " " + f.ID + " " + strconv.Itoa(f.Position), title: term.SafeLine(f.Title), text: term.Safe(f.Text)}
	own := f.Title != "" && f.Title != library.Heading(f.Text)
	if r.plain = f.Kind == library.APicture || f.Kind != library.ASession && !own; r.plain {
		r.title = strings.Join(strings.Fields(r.text), " ")
	}
	if r.title == "" {
		r.title = library.Heading(r.text)
	}
	if r.title == "" {
		r.title = "(nothing said yet)"
	}
	return r
}

func (r row) prompt() prompt.Prompt {
	return prompt.Prompt{ID: r.ID, Title: r.Title, Text: r.Text, Negative: r.Negative}
}

// sign tells the kinds apart, together with the words beside a row.
func (r row) sign(s *style.Style) string {
	switch r.Kind {
	case library.AFavourite:
		return s.Star.Render(style.StarMark)
	case library.ASession:
		return s.Quiet.Render("≡")
	case library.APicture:
		return s.Quiet.Render("▣")
	}
	return s.Quiet.Render("·")
}

const (
	chipCells  = 5
	chipsFrom  = 64 // cells of a row with chips
	twoFrom    = 12 // rows of a list whose rows have two lines
	leastTitle = 12
)

// view draws a row: its sign, its colours, what it is called, what came of it and
// when; and, where there is room, the place where the words were found.
func (sc *Screen) view(st *State, r row, width int, selected, tall bool) string {
	s := st.Style
	lead := cursorMark(selected, sc.marks[r.key], s) + r.sign(s) + " "
	used := 4
	if st.Art != nil && width >= chipsFrom {
		chips := term.Spaces(chipCells)
		if r.Kind != library.ASession {
			chips = st.Art.Chips(r.prompt())
		}
		lead += chips + "  "
		used += chipCells + 2
	}
	right := sc.facts(st, r, width-used-leastTitle-2)
	room := max(width-used-term.Width(right)-2, 0)
	words := s.Text
	if selected {
		words = s.Strong
	}
	title := line(r.title, sc.query.Marks(r.title), room, words, s)
	if !tall {
		const gap, least = 2, 16 // cells before the text, and of it
		if left := room - term.Width(title) - gap; left >= least && !r.plain && r.about() == "" {
			title += term.Spaces(gap) + sc.excerpt(r.text, left, s)
		}
		return lead + term.Pad(title, room) + "  " + right
	}
	shown, rest := "", r.text
	if r.plain {
		shown, rest = parted(r.title, room)
	}
	if r.plain && r.about() == "" { // it flows on
		title = line(shown, sc.query.Marks(shown), room, words, s)
	}
	return lead + term.Pad(title, room) + "  " + right + "\n" + term.Spaces(used) + sc.second(r, shown, rest, max(width-used, 0), s)
}

// parted is a text in two, between words, the first part of at most so many cells.
func parted(text string, width int) (first, rest string) {
	if term.Width(text) <= width {
		return text, ""
	}
	first = strings.TrimSuffix(term.Truncate(text, width), style.MoreMark)
	if cut := strings.LastIndexByte(first, ' '); cut > 0 {
		first = first[:cut]
	}
	return first, strings.TrimSpace(strings.TrimPrefix(text, first))
}

// second is the line under a row: what came of it, unless the words were found
// only further on in its text; or its text as far as the first line does not show
// it, or its note.
func (sc *Screen) second(r row, shown, rest string, width int, s *style.Style) string {
	only := len(sc.query.Marks(rest)) > 0 && len(sc.query.Marks(shown)) == 0
	if about := r.about(); about != "" && !only {
		return line(about, nil, width, s.Faint, s)
	}
	if rest == "" {
		rest = term.SafeLine(r.Note)
	}
	return sc.excerpt(rest, width, s)
}

type styler interface{ Render(...string) string }

// line is one line of a text with the words that were found in it, cut to a
// width.
func line(text string, marks [][2]int, width int, words styler, s *style.Style) string {
	end := len(text) // of what is still there: the mark that says where it is cut is no word
	if term.Width(text) > width {
		text = term.Truncate(text, width)
		end = len(strings.TrimSuffix(text, style.MoreMark))
	}
	var out strings.Builder
	at := 0
	for _, m := range marks {
		from, to := m[0], min(m[1], end)
		if from < at || from >= to {
			continue
		}
		if from > at {
			out.WriteString(words.Render(text[at:from]))
		}
		out.WriteString(s.Accent.Render(text[from:to]))
		at = to
	}
	if at < len(text) {
		out.WriteString(words.Render(text[at:]))
	}
	return out.String()
}

// excerpt is the stretch of a text where the first words were found, or its
// beginning.
func (sc *Screen) excerpt(text string, width int, s *style.Style) string {
	text = strings.Join(strings.Fields(text), " ")
	marks := sc.query.Marks(text)
	const most = 24 // bytes that lead up to what was found
	if len(marks) > 0 && marks[0][1] > width-4 {
		word := marks[0][1] - marks[0][0]
		if cut := leadingUpTo(text, marks[0][0], min(most, max(width-word-4, 0))); cut > 0 {
			text = style.MoreMark + text[cut:]
			marks = sc.query.Marks(text)
		}
	}
	return line(text, marks, width, s.Faint, s)
}

// leadingUpTo is where to begin to read a text at most so many bytes before a
// place in it: at a word, or where no word begins there, at the place itself.
func leadingUpTo(text string, place, before int) int {
	from := max(place-before, 0)
	if from == 0 {
		return 0
	}
	if space := strings.IndexByte(text[from:place], ' '); space >= 0 {
		return from + space + 1
	}
	return place
}

// about is what a row came of, where its text says nothing new.
func (r row) about() string {
	switch r.Kind {
	case library.APicture:
		made := strings.TrimSuffix(term.SafeLine(r.Generator)+":"+term.SafeLine(r.Model), ":")
		return made + " · " + strconv.Itoa(r.Width) + "x" + strconv.Itoa(r.Height) + " · " + term.SafeLine(filepath.Base(r.Path))
	case library.ASession:
		var came []string
		if r.Rounds > 0 {
			came = append(came, count(r.Rounds, "round"))
		}
		if r.Pictures > 0 {
			came = append(came, count(r.Pictures, "picture"))
		}
		return strings.Join(came, " · ")
	}
	return ""
}

// facts stand at the right of a row, as many as there is room for.
func (sc *Screen) facts(st *State, r row, room int) string {
	s := st.Style
	when := s.Faint.Render(sc.when(st, r.Time))
	var more []string
	for _, t := range r.Tags {
		more = append(more, s.Quiet.Render("#"+term.SafeLine(t)))
	}
	switch r.Kind {
	case library.ASession:
		if r.ID == st.Session {
			more = append([]string{s.Accent.Render("open")}, more...)
		}
	case library.APicture:
		if sc.looked[r.Path] {
			more = append(more, s.Quiet.Render("gone"))
		}
		if r.CostUSD != nil && *r.CostUSD > 0 {
			more = append(more, s.Price.Render("$"+strconv.FormatFloat(*r.CostUSD, 'f', 2, 64)))
		}
	}
	for len(more) > 0 {
		all := strings.Join(more, " ") + "  " + when
		if term.Width(all) <= room/2 {
			return all
		}
		more = more[:len(more)-1]
	}
	return when
}

// when is the hour of today's, the day of this year's, the date of older ones;
// all of one width.
func (sc *Screen) when(st *State, t time.Time) string {
	t = t.In(st.Now.Location())
	switch {
	case t.Format(time.DateOnly) == st.Now.Format(time.DateOnly):
		return t.Format("     15:04")
	case t.Year() == st.Now.Year():
		return term.Pad(t.Format("    _2 Jan"), 10)
	}
	return t.Format(time.DateOnly)
}

func cursorMark(selected, marked bool, s *style.Style) string {
	mark := " "
	if selected {
		mark = s.CursorMark.Render(style.CursorMark)
	}
	if marked {
		return mark + s.Marked.Render(style.MarkedMark)
	}
	return mark + " "
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// spans are a text with the words that were found in it, to be wrapped.
func (sc *Screen) spans(text string) []widget.Span {
	var out []widget.Span
	at := 0
	for _, m := range sc.query.Marks(text) {
		out = append(out, widget.Span{Text: text[at:m[0]]}, widget.Span{Text: text[m[0]:m[1]], Kind: widget.Found})
		at = m[1]
	}
	return append(out, widget.Span{Text: text[at:]})
}
