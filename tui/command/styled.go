package command

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"easel/tui/term"
)

// styled gives safe text a style on a terminal; elsewhere it stays as it is.
// Each line is styled by itself and keeps its width.
func (a *app) styled(style lipgloss.Style, text string) string {
	if !a.OutTerminal {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = style.Render(line)
	}
	return strings.Join(lines, "\n")
}

// printStyled writes text that styled has been at, in the colours that the
// terminal has: none with NO_COLOR, and no styles at all on a dumb one.
func (a *app) printStyled(text string) error {
	if !a.OutTerminal {
		return a.print(text)
	}
	var fit strings.Builder
	w := colorprofile.Writer{Forward: &fit, Profile: colorprofile.Env(a.Environ)}
	if _, err := w.WriteString(text); err != nil {
		return err
	}
	return a.print(fit.String())
}

func (a *app) printStyledLines(lines []string) error {
	return a.printStyled(strings.Join(lines, "\n") + "\n")
}

// printTable writes rows: on a terminal with columns that line up, elsewhere
// with one tab between columns. Fields may come from outside.
func (a *app) printTable(rows [][]string) error {
	for _, row := range rows {
		for i := range row {
			row[i] = a.shown(oneLine(row[i]))
		}
	}
	if !a.OutTerminal {
		var lines []string
		for _, row := range rows {
			lines = append(lines, strings.Join(row, "\t"))
		}
		return a.printLines(lines)
	}
	return a.printLines(aligned(rows))
}

// aligned pads all columns but the last.
func aligned(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		for i, field := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], term.Width(field))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		var b strings.Builder
		for j, field := range row {
			b.WriteString(field)
			if j < len(row)-1 {
				b.WriteString(term.Spaces(widths[j] - term.Width(field) + 2))
			}
		}
		lines[i] = strings.TrimRight(b.String(), " ")
	}
	return lines
}
