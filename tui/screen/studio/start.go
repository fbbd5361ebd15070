package studio

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/prompt"
	"easel/tui/style"
	"easel/tui/term"
)

// start is what the studio shows before anything was said: the question, three
// ideas, and a sketch of the one that is looked at.
type start struct {
	cursor int // index of an idea; the first stands in the input
}

// Ideas are the examples of the first start. The first stands in the input,
// so that a newcomer gets it by pressing enter.
func Ideas() []string {
	return []string{"a beach sunset", "a keeper's kitchen, 1970s postcard", "two foxes in snow, woodcut, only blues"}
}

func (t *start) move(delta int) {
	t.cursor = min(max(t.cursor+delta, 0), len(Ideas())-1)
}

// idea is the one under the cursor.
func (t *start) idea() string { return Ideas()[t.cursor] }

// The block of text of the start screen.
const startWidth, startText = 64, 8

// view draws the start screen and gives the text cursor.
func (t *start) view(st *State, sc *Screen, width, height int) (string, *tea.Cursor) {
	w := min(startWidth, width-4)
	x := (width - w) / 2
	input := sc.Input.Rows(w)
	bannerRows := min(height-startText-input-3, w/3)
	var lines []string
	if bannerRows >= 5 {
		lines = append(lines, t.banner(st, w, bannerRows)...)
		lines = append(lines, "")
	}
	s := st.Style
	lines = append(lines, s.Title.Render("What do you want to see?"))
	at := len(lines)
	lines = append(lines, strings.Split(sc.Input.View(w, input), "\n")...)
	for i, idea := range Ideas() {
		if i == 0 {
			continue // it is the input's placeholder
		}
		mark, text := "  ", s.Quiet.Render(idea)
		if i == t.cursor {
			mark, text = s.CursorMark.Render(style.CursorMark)+" ", s.Strong.Render(idea)
		}
		lines = append(lines, term.Truncate(mark+text, w))
	}
	lines = append(lines, "")
	lines = append(lines, styled("Type, or down and enter. "+whoWorks(st), w, s.Quiet)...)
	if st.Offer != "" {
		lines = append(lines, styled(st.Offer, w, s.Quiet)...)
	}
	top := max((height-len(lines))/3, 0)
	if len(lines) > height {
		lines = lines[:height]
	}
	blank := term.Spaces(x)
	for i, line := range lines {
		lines[i] = blank + line
	}
	cursor := sc.Input.Cursor()
	if cursor != nil {
		cursor.X += x
		cursor.Y += top + at
		if t.cursor > 0 {
			cursor = nil
		}
	}
	return strings.Repeat("\n", top) + strings.Join(lines, "\n"), cursor
}

// whoWorks says who gets what is typed. Only the two that are built in keep it
// on this machine.
func whoWorks(st *State) string {
	if st.Chat.ByRule && st.Image.Name == builtIn {
		return "Built in: free, offline, nothing leaves this machine."
	}
	return term.SafeLine(st.Chat.Name + " writes the prompts, " + st.Image.ref() + " paints.")
}

// banner is the sketch of the idea that is looked at, or of the first.
func (t *start) banner(st *State, cols, rows int) []string {
	idea := t.idea()
	art := st.Art.Scene(prompt.Prompt{ID: "idea", Text: idea}, cols, rows)
	lines := make([]string, rows)
	copy(lines, strings.Split(art, "\n"))
	return lines
}
