package widget

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"easel/tui/style"
	"easel/tui/term"
)

// Key is one entry of a footer: the key's name and what it does now.
type Key struct{ Name, Does string }

// mostKeys is how many keys a footer shows; more are not read.
const mostKeys = 6

// Keys draws a footer of at most [mostKeys] keys, most useful first, with
// Bubbles' help. What does not fit is dropped from the right, and esc last: how
// to get away is what must be known. The line is exactly width cells.
func Keys(keys []Key, width int, s *style.Style) string {
	if width < 3 { // no key fits
		return term.Spaces(width)
	}
	row := help.Model{ShortSeparator: "  ", Styles: help.Styles{ShortKey: s.KeyName, ShortDesc: s.KeyHelp}}
	row.SetWidth(width - 1)
	keys = slices.Clone(keys)
	for len(keys) > mostKeys || len(keys) > 1 && keysWidth(keys) > width-1 {
		last := len(keys) - 1
		if keys[last].Name == "esc" {
			last--
		}
		keys = slices.Delete(keys, last, last+1)
	}
	shown := make([]key.Binding, len(keys))
	for i, k := range keys {
		shown[i] = key.NewBinding(key.WithKeys(k.Name), key.WithHelp(k.Name, k.Does))
	}
	return exactly(" "+row.ShortHelpView(shown), width) // help lets a separator stand over the edge
}

// keysWidth is how wide a footer is.
func keysWidth(keys []Key) int {
	width := -2 // between two, not after the last
	for _, k := range keys {
		width += term.Width(k.Name) + 1 + term.Width(k.Does) + 2
	}
	return width
}

// Parts puts as many parts as there is room for into a line; the mark for more
// says that some are left out. Of one that is too long the end is.
func Parts(parts []string, between string, width int) string {
	whole := strings.Join(parts, between)
	if term.Width(whole) <= width {
		return whole
	}
	for n := len(parts) - 1; n > 0; n-- {
		if line := strings.Join(parts[:n], between) + " " + style.MoreMark; term.Width(line) <= width {
			return line
		}
	}
	return term.Truncate(whole, width)
}

// Progress is a bar of exactly width cells for a fraction from 0 to 1. It
// moves by half cells. Bubbles' bar does so only with blocks, and it knows
// colours alone: the faint rest of a colourless theme would be lost.
func Progress(width int, fraction float64, s *style.Style) string {
	if width <= 0 {
		return ""
	}
	if math.IsNaN(fraction) {
		fraction = 0
	}
	halves := int(math.Round(max(0, min(fraction, 1)) * float64(2*width)))
	filled := strings.Repeat("━", halves/2)
	if halves%2 == 1 {
		filled += "╸"
	}
	return s.ProgressFilled.Render(filled) + s.ProgressEmpty.Render(strings.Repeat("─", width-(halves+1)/2))
}

// Waiting says how long something takes: "12 s, usually 20 s". Without a usual
// time it says only how long it has been.
func Waiting(elapsed, usual time.Duration) string {
	if usual <= 0 {
		return seconds(elapsed)
	}
	return seconds(elapsed) + ", usually " + seconds(usual)
}

func seconds(d time.Duration) string {
	n := int(max(d, 0).Round(time.Second) / time.Second)
	switch {
	case n < 60:
		return fmt.Sprintf("%d s", n)
	case n%60 == 0:
		return fmt.Sprintf("%d min", n/60)
	}
	return fmt.Sprintf("%d min %d s", n/60, n%60)
}
