package gallery

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"easel/tui/style"
	"easel/tui/term"

	"charm.land/lipgloss/v2"
)

// besideFrom is the width from which the words stand beside a picture, and not
// under it.
const besideFrom = 84

// drawOne draws one picture large, with its words.
func (sc *Screen) drawOne(st *State, width, height int) []string {
	item, _ := sc.Current(st)
	if width < besideFrom {
		rows := height * 3 / 5
		picture := middle(sc.cells(st, item, width-2, rows), width, rows)
		return append(picture, indented(sc.text(st, item, width-2, height-rows))...)
	}
	words := min(max(width*36/100, 36), 60)
	room := width - words - 4
	picture := middle(sc.cells(st, item, room, height), room, height)
	text := sc.text(st, item, words, height)
	for i := range picture {
		picture[i] = " " + picture[i] + "  "
		if i < len(text) {
			picture[i] += text[i]
		}
	}
	return picture
}

func indented(lines []string) []string {
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

// text is what shows of the words about a picture.
func (sc *Screen) text(st *State, item Item, width, height int) []string {
	lines, made := sc.allText(st, item, width)
	sc.words = sight{rows: height, all: len(lines)}
	if sc.toMade && made+1 >= height {
		sc.scroll = made
	}
	sc.toMade = false
	sc.Scroll(0)
	shown := slices.Clone(lines[sc.scroll:min(sc.scroll+height, len(lines))])
	if rest := len(lines) - sc.scroll - height; rest > 0 && height > 1 {
		shown[height-1] = st.Style.Quiet.Render(term.Truncate(fmt.Sprintf("%s down: %d more lines", style.MoreMark, rest+1), width))
	}
	return shown
}

// allText is all of them, and the line from which on it is told what made the
// picture.
func (sc *Screen) allText(st *State, item Item, width int) (lines []string, made int) {
	s := st.Style
	t := text{width: width}
	if name := term.SafeLine(item.Prompt.Title); name != "" {
		if item.Letter != "" {
			name = item.Letter + "  " + name
		}
		t.add(s.Strong, name)
		t.gap()
	}
	t.add(s.Text, term.Safe(item.Prompt.Text))
	if item.Prompt.Negative != "" {
		t.add(s.Quiet, "Without "+term.Safe(item.Prompt.Negative))
	}
	t.gap()
	t.add(s.Quiet, strings.Join(facts(item), ", "))
	if !item.Sketch() {
		sc.addSaved(st, &t, item)
	}
	made = len(t.lines) + 1 // after an empty line
	if sc.facts {
		sc.addMade(st, &t, item)
	}
	return t.lines, made
}

// text are lines of styled words.
type text struct {
	width int
	lines []string
}

func (t *text) add(st lipgloss.Style, words string) {
	for _, line := range term.Wrap(words, max(t.width, 1)) {
		t.lines = append(t.lines, st.Render(line))
	}
}

func (t *text) gap() { t.lines = append(t.lines, "") }

// facts are what made a picture, the most important first.
func facts(item Item) []string {
	if item.Sketch() {
		return []string{"A small sketch, not saved. ctrl+g makes the picture."}
	}
	all := []string{term.SafeLine(item.Generator), fmt.Sprintf("%dx%d", item.Image.Width, item.Image.Height)}
	if item.Image.Seed != nil {
		all = append(all, "seed "+strconv.FormatUint(uint64(*item.Image.Seed), 10))
	}
	if c := item.CostUSD; c != nil && *c > 0 {
		all = append(all, fmt.Sprintf("$%.3f", *c))
	}
	if !item.Made.IsZero() {
		all = append(all, item.Made.Local().Format("2006-01-02 15:04"))
	}
	return all
}

func (sc *Screen) addSaved(st *State, t *text, item Item) {
	s := st.Style
	path := term.Home(term.SafeLine(item.Image.Path), st.Home)
	for i, line := range term.WrapPath("Saved "+path, max(t.width, 8)) {
		rest, lead := line, ""
		if after, found := strings.CutPrefix(line, "Saved "); found && i == 0 {
			rest, lead = after, s.Ok.Render("Saved")+" "
		}
		t.lines = append(t.lines, lead+term.Link(term.FileURL(item.Image.Path), s.Link.Render(rest)))
	}
	if len(item.Image.NotDrawn) > 0 {
		t.add(s.Quiet, "Not drawn: "+term.SafeLine(strings.Join(item.Image.NotDrawn, ", ")))
	}
}

// addMade adds what the file itself says.
func (sc *Screen) addMade(st *State, t *text, item Item) {
	s := st.Style
	t.gap()
	t.add(s.Title, "What made it")
	m := sc.made.info
	switch {
	case item.Sketch():
		t.add(s.Quiet, "The built-in painter, from these words.")
		return
	case sc.made.path != item.Image.Path:
		t.add(s.Quiet, "The file is being read.")
		return
	case m == nil:
		t.add(s.Quiet, sc.made.none)
		return
	}
	before := len(t.lines)
	fact := func(name, value string) {
		if value != "" {
			t.add(s.Quiet, name+": "+term.Safe(value))
		}
	}
	fact("Repainted as", m.RevisedPrompt)
	fact("From", m.StartsFrom())
	fact("Quality", m.Quality)
	for _, name := range slices.Sorted(maps.Keys(m.Own)) {
		fact(term.SafeLine(name), m.Own[name])
	}
	for _, axis := range slices.Sorted(maps.Keys(m.Axes)) {
		fact(term.SafeLine(axis), m.Axes[axis])
	}
	for _, turn := range m.Conversation {
		t.gap()
		who, words := "Reply", s.Quiet
		if turn.Role == "user" {
			who, words = "You", s.Text
		}
		t.add(words, who+"  "+term.Safe(turn.Text))
	}
	if len(t.lines) == before {
		t.add(s.Quiet, "These words alone.")
	}
}
