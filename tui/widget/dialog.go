package widget

import (
	"strings"

	"charm.land/lipgloss/v2"

	"easel/tui/style"
	"easel/tui/term"
)

// Dialog frames a body with its title in the top edge and a footer (keys, or
// buttons) under it. It is as large as its contents and at most maxW x maxH
// cells; a body that is higher is cut, so put what is long into a [Scroll].
func Dialog(title, body, footer string, maxW, maxH int, s *style.Style) string {
	if maxW < 8 || maxH < 4 {
		return clip(body, max(maxW, 0), max(maxH, 0))
	}
	bodyLines, footerLines := strings.Split(body, "\n"), splitText(footer)
	inner := term.Width(title) + 4
	for _, line := range append(bodyLines[:len(bodyLines):len(bodyLines)], footerLines...) {
		inner = max(inner, term.Width(line))
	}
	inner = min(inner, maxW-6)
	if len(footerLines) > 0 {
		footerLines = append([]string{""}, footerLines...)
	}
	room := max(maxH-4-len(footerLines), 0)
	lines := append(bodyLines[:min(room, len(bodyLines)):min(room, len(bodyLines))], footerLines...)
	return frame(title, lines, inner, min(len(lines)+4, maxH), s)
}

func splitText(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// frame draws lines with an empty line above and below and two cells at each
// side.
func frame(title string, lines []string, inner, height int, s *style.Style) string {
	width := inner + 6
	border := s.DialogBorder
	side := border.Render("│")
	name := paint(s.Title, " "+term.Truncate(title, inner)+" ")
	var out strings.Builder
	out.WriteString(border.Render("╭━") + name + border.Render(strings.Repeat(thick, max(width-3-term.Width(name), 0))+"╮"))
	for i := range height - 2 {
		line := ""
		if i > 0 && i <= len(lines) {
			line = lines[i-1]
		}
		out.WriteString("\n" + side + "  " + exactly(line, inner) + "  " + side)
	}
	out.WriteString("\n" + border.Render("╰"+strings.Repeat(thin, width-2)+"╯"))
	return newGround(s.Dialog.GetForeground(), s.Dialog.GetBackground()).under(out.String())
}

// Overlay draws top over base with its upper left corner at x, y, and gives
// exactly width x height cells. What lies outside is cut.
func Overlay(base, top string, x, y, width, height int) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	lines := strings.Split(clip(base, width, height), "\n")
	first, end := max(y, 0), min(y+lipgloss.Height(top), height)
	if first >= end {
		return strings.Join(lines, "\n")
	}
	// Only the lines that top touches take the slow way through cells.
	canvas := lipgloss.NewCanvas(width, end-first)
	canvas.Compose(lipgloss.NewCompositor(
		lipgloss.NewLayer(strings.Join(lines[first:end], "\n")).Z(0),
		lipgloss.NewLayer(top).X(x).Y(y-first).Z(1),
	))
	touched := clip(canvas.Render(), width, end-first) // Render trims spaces
	copy(lines[first:end], strings.Split(touched, "\n"))
	return strings.Join(lines, "\n")
}

// Centre is where top goes to lie in the middle of a window, for [Overlay].
func Centre(top string, width, height int) (x, y int) {
	w, h := lipgloss.Size(top)
	return max((width-w)/2, 0), max((height-h)/2, 0)
}
