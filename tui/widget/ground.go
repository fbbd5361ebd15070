package widget

import (
	"fmt"
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"easel/tui/style"
	"easel/tui/term"
)

// Ground makes a frame exactly width x height cells, and gives each cell that
// has no colours of its own those of the theme, so that a theme looks the
// same in every terminal. It also makes it steady (see term.Steady). Draw with
// it last, once a frame.
func Ground(frame string, width, height int, s *style.Style) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	frame = term.Steady(clip(frame, width, height))
	return newGround(s.Foreground, s.Ground).under(frame)
}

// HoldEdge puts a no-break space where a line of a frame ends with a space, so
// that what takes a screen apart by lines and drops their trailing spaces, as
// tmux does when it captures a pane, keeps the ground up to the edge. People
// who copy whole lines would copy it too, so it is only for terminals that
// tell nothing of themselves.
func HoldEdge(frame string) string {
	lines := strings.Split(frame, "\n")
	for i, line := range lines {
		styles := line[len(withoutEndingStyles(line)):]
		if kept, blank := strings.CutSuffix(strings.TrimSuffix(line, styles), " "); blank {
			lines[i] = kept + "\u00a0" + styles
		}
	}
	return strings.Join(lines, "\n")
}

// withoutEndingStyles cuts the SGR sequences that a line ends with.
func withoutEndingStyles(line string) string {
	for strings.HasSuffix(line, "m") {
		at := strings.LastIndex(line, "\x1b[")
		if at < 0 || strings.Trim(line[at+2:len(line)-1], "0123456789;:") != "" {
			break
		}
		line = line[:at]
	}
	return line
}

// Fill makes a line exactly width cells and lays it on the ground of a style,
// also under words that have styles of their own: for the row of the cursor,
// the header, the footer. Such words keep their own colours.
func Fill(line string, width int, st lipgloss.Style) string {
	if width <= 0 {
		return ""
	}
	line = exactly(line, width)
	if _, colourless := st.GetBackground().(lipgloss.NoColor); colourless && (st.GetReverse() || st.GetBold()) {
		return st.Render(ansi.Strip(line)) // nothing to lie under the words: one look for all
	}
	return newGround(st.GetForeground(), st.GetBackground()).under(line)
}

// ground is a pair of colours to lie under text, as parameters of SGR; "" for
// none.
type ground struct{ foreground, background string }

func newGround(foreground, background color.Color) ground {
	return ground{parameters(38, foreground), parameters(48, background)}
}

func parameters(kind int, c color.Color) string {
	if _, none := c.(lipgloss.NoColor); none || c == nil {
		return ""
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("%d;2;%d;%d;%d", kind, r>>8, g>>8, b>>8)
}

// under puts the colours at the start of each line, and again wherever the
// text goes back to the terminal's own. Working on the text takes a
// twentieth of the time that going through a grid of cells takes.
func (g ground) under(text string) string {
	if text == "" || g.foreground == "" && g.background == "" {
		return text
	}
	reset := "\x1b[" + joinParameters("0", g.foreground, g.background) + "m"
	var out strings.Builder
	out.Grow(len(text) * 3 / 2)
	out.WriteString(reset)
	for line := range strings.Lines(text) {
		line, broken := strings.CutSuffix(line, "\n")
		for {
			i := strings.IndexByte(line, ansi.ESC)
			if i < 0 {
				break
			}
			out.WriteString(line[:i])
			line = line[i+g.sequence(&out, line[i:], reset):]
		}
		out.WriteString(line)
		if broken {
			out.WriteString("\x1b[m\n" + reset)
		}
	}
	out.WriteString("\x1b[m")
	return out.String()
}

// sequence copies the escape sequence that the text begins with, followed by
// the colours that it reset, and returns its length.
func (g ground) sequence(out *strings.Builder, text, reset string) int {
	if !strings.HasPrefix(text, "\x1b[") {
		out.WriteByte(text[0])
		return 1
	}
	end := 0
	for 2+end < len(text) && text[2+end] < 0x40 { // parameters; what ends them is a letter
		end++
	}
	if 2+end == len(text) || text[2+end] != 'm' {
		out.WriteByte(text[0])
		return 1
	}
	params := text[2 : 2+end]
	if params == "" || params == "0" {
		out.WriteString(reset)
		return end + 3
	}
	out.WriteString(text[:2+end])
	noForeground, noBackground := resets(params)
	if noForeground && g.foreground != "" {
		out.WriteString(";" + g.foreground)
	}
	if noBackground && g.background != "" {
		out.WriteString(";" + g.background)
	}
	out.WriteByte('m')
	return end + 3
}

// resets reports which colours are the terminal's own after an SGR sequence
// that changed them back. Frames have thousands of them, so it goes through
// the bytes.
func resets(params string) (foreground, background bool) {
	number, skip, extended := 0, 0, false
	for i := 0; i <= len(params); i++ {
		if i < len(params) && params[i] != ';' {
			number = number*10 + int(params[i]-'0')
			continue
		}
		switch {
		case extended: // right after 38, 48 or 58: 5 has an index, 2 three channels
			skip = 1
			if number == 2 {
				skip = 3
			}
			extended = false
		case skip > 0:
			skip--
		case number == 0:
			foreground, background = true, true
		case number == 39:
			foreground = true
		case number == 49:
			background = true
		case number == 38 || number == 48 || number == 58:
			extended = true
			foreground = foreground && number != 38
			background = background && number != 48
		}
		number = 0
	}
	return foreground, background
}

func joinParameters(parts ...string) string {
	var set []string
	for _, p := range parts {
		if p != "" {
			set = append(set, p)
		}
	}
	return strings.Join(set, ";")
}
