package widget

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"easel/tui/style"
	"easel/tui/term"
)

// Lines of frames. The thick one tells the focused pane without colour.
const (
	thin  = "─"
	thick = "━"
)

// Box draws body in a rounded frame of exactly width x height cells, with the
// title at the left of the top edge and the note at its right. Body is cut or
// filled up to [BoxInner]. The focused box has a thick top edge and a bold
// title. What follows " ─ " in a title is quiet, as in "Prompt ─ looking at A".
func Box(title, note, body string, width, height int, focused bool, s *style.Style) string {
	if width < 5 || height < 2 {
		return clip(body, width, height)
	}
	border := edgeStyle(focused, s)
	innerWidth, innerHeight := BoxInner(width, height)
	side := border.Render("│")

	var out strings.Builder
	out.Grow(len(body) + width*height*2) // a picture's cells are long
	out.WriteString(border.Render("╭") + titleLine(" "+title+" ", padNote(note), width-2, focused, s) + border.Render("╮"))
	rest := body
	for range innerHeight {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		out.WriteString("\n" + side + " " + exactly(line, innerWidth) + " " + side)
	}
	out.WriteString("\n" + border.Render("╰"+strings.Repeat(thin, width-2)+"╯"))
	return out.String()
}

// BoxInner is the room for the body in a [Box].
func BoxInner(width, height int) (int, int) {
	return max(width-4, 0), max(height-2, 0)
}

// Ruled draws body under a title line, without a frame, for narrow windows:
//
//	Chat ─────────── 2 messages
//
// It is exactly width x height cells. The focused one has a thick rule and a
// bold title.
func Ruled(title, note, body string, width, height int, focused bool, s *style.Style) string {
	if width <= 0 || height <= 0 {
		return clip("", width, height)
	}
	suffix := note
	if note != "" {
		suffix = " " + note
	}
	head := titleLine(title+" ", suffix, width, focused, s)
	if height == 1 {
		return head
	}
	return head + "\n" + clip(body, width, height-1)
}

// marginFrom is from how many columns on there is room for a margin.
const marginFrom = 60

// Margin is how many columns stay blank at each side of [Ruled] panes in a
// window, so that they stand under the words of its header.
func Margin(width int) int {
	if width < marginFrom {
		return 0
	}
	return 1
}

// Inset puts a margin at both sides of lines.
func Inset(lines []string, margin int) []string {
	blank := strings.Repeat(" ", margin)
	for i, line := range lines {
		lines[i] = blank + line + blank
	}
	return lines
}

// RuledInner is the room for the body in a [Ruled] pane.
func RuledInner(width, height int) (int, int) {
	return max(width, 0), max(height-1, 0)
}

func padNote(note string) string {
	if note == "" {
		return ""
	}
	return " " + note + " "
}

func edgeStyle(focused bool, s *style.Style) lipgloss.Style {
	if focused {
		return s.BorderFocused
	}
	return s.Border
}

// titleLine is exactly width cells: the title, a rule that takes the slack,
// and the note. The note goes first when there is no room, then the title is cut.
func titleLine(title, note string, width int, focused bool, s *style.Style) string {
	rule, titleStyle := thin, s.PaneTitle
	if focused {
		rule, titleStyle = thick, s.PaneTitleFocused
	}
	edge := edgeStyle(focused, s)
	if term.Width(title)+term.Width(note)+2 > width {
		note = ""
	}
	if term.Width(title) > width {
		title = term.Truncate(title, width)
	}
	slack := width - term.Width(title) - term.Width(note)
	name, about, found := strings.Cut(title, " "+thin+" ")
	head := paint(titleStyle, name)
	if found {
		head += edge.Render(" "+rule+" ") + paint(s.PaneNote, about)
	}
	return head + edge.Render(strings.Repeat(rule, slack)) + paint(s.PaneNote, note)
}

// paint styles words, unless the caller has styled them already.
func paint(st lipgloss.Style, words string) string {
	if words == "" || strings.Contains(words, "\x1b") {
		return words
	}
	return st.Render(words)
}

// exactly cuts or fills a line to width cells.
func exactly(line string, width int) string {
	if cells := term.Width(line); cells <= width {
		return line + term.Spaces(width-cells)
	}
	line = ansi.Truncate(line, max(width, 0), "")
	return line + term.Spaces(width-term.Width(line)) // a wide letter may not have fitted
}

// clip cuts or fills a text to exactly width x height cells.
func clip(text string, width, height int) string {
	var out strings.Builder
	out.Grow(len(text) + max(width, 0)) // more than enough where lines are filled up already
	for row := range max(height, 0) {
		if row > 0 {
			out.WriteByte('\n')
		}
		var line string
		line, text, _ = strings.Cut(text, "\n")
		out.WriteString(exactly(line, width))
	}
	return out.String()
}
