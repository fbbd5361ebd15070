package studio

import (
	"slices"
	"strings"

	"easel/engine/prompt"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// promptView shows one prompt with what it added underlined, or edits it.
type promptView struct {
	scroll  *widget.Scroll
	input   *widget.Input     // the hand edit
	from    string            // id of the prompt that is edited; empty when none is
	left    string            // the same, kept when the edit is left, to go on with it
	drafts  map[string]string // earlier edits that were left, by prompt
	shown   string            // id of the prompt that was shown last
	words   selection         // which of its words are chosen
	chosen  selection         // the same, as it was shown last
	signs   signs             // of the prompt that was shown last
	differs compared          // from its base
}

// maxEditRows is how far the hand edit grows before it scrolls; its pane cuts
// it before that.
const maxEditRows = 40

func newPromptView(s *style.Style) *promptView {
	p := &promptView{scroll: widget.NewScroll(s), input: widget.NewInput(s, maxEditRows), drafts: make(map[string]string)}
	p.input.Mark = ""
	return p
}

func (p *promptView) editing() bool { return p.from != "" }

// seen is the prompt that the pane shows, with the letter it is looked at by.
type seen struct {
	prompt prompt.Prompt
	base   prompt.Prompt // what its additions are marked against
	letter string        // of the row that is looked at; empty for the current prompt
	old    bool          // a new one is on its way
	there  bool
}

// title is "Prompt ─ looking at A, written for Flux".
func (p *promptView) title(st *State, v seen, width int) string {
	title := p.titleOf(v)
	if to := st.Image.writtenFor(v.prompt.Text, &p.signs); v.there && term.Width(title+to)+leastNote <= width {
		title += to
	}
	return title
}

// titleOf is what is done with the prompt.
func (p *promptView) titleOf(v seen) string {
	switch {
	case p.editing():
		return "Prompt ─ editing"
	case !v.there:
		return "Prompt"
	case p.words.of(v.prompt.Text):
		return "Prompt ─ choosing words"
	case v.letter == ".":
		return "Prompt ─ looking at the rewrite"
	case v.letter != "":
		return "Prompt ─ looking at " + v.letter
	}
	return "Prompt ─ current"
}

// note is the right end of the title: length and what changed.
func (p *promptView) note(st *State, v seen, width int) string {
	if p.editing() {
		return st.Image.length(prompt.Prompt{Text: p.input.Value(), Negative: v.prompt.Negative}, st.Style)
	}
	if !v.there {
		return ""
	}
	if p.words.of(v.prompt.Text) {
		return "L locks or unlocks  esc leaves"
	}
	length := st.Image.length(v.prompt, st.Style)
	if v.base.Empty() {
		return length
	}
	c := p.compare(v).changes
	if c.None() {
		return length
	}
	changes := signed(c, max(width-term.Width(p.title(st, v, width))-term.Width(length)-10, 1), 1, st.Style)
	return strings.TrimRight(length+"  "+changes[0], " ")
}

// lay wraps the prompt to a width and returns how many lines there are.
func (p *promptView) lay(st *State, v seen, width int) int {
	if p.editing() {
		return p.input.Rows(width)
	}
	if !v.there {
		p.scroll.SetLines([]string{st.Style.Quiet.Render("The prompt comes with the first reply.")})
		return 1
	}
	inner := widget.ScrollInner(width)
	spans, end := p.spans(v)
	lines := widget.Spans(spans, inner, st.Style)
	if v.prompt.Negative != "" {
		lines = append(lines, styled(term.Safe(st.Image.without(v.prompt)), inner, st.Style.Quiet)...)
	}
	p.scroll.Style = st.Style
	p.scroll.SetLines(lines)
	if p.shown != v.prompt.ID {
		p.shown = v.prompt.ID
		p.scroll.Top()
	}
	if end > 0 && (p.words.at != p.chosen.at || p.words.anchor != p.chosen.anchor || !p.chosen.on) {
		p.scroll.Reveal(len(widget.Spans(spans[:end], inner, st.Style)) - 1)
	}
	p.chosen = p.words
	return len(lines)
}

// spans marks what the prompt adds to its base, what is locked and what is
// chosen. end is behind the span of the word cursor; 0 where there is none.
func (p *promptView) spans(v seen) (spans []widget.Span, end int) {
	text := v.prompt.Text
	if v.old {
		return []widget.Span{{Text: term.Safe(text), Kind: widget.Quiet}}, 0
	}
	strokes := p.compare(v).added
	for _, l := range v.prompt.Locks {
		strokes = over(strokes, stroke{l.At, l.End(), widget.Locked})
	}
	if !p.words.of(text) {
		return spansOf(text, strokes, v.prompt.Locks), 0
	}
	from, to := p.words.stretch()
	strokes = over(strokes, stroke{from, to, widget.Selected})
	spans = spansOf(text, strokes, v.prompt.Locks)
	return spans, 1 + slices.IndexFunc(spans, func(s widget.Span) bool { return s.Kind == widget.Selected })
}

func (p *promptView) view(st *State, width, height int) string {
	if p.editing() {
		p.input.Style = st.Style
		p.input.MaxRows = max(height, 1)
		return p.input.View(width, height)
	}
	return p.scroll.View(width, height)
}
