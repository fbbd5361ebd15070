package studio

import (
	"strconv"
	"strings"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

func itoa(n int) string { return strconv.Itoa(n) }

// chat shows what was said and what came of it. What lies on another branch
// than the current prompt is quiet.
type chat struct {
	scroll *widget.Scroll
	key    chatKey
	lines  []string // of the committed part
}

// chatKey tells when the committed part must be drawn again.
type chatKey struct {
	session string
	nodes   int
	head    string
	width   int
	style   *style.Style
	title   string
}

func newChat(s *style.Style) *chat { return &chat{scroll: widget.NewScroll(s)} }

// lay wraps everything to a width and returns how many lines there are.
func (c *chat) lay(st *State, width int) int {
	inner := widget.ScrollInner(width)
	key := chatKey{st.Session.ID, len(st.Session.Nodes()), st.Session.Head(), inner, st.Style, st.Chat.Title}
	if key != c.key {
		c.key, c.lines = key, committedLines(st, inner)
	}
	lines := append(c.lines[:len(c.lines):len(c.lines)], comingLines(st, inner)...)
	c.scroll.Style = st.Style
	c.scroll.SetLines(lines)
	return len(lines)
}

func (c *chat) view(width, height int) string { return c.scroll.View(width, height) }

// labelColumn is how wide the column of speakers is; in a narrow chat there is
// none and the text follows the name.
func labelColumn(width int) int {
	if width >= 60 {
		return 10
	}
	return 2
}

func committedLines(st *State, width int) []string {
	var lines []string
	rounds := st.Session.Rounds()
	for _, n := range st.Session.Nodes() {
		s := st.Style
		quiet := !st.Session.OnBranch(n)
		lines = append(lines, nodeLines(st, n, rounds, width, quiet, s)...)
	}
	return lines
}

func nodeLines(st *State, n session.Node, rounds []session.Round, width int, quiet bool, s *style.Style) []string {
	switch b := n.Body.(type) {
	case session.Said:
		return spoken("You", s.You, b.Text, width, quiet, s)
	case session.Answered:
		return cutMark(spoken(st.Chat.Title, s.Generator, b.Reply, width, quiet, s), b.Cut, width, s)
	case session.Rounded:
		lines := cutMark(spoken(st.Chat.Title, s.Generator, b.Reply, width, quiet, s), b.Cut, width, s)
		return append(lines, changeLine(st, n.Event.Parent, b.Rewrite, width, s)...)
	case session.Edited:
		return append(note("Edited by hand", width, s), changeLine(st, n.Event.Parent, b.Prompt, width, s)...)
	case session.Used:
		return note("Used as it is: "+term.SafeLine(b.Prompt.Text), width, s)
	case session.Picked:
		return note("Picked "+pickedName(b.PromptID, rounds), width, s)
	case session.Generated:
		return note(generatedNote(b), width, s)
	case session.Kept:
		return note(style.StarMark+" Kept "+term.SafeLine(b.Prompt.Title), width, s)
	case session.Dropped:
		return note("No longer a favourite: "+term.SafeLine(b.Prompt.Title)+" (u brings it back)", width, s)
	}
	return nil
}

// spoken is a message or a reply with who says it.
func spoken(who string, name styler, text string, width int, quiet bool, s *style.Style) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	textStyle := s.Text
	if quiet {
		textStyle, name = s.Faint, s.Faint
	}
	indent := labelColumn(width)
	if indent > 2 {
		return hanging(name.Render(who), indent, styled(term.Safe(text), width-indent, textStyle))
	}
	lead := who + "  "
	wrapped := term.Wrap(term.Safe(lead+text), max(width-indent, 1))
	for i, line := range wrapped {
		if i == 0 {
			wrapped[i] = name.Render(who) + "  " + textStyle.Render(strings.TrimPrefix(line, lead))
			continue
		}
		wrapped[i] = term.Spaces(indent) + textStyle.Render(line)
	}
	return wrapped
}

type styler interface{ Render(...string) string }

func cutMark(lines []string, cut bool, width int, s *style.Style) []string {
	if !cut {
		return lines
	}
	return append(lines, term.Spaces(labelColumn(width))+s.Warn.Render("stopped here; what came is kept"))
}

// changeLine tells what a prompt changed of the one before it, computed from
// the texts.
func changeLine(st *State, before string, after prompt.Prompt, width int, s *style.Style) []string {
	old, had := st.Session.PromptAt(before)
	if !had { // the first prompt is told against the idea that it came from
		n, _ := st.Session.Node(before)
		said, _ := n.Body.(session.Said)
		old.Text = said.Text
	}
	return changesOf(old, after, width, s)
}

// changeLines is how many lines of a chat of some width tell what a rewrite
// changed: a narrow one is high.
func changeLines(width int) int {
	if labelColumn(width) > 2 {
		return 1
	}
	return 3
}

func changesOf(before, after prompt.Prompt, width int, s *style.Style) []string {
	c := prompt.ChangesBetween(before, after)
	if c.None() {
		return nil
	}
	indent := labelColumn(width)
	lines := signed(c, max(width-indent, 1), changeLines(width), s)
	for i := range lines {
		lines[i] = term.Spaces(indent) + lines[i]
	}
	return lines
}

func note(text string, width int, s *style.Style) []string {
	indent := labelColumn(width)
	return []string{term.Spaces(indent) + s.Quiet.Render(term.Truncate(text, max(width-indent, 1)))}
}

func pickedName(id string, rounds []session.Round) string {
	for i := len(rounds) - 1; i >= 0; i-- {
		letter := rounds[i].Letter(id)
		if letter == "" {
			continue
		}
		if letter == "." {
			return "the rewrite of round " + itoa(rounds[i].Number)
		}
		v := rounds[i].Variations[letter[0]-'A']
		return letter + "  " + term.SafeLine(v.Title)
	}
	return "a prompt"
}

func generatedNote(g session.Generated) string {
	switch {
	case len(g.Images) == 0:
		return "No picture: " + term.SafeLine(g.Problem)
	case g.Problem != "":
		return plural(len(g.Images), "picture", "pictures") + " by " + g.Generator + ", then: " + term.SafeLine(g.Problem)
	}
	return plural(len(g.Images), "picture", "pictures") + " by " + g.Generator
}

// comingLines are the reply that streams and the message that waits.
func comingLines(st *State, width int) []string {
	var lines []string
	s := st.Style
	if r := st.Reply; r != nil {
		text := r.Text
		if text == "" {
			text = "…"
		}
		lines = append(lines, spoken(st.Chat.Title, s.Generator, text, width, false, s)...)
		if r.Rewritten != nil {
			old, had := st.Session.Current()
			if !had {
				old.Text = r.Message
			}
			lines = append(lines, changesOf(old, *r.Rewritten, width, s)...)
		}
	}
	if st.Next != "" {
		lines = append(lines, note("next: "+term.SafeLine(st.Next)+"  (up takes it back)", width, s)...)
	}
	return lines
}

// messages counts what was sent, for the title.
func messages(s session.Session) int {
	n := 0
	for _, node := range s.Nodes() {
		if _, ok := node.Body.(session.Said); ok {
			n++
		}
	}
	return n
}
