package studio

import (
	"maps"
	"path/filepath"
	"strconv"
	"strings"

	"easel/engine/session"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// pictures shows one picture of the session with where it was saved. Until
// there is one it shows the sketch of the prompt that is looked at.
type pictures struct {
	at    int // index of the picture that shows
	count int // how many there were, to jump to a new one

	marked map[string]bool // paths of those to start from
}

// sync follows the newest picture when one was added.
func (p *pictures) sync(st *State) []session.Picture {
	all := st.Session.Pictures()
	if len(all) != p.count {
		p.at, p.count = len(all)-1, len(all)
	}
	p.at = min(max(p.at, 0), max(len(all)-1, 0))
	return all
}

func (p *pictures) move(delta int) { p.at = max(p.at+delta, 0) }

// current is the picture that shows.
func (p *pictures) current(st *State) (session.Picture, bool) {
	all := p.sync(st)
	if len(all) == 0 {
		return session.Picture{}, false
	}
	return all[p.at], true
}

// toggle marks the picture that shows, or takes the mark away.
func (p *pictures) toggle(st *State) {
	if shown, ok := p.current(st); ok {
		p.marked = maps.Clone(p.marked)
		if p.marked == nil {
			p.marked = make(map[string]bool)
		}
		p.marked[shown.Path] = !p.marked[shown.Path]
	}
}

// chosen are the marked pictures, or the one that shows.
func (p *pictures) chosen(st *State) []session.Picture {
	var list []session.Picture
	for _, pic := range p.sync(st) {
		if p.marked[pic.Path] {
			list = append(list, pic)
		}
	}
	if shown, ok := p.current(st); ok && len(list) == 0 {
		list = append(list, shown)
	}
	return list
}

// title is "Pictures ─ 2 of 3 ● 1 marked".
func (p *pictures) title(st *State) string {
	all := p.sync(st)
	marked := 0
	for _, pic := range all {
		if p.marked[pic.Path] {
			marked++
		}
	}
	title := "Pictures"
	switch {
	case len(all) == 1:
		title += " ─ 1"
	case len(all) > 1:
		title += " ─ " + itoa(p.at+1) + " of " + itoa(len(all))
	}
	switch {
	case marked > 0 && p.marked[all[p.at].Path]:
		title += " " + style.MarkedMark + " " + itoa(marked) + " marked"
	case marked > 0:
		title += ", " + itoa(marked) + " marked"
	}
	return title
}

// note names the mask that changes of a picture keep to, where there is one.
func (p *pictures) note(st *State) string {
	mask := st.Settings.Mask
	switch {
	case mask == nil:
		return ""
	case !st.Image.Can.Mask:
		return term.SafeLine(st.Image.ref()) + " takes no mask"
	}
	return "mask " + term.Truncate(term.SafeLine(filepath.Base(mask.Path)), 24)
}

func (p *pictures) view(st *State, v seen, width, height int) string {
	if height <= 0 || width <= 0 {
		return ""
	}
	var waiting []string
	for _, g := range st.Painting {
		waiting = append(waiting, paintingLine(st, g, width))
	}
	height -= len(waiting)
	body := p.partial(st, width, height)
	if body == nil {
		body = p.body(st, v, width, height)
	}
	return strings.Join(append(waiting, body...), "\n")
}

// partial is the unfinished picture of the newest generation that has one; nil
// where there is none, or no room for it.
func (p *pictures) partial(st *State, width, height int) []string {
	n := len(st.Painting)
	if height < 6 || n == 0 || st.Painting[n-1].Partial == "" {
		return nil
	}
	cells := st.Art.Partial(st.Painting[n-1].Partial, width, height)
	if cells == "" {
		return nil
	}
	return strings.Split(cells, "\n")
}

func (p *pictures) body(st *State, v seen, width, height int) []string {
	if height <= 0 {
		return nil
	}
	all := p.sync(st)
	if len(all) == 0 {
		return p.sketch(st, v, width, height)
	}
	shown := all[p.at]
	text := savedLines(st, shown, width)
	if height < 6 {
		return text[:min(len(text), height)]
	}
	if lines := p.sideBySideView(st, shown, width, height); lines != nil {
		return lines
	}
	if width < 56 || height > width/2 {
		return p.under(st, shown, width, height)
	}
	return p.beside(st, shown, v, width, height)
}

// beside puts the words at the right of the picture, and the sketch of what is
// looked at further right when that is another prompt and there is room.
func (p *pictures) beside(st *State, shown session.Picture, v seen, width, height int) []string {
	other := v.there && v.prompt.ID != shown.From.Prompt.ID
	share := width * 55 / 100
	if other {
		share = width * 42 / 100 // room for the sketch of what has no picture yet
	}
	cols, rows := term.Fit(shown.Width, shown.Height, share, height)
	picture := strings.Split(st.Art.Picture(shown.Image, cols, rows), "\n")
	rest := width - cols - 2
	if other && rest >= sketchFrom {
		return p.withSketch(st, v, picture, cols, shown, rest, height)
	}
	text := savedLines(st, shown, rest)
	return sideBySide(picture, cols, text, height)
}

// sketchFrom is the room beside a picture from which a sketch stands there too.
const sketchFrom = 38

func (p *pictures) withSketch(st *State, v seen, picture []string, cols int, shown session.Picture, rest, height int) []string {
	right := min(rest/2-1, 2*(height-2))
	text := savedLines(st, shown, rest-right-2)
	sketch := append(strings.Split(st.Art.Study(v.prompt, right, height-2), "\n"), styled(sketchName(v), right, st.Style.Quiet)...)
	both := sideBySide(text, rest-right-2, sketch, height)
	return sideBySide(picture, cols, both, height)
}

// under puts the words under the picture.
func (p *pictures) under(st *State, shown session.Picture, width, height int) []string {
	text := savedLines(st, shown, width)
	text = text[:min(len(text), max(height/3, 2))]
	cols, rows := term.Fit(shown.Width, shown.Height, width, height-len(text))
	picture := strings.Split(st.Art.Picture(shown.Image, cols, rows), "\n")
	for i, line := range picture {
		picture[i] = term.Spaces((width-cols)/2) + line
	}
	for len(picture) < rows {
		picture = append(picture, "")
	}
	lines := append(picture, text...)
	if left := height - len(lines) - 1; left >= leastStrip && p.count > 1 {
		lines = append(append(lines, ""), p.strip(st, width, min(left, mostStrip))...)
	}
	return lines
}

// The film strip under a large picture, in lines.
const leastStrip, mostStrip = 4, 7

// strip shows the pictures around the one that is large, with a mark under it.
func (p *pictures) strip(st *State, width, height int) []string {
	all := st.Session.Pictures()
	rows := height - 1
	lines := make([]string, height)
	used := 0
	for i := firstInStrip(p.at, len(all), width/(2*rows+1)); i < len(all); i++ {
		cols, _ := term.Fit(all[i].Width, all[i].Height, width-used, rows)
		if cols == 0 || used+2*rows > width {
			break
		}
		thumb := strings.Split(st.Art.Picture(all[i].Image, cols, rows), "\n")
		for j := range rows {
			cells := ""
			if j < len(thumb) {
				cells = thumb[j]
			}
			lines[j] += term.Pad(cells, cols) + " "
		}
		name := " " + itoa(i+1)
		if p.marked[all[i].Path] {
			name = st.Style.Marked.Render(style.MarkedMark) + itoa(i+1)
		}
		if i == p.at {
			name = st.Style.CursorMark.Render("▴") + st.Style.Strong.Render(itoa(i+1))
		}
		lines[rows] += term.Pad(term.Truncate(name, cols), cols) + " "
		used += cols + 1
	}
	return lines
}

// firstInStrip keeps the picture at hand about the middle of those that fit.
func firstInStrip(at, count, fit int) int {
	return min(max(at-fit/2, 0), max(count-fit, 0))
}

// sketch teaches what the pane is for while there is no picture.
func (p *pictures) sketch(st *State, v seen, width, height int) []string {
	if !v.there {
		return []string{st.Style.Quiet.Render("Pictures come here.")}
	}
	hint := styled("A small sketch of "+lookedAt(v)+", not saved. ctrl+g makes the picture.", width, st.Style.Quiet)
	switch {
	case height < len(hint):
		return []string{st.Style.Quiet.Render("ctrl+g makes the picture.")}
	case height < 6:
		return hint
	}
	if width >= 56 && height <= width/2 {
		cols := min(2*height, width*55/100)
		picture := strings.Split(st.Art.Study(v.prompt, cols, height), "\n")
		drawn, _ := term.Fit(st.Settings.Width, st.Settings.Height, cols, height)
		hint = styled("A small sketch of "+lookedAt(v)+", not saved.\n\nctrl+g makes the picture.", width-cols-2, st.Style.Quiet)
		return sideBySide(picture, drawn, hint, height)
	}
	picture := strings.Split(st.Art.Study(v.prompt, width, height-len(hint)-1), "\n")
	return append(append(picture, ""), hint...)
}

func lookedAt(v seen) string {
	switch v.letter {
	case "", ownRow:
		return "the current prompt"
	case ".":
		return "the rewrite"
	}
	return v.letter
}

func sketchName(v seen) string {
	switch v.letter {
	case "", ownRow:
		return "The current prompt, sketched"
	case ".":
		return "The rewrite, sketched"
	}
	return v.letter + ", sketched"
}

// sideBySide joins two blocks of lines, the left one padded to its width.
func sideBySide(left []string, leftWidth int, right []string, height int) []string {
	out := make([]string, 0, height)
	for i := range height {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		if i >= len(left) && i >= len(right) {
			break
		}
		if !term.IsPicture(l) {
			l = term.Pad(l, leftWidth)
		}
		out = append(out, l+"  "+r)
	}
	return out
}

// savedLines are the words about a picture. The path wraps and is never cut.
func savedLines(st *State, pic session.Picture, width int) []string {
	s := st.Style
	path := term.Home(term.SafeLine(pic.Path), st.Home)
	var lines []string
	for i, line := range term.WrapPath("Saved "+path, max(width, 8)) {
		rest, saved := strings.CutPrefix(line, "Saved ")
		if i == 0 && saved {
			lines = append(lines, s.Ok.Render("Saved")+" "+term.Link(term.FileURL(pic.Path), s.Link.Render(rest)))
			continue
		}
		lines = append(lines, term.Link(term.FileURL(pic.Path), s.Link.Render(line)))
	}
	facts := itoa(pic.Width) + "x" + itoa(pic.Height)
	if pic.Seed != nil {
		facts += ", seed " + strconv.FormatUint(uint64(*pic.Seed), 10)
	}
	lines = append(lines, styled(facts+", "+by(pic), width, s.Quiet)...)
	if pic.From.Generator == builtIn {
		caption := "A study of light and layout, not a finished picture."
		if len(pic.NotDrawn) > 0 {
			caption += " Not drawn: " + term.SafeLine(strings.Join(pic.NotDrawn, ", ")) + "."
		}
		lines = append(lines, styled(caption, width, s.Quiet)...)
	}
	return lines
}

// paintingLine is what a generation that runs says: its bar, its time, how to
// stop it.
func paintingLine(st *State, g *Painting, width int) string {
	waited := widget.Waiting(st.Now.Sub(g.Since), g.Usual)
	if g.Count > 1 {
		waited = itoa(len(g.Saved)) + " of " + itoa(g.Count) + ", " + waited
	}
	if g.Stopping {
		waited += ", stopping"
	} else {
		waited += ", ctrl+c stops"
	}
	bar, doing := min(20, width-term.Width(waited)-2), "Painting: "
	if len(st.Painting) > 1 { // several at once are told apart
		bar, doing = min(20, bar-term.Width(g.By)-2), g.By+": "
	}
	switch {
	case g.Says != "":
		waited = doing + g.Says + ", " + waited
	case g.Fraction < 0 || bar < 4:
		waited = doing + waited
	case len(st.Painting) > 1:
		return st.Style.Quiet.Render(doing) + widget.Progress(bar, g.Fraction, st.Style) + "  " + st.Style.Quiet.Render(waited)
	default:
		return widget.Progress(bar, g.Fraction, st.Style) + "  " + st.Style.Quiet.Render(waited)
	}
	return st.Style.Quiet.Render(term.Truncate(waited, width))
}

// want is how many lines the pane asks for.
func (p *pictures) want(st *State, width int) need {
	n := need{min: 1 + len(st.Painting), want: 8}
	if all := p.sync(st); len(all) > 0 {
		n.min = min(len(term.WrapPath("Saved "+term.Home(all[p.at].Path, st.Home), max(width, 8))), 4) + len(st.Painting)
	}
	return n
}
