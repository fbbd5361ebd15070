package studio

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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

	nextKey comingKey
	next    []string // of what is on its way
}

// chatKey tells when the committed part must be drawn again.
type chatKey struct {
	session string
	nodes   int
	head    string
	width   int
	changes int
	style   *style.Style
	by      Chat

	replying bool
}

// comingKey tells when what is on its way must be drawn again.
type comingKey struct {
	chatKey
	text      string
	rewritten *prompt.Prompt
	message   string // that is answered
	then      string // is sent after it
}

func newChat(s *style.Style) *chat { return &chat{scroll: widget.NewScroll(s)} }

// lay wraps everything to a width and returns how many lines there are. In a
// low window the changes are left out, for the reply must stay in sight.
func (c *chat) lay(st *State, width int, low bool) int {
	p := page{st: st, s: st.Style, width: widget.ScrollInner(width), changes: 3}
	switch {
	case low:
		p.changes = 0
	case p.column() > 2:
		p.changes = 1
	}
	key := chatKey{st.Session.ID, len(st.Session.Nodes()), st.Session.Head(), p.width, p.changes, st.Style, st.Chat, st.Reply != nil}
	if key != c.key {
		c.key, c.lines = key, p.committed()
	}
	next := comingKey{chatKey: key, then: st.Next}
	if r := st.Reply; r != nil {
		next.text, next.rewritten, next.message = r.Text, r.Rewritten, r.Message
	}
	if next != c.nextKey {
		c.nextKey, c.next = next, p.coming()
	}
	lines := append(c.lines[:len(c.lines):len(c.lines)], c.next...)
	c.scroll.Style = st.Style
	c.scroll.SetLines(lines)
	return len(lines)
}

func (c *chat) view(width, height int) string { return c.scroll.View(width, height) }

// page is what the chat is set on.
type page struct {
	st      *State
	s       *style.Style
	width   int
	changes int // lines that tell what a rewrite changed, at most
}

// column is how wide the column of speakers is; in a narrow chat there is none
// and the text follows the name.
func (p page) column() int {
	if p.width >= 60 {
		return 10
	}
	return 2
}

// committed are the lines of everything that happened.
func (p page) committed() []string {
	var lines []string
	rounds, answered := p.st.Session.Rounds(), p.answered()
	for _, n := range p.st.Session.Nodes() {
		lines = append(lines, p.node(n, rounds)...)
		if _, said := n.Body.(session.Said); said && !answered[n.Event.ID] {
			lines = append(lines, p.note("No reply came")...)
		}
	}
	return lines
}

// answered are the messages that got a reply, or may yet get one.
func (p page) answered() map[string]bool {
	answered := make(map[string]bool)
	last := ""
	for _, n := range p.st.Session.Nodes() {
		switch n.Body.(type) {
		case session.Said:
			last = n.Event.ID
		case session.Answered, session.Rounded:
			answered[n.Event.Parent] = true
		}
	}
	if p.st.Reply != nil {
		answered[last] = true
	}
	return answered
}

func (p page) node(n session.Node, rounds []session.Round) []string {
	quiet := !p.st.Session.OnBranch(n)
	switch b := n.Body.(type) {
	case session.Said:
		return p.spoken("You", p.s.You, b.Text, quiet)
	case session.Answered:
		return p.cut(p.spoken(p.title(b.Generator, b.Model), p.s.Generator, b.Reply, quiet), b.Cut)
	case session.Rounded:
		lines := p.cut(p.spoken(p.title(b.Generator, b.Model), p.s.Generator, b.Reply, quiet), b.Cut)
		return append(lines, p.change(n.Event.Parent, b.Rewrite)...)
	case session.Edited:
		return append(p.note(p.editedNote(b)), p.change(n.Event.Parent, b.Prompt)...)
	case session.Used:
		return p.note("Used as it is: " + term.SafeLine(b.Prompt.Text))
	case session.Picked:
		return p.note("Picked " + pickedName(b.PromptID, rounds))
	case session.Locked:
		before, _ := p.st.Session.PromptAt(n.Event.Parent)
		return p.note(lockedNote(before.Locks, b.Locks))
	case session.Generated:
		note := p.note(generatedNote(b))
		if b.Problem != "" { // what went wrong must be read to its end
			note = p.whole(generatedNote(b))
		}
		return append(note, p.paths(b)...)
	case session.Kept:
		return p.note(style.StarMark + " Kept " + term.SafeLine(b.Prompt.Title))
	case session.Dropped:
		note := "No longer a favourite: " + term.SafeLine(b.Prompt.Title)
		if !b.Elsewhere {
			note += " (u brings it back)"
		}
		return p.note(note)
	}
	return nil
}

// title is the name over a reply: that of the generator that wrote it, which
// may be another one than is chosen now.
func (p page) title(name, model string) string {
	if name == p.st.Chat.Name || name+":"+model == p.st.Chat.Name {
		return term.SafeLine(p.st.Chat.Title)
	}
	if heading := p.st.Headings(name); heading != "" {
		return term.SafeLine(heading)
	}
	if name == "" {
		return "Reply"
	}
	first, size := utf8.DecodeRuneInString(name)
	return term.SafeLine(string(unicode.ToUpper(first)) + name[size:])
}

// spoken is a message or a reply with who says it.
func (p page) spoken(who string, name styler, text string, quiet bool) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	words := p.s.Text
	if quiet {
		words, name = p.s.Faint, p.s.Faint
	}
	indent := p.column()
	if indent > 2 {
		return hanging(name.Render(who), indent, styled(term.Safe(text), p.width-indent, words))
	}
	lead := who + "  "
	wrapped := term.Wrap(term.Safe(lead+text), max(p.width-indent, 1))
	wrapped[0] = strings.TrimPrefix(wrapped[0], lead)
	for i, line := range inked(wrapped, words) {
		if i == 0 {
			wrapped[i] = name.Render(who) + "  " + line
			continue
		}
		wrapped[i] = term.Spaces(indent) + line
	}
	return wrapped
}

type styler interface{ Render(...string) string }

func (p page) cut(lines []string, cut bool) []string {
	if !cut {
		return lines
	}
	return append(lines, term.Spaces(p.column())+p.s.Warn.Render("stopped here; what came is kept"))
}

// change tells what a prompt changed of the one before it, computed from the
// texts. The first prompt is told against the idea that it came from.
func (p page) change(before string, after prompt.Prompt) []string {
	old, had := p.st.Session.PromptAt(before)
	if !had {
		n, _ := p.st.Session.Node(before)
		said, _ := n.Body.(session.Said)
		old.Text = said.Text
	}
	return p.changesOf(old, after)
}

func (p page) changesOf(before, after prompt.Prompt) []string {
	c := prompt.ChangesBetween(before, after)
	if c.None() || p.changes == 0 {
		return nil
	}
	indent := p.column()
	lines := signed(c, max(p.width-indent, 1), p.changes, p.s)
	for i := range lines {
		lines[i] = term.Spaces(indent) + lines[i]
	}
	return lines
}

func (p page) note(text string) []string {
	indent := p.column()
	return []string{term.Spaces(indent) + p.s.Quiet.Render(term.Truncate(text, max(p.width-indent, 1)))}
}

// whole is a note that is wrapped, not cut.
func (p page) whole(text string) []string {
	indent := p.column()
	lines := term.Wrap(text, max(p.width-indent, 1))
	for i, line := range lines {
		lines[i] = term.Spaces(indent) + p.s.Quiet.Render(line)
	}
	return lines
}

// paths are where the pictures were saved, in a low window, where the pictures
// have no room of their own. They wrap and are never cut.
func (p page) paths(g session.Generated) []string {
	if p.changes > 0 {
		return nil
	}
	var lines []string
	for _, image := range g.Images {
		for _, line := range term.WrapPath("Saved "+term.Home(term.SafeLine(image.Path), p.st.Home), max(p.width, 8)) {
			lines = append(lines, term.Link(term.FileURL(image.Path), p.s.Link.Render(line)))
		}
	}
	return lines
}

// coming are the lines of the reply that streams and the message that waits.
func (p page) coming() []string {
	var lines []string
	if r := p.st.Reply; r != nil {
		text := r.Text
		if text == "" {
			text = style.MoreMark
		}
		lines = append(lines, p.spoken(term.SafeLine(p.st.Chat.Title), p.s.Generator, text, false)...)
		if r.Rewritten != nil {
			old, had := p.st.Session.Current()
			if !had {
				old.Text = r.Message
			}
			lines = append(lines, p.changesOf(old, *r.Rewritten)...)
		}
	}
	if p.st.Next != "" {
		lines = append(lines, p.next("next: "+term.SafeLine(p.st.Next)))
	}
	return lines
}

// next is the message that waits, and how to take it back where there is room.
func (p page) next(message string) string {
	const how, least = "  (up takes it back)", 20
	indent := p.column()
	room := max(p.width-indent, 1)
	if rest := room - term.Width(how); rest >= min(least, term.Width(message)) {
		message = term.Truncate(message, rest) + how
	}
	return term.Spaces(indent) + p.s.Quiet.Render(term.Truncate(message, room))
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
		for _, v := range rounds[i].Variations {
			if v.ID == id {
				return letter + "  " + term.SafeLine(v.Title)
			}
		}
	}
	return "a prompt"
}

func generatedNote(g session.Generated) string {
	switch {
	case len(g.Images) == 0:
		return "No picture: " + term.SafeLine(g.Problem)
	case g.Problem != "":
		return plural(len(g.Images), "picture", "pictures") + " by " + term.SafeLine(g.Generator) + ", then: " + term.SafeLine(g.Problem)
	}
	note := plural(len(g.Images), "picture", "pictures") + " by " + term.SafeLine(g.Generator)
	if from := g.Settings.StartsFrom(); from != "" {
		note += " from " + from + ": " + term.SafeLine(g.Prompt.Text)
	}
	return note
}

// lockedNote names the words that are locked from there on and were not before,
// or the other way round.
func lockedNote(before, after []prompt.Lock) string {
	if added := lockedWords(after, before); added != "" {
		return style.LockMark + " Locked " + added
	}
	if gone := lockedWords(before, after); gone != "" {
		return "Unlocked " + gone
	}
	return "The same words are locked"
}

// lockedWords are the locks that others do not have, in quotes.
func lockedWords(locks, others []prompt.Lock) string {
	var words []string
	for _, l := range locks {
		if !slices.Contains(others, l) {
			words = append(words, "\""+term.SafeLine(l.Text)+"\"")
		}
	}
	return strings.Join(words, ", ")
}

// editedNote says what was edited: the words, or only what must not be there.
func (p page) editedNote(b session.Edited) string {
	before, _ := p.st.Session.Prompt(b.From)
	if before.Text != b.Prompt.Text {
		return "Edited by hand"
	}
	if b.Prompt.Negative == "" {
		return "Nothing is ruled out any more"
	}
	return "Without " + term.SafeLine(b.Prompt.Negative)
}
