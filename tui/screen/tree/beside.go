package tree

import (
	"strconv"
	"strings"
	"unicode"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// told is what is told of a node, laid out for a width.
type told struct {
	of    version
	key   string
	width int
	style *style.Style
	known bool // its changes were found
}

// A picture has at least so many rows, or tells nothing; and from so many on it
// stands over the words.
const leastArt, artFrom = 5, 16

// besideView tells the node under the cursor: what it looks like, what was said,
// its words with what they change of those it came from, and its pictures.
func (sc *Screen) besideView(st *State, width, height int) (title, note, body string) {
	i, ok := sc.tree.byKey[sc.at]
	if !ok {
		return "Nothing yet", "", ""
	}
	n := sc.tree.nodes[i]
	title = strings.TrimSpace(n.label + "  " + n.title)
	note = count(n.prompt.Words(), "word", "words")
	if n.here {
		note += " · current"
	}
	var art []string
	if height >= artFrom && st.Art != nil && !n.prompt.Empty() {
		art = make([]string, max(height/3, leastArt)+1)
		copy(art, strings.Split(sc.look(st, n, width, len(art)-1), "\n"))
	}
	sc.layTold(st, n, width)
	text := sc.beside.View(width, height-len(art))
	return title, note, strings.Join(append(art, text), "\n")
}

// look is the newest picture of a node, or its sketch, in at most so many cells.
func (sc *Screen) look(st *State, n node, width, rows int) string {
	if k := len(n.pictures); k > 0 {
		pic := n.pictures[k-1]
		cols, fit := term.Fit(pic.Width, pic.Height, width, rows)
		return st.Art.Picture(pic.Image, cols, fit)
	}
	return st.Art.Study(n.prompt, width, rows)
}

// layTold lays out what is told, from the top for another node.
func (sc *Screen) layTold(st *State, n node, width int) {
	d, known := sc.difference(n)
	now := told{sc.of, n.key, width, st.Style, known}
	if now == sc.told {
		return
	}
	another := sc.told.key != now.key
	sc.told = now
	sc.beside.SetLines(page{st, st.Style, widget.ScrollInner(width), d, known}.node(n))
	if another {
		sc.beside.Top()
	}
}

// page is what a node is told on.
type page struct {
	st    *State
	s     *style.Style
	width int
	d     difference // from what the node came from
	known bool       // false while d is being found
}

func (p page) node(n node) []string {
	lines := p.how(n)
	if n.prompt.Empty() {
		return lines
	}
	lines = append(lines, p.changes(n)...)
	lines = append(lines, "")
	lines = append(lines, widget.Spans(p.spans(n), p.width, p.s)...)
	if n.prompt.Negative != "" {
		lines = append(lines, p.words("Without "+term.Safe(n.prompt.Negative), p.s.Quiet)...)
	}
	lines = append(lines, p.pictures(n)...)
	return append(lines, p.returns(n)...)
}

func (p page) words(text string, st styler) []string {
	lines := term.Wrap(text, p.width)
	for i, line := range lines {
		lines[i] = st.Render(line)
	}
	return lines
}

// how says how a node came about.
func (p page) how(n node) []string {
	day := n.time.In(p.st.Now.Location()).Format("2 Jan 2006, 15:04")
	switch n.kind {
	case answered:
		return append(p.words("You asked: "+n.said, p.s.You), append([]string{""}, p.words(n.reply, p.s.Text)...)...)
	case waiting:
		return p.words("You said: "+n.said+"\nNothing answered. enter goes on from what was current then.", p.s.Text)
	case leaf:
		return p.words("A variation that was not picked. "+day, p.s.Quiet)
	case round:
		if n.said != "" {
			return append(p.words("You said: "+n.said, p.s.You), p.words(day, p.s.Quiet)...)
		}
	}
	text := []rune(strings.Join(about(n, 0), between))
	text[0] = unicode.ToUpper(text[0])
	return p.words(string(text)+". "+day, p.s.Quiet)
}

// changes are what a prompt changed of the one it came from, computed from the
// texts.
func (p page) changes(n node) []string {
	switch {
	case !p.known:
		return p.words("finding what differs", p.s.Quiet)
	case p.d.changes.None():
		return nil
	}
	return widget.Changes(p.d.changes.Ordered(), p.width, 4, p.s)
}

// spans marks what a prompt adds to the one it came from.
func (p page) spans(n node) []widget.Span {
	var out []widget.Span
	if n.parent == none || !p.known {
		out = []widget.Span{{Text: term.Safe(n.prompt.Text)}}
	} else {
		for _, h := range p.d.hunks {
			switch h.Op {
			case prompt.Insert:
				out = append(out, widget.Span{Text: h.Text, Kind: widget.Added})
			case prompt.Equal:
				out = append(out, widget.Span{Text: h.Text})
			}
		}
	}
	for _, l := range n.prompt.Locks {
		out = widget.Lock(out, term.Safe(l.Text))
	}
	return out
}

// pictures say what was painted, and where it is.
func (p page) pictures(n node) []string {
	var lines []string
	for i, pic := range n.pictures {
		if i == 0 || n.pictures[i-1].Node != pic.Node {
			lines = append(lines, "")
			lines = append(lines, p.words(painted(pic), p.s.Quiet)...)
		}
		for _, line := range term.WrapPath(term.Home(term.SafeLine(pic.Path), p.st.Home), p.width) {
			lines = append(lines, term.Link(term.FileURL(pic.Path), p.s.Link.Render(line)))
		}
	}
	return lines
}

// painted tells a generation.
func painted(pic session.Picture) string {
	g := pic.From
	text := count(len(g.Images), "picture", "pictures") + " by " + term.SafeLine(g.Generator) +
		", " + strconv.Itoa(pic.Width) + "x" + strconv.Itoa(pic.Height)
	if pic.Seed != nil {
		text += ", seed " + strconv.FormatUint(uint64(*pic.Seed), 10)
	}
	return text
}

// returns say when the head came back to a node.
func (p page) returns(n node) []string {
	if len(n.back) == 0 {
		return nil
	}
	text := "You came back here at "
	for i, t := range n.back {
		if i > 0 {
			text += ", "
		}
		text += t.In(p.st.Now.Location()).Format("15:04")
	}
	return append([]string{""}, p.words(text+".", p.s.Quiet)...)
}
