package term

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Steady replaces emoji on whose width terminals disagree by simpler ones that
// take the same cells everywhere: a family becomes its first person, "❤️" a
// "❤" and a space. Otherwise one such letter, measured here as two cells
// and drawn by the terminal as six, would push a whole line out of its frame.
// It is for finished frames; escape sequences, and texts, stay as they are.
func Steady(frame string) string {
	if !unsteady(frame) {
		return frame
	}
	var out strings.Builder
	out.Grow(len(frame))
	for len(frame) > 0 {
		if frame[0] < utf8.RuneSelf && (len(frame) == 1 || frame[1] < utf8.RuneSelf) {
			out.WriteByte(frame[0])
			frame = frame[1:]
			continue
		}
		cluster, cells := ansi.FirstGraphemeCluster(frame, ansi.GraphemeWidth)
		out.WriteString(steadyCluster(cluster, cells))
		frame = frame[len(cluster):]
	}
	return out.String()
}

func steadyCluster(cluster string, cells int) string {
	if !unsteady(cluster) {
		return cluster
	}
	first, size := utf8.DecodeRuneInString(cluster)
	if ansi.WcWidth.StringWidth(cluster) == cells {
		return cluster
	}
	simple := cluster[:size]
	wide := ansi.WcWidth.StringWidth(simple)
	if !isEmoji(first) || wide > cells || wide != ansi.StringWidth(simple) {
		return cluster // a script that joins its letters: leaving one out would change the word
	}
	return simple + Spaces(cells-wide)
}

// unsteady reports whether a text has what makes an emoji out of several
// runes: a joiner, a variation selector, a keycap, or a skin tone (of which
// the last byte varies).
func unsteady(text string) bool {
	return strings.Contains(text, "\u200d") || strings.Contains(text, "\ufe0f") ||
		strings.Contains(text, "\u20e3") || strings.Contains(text, "\xf0\x9f\x8f")
}

// isEmoji holds for what starts an emoji sequence: pictures, signs such as ❤
// and ☀, and the digits of keycaps.
func isEmoji(r rune) bool {
	return r >= 0x1f000 && r <= 0x1faff || r >= 0x2000 && r <= 0x33ff || r < 0xaf
}
